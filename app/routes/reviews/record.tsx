import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { uncapitalise } from '#services/core/words.ts'
import {
  happenedSchema,
  postponeReview,
  reasonsSchema,
  recordedEvents,
  recordPage,
  recordStage,
  resumeReview,
  resumeSchema,
  withdrawReview,
} from '#services/reviews/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.says ?? 'Page not found')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await recordPage(ctx, pathPart(args, 'ref'), pathPart(args, 'event')))
  return { ...page, today: ctx.clock.today() }
}

/** Takes what the page of one event sends to its use case. */
const handle = async (args: ActionFunctionArgs, event: string, ref: string) => {
  const ctx = await requireActor(args)
  if (event === 'withdrawn' || event === 'postponed') {
    const form = await parseForm(args.request, reasonsSchema)
    const stop = event === 'withdrawn' ? withdrawReview : postponeReview
    return { form, result: form.ok ? await once(ctx, form.key, (ctx) => stop(ctx, { ...form.value, ref })) : form }
  }
  if (event === 'resumed') {
    const form = await parseForm(args.request, resumeSchema)
    return {
      form,
      result: form.ok ? await once(ctx, form.key, (ctx) => resumeReview(ctx, { ...form.value, ref })) : form,
    }
  }
  const stage = z.enum(recordedEvents).safeParse(event)
  if (!stage.success) throw pageNotFound()
  const form = await parseForm(args.request, happenedSchema)
  return {
    form,
    result: form.ok ? await once(ctx, form.key, (ctx) => recordStage(ctx, stage.data, { ...form.value, ref })) : form,
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ref = pathPart(args, 'ref')
  const event = pathPart(args, 'event')
  const { form, result } = await handle(args, event, ref)
  const to = event === 'withdrawn' ? '/reviews' : `/reviews/${ref}`
  return respond(args, result, { form, to, notice: 'Recorded. Those it matters to are told.' })
}

export default function Record() {
  const page = useLoaderData<typeof loader>()
  const { ref, version, says, follows, asks, today } = page
  const isDayKnown = (asks === 'day' || asks === 'comments') && page.agreed === null
  const form = useForm(isDayKnown ? { happenedOn: today } : {})
  const back = page.isDraft ? `/reviews/${ref}/edit` : `/reviews/${ref}`
  return (
    <>
      <BackLink href={back} />
      <FormPage
        form={form}
        caption={`${page.yotName}, ${ref}`}
        title={says}
        version={version}
        submit={says}
        isWarning={asks === 'reasons'}
        introduction={<p className="govuk-body">What follows: {uncapitalise(follows)}</p>}
        cancel={
          <a className="govuk-link" href={back}>
            Cancel
          </a>
        }
      >
        {asks === 'reasons' && (
          <Textarea {...form.text('reasons')} label="What are the reasons?" hint={leaveOutChildren} rows={4} />
        )}
        {asks === 'dates' && (
          <>
            <DateInput
              {...form.date('startsOn')}
              legend="First day of new dates"
              hint="Leave empty if the dates given before still hold."
            />
            <DateInput {...form.date('endsOn')} legend="Last day of new dates" />
          </>
        )}
        {page.agreed !== null && (
          <Checkboxes
            {...form.choices('isSooner')}
            legend={`The visit is agreed for ${dateRange(page.agreed.startsOn, page.agreed.endsOn)}`}
            items={[{ value: 'yes', label: 'It came sooner' }]}
          />
        )}
        {(asks === 'day' || asks === 'comments') && (
          <>
            <DateInput {...form.date('happenedOn')} legend="On which day?" hint="For example, 27 3 2026" />
            <Textarea
              {...form.text('note')}
              label={asks === 'comments' ? 'Your comments, one a line, or that there are none' : 'A note (optional)'}
              hint={leaveOutChildren}
              rows={asks === 'comments' ? 8 : 3}
            />
          </>
        )}
      </FormPage>
    </>
  )
}
