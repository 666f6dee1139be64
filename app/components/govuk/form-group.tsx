import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { ErrorMessage } from './error-message.tsx'
import { Hint } from './hint.tsx'
import { type HeadingSize, Label } from './label.tsx'
import { tokens } from './tokens.ts'

export type FormGroupProps = ComponentPropsWithoutRef<'div'> & { hasError?: boolean }

/** The box around one question; carries the red line when it has an error. */
export function FormGroup({ hasError, className, ...rest }: FormGroupProps) {
  return <div className={tokens('govuk-form-group', hasError && 'govuk-form-group--error', className)} {...rest} />
}

/** What every question with one label has in common. */
export type FieldProps = {
  name: string
  /** Defaults to `name`, so that `#name` in an error summary finds it. */
  id?: string
  label: ReactNode
  labelSize?: HeadingSize
  labelClassName?: string
  isPageHeading?: boolean
  hint?: ReactNode
  /** One sentence: what is wrong and how to mend it. */
  error?: ReactNode
  /** Ids of further text that describes the control. */
  describedBy?: string
  groupClassName?: string
  /** Attributes of the form group, such as `data-*`. */
  groupAttributes?: Record<string, string>
  /** Put directly before and after the control. */
  before?: ReactNode
  after?: ReactNode
}

/** Splits a component's props into those of the question and those of its control. */
export function splitFieldProps<P extends FieldProps>(props: P) {
  const { label, labelSize, labelClassName, isPageHeading, hint, error, describedBy, ...most } = props
  const { groupClassName, groupAttributes, before, after, id = props.name, ...control } = most
  const parts = [describedBy, isGiven(hint) && `${id}-hint`, isGiven(error) && `${id}-error`]
  return {
    field: { label, labelSize, labelClassName, isPageHeading, hint, error, groupClassName, groupAttributes, id },
    before,
    after,
    id,
    hasError: isGiven(error),
    describedBy: tokens(...parts),
    control,
  }
}

/** Hints and errors count as given unless they would render nothing. */
export function isGiven(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false && node !== ''
}

type QuestionProps = Omit<FieldProps, 'name' | 'describedBy' | 'before' | 'after'> & {
  id: string
  children: ReactNode
}

/** Label, hint and error above a control, in the order GOV.UK sets them. */
export function Question(props: QuestionProps) {
  const { id, label, labelSize, labelClassName, isPageHeading, hint, error, groupClassName, groupAttributes } = props
  return (
    <FormGroup hasError={isGiven(error)} className={groupClassName} {...groupAttributes}>
      <Label htmlFor={id} size={labelSize} className={labelClassName} isPageHeading={isPageHeading}>
        {label}
      </Label>
      {isGiven(hint) && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {isGiven(error) && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {props.children}
    </FormGroup>
  )
}
