import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { findObservation, lineSchema, saveLine, sendObservation, standDownAsObserver } from '#services/courses/index.ts'

export const meta = () => pageTitle('Observe a course')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await findObservation(await requireActor(args), pathId(args, 'id'))),
})

const intents = z.discriminatedUnion('intent', [
  lineSchema.extend({ intent: z.literal('line') }),
  z.object({ intent: z.literal('send') }),
  z.object({ intent: z.literal('stand-down') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = pathId(args, 'id')
  const to = `/observations/${id}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'line')
    return respond(args, await once(ctx, form.key, (ctx) => saveLine(ctx, id, value)), {
      form,
      to: `${to}#line-${value.position}`,
      notice: 'The line is saved.',
    })
  if (value.intent === 'send')
    return respond(args, await once(ctx, form.key, (ctx) => sendObservation(ctx, id)), {
      form,
      to,
      notice: 'Your view is in. It stands as it is.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => standDownAsObserver(ctx, id)), {
    form,
    to: '/home',
    notice: 'You stood down. Somebody else is drawn, and nobody is told why.',
  })
}

export default function Observation() {
  const { page } = useLoaderData<typeof loader>()
  const form = useForm()
  const { title, provider, date, lines, mayWrite, mayStandDown, isRecorded, ref } = page
  const left = lines.filter(({ level }) => level === null).length
  return (
    <>
      <BackLink href="/home">Home</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">Quality mark {ref}</span>
          <h1 className="govuk-heading-l">Observe {title}</h1>
          <p className="govuk-body">
            {provider}, {dateAndTime(new Date(date.startsAt))}
            {date.place !== '' && `, ${date.place}`} (
            <a className="govuk-link" href={`/courses/${date.ref}`}>
              {date.ref}
            </a>
            ).{' '}
            {date.joiningLink !== null && (
              <a className="govuk-link" href={date.joiningLink} rel="noreferrer noopener">
                How to join
              </a>
            )}
          </p>
          {isRecorded && <InsetText>Your view is in. Thank you.</InsetText>}
          {!isRecorded && !mayWrite && <InsetText>Say what you saw once it has begun. These are the lines.</InsetText>}
          {lines.map((line) => (
            <Line key={line.position} line={line} mayWrite={mayWrite} />
          ))}
          {mayWrite && (
            <PostForm intent="send">
              <p className="govuk-body">
                {left === 0 ? 'Every line has a level. What you send stands.' : `${left} of 8 lines have no level yet.`}
              </p>
              <Button preventDoubleClick>Send your view</Button>
            </PostForm>
          )}
          {mayStandDown && (
            <PostForm intent="stand-down">
              <Button variant="secondary" preventDoubleClick>
                Stand down
              </Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}

type LineOf = ReturnType<typeof useLoaderData<typeof loader>>['page']['lines'][number]

const Line = ({ line, mayWrite }: { line: LineOf; mayWrite: boolean }) => {
  const form = useForm({ level: line.level, evidence: line.evidence }, 'line')
  const isTyped = form.reply?.values.position?.[0] === String(line.position)
  const id = (field: string) => `${field}-${line.position}`
  const text = (field: 'level' | 'evidence') => ({
    ...form.text(field),
    id: id(field),
    ...(isTyped
      ? {}
      : { defaultValue: String((field === 'level' ? line.level : line.evidence) ?? ''), error: undefined }),
  })
  return (
    <section id={`line-${line.position}`}>
      <h2 className="govuk-heading-m">
        {line.position}. {line.group}
      </h2>
      <p className="govuk-body">{line.text}</p>
      {mayWrite ? (
        <PostForm intent="line" version={line.version}>
          <input type="hidden" name="position" value={line.position} />
          <Radios
            {...text('level')}
            legend="What you saw"
            legendSize="s"
            isSmall
            items={line.levels.map((words, at) => ({ value: String(at + 1), label: `${at + 1}: ${words}` }))}
          />
          <Textarea
            {...text('evidence')}
            label="What you saw that says so"
            hint="Nothing about individual people."
            rows={3}
          />
          <Button variant="secondary" preventDoubleClick>
            Save line {line.position}
          </Button>
        </PostForm>
      ) : (
        <ol className="govuk-list govuk-list--number">
          {line.levels.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      )}
    </section>
  )
}
