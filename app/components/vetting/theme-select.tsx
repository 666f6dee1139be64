import { ErrorMessage } from '#app/components/govuk/error-message.tsx'
import { FormGroup } from '#app/components/govuk/form-group.tsx'
import { Label } from '#app/components/govuk/label.tsx'
import { tokens } from '#app/components/govuk/tokens.ts'

type Props = {
  name: string
  label: string
  defaultValue?: string
  error?: string
  branches: readonly { name: string; themes: readonly { code: string; name: string }[] }[]
}

/** One theme of the taxonomy, in groups: `Select` with `<optgroup>`s. */
export const ThemeSelect = ({ name, label, defaultValue = '', error, branches }: Props) => (
  <FormGroup hasError={error !== undefined}>
    <Label htmlFor={name}>{label}</Label>
    {error !== undefined && <ErrorMessage id={`${name}-error`}>{error}</ErrorMessage>}
    <select
      className={tokens('govuk-select', error !== undefined && 'govuk-select--error')}
      id={name}
      name={name}
      defaultValue={defaultValue}
      aria-describedby={error === undefined ? undefined : `${name}-error`}
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
