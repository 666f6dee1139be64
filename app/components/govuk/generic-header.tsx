import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

export type GenericHeaderProps = ComponentPropsWithoutRef<'div'> & { href?: string; containerClassName?: string }

/** The header for a service that is not on GOV.UK: a mark and a name that lead home. */
export function GenericHeader({ href = '/', containerClassName, className, children, ...rest }: GenericHeaderProps) {
  return (
    <div className={tokens('govuk-generic-header', className)} {...rest}>
      <div className={tokens('govuk-generic-header__container', containerClassName ?? 'govuk-width-container')}>
        <div className="govuk-generic-header__logo">
          <a href={href} className="govuk-generic-header__homepage-link">
            {children}
          </a>
        </div>
      </div>
    </div>
  )
}
