import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import type { HeadingSize } from './label.tsx'
import { tokens } from './tokens.ts'

export type LegendProps = {
  legend?: ReactNode
  legendSize?: HeadingSize
  legendClassName?: string
  /** The legend is the page's `h1`: for pages that ask one thing. */
  isPageHeading?: boolean
}

export type FieldsetProps = ComponentPropsWithoutRef<'fieldset'> & LegendProps

/** Questions that belong together, under one legend. */
export function Fieldset(props: FieldsetProps) {
  const { legend, legendSize, legendClassName, isPageHeading, className, children, ...rest } = props
  return (
    <fieldset className={tokens('govuk-fieldset', className)} {...rest}>
      {isGiven(legend) && (
        <legend
          className={tokens(
            'govuk-fieldset__legend',
            legendSize && `govuk-fieldset__legend--${legendSize}`,
            legendClassName,
          )}
        >
          {isPageHeading ? <h1 className="govuk-fieldset__heading">{legend}</h1> : legend}
        </legend>
      )}
      {children}
    </fieldset>
  )
}
