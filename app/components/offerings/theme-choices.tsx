import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { ErrorMessage } from '#app/components/govuk/error-message.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { FormGroup } from '#app/components/govuk/form-group.tsx'
import { Hint } from '#app/components/govuk/hint.tsx'

type Theme = { code: string; name: string; skills: readonly { value: string; label: string }[] }

type Props = {
  name: string
  defaultValues: readonly string[]
  error: string | undefined
  themes: readonly Theme[]
  legend?: string
  hint?: string
}

/** Themes to choose from, folded by their heading; those with a choice in them are open. */
export const ThemeChoices = ({
  name,
  defaultValues,
  error,
  themes,
  legend = 'Which themes does it help with?',
  hint = 'Choose 1 to 5. People also find it by the other words in use for a theme, like SALT or county lines.',
}: Props) => {
  const hasError = error !== undefined
  return (
    <FormGroup hasError={hasError}>
      <Fieldset
        legend={legend}
        legendSize="m"
        aria-describedby={hasError ? `${name}-hint ${name}-error` : `${name}-hint`}
      >
        <Hint id={`${name}-hint`}>{hint}</Hint>
        {hasError && <ErrorMessage id={`${name}-error`}>{error}</ErrorMessage>}
        {themes.map(({ code, name: heading, skills }, index) => {
          const chosen = skills.filter(({ value }) => defaultValues.includes(value)).length
          return (
            <Details
              key={code}
              className="govuk-!-margin-bottom-2"
              summary={chosen === 0 ? heading : `${heading} (${chosen} chosen)`}
              open={chosen > 0 || (hasError && index === 0)}
            >
              <Checkboxes
                name={name}
                // The first one takes the bare name, so that an error summary's link lands on it.
                id={index === 0 ? name : `${name}-${code}`}
                legend={heading}
                legendClassName="govuk-visually-hidden"
                isSmall
                items={[...skills]}
                defaultValues={defaultValues}
              />
            </Details>
          )
        })}
      </Fieldset>
    </FormGroup>
  )
}
