import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'

const modes = [
  { text: 'Choose', value: '' },
  { text: 'On site', value: 'on_site' },
  { text: 'Remote', value: 'remote' },
  { text: 'Hybrid', value: 'hybrid' },
]

const vat = [
  { text: 'Choose', value: '' },
  { text: 'VAT at 20%', value: 'standard' },
  { text: 'VAT at 5%', value: 'reduced' },
  { text: 'VAT at 0%', value: 'zero' },
  { text: 'Exempt', value: 'exempt' },
  { text: 'Outside the scope of VAT', value: 'outside-scope' },
]

/** One session of terms; left empty it is none. */
export const SessionFields = ({ form, at }: { form: FormState; at: number }) => {
  const name = (field: string) => `sessions[${at}].${field}`
  return (
    <Fieldset legend={`Session ${at + 1}`} legendSize="s">
      <DateInput {...form.date(name('on'))} legend="On which day?" />
      <Input {...form.text(name('from'))} label="From" hint="Like 09:30" width={5} inputMode="numeric" />
      <Input {...form.text(name('to'))} label="To" hint="Like 16:00" width={5} inputMode="numeric" />
      <Select {...form.text(name('mode'))} label="How" options={modes} />
      <Input {...form.text(name('place'))} label="Where (optional)" />
    </Fieldset>
  )
}

/** One line of the price; left empty it is none. */
export const LineFields = ({ form, at }: { form: FormState; at: number }) => {
  const name = (field: string) => `lines[${at}].${field}`
  return (
    <Fieldset legend={`Line ${at + 1}`} legendSize="s">
      <Input {...form.text(name('what'))} label="What for" />
      <Input {...form.text(name('quantity'))} label="How many" hint="Like 2 or 0.5" width={4} inputMode="decimal" />
      <Input {...form.text(name('unit'))} label="Of what" hint="Like day, place or hour" width={10} />
      <Input {...form.text(name('price'))} label="Price of one, before VAT" prefix="£" width={5} inputMode="decimal" />
      <Select {...form.text(name('vat'))} label="VAT" options={vat} />
    </Fieldset>
  )
}
