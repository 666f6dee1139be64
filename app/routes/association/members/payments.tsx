import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted, money } from '#services/core/words.ts'
import { feesSchema, recordFees, unpaidFees } from '#services/outside/index.ts'

export const meta = () => pageTitle('Record payments')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { unpaid: orThrow(await unpaidFees(ctx)) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, feesSchema)
  const to = '/association/members/payments'
  if (!form.ok) return respond(args, form, { form, to })
  return respond(args, await once(ctx, form.key, (ctx) => recordFees(ctx, form.value)), {
    form,
    to,
    notice: ({ count }) => `${counted(count, 'payment')} recorded. Each payer is told, and has a receipt.`,
  })
}

export default function Payments() {
  const { unpaid } = useLoaderData<typeof loader>()
  const form = useForm()
  if (unpaid.length === 0)
    return (
      <>
        <BackLink href="/association/members">Back to members</BackLink>
        <h1 className="govuk-heading-l">Record payments</h1>
        <p className="govuk-body">Every fee is paid.</p>
      </>
    )
  return (
    <>
      <BackLink href="/association/members">Back to members</BackLink>
      <FormPage
        form={form}
        title="Record payments"
        introduction={
          <p className="govuk-body">
            For payments that came on one day. All of them are recorded, or none. A payment with a number of its own is
            recorded on the page of its membership or outside provider.
          </p>
        }
        submit="Record these payments"
      >
        <DateInput {...form.date('paidOn')} legend="When were they paid?" />
        <Checkboxes
          {...form.choices('chosen')}
          legend="Which were paid?"
          items={unpaid.map(({ key, name, invoiceReference, invoicedOn, owedPence }) => ({
            value: key,
            label: name,
            hint:
              invoicedOn === null
                ? `${money(owedPence)}; no invoice is recorded`
                : `${money(owedPence)}, invoice ${invoiceReference} of ${shortDate(invoicedOn)}`,
          }))}
        />
      </FormPage>
    </>
  )
}
