import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'

type Choices = { value: string; label: string }[]

/** How often somebody wants the briefing, and of what. */
export const ChoiceFields = ({ form, regions, themes }: { form: FormState; regions: Choices; themes: Choices }) => (
  <>
    <Radios
      {...form.text('choice')}
      legend="How often do you want it?"
      legendSize="s"
      items={[
        { value: 'fortnightly', label: 'Every other week' },
        { value: 'monthly', label: 'Once a month', hint: 'The month in one issue' },
        { value: 'none', label: 'Not at all' },
      ]}
    />
    <Details summary="Only some regions or themes" open={form.isTyped}>
      <Checkboxes
        {...form.choices('regions')}
        legend="Regions"
        legendSize="s"
        hint="None: your own, or every region where you work in none."
        isSmall
        items={regions}
      />
      <Checkboxes
        {...form.choices('themes')}
        legend="Themes"
        legendSize="s"
        hint="None: all of them."
        isSmall
        items={themes}
      />
    </Details>
  </>
)
