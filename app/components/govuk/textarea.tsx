import type { ComponentPropsWithoutRef } from 'react'
import { type FieldProps, Question, splitFieldProps } from './form-group.tsx'
import { tokens } from './tokens.ts'

export type TextareaProps = Omit<ComponentPropsWithoutRef<'textarea'>, keyof FieldProps> & FieldProps

/** A many-line text question. Further props go to the `<textarea>`. */
export function Textarea(props: TextareaProps) {
  const { field, before, after, id, hasError, describedBy, control } = splitFieldProps(props)
  const { className, rows = 5, ...rest } = control
  return (
    <Question {...field}>
      {before}
      <textarea
        className={tokens('govuk-textarea', hasError && 'govuk-textarea--error', className)}
        id={id}
        rows={rows}
        aria-describedby={describedBy}
        {...rest}
      />
      {after}
    </Question>
  )
}
