import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

export type ErrorMessageProps = ComponentPropsWithoutRef<'p'> & {
  /** Read out before the message; an empty string leaves it out. */
  hiddenPrefix?: string
}

/** What is wrong with one field and how to mend it. */
export function ErrorMessage({ hiddenPrefix = 'Error', className, children, ...rest }: ErrorMessageProps) {
  return (
    <p className={tokens('govuk-error-message', className)} {...rest}>
      {hiddenPrefix && <span className="govuk-visually-hidden">{hiddenPrefix}:</span>}
      {hiddenPrefix && ' '}
      {children}
    </p>
  )
}
