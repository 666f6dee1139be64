import { ErrorMessage } from '#app/components/govuk/error-message.tsx'
import { FormGroup } from '#app/components/govuk/form-group.tsx'
import { Label } from '#app/components/govuk/label.tsx'
import { tokens } from '#app/components/govuk/tokens.ts'

type Props = {
  name: string
  /** Where it is one of several, or stands for a group in the error summary; the name when left out. */
  id?: string
  label: string
  defaultValue?: string
  error?: string
  branches: readonly { name: string; themes: readonly { code: string; name: string }[] }[]
}

/** One theme of the taxonomy, in groups: `Select` with `<optgroup>`s. */
export const ThemeSelect = ({ name, id = name, label, defaultValue = '', error, branches }: Props) => (
  <FormGroup hasError={error !== undefined}>
    <Label htmlFor={id}>{label}</Label>
    {error !== undefined && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
    <select
      className={tokens('govuk-select', error !== undefined && 'govuk-select--error')}
      id={id}
      name={name}
      defaultValue={defaultValue}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <option value="">Choose a theme</option>
      {branches
        .filter((branch) => branch.themes.length > 0)
        .map((branch) => (
          <optgroup key={branch.name} label={branch.name}>
            {branch.themes.map((theme) => (
              <option key={theme.code} value={theme.code}>
                {theme.name}
              </option>
            ))}
          </optgroup>
        ))}
    </select>
  </FormGroup>
)
