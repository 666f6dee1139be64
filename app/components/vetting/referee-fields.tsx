import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'

/** The questions about one referee; `prefix` sets two on one page apart. */
export const RefereeFields = ({ form, prefix = '' }: { form: FormState; prefix?: string }) => (
  <>
    <Input {...form.text(`${prefix}name`)} label="Name" autoComplete="off" />
    <Input
      {...form.text(`${prefix}email`)}
      label="E-mail address"
      type="email"
      hint="Their work address, if they have one."
      autoComplete="off"
      spellCheck={false}
    />
    <Input
      {...form.text(`${prefix}relation`)}
      label="How do they know your work?"
      hint="For example: chaired the management board while I led the service."
    />
    <Checkboxes
      {...form.choices(`${prefix}isCommissioner`)}
      items={[
        {
          value: 'on',
          label: 'They commissioned work like this from me',
          conditional: (
            <DateInput
              {...form.date(`${prefix}commissionedOn`)}
              legend="When did that work end?"
              hint="About the day is enough, for example 1 3 2026."
            />
          ),
        },
      ]}
    />
  </>
)
