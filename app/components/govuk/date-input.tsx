import { FormGroup, isGiven } from './form-group.tsx'
import { GroupQuestion, type GroupQuestionProps } from './group-question.tsx'
import { Label } from './label.tsx'
import { tokens } from './tokens.ts'

export type DatePart = 'day' | 'month' | 'year'

export type DateInputProps = GroupQuestionProps & {
  /** The form sends `name-day`, `name-month` and `name-year`; without a name, plain `day`, `month` and `year`. */
  name?: string
  /** Defaults to `name`; the boxes are `id-day`, `id-month`, `id-year` (link an error summary to the first that is wrong). */
  id?: string
  /** What was typed, as typed: a wrong date must come back as it was. */
  defaultValue?: Partial<Record<DatePart, string>>
  /** Which boxes are wrong; with an `error` and none named, all of them. */
  wrongParts?: readonly DatePart[]
  parts?: readonly DatePart[]
  labels?: Partial<Record<DatePart, string>>
  /** Set to `true` for a person's own birthday. */
  isBirthday?: boolean
  className?: string
  /** Attributes of the box around the three, such as `data-*`. */
  attributes?: Record<string, string>
}

const allParts: readonly DatePart[] = ['day', 'month', 'year']
const defaultLabels: Record<DatePart, string> = { day: 'Day', month: 'Month', year: 'Year' }

/** A date people know by heart or read off a letter, typed as three numbers. */
export function DateInput(props: DateInputProps) {
  const { name, id = name ?? 'date', parts = allParts, wrongParts = [], before, after } = props
  const isWrong = (part: DatePart) => wrongParts.includes(part) || (isGiven(props.error) && wrongParts.length === 0)
  return (
    <GroupQuestion {...props} id={id} role="group">
      <div className={tokens('govuk-date-input', props.className)} id={id} {...props.attributes}>
        {before}
        {parts.map((part) => (
          <div className="govuk-date-input__item" key={part}>
            <FormGroup>
              <Label className="govuk-date-input__label" htmlFor={`${id}-${part}`}>
                {props.labels?.[part] ?? defaultLabels[part]}
              </Label>
              <input
                className={tokens(
                  'govuk-input govuk-date-input__input',
                  part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
                  isWrong(part) && 'govuk-input--error',
                )}
                id={`${id}-${part}`}
                name={name ? `${name}-${part}` : part}
                type="text"
                inputMode="numeric"
                autoComplete={props.isBirthday ? `bday-${part}` : undefined}
                defaultValue={props.defaultValue?.[part]}
              />
            </FormGroup>
          </div>
        ))}
        {after}
      </div>
    </GroupQuestion>
  )
}
