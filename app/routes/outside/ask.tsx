import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { InvoiceeFields } from '#app/components/memberships/invoicee-fields.tsx'
import { getCtx } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { aboutOutside, askSchema, askToOffer, numberKinds } from '#services/outside/index.ts'
import { regionName, regions } from '#services/yots/index.ts'

export const meta = () => pageTitle('Ask to offer as an outside provider')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...(await aboutOutside(await getCtx(args))),
  kinds: Object.entries(numberKinds).map(([value, { title, like }]) => ({ value, label: title, hint: like })),
  regions: regions.map((region) => ({ value: region, text: regionName(region) })),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const form = await parseForm(args.request, askSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => askToOffer(ctx, form.value, args.context.sourceAddress))
    : form
  return respond(args, result, {
    form,
    to: '/outside',
    notice: {
      sent: 'We have what you ask',
      next: 'We have written to the address you gave, with a reference and the day by which the association answers.',
    },
  })
}

export default function AskToOffer() {
  const { fee, workingDays, kinds, regions } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/outside">What an outside provider is</BackLink>
      <FormPage
        form={form}
        title="Ask to offer as an outside provider"
        submit="Send"
        introduction={
          <p className="govuk-body">
            Nothing is owed now. If you are approved, the fee is {fee} a year. You hear within {workingDays} working
            days.
          </p>
        }
      >
        <Input {...form.text('name')} label="Name of your organisation" autoComplete="organization" />
        <Radios {...form.text('numberKind')} legend="Which number does it have?" items={kinds} />
        <Input {...form.text('number')} label="The number" className="govuk-input--width-10" spellCheck={false} />
        <Input {...form.text('website')} label="Its website" autoComplete="url" spellCheck={false} />
        <Select
          {...form.text('region')}
          label="Where is it based?"
          options={[{ value: '', text: 'Choose a region' }, ...regions]}
        />
        <Textarea
          {...form.text('does')}
          label="What would you offer?"
          hint="What you train in or advise on, and services that you have done so for. Your page here shows this. Leave out anything about a child."
          rows={6}
        />
        <Input
          {...form.text('contactName')}
          label="Who speaks for it?"
          hint="They answer enquiries and agree terms. It can be somebody else later."
          autoComplete="name"
          spellCheck={false}
        />
        <Input
          {...form.text('contactAddress')}
          type="email"
          label="Their e-mail address"
          autoComplete="email"
          spellCheck={false}
        />
        <Input
          {...form.text('wordOne')}
          label="Somebody who can speak of your work"
          hint="Their name, where they work, and an e-mail address or telephone number. Best is a youth justice service that you worked for. They should know that we may ask them."
        />
        <Input {...form.text('wordTwo')} label="Somebody else who can" />
        <DateInput
          {...form.date('insuranceUntil')}
          legend="Until when is your insurance in force?"
          hint="Professional indemnity and public liability, whichever ends first. We ask to see it, and keep no copy."
        />
        <InvoiceeFields form={form} suffix="asked" />
        <Input
          {...form.text('poReference')}
          label="Purchase order number (optional)"
          hint="If the invoice should carry one"
          className="govuk-input--width-20"
        />
        <Checkboxes
          {...form.choices('understood')}
          legend="What an outside provider is"
          items={[
            {
              value: 'yes',
              label:
                'I have read that we are marked as outside, are never part of a review team, and that everybody we send is checked',
            },
          ]}
        />
      </FormPage>
    </>
  )
}
