import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

export type TagColour = 'grey' | 'teal' | 'green' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

/** The state of a thing in a word or two. Never colour alone: the word must say it. */
export function Tag({ colour, className, ...rest }: ComponentPropsWithoutRef<'strong'> & { colour?: TagColour }) {
  return <strong className={tokens('govuk-tag', colour && `govuk-tag--${colour}`, className)} {...rest} />
}
