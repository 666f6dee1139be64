import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import { WhereFields } from '#app/components/layout/where-fields.tsx'

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

const usual = { from: '09:30', to: '16:00' }
/** Sessions beyond those that are filled: one in sight, the others folded away. */
const spare = 3
const most = 12

type Typed = { on: string; from: string; to: string; title?: string; seats?: number | null }

/** What the boxes of sessions show before anything is typed. */
export const sessionValues = (sessions: readonly Typed[]): Record<string, string> =>
  Object.fromEntries(
    numbers(most).flatMap((at) =>
      Object.entries({ ...usual, ...sessions[at] }).map(([key, value]) => [
        `sessions[${at}].${key}`,
        value === null ? '' : String(value),
      ]),
    ),
  )

const SessionBox = ({ form, at, hasSeats }: { form: FormState; at: number; hasSeats: boolean }) => {
  const name = (field: string) => `sessions[${at}].${field}`
  const [title, seats] = [form.text(name('title')), form.text(name('seats'))]
  return (
    <Fieldset legend={`Session ${at + 1}`} legendSize="s">
      <DateInput {...form.date(name('on'))} legend="On which day?" />
      <Input {...form.text(name('from'))} label="From" width={5} inputMode="numeric" spellCheck={false} />
      <Input {...form.text(name('to'))} label="To" width={5} inputMode="numeric" spellCheck={false} />
      {hasSeats && (
        <Details
          summary={`Name of session ${at + 1}, and seats where people choose it`}
          open={Boolean(title.defaultValue) || title.error !== undefined || seats.error !== undefined}
        >
          <Input {...title} label="What is it called?" />
          <Input
            {...seats}
            label="How many seats?"
            hint="Only where people choose among sessions. Such sessions may be at the same time."
            width={3}
            inputMode="numeric"
          />
        </Details>
      )}
    </Fieldset>
  )
}

/** When it takes place, and until when it is booked. */
export const WhenFields = ({
  form,
  filled,
  hasSeats = false,
}: {
  form: FormState
  filled: number
  hasSeats?: boolean
}) => {
  const shown = Math.min(most, Math.max(1, filled))
  const folded = numbers(Math.min(most, shown + spare)).slice(shown)
  const hasFault = folded.some((at) => form.date(`sessions[${at}].on`).error !== undefined)
  return (
    <>
      {numbers(shown).map((at) => (
        <SessionBox key={at} form={form} at={at} hasSeats={hasSeats} />
      ))}
      {folded.length > 0 && (
        <Details summary="More sessions" open={hasFault}>
          {folded.map((at) => (
            <SessionBox key={at} form={form} at={at} hasSeats={hasSeats} />
          ))}
        </Details>
      )}
      <DateInput
        {...form.date('bookUntil')}
        legend="Last day of booking"
        legendSize="s"
        hint="Nothing is offered to those who wait after it."
      />
    </>
  )
}

type Choices = {
  trainers: readonly { personId: string; name: string }[]
  regions: readonly { value: string; label: string }[]
}

/** The questions about a date, new or changed. */
export const CourseFields = ({ form, filled, choices }: { form: FormState; filled: number; choices: Choices }) => (
  <>
    <WhenFields form={form} filled={filled} hasSeats />
    <Checkboxes
      {...form.choices('isCohort')}
      legend="Is it a cohort?"
      legendSize="s"
      hint="Like a leaders’ programme, or induction: the same people come to every session, and may stay in touch afterwards."
      isSmall
      items={[{ value: 'yes', label: 'One booking is for all sessions: each is a step' }]}
    />
    <WhereFields
      form={form}
      modes={['on_site', 'remote', 'hybrid']}
      whoSeesLink="Only those with a place get it, from five days before."
    />
    <Input
      {...form.text('places')}
      label="How many places?"
      labelSize="s"
      hint="From 2 to 200. More later go to the waiting list first."
      width={3}
      inputMode="numeric"
    />
    {choices.trainers.length > 0 && (
      <Checkboxes
        {...form.choices('trainers')}
        legend="Who leads it?"
        legendSize="s"
        hint="Their time goes to the ledger where it is free or in kind."
        isSmall
        items={choices.trainers.map(({ personId, name }) => ({ value: personId, label: name }))}
      />
    )}
    <Details
      summary="Least number, late cancellations and places kept for a region"
      open={['least', 'leastBy', 'lateDays', 'latePercent', 'kept[0].places'].some(
        (name) => form.text(name).error !== undefined,
      )}
    >
      <Input
        {...form.text('least')}
        label="How many are needed?"
        hint="If fewer have booked by the day below, you are asked whether to run it."
        width={3}
        inputMode="numeric"
      />
      <DateInput {...form.date('leastBy')} legend="By when do you decide?" />
      <Input
        {...form.text('lateDays')}
        label="From how many working days before is a cancellation late?"
        width={3}
        inputMode="numeric"
      />
      <Input
        {...form.text('latePercent')}
        label="What does a late cancellation cost, in percent of the price?"
        hint="Where a place is paid for. It stands where people book, and cannot be more once somebody has."
        width={3}
        inputMode="numeric"
      />
      {numbers(2).map((at) => (
        <Fieldset key={at} legend={at === 0 ? 'Places kept for a region' : 'And for another'} legendSize="s">
          <Select
            {...form.text(`kept[${at}].region`)}
            label="Region"
            options={[
              { value: '', text: 'None' },
              ...choices.regions.map(({ value, label }) => ({ value, text: label })),
            ]}
          />
          <Input {...form.text(`kept[${at}].places`)} label="How many?" width={3} inputMode="numeric" />
        </Fieldset>
      ))}
    </Details>
  </>
)
