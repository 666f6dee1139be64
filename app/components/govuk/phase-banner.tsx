import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { Tag, type TagColour } from './tag.tsx'
import { tokens } from './tokens.ts'

export type PhaseBannerProps = ComponentPropsWithoutRef<'div'> & { tag: ReactNode; tagColour?: TagColour }

/** What state the whole service is in: "Demonstration". Goes under the header. */
export function PhaseBanner({ tag, tagColour, className, children, ...rest }: PhaseBannerProps) {
  return (
    <div className={tokens('govuk-phase-banner govuk-width-container', className)} {...rest}>
      <p className="govuk-phase-banner__content">
        <Tag colour={tagColour} className="govuk-phase-banner__content__tag">
          {tag}
        </Tag>
        <span className="govuk-phase-banner__text">{children}</span>
      </p>
    </div>
  )
}
