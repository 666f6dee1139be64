import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { type FieldProps, isGiven, Question, splitFieldProps } from './form-group.tsx'
import { tokens } from './tokens.ts'

export type InputProps = Omit<ComponentPropsWithoutRef<'input'>, keyof FieldProps | 'prefix' | 'width'> &
  FieldProps & {
    prefix?: ReactNode
    suffix?: ReactNode
    /** Characters the box is made to hold. */
    width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
    wrapperClassName?: string
  }

/** A single-line text question. Further props go to the `<input>`. */
export function Input(props: InputProps) {
  const { field, before, after, id, hasError, describedBy, control } = splitFieldProps(props)
  const { prefix, suffix, width, wrapperClassName, className, type = 'text', ...rest } = control
  const input = (
    <input
      className={tokens(
        'govuk-input',
        width && `govuk-input--width-${width}`,
        className,
        hasError && 'govuk-input--error',
      )}
      id={id}
      type={type}
      aria-describedby={describedBy}
      {...rest}
    />
  )
  const isWrapped = [prefix, suffix, before, after].some(isGiven)
  return (
    <Question {...field}>
      {isWrapped ? (
        <div className={tokens('govuk-input__wrapper', wrapperClassName)}>
          {before}
          {isGiven(prefix) && <Affix kind="prefix">{prefix}</Affix>}
          {input}
          {isGiven(suffix) && <Affix kind="suffix">{suffix}</Affix>}
          {after}
        </div>
      ) : (
        input
      )}
    </Question>
  )
}

function Affix({ kind, children }: { kind: 'prefix' | 'suffix'; children: ReactNode }) {
  return (
    <div className={`govuk-input__${kind}`} aria-hidden="true">
      {children}
    </div>
  )
}
