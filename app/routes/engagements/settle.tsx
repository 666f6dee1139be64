import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EngagementCaption } from '#app/components/engagements/engagement-caption.tsx'
import { MoneySaid } from '#app/components/engagements/engagement-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { money } from '#services/core/words.ts'
import { findEngagement, recordMoney, settlementSchema } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Invoice and payment')

export const loader = async (args: LoaderFunctionArgs) => ({
  engagement: orThrow(await findEngagement(await requireActor(args), pathPart(args, 'ref'))),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, settlementSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => recordMoney(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/engagements/${ref}`, notice: 'Recorded. The other side is told.' })
}

const choices = {
  provider: [
    { value: 'invoice', label: 'An invoice that we sent' },
    { value: 'received', label: 'The money came' },
  ],
  host: [
    { value: 'purchase_order', label: 'Our purchase order' },
    { value: 'paid', label: 'We paid' },
  ],
}

export default function Settle() {
  const { engagement } = useLoaderData<typeof loader>()
  const { ref, title, version, side, status, owedPence, invoicedPence } = engagement
  const form = useForm()
  return (
    <>
      <BackLink href={`/engagements/${ref}`} />
      <FormPage
        form={form}
        caption={<EngagementCaption of={title} engagementRef={ref} />}
        title="Record what happened with the money"
        introduction={
          <>
            <p className="govuk-body">
              {status === 'cancelled'
                ? `It was cancelled, and ${money(owedPence)} is owed`
                : `The price is ${money(owedPence)}`}{' '}
              in all; {money(invoicedPence)} is invoiced. No money goes through the exchange: your finance teams invoice
              and pay each other as they always do.
            </p>
            <MoneySaid engagement={engagement} />
          </>
        }
        submit="Record"
        version={version}
      >
        <Radios {...form.text('kind')} legend="What do you record?" legendSize="s" items={choices[side]} />
        <DateInput {...form.date('on')} legend="On which day?" legendSize="s" />
        <Input
          {...form.text('number')}
          label={side === 'provider' ? 'Invoice number' : 'Purchase order number'}
          labelSize="s"
          hint="As your finance system gave it. Leave it out where there is none."
          width={20}
        />
        {side === 'provider' && (
          <>
            <Input
              {...form.text('net')}
              label="Before VAT"
              labelSize="s"
              hint="Of an invoice"
              prefix="£"
              width={5}
              inputMode="decimal"
            />
            <Input
              {...form.text('vat')}
              label="VAT"
              labelSize="s"
              hint="Of an invoice; 0 where there is none"
              prefix="£"
              width={5}
              inputMode="decimal"
            />
          </>
        )}
      </FormPage>
    </>
  )
}
