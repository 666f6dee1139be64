import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { tokens } from './tokens.ts'

/** How large a label or legend is set; none is body text. */
export type HeadingSize = 's' | 'm' | 'l' | 'xl'

export type LabelProps = ComponentPropsWithoutRef<'label'> & {
  size?: HeadingSize
  /** The label is the page's `h1`: for pages that ask one thing. */
  isPageHeading?: boolean
  children?: ReactNode
}

/** A form label; nothing at all without children. */
export function Label({ size, isPageHeading, className, children, ...rest }: LabelProps) {
  if (children === undefined || children === null) return null
  const label = (
    // biome-ignore lint/a11y/noLabelWithoutControl: callers pass htmlFor
    <label className={tokens('govuk-label', size && `govuk-label--${size}`, className)} {...rest}>
      {children}
    </label>
  )
  return isPageHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label
}
