import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { RagTag } from '#app/components/reports/plan-areas.tsx'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  closePlan,
  closePlanSchema,
  outcomeWords,
  progressPage,
  progressSchema,
  recordProgress,
} from '#services/reports/index.ts'

export const meta = () => pageTitle('Progress review')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await progressPage(await requireActor(args), pathPart(args, 'ref'))),
  outcomes: Object.entries(outcomeWords),
})

const intentOf = z.object({ intent: z.string().optional() })

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const intent = await parseForm(args.request, intentOf)
  if (intent.ok && intent.value.intent === 'close') {
    const form = await parseForm(args.request, closePlanSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => closePlan(ctx, ref, form.value)) : form
    return respond(args, result, { form, to: `/reviews/${ref}`, notice: 'The review is closed. Thank you.' })
  }
  const form = await parseForm(args.request, progressSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => recordProgress(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/reviews/${ref}/progress`,
    notice: 'Progress is recorded. The service is asked what has changed for children.',
  })
}

export default function Progress() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, status, statusWords, version, actions, mayRecord, mayClose, progressOn, recordedOn } = page
  const record = useForm({}, 'record')
  const close = useForm({}, 'close')
  const wordsOf = (outcome: string | null) => page.outcomes.find(([value]) => value === outcome)?.[1] ?? 'Not recorded'
  return (
    <>
      <BackLink href={`/reviews/${ref}/plan`}>Action plan</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={record.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Progress review</h1>
          <p className="govuk-body">
            <Tag colour={status === 'sent' ? 'blue' : 'green'}>{statusWords}</Tag>
          </p>
          <p className="govuk-body">
            {recordedOn !== null
              ? `Recorded on ${longDate(recordedOn)}.`
              : `About ${progressOn === null ? 'ten months after the visit' : longDate(progressOn)}, the service and two of the team look at what has changed. A co-lead records what became of each action.`}
          </p>
          {page.changedForChildren !== '' && (
            <>
              <h2 className="govuk-heading-m">What has changed for children, in the service’s words</h2>
              <TypedText text={page.changedForChildren} />
            </>
          )}
          {mayRecord ? (
            <PostForm intent="record" version={version}>
              {actions.map(({ id, what, rag, updates }, at) => (
                <div key={id}>
                  <input type="hidden" name={`outcomes[${at}].id`} value={id} />
                  <Radios
                    {...record.text(`outcomes[${at}].outcome`)}
                    legend={what}
                    legendSize="s"
                    hint={updates[0] ? `Last said: ${updates[0].text}` : 'Nothing was said of it.'}
                    items={page.outcomes.map(([value, label]) => ({ value, label }))}
                  />
                  <p className="govuk-body-s">
                    It stands at <RagTag rag={rag} />
                  </p>
                </div>
              ))}
              {actions.length === 0 && <p className="govuk-body">The plan has no actions.</p>}
              <Button preventDoubleClick>Record the progress review</Button>
            </PostForm>
          ) : (
            <ul className="govuk-list govuk-list--bullet">
              {actions.map(({ id, what, outcome }) => (
                <li key={id}>
                  {what} <strong>{wordsOf(outcome)}</strong>
                </li>
              ))}
            </ul>
          )}
          {mayClose && (
            <PostForm intent="close" version={version}>
              <Textarea
                {...close.text('changedForChildren')}
                label="What has changed for children?"
                labelSize="m"
                hint={`In your own words. With this the review closes; its pages stay. ${leaveOutChildren}`}
                rows={6}
              />
              <Button preventDoubleClick>Say this, and close the review</Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
