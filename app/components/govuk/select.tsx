import type { ComponentPropsWithoutRef } from 'react'
import { type FieldProps, Question, splitFieldProps } from './form-group.tsx'
import { type Gap, withoutGaps } from './gaps.ts'
import { tokens } from './tokens.ts'

export type SelectOption = {
  text: string
  /** Without a value the form sends the text. */
  value?: string
  disabled?: boolean
  attributes?: Record<string, string>
}

export type SelectProps = Omit<ComponentPropsWithoutRef<'select'>, keyof FieldProps | 'children'> &
  FieldProps & { options: readonly (SelectOption | Gap)[] }

/** A drop-down list; prefer radios where there are few answers. Further props go to the `<select>`. */
export function Select(props: SelectProps) {
  const { field, before, after, id, hasError, describedBy, control } = splitFieldProps(props)
  const { className, options, ...rest } = control
  return (
    <Question {...field}>
      {before}
      <select
        className={tokens('govuk-select', className, hasError && 'govuk-select--error')}
        id={id}
        aria-describedby={describedBy}
        {...rest}
      >
        {withoutGaps(options).map((option) => (
          <option
            key={option.value ?? option.text}
            value={option.value}
            disabled={option.disabled}
            {...option.attributes}
          >
            {option.text}
          </option>
        ))}
      </select>
      {after}
    </Question>
  )
}
