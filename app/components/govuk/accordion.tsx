import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import type { Gap } from './gaps.ts'
import { tokens } from './tokens.ts'

type AccordionSection = {
  heading: ReactNode
  summary?: ReactNode
  content: ReactNode
  isExpanded?: boolean
}

export type AccordionProps = Omit<ComponentPropsWithoutRef<'div'>, 'children'> & {
  /** Unique in the product: the browser remembers by it which sections the reader left open. */
  id: string
  items: readonly (AccordionSection | Gap)[]
  headingLevel?: 2 | 3 | 4
  /** False: begin folded every time. */
  rememberExpanded?: boolean
}

/** Sections of which the reader wants some, folded away. Without scripts all are open. */
export function Accordion({ id, items, headingLevel, rememberExpanded, className, ...rest }: AccordionProps) {
  const Heading = `h${headingLevel ?? 2}` as const
  return (
    <div
      className={tokens('govuk-accordion', className)}
      data-module="govuk-accordion"
      data-remember-expanded={rememberExpanded}
      id={id}
      {...rest}
    >
      {items.map((item, index) => {
        if (!item) return null
        const place = index + 1
        return (
          <div
            className={tokens('govuk-accordion__section', item.isExpanded && 'govuk-accordion__section--expanded')}
            key={`${id}-${place}`}
          >
            <div className="govuk-accordion__section-header">
              <Heading className="govuk-accordion__section-heading">
                <span className="govuk-accordion__section-button" id={`${id}-heading-${place}`}>
                  {item.heading}
                </span>
              </Heading>
              {isGiven(item.summary) && (
                <div className="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${place}`}>
                  {item.summary}
                </div>
              )}
            </div>
            <div id={`${id}-content-${place}`} className="govuk-accordion__section-content">
              {item.content}
            </div>
          </div>
        )
      })}
    </div>
  )
}
