import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { tokens } from './tokens.ts'

export type PanelProps = Omit<ComponentPropsWithoutRef<'div'>, 'title'> & {
  title: ReactNode
  headingLevel?: 1 | 2 | 3
}

/** It is done: the heading of a confirmation page, with the reference people can say on the phone. */
export function Panel({ title, headingLevel, className, children, ...rest }: PanelProps) {
  const Heading = `h${headingLevel ?? 1}` as const
  return (
    <div className={tokens('govuk-panel govuk-panel--confirmation', className)} {...rest}>
      <Heading className="govuk-panel__title">{title}</Heading>
      {isGiven(children) && <div className="govuk-panel__body">{children}</div>}
    </div>
  )
}
