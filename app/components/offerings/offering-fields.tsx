import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import type { OfferingChoices } from '#services/offerings/index.ts'
import { ThemeChoices } from './theme-choices.tsx'

/** The questions about an offering, new or changed. */
export const OfferingFields = ({ form, choices }: { form: FormState; choices: OfferingChoices }) => (
  <>
    <Input
      {...form.text('title')}
      label="Title"
      labelSize="m"
      hint="What people would look for, like “Case audit calibration morning”."
    />
    <Radios {...form.text('kind')} legend="What kind of offering is it?" legendSize="m" items={choices.kinds} />
    <CharacterCount
      {...form.text('summary')}
      label="In a sentence"
      labelSize="m"
      hint="This stands under the title in the catalogue."
      maxLength={200}
      rows={2}
    />
    <CharacterCount
      {...form.text('description')}
      label="What people get"
      labelSize="m"
      hint="Who it is for, how long it takes, who leads it, what they leave with. A line that begins with - is in a list, **bold** is bold. Nothing about individual children."
      maxLength={5000}
      threshold={75}
      rows={8}
    />
    <ThemeChoices {...form.choices('themes')} themes={choices.themes} />
    <Radios
      {...form.text('basis')}
      legend="On what basis?"
      legendSize="m"
      items={choices.bases.map((basis) => ({
        ...basis,
        hint: basis.value === 'charged' && choices.noCharge !== null ? choices.noCharge : basis.hint,
      }))}
    />
    <Input
      {...form.text('price')}
      label="Price"
      labelSize="m"
      hint="For cost recovery and charged work, in pounds."
      prefix="£"
      width={5}
      inputMode="decimal"
      spellCheck={false}
    />
    <Input
      {...form.text('priceUnit')}
      label="What is that price for?"
      labelSize="m"
      hint="Like “a place”, “a day” or “the visit”."
      width={20}
    />
    <Checkboxes
      {...form.choices('delivery')}
      legend="How is it delivered?"
      legendSize="m"
      hint="Choose all that you offer."
      items={choices.delivery}
    />
    {!choices.isAssociate && (
      <Select
        {...form.text('contactId')}
        label="Who answers enquiries?"
        labelSize="m"
        hint="Somebody who holds a post in your service. Mail about this offering goes to them."
        options={[
          { value: '', text: 'Choose a person' },
          ...choices.contacts.map(({ personId, name, title }) => ({ value: personId, text: `${name}, ${title}` })),
        ]}
      />
    )}
  </>
)
