import { LineFields } from '#app/components/engagements/line-fields.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import { typedPounds } from '#services/core/words.ts'
import type { OfferForm } from '#services/enquiries/index.ts'

/** Times that stand in the boxes of a day before anybody types. */
const usual = { from: '09:30', to: '16:00' }

/** Blocks beyond those that are filled: one in sight, the others folded away. */
const spare = 3

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

/** What the fields of an offer show before anything is typed. */
export const offerValues = ({ parts }: OfferForm) => ({
  expenses: parts.expenses,
  mode: parts.mode,
  days: parts.days === null ? '' : parts.days / 100,
  people: parts.people,
  validUntil: parts.validUntil,
  ...Object.fromEntries(
    parts.lines.flatMap(({ what, quantity, unit, pricePence, vat }, at) => [
      [`lines[${at}].what`, what],
      [`lines[${at}].quantity`, quantity / 100],
      [`lines[${at}].unit`, unit],
      [`lines[${at}].price`, typedPounds(pricePence)],
      [`lines[${at}].vat`, vat],
    ]),
  ),
  ...Object.fromEntries(
    numbers(parts.dates.length + 1 + spare).flatMap((at) =>
      Object.entries({ ...usual, ...parts.dates[at] }).map(([key, value]) => [`dates[${at}].${key}`, value]),
    ),
  ),
})

const modes = [
  { value: 'on_site', label: 'On site' },
  { value: 'remote', label: 'Remote' },
  { value: 'hybrid', label: 'Partly on site, partly remote' },
  { value: 'download', label: 'Download' },
]

const DateFields = ({ form, at }: { form: FormState; at: number }) => {
  const name = (field: string) => `dates[${at}].${field}`
  return (
    <Fieldset legend={`Date ${at + 1}`} legendSize="s">
      <DateInput {...form.date(name('on'))} legend="On which day?" />
      <Input {...form.text(name('from'))} label="From" width={5} inputMode="numeric" spellCheck={false} />
      <Input {...form.text(name('to'))} label="To" width={5} inputMode="numeric" spellCheck={false} />
    </Fieldset>
  )
}

/** The figures that do not fit, asked about once. */
const Sure = ({ form }: { form: FormState }) => {
  const { error } = form.text('sure')
  if (error === undefined) return null
  return (
    <Checkboxes
      name="sure"
      legend="Check these figures"
      legendSize="m"
      error={error}
      items={[{ value: error, label: 'Yes, that is right' }]}
    />
  )
}

type Props = { form: FormState; offer: OfferForm; isOwn: boolean }

/** What an offer says: price line by line, expenses, how long, when, how, who, and until when it can be chosen. */
export const OfferFields = ({ form, offer, isOwn }: Props) => {
  const { isPriced, price, possible, parts } = offer
  const lines = Math.max(1, parts.lines.length)
  const dates = parts.dates.length + 1
  return (
    <>
      <Sure form={form} />
      {isPriced && (
        <>
          <h3 className="govuk-heading-m">Price</h3>
          <p className="govuk-body">It stands in the catalogue as: {price}. All lines together are the price.</p>
          {numbers(lines).map((at) => (
            <LineFields key={at} form={form} at={at} />
          ))}
          <Details summary="More lines" open={form.isTyped}>
            {numbers(spare).map((at) => (
              <LineFields key={at} form={form} at={lines + at} />
            ))}
          </Details>
        </>
      )}
      <Textarea
        {...form.text('expenses')}
        label="Expenses (optional)"
        labelSize="s"
        hint="For example: standard-class train fare at cost, £120 at most. Or: None."
        rows={2}
      />
      <Input
        {...form.text('days')}
        label="How many days in all? (optional)"
        labelSize="s"
        hint="Like 2 or 0.5"
        width={4}
        inputMode="decimal"
        spellCheck={false}
      />
      <Radios {...form.text('mode')} legend="How does it take place?" legendSize="s" items={modes} isSmall />
      <h3 className="govuk-heading-m">Dates</h3>
      <p className="govuk-body">Days that would do. Leave them empty if they are to be agreed.</p>
      {numbers(dates).map((at) => (
        <DateFields key={at} form={form} at={at} />
      ))}
      <Details summary="More dates" open={form.isTyped}>
        {numbers(spare).map((at) => (
          <DateFields key={at} form={form} at={dates + at} />
        ))}
      </Details>
      {isOwn && possible.length > 0 && (
        <Checkboxes
          {...form.choices('people')}
          legend="Who would deliver it? (optional)"
          legendSize="s"
          hint="They read the names beside your offer."
          isSmall
          items={possible.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
      )}
      <DateInput
        {...form.date('validUntil')}
        legend="Until when can it be chosen? (optional)"
        legendSize="s"
        hint="For example, 27 3 2027"
      />
    </>
  )
}
