import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { dateRange, longDate } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { SectionPage } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadRequestDraft } from '#app/http/own-review.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { addWindow, earliestDay, removeWindow, removeWindowSchema, windowSchema } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Dates you could do')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, windows, days, warning, limits } = await loadRequestDraft(args)
  const { clock } = await requireActor(args)
  return {
    earliest: earliestDay(clock.today()),
    ref,
    version,
    windows,
    days,
    warning,
    hasRoom: windows.length < limits.mostWindows,
    most: limits.mostWindows,
  }
}

const forms = z.discriminatedUnion('intent', [
  windowSchema.extend({ intent: z.literal('add') }),
  removeWindowSchema.extend({ intent: z.literal('remove') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/edit/dates`
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  if (value.intent === 'remove') {
    const result = await once(ctx, key, (ctx) => removeWindow(ctx, { ...value, ref }))
    return respond(args, result, { form, to, notice: 'Those dates are taken away.' })
  }
  const result = await once(ctx, key, (ctx) => addWindow(ctx, { ...value, ref }))
  return respond(args, result, { form, to, notice: `Added: ${dateRange(value.startsOn, value.endsOn)}.` })
}

export default function Dates() {
  const { ref, version, windows, days, warning, hasRoom, most, earliest } = useLoaderData<typeof loader>()
  const form = useForm({}, 'add')
  const given = (
    <>
      <p className="govuk-body">
        Give up to {most} sets of dates of at least {days} working days, each within one Monday to Friday. More dates
        find a better team. About three months ahead is usual.
      </p>
      {warning !== null && <WarningText>{warning}</WarningText>}
      {windows.length > 0 && <h2 className="govuk-heading-m">Dates you gave</h2>}
      {windows.map(({ id, startsOn, endsOn }) => (
        <PostForm key={id} intent="remove" version={version}>
          <input type="hidden" name="windowId" value={id} />
          <p className="govuk-body">
            {dateRange(startsOn, endsOn)}{' '}
            <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
              Remove<span className="govuk-visually-hidden"> {dateRange(startsOn, endsOn)}</span>
            </Button>
          </p>
        </PostForm>
      ))}
      {windows.length > 0 && (
        <ButtonLink href={`/reviews/${ref}/edit`} variant="secondary">
          That is all, go on
        </ButtonLink>
      )}
    </>
  )
  if (!hasRoom) return <SectionPageWithoutForm reference={ref}>{given}</SectionPageWithoutForm>
  return (
    <SectionPage
      form={form}
      reference={ref}
      version={version}
      title="Dates you could do"
      introduction={given}
      submit="Add these dates"
    >
      <DateInput
        {...form.date('startsOn')}
        legend="First day"
        hint={`From ${longDate(earliest)} on. For example, 14 9 2027`}
      />
      <DateInput {...form.date('endsOn')} legend="Last day" />
    </SectionPage>
  )
}

const SectionPageWithoutForm = ({ reference, children }: { reference: string; children: ReactNode }) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <span className="govuk-caption-l">Request {reference}</span>
      <h1 className="govuk-heading-l">Dates you could do</h1>
      {children}
    </div>
  </div>
)
