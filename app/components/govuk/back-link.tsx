import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

/** Back to the page before, in a journey of several. Goes before `<main>`. */
export function BackLink({ className, href = '#', children = 'Back', ...rest }: ComponentPropsWithoutRef<'a'>) {
  return (
    <a href={href} className={tokens('govuk-back-link', className)} {...rest}>
      {children}
    </a>
  )
}
