import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { findThanks, hoursWords, thanksSchema, withdrawThanks, writeThanks } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Thank you')

const entryOf = (args: LoaderFunctionArgs) => {
  const id = pathPart(args, 'entry')
  if (!z.uuid().safeParse(id).success) throw pageNotFound()
  return id
}

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await findThanks(ctx, entryOf(args)))
  return { ...page, time: hoursWords(page.minutes) }
}

const intents = z.discriminatedUnion('intent', [
  thanksSchema.extend({ intent: z.literal('write') }),
  z.object({ intent: z.literal('withdraw') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = entryOf(args)
  const to = `/thanks/${id}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  return value.intent === 'write'
    ? respond(args, await once(ctx, form.key, (ctx) => writeThanks(ctx, id, value)), {
        form,
        to,
        notice: 'They are told, and can read it.',
      })
    : respond(args, await once(ctx, form.key, (ctx) => withdrawThanks(ctx, id)), {
        form,
        to,
        notice: 'It is withdrawn. Nobody reads it any more.',
      })
}

export default function Thanks() {
  const { title, on, time, giver, receiver, note, mayWrite, mayWithdraw } = useLoaderData<typeof loader>()
  const form = useForm({}, 'write')
  return (
    <>
      <BackLink href="/ledger">Ledger</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">{title}</span>
          <h1 className="govuk-heading-l">Thank you</h1>
          <p className="govuk-body">
            {giver} gave {receiver} {time} on {longDate(on)}.
          </p>
          {note !== null && (
            <>
              <InsetText>
                <span className="app-typed">{note.text}</span>
              </InsetText>
              <p className="govuk-body">
                {note.by}, {longDate(note.on)}.{' '}
                {note.mayQuote
                  ? 'The association may quote it, with the region and no name.'
                  : 'It is for the two services only.'}
              </p>
            </>
          )}
          {mayWithdraw && (
            <PostForm intent="withdraw">
              <Button variant="secondary" preventDoubleClick>
                Withdraw it
              </Button>
            </PostForm>
          )}
          {mayWrite && (
            <PostForm intent="write">
              <CharacterCount
                {...form.text('text')}
                label="What was it worth to you?"
                labelSize="s"
                hint="They read it. Write nothing that tells who a child is."
                maxLength={600}
                threshold={75}
              />
              <Checkboxes
                {...form.choices('mayQuote')}
                legend="May it be quoted?"
                legendSize="s"
                items={[
                  {
                    value: 'yes',
                    label: 'The association may quote it, with our region and without our name',
                  },
                ]}
              />
              <Button preventDoubleClick>Say thank you</Button>
            </PostForm>
          )}
          {note === null && !mayWrite && <p className="govuk-body">There is no note of thanks for this.</p>}
        </div>
      </div>
    </>
  )
}
