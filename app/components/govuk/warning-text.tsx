import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

export type WarningTextProps = ComponentPropsWithoutRef<'div'> & { iconFallbackText?: string }

/** Something with consequences. */
export function WarningText({ iconFallbackText, className, children, ...rest }: WarningTextProps) {
  return (
    <div className={tokens('govuk-warning-text', className)} {...rest}>
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{iconFallbackText ?? 'Warning'}</span> {children}
      </strong>
    </div>
  )
}
