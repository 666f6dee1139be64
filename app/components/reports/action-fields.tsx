import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'

/** What an action is, whose, and by when. */
export const ActionFields = ({ form }: { form: FormState }) => (
  <>
    <Textarea {...form.text('what')} label="What is done?" hint={leaveOutChildren} rows={3} />
    <Input
      {...form.text('ownerRole')}
      label="Which role owns it?"
      hint="Like head of operations: a role stays when people move on."
    />
    <Input {...form.text('ownerName')} label="Who holds that role now?" autoComplete="off" />
    <Input
      {...form.text('ownerAddress')}
      label="Their email address"
      hint="They get a link to say how it stands, without an account. Without one, you say it for them."
      type="email"
      autoComplete="off"
    />
    <DateInput {...form.date('dueOn')} legend="By when?" hint="For example, 27 3 2027" />
  </>
)

/** How an action stands. */
export const UpdateFields = ({ form, rags }: { form: FormState; rags: readonly [string, string][] }) => (
  <>
    <Radios
      {...form.text('rag')}
      legend="How does it stand?"
      items={rags.map(([value, label]) => ({ value, label }))}
    />
    <Textarea {...form.text('text')} label="In a sentence" hint={leaveOutChildren} rows={3} />
    <Radios
      {...form.text('isDone')}
      legend="Is it done?"
      items={[
        { value: '', label: 'Not yet' },
        { value: 'yes', label: 'It is done' },
      ]}
    />
  </>
)
