import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

/** Help under a label. Give it the id that the control's `aria-describedby` names. */
export function Hint({ className, ...rest }: ComponentPropsWithoutRef<'div'>) {
  return <div className={tokens('govuk-hint', className)} {...rest} />
}
