import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import type { DecisionText } from '#services/decisions/index.ts'

type Choice = { value: string; label: string }
type DecisionChoices = { bodies: readonly Choice[]; regions: readonly Choice[] }

/** What the boxes show of a text that is there. */
export const decisionValues = ({ decidedBy, ...text }: DecisionText) => ({
  ...text,
  body: decidedBy.body,
  region: decidedBy.region,
  count: decidedBy.count,
})

const none = 'Everybody reads it. Where there were none, say so: a reader should not have to guess.'

const texts = [
  { name: 'decided', label: 'What was decided', hint: 'About the programme, never about one case.' },
  { name: 'reasons', label: 'Reasons', hint: undefined },
  { name: 'alternatives', label: 'Alternatives considered and rejected', hint: none },
  {
    name: 'conflicts',
    label: 'Conflicts of interest declared, and who stood aside',
    hint: `Say roles, not names, unless somebody holds public office. ${none}`,
  },
  { name: 'restsOn', label: 'What it rests on (optional)', hint: 'A report, a consultation, figures.' },
] as const

type Props = { form: FormState; choices: DecisionChoices; hasReviewDay?: boolean }

/** The questions about a decision, new or changed. */
export const DecisionFields = ({ form, choices, hasReviewDay = true }: Props) => (
  <>
    <Input {...form.text('title')} label="Title" labelSize="s" hint="At most 70 characters: the briefing has it." />
    <DateInput {...form.date('day')} legend="On which day was it decided?" legendSize="s" />
    {texts.map(({ name, ...words }) => (
      <CharacterCount key={name} {...form.text(name)} {...words} labelSize="s" maxLength={3000} rows={4} />
    ))}
    <Radios
      {...form.text('body')}
      legend="Who decided?"
      legendSize="s"
      items={choices.bodies.map(({ value, label }) => ({
        value,
        label,
        ...(value === 'regional_meeting'
          ? {
              conditional: (
                <Select
                  {...form.text('region')}
                  label="Which region?"
                  options={[
                    { value: '', text: 'Choose a region' },
                    ...choices.regions.map((region) => ({ value: region.value, text: region.label })),
                  ]}
                />
              ),
            }
          : {}),
      }))}
    />
    <Input {...form.text('count')} label="How many took part?" labelSize="s" width={3} inputMode="numeric" />
    {hasReviewDay && (
      <DateInput
        {...form.date('reviewOn')}
        legend="When is it to be reviewed? (optional)"
        legendSize="s"
        hint="Three weeks before, whoever decided is asked whether it still holds."
      />
    )}
  </>
)
