import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import type { FormState } from './use-form.ts'

const ways = {
  on_site: 'In one place',
  remote: 'Remote',
  hybrid: 'Partly in one place, partly remote',
} as const

type Props = {
  form: FormState
  /** The ways in which it may take place, the likeliest first. */
  modes: readonly (keyof typeof ways)[]
  /** Who sees the link, as the hint beside it says. */
  whoSeesLink: string
}

/** How and where something takes place, and the link by which people join. */
export const WhereFields = ({ form, modes, whoSeesLink }: Props) => (
  <>
    <Radios
      {...form.text('mode')}
      legend="How does it take place?"
      legendSize="s"
      items={modes.map((value) => ({ value, label: ways[value] }))}
    />
    <Input {...form.text('place')} label="Where?" labelSize="s" hint="Not needed for what is remote." />
    <Input {...form.text('joiningLink')} label="Link to join" labelSize="s" hint={whoSeesLink} spellCheck={false} />
  </>
)
