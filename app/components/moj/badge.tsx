import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from '#app/components/govuk/tokens.ts'

export type BadgeProps = ComponentPropsWithoutRef<'span'> & {
  colour?: 'purple' | 'red' | 'green' | 'blue' | 'black' | 'grey'
}

/** A lasting attribute of a thing ("Quality mark"), where a tag says a state that changes. */
export function Badge({ colour, className, ...rest }: BadgeProps) {
  return <span className={tokens('moj-badge', colour && `moj-badge--${colour}`, className)} {...rest} />
}
