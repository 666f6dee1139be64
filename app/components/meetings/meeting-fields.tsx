import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import { WhereFields } from '#app/components/layout/where-fields.tsx'

export type RegionChoice = { value: string; label: string }

/** On which day, from when to when. */
export const TimeFields = ({ form, hint }: { form: FormState; hint?: string }) => (
  <>
    <DateInput {...form.date('on')} legend="On which day?" legendSize="s" hint={hint} />
    <Input {...form.text('from')} label="From" labelSize="s" width={5} inputMode="numeric" spellCheck={false} />
    <Input {...form.text('to')} label="To" labelSize="s" width={5} inputMode="numeric" spellCheck={false} />
  </>
)

/** How and where it takes place. */
export const PlaceFields = ({ form }: { form: FormState }) => (
  <WhereFields
    form={form}
    modes={['hybrid', 'on_site', 'remote']}
    whoSeesLink="Only those whose meeting it is, and its guests, see it."
  />
)

/** Whose meeting it is. `mayAll`: also of the whole association. */
export const WhoseFields = ({
  form,
  regions,
  mayAll,
}: {
  form: FormState
  regions: readonly RegionChoice[]
  mayAll: boolean
}) => (
  <>
    <Radios
      {...form.text('kind')}
      legend="What sort of meeting is it?"
      legendSize="s"
      items={[
        { value: 'regional', label: 'Of a region', hint: 'For everybody who holds a post there, and the coordinators' },
        mayAll && {
          value: 'executive',
          label: 'Of the executive',
          hint: 'For administrators and the programme board; every member reads its minutes',
        },
        mayAll && { value: 'agm', label: 'Annual general meeting', hint: 'For all members, with elections' },
      ]}
    />
    <Select
      {...form.text('region')}
      label="Region"
      labelSize="s"
      options={[
        { value: '', text: mayAll ? 'None' : 'Choose' },
        ...regions.map(({ value, label }) => ({ value, text: label })),
      ]}
    />
  </>
)
