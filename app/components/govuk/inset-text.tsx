import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

/** Text set apart from what is around it. */
export function InsetText({ className, ...rest }: ComponentPropsWithoutRef<'div'>) {
  return <div className={tokens('govuk-inset-text', className)} {...rest} />
}
