import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Paragraphs } from '#app/components/offerings/offering-parts.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted, listed } from '#services/core/words.ts'
import {
  answerObjection,
  answerObjectionSchema,
  findMinutes,
  meetingPressSchema,
  objectionSchema,
  objectToMinutes,
  publishMinutes,
} from '#services/meetings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`Minutes: ${data?.title ?? 'a meeting'}`)

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findMinutes(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  objectionSchema.extend({ intent: z.literal('object') }),
  answerObjectionSchema.extend({ intent: z.literal('answer') }),
  meetingPressSchema.extend({ intent: z.literal('publish') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/meetings/${ref}/minutes`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'object')
    return respond(args, await once(ctx, form.key, (ctx) => objectToMinutes(ctx, ref, value)), {
      form,
      to,
      notice: 'Your objection is sent. It is answered before the minutes are agreed.',
    })
  if (value.intent === 'answer')
    return respond(args, await once(ctx, form.key, (ctx) => answerObjection(ctx, ref, value)), {
      form,
      to,
      notice: 'Answered. Whoever objected is told.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => publishMinutes(ctx, ref, value)), {
    form,
    to,
    notice: 'Every member can read them, and what was decided stands in the decision log.',
  })
}

type Objection = ReturnType<typeof useLoaderData<typeof loader>>['objections'][number]

const OneObjection = ({ objection, mayAnswer }: { objection: Objection; mayAnswer: boolean }) => {
  const { id, by, text, number, isAccepted, answer } = objection
  const form = useForm({}, 'answer')
  const isThis = form.reply?.values.id?.[0] === id
  const own = (name: string) => (isThis ? form.text(name) : { name, defaultValue: undefined, error: undefined })
  return (
    <div className="govuk-!-margin-bottom-6">
      <p className="govuk-body">
        <strong>{by}</strong>, of version {number}: {text}
      </p>
      {isAccepted !== null && (
        <p className="govuk-body">
          {isAccepted ? 'To be changed' : 'Not changed'}: {answer}
        </p>
      )}
      {isAccepted === null && !mayAnswer && <p className="govuk-body">Not answered yet.</p>}
      {isAccepted === null && mayAnswer && (
        <PostForm intent="answer">
          <input type="hidden" name="id" value={id} />
          <Radios
            {...own('isAccepted')}
            id={`isAccepted-${id}`}
            legend="Are the minutes changed?"
            legendSize="s"
            isInline
            items={[
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ]}
          />
          <CharacterCount
            {...own('answer')}
            id={`answer-${id}`}
            label="What became of it"
            labelSize="s"
            maxLength={1000}
            rows={2}
          />
          <Button variant="secondary" preventDoubleClick>
            Answer it
          </Button>
        </PostForm>
      )}
    </div>
  )
}

export default function Minutes() {
  const minutes = useLoaderData<typeof loader>()
  const { ref, title, status, number, objectBy, came, guests, notes, decisions, objections } = minutes
  const form = useForm({}, 'object')
  const isPublished = status === 'published'
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {minutes.kindWords}, {ref}
          </span>
          <h1 className="govuk-heading-l">Minutes: {title}</h1>
          {!isPublished && (
            <p className="govuk-body-l">
              {status === 'minutes_drafted' && objectBy !== null
                ? `Version ${number}. Agreed if nobody objects by ${longDate(objectBy)}.`
                : `${minutes.stands}.`}
            </p>
          )}
          {minutes.mayPublish && (
            <PostForm intent="publish" version={minutes.version}>
              <p className="govuk-body">
                {counted(decisions.length, 'decision goes', 'decisions go')} to the decision log in the same press.
              </p>
              <Button preventDoubleClick>Publish the minutes and their decisions</Button>
            </PostForm>
          )}
          {minutes.mayWrite && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/meetings/${ref}/minutes/edit`}>
                Change the minutes
              </a>
            </p>
          )}
          {objections.length > 0 && (
            <section>
              <h2 className="govuk-heading-m">Objections</h2>
              {objections.map((objection) => (
                <OneObjection key={objection.id} objection={objection} mayAnswer={minutes.mayAnswer} />
              ))}
            </section>
          )}
          <SummaryList
            rows={[
              { key: 'When', value: dateAndTime(new Date(minutes.startsAt)) },
              { key: 'Who came', value: came.length === 0 ? 'Nobody is named.' : listed(came) },
              guests.length > 0 && { key: 'Guests', value: listed(guests) },
            ]}
          />
          {notes.map((note) => (
            <section key={note.title}>
              <h2 className="govuk-heading-m">{note.title}</h2>
              <Paragraphs text={note.text} />
            </section>
          ))}
          {decisions.length > 0 && <h2 className="govuk-heading-m">Decisions</h2>}
          {decisions.map((decision) => (
            <section key={decision.title}>
              <h3 className="govuk-heading-s">
                {decision.logRef === null ? (
                  decision.title
                ) : (
                  <a className="govuk-link" href={`/decisions/${decision.logRef}`}>
                    {decision.title} ({decision.logRef})
                  </a>
                )}
              </h3>
              <SummaryList
                rows={[
                  { key: 'Decided', value: decision.decided },
                  { key: 'Reasons', value: decision.reasons },
                  { key: 'Considered and rejected', value: decision.alternatives },
                  { key: 'Conflicts of interest', value: decision.conflicts },
                  decision.reviewOn !== undefined && { key: 'Looked at again', value: longDate(decision.reviewOn) },
                ]}
              />
            </section>
          ))}
          {minutes.mayObject && (
            <Details summary="Something is not as it was" open={form.isTyped} className="app-no-print">
              <PostForm intent="object">
                <input type="hidden" name="number" value={number} />
                <CharacterCount
                  {...form.text('text')}
                  label="What should stand there?"
                  labelSize="s"
                  maxLength={2000}
                  rows={4}
                />
                <Button preventDoubleClick>Object</Button>
              </PostForm>
            </Details>
          )}
          {isPublished && (
            <ButtonLink href="/decisions" variant="secondary">
              The decision log
            </ButtonLink>
          )}
        </div>
      </div>
    </>
  )
}
