import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { tokens } from './tokens.ts'

/** Help that only some readers want, folded away. Add the `open` attribute to begin unfolded. */
export function Details(props: ComponentPropsWithoutRef<'details'> & { summary: ReactNode }) {
  const { summary, className, children, ...rest } = props
  return (
    <details className={tokens('govuk-details', className)} {...rest}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summary}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  )
}
