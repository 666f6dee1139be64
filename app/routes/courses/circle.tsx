import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { circlePage, circleSchema, leaveCircle, writeToCircle } from '#services/courses/index.ts'

export const meta = () => pageTitle('Your circle')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await circlePage(await requireActor(args), pathPart(args, 'ref'))),
})

const intents = z.discriminatedUnion('intent', [
  circleSchema.extend({ intent: z.literal('write') }),
  z.object({ intent: z.literal('leave') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: `/courses/${ref}/circle` })
  const { value } = form
  if (value.intent === 'leave')
    return respond(args, await once(ctx, form.key, (ctx) => leaveCircle(ctx, ref)), {
      form,
      to: `/courses/${ref}`,
      notice: 'You left the circle. The others do not see you in it any more.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => writeToCircle(ctx, ref, value)), {
    form,
    to: `/courses/${ref}/circle`,
    notice: 'It is here for the others, and they are written to.',
  })
}

export default function Circle() {
  const { ref, title, members, notes, mayWrite, endsAt } = useLoaderData<typeof loader>().page
  const form = useForm({}, 'write')
  return (
    <>
      <BackLink href={`/courses/${ref}`}>The course</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {title}, {ref}
          </span>
          <h1 className="govuk-heading-l">Your circle</h1>
          <p className="govuk-body">Those who take these steps with you. Nobody else sees this page.</p>
          <ul className="govuk-list govuk-list--bullet">
            {members.map(({ id, name, service }) => (
              <li key={id}>
                {name}, {service}
              </li>
            ))}
          </ul>
          {!mayWrite && (
            <p className="govuk-body">
              After the last step, which ends on {dateAndTime(new Date(endsAt))}, you can write to each other here.
            </p>
          )}
          {notes.map(({ id, by, text, meetsOn, on }) => (
            <div key={id} className="app-finding">
              <p className="govuk-body">
                <strong>{by}</strong>, {longDate(on)}
                {meetsOn !== null && <>. To meet on {longDate(meetsOn)}</>}
              </p>
              <TypedText text={text} />
            </div>
          ))}
          {mayWrite && (
            <PostForm intent="write">
              <CharacterCount
                {...form.text('text')}
                label="Write to the others"
                labelSize="s"
                hint="Nothing about individual children."
                maxLength={1000}
                rows={4}
              />
              <DateInput {...form.date('meetsOn')} legend="A day to meet, if you have one" legendSize="s" />
              <Button preventDoubleClick>Send it</Button>
            </PostForm>
          )}
          <PostForm intent="leave">
            <p className="govuk-body">
              If you do not want to be in the circle, leave it: the others see neither your name nor what you wrote any
              more.
            </p>
            <Button variant="secondary" preventDoubleClick>
              Leave the circle
            </Button>
          </PostForm>
        </div>
      </div>
    </>
  )
}
