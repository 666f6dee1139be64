import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { tokens } from './tokens.ts'

export type NotificationBannerProps = Omit<ComponentPropsWithoutRef<'div'>, 'title'> & {
  /** `success` says that what was just asked for is done, and takes the focus. */
  type?: 'success'
  title?: ReactNode
  titleId?: string
  titleHeadingLevel?: 1 | 2 | 3 | 4
  /** The message, when one line is all there is; otherwise use children. */
  heading?: ReactNode
  disableAutoFocus?: boolean
}

/** Something the reader must know that is not part of the page. Put it first in `<main>`. */
export function NotificationBanner(props: NotificationBannerProps) {
  const { type, title, titleId, titleHeadingLevel, heading, disableAutoFocus, className, children, ...rest } = props
  const id = titleId ?? 'govuk-notification-banner-title'
  const Heading = `h${titleHeadingLevel ?? 2}` as const
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: either role, alert or region, takes a name
    <div
      className={tokens('govuk-notification-banner', type && `govuk-notification-banner--${type}`, className)}
      role={type === 'success' ? 'alert' : 'region'}
      aria-labelledby={id}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={disableAutoFocus}
      {...rest}
    >
      <div className="govuk-notification-banner__header">
        <Heading className="govuk-notification-banner__title" id={id}>
          {title ?? (type === 'success' ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div className="govuk-notification-banner__content">
        {isGiven(heading) && <p className="govuk-notification-banner__heading">{heading}</p>}
        {children}
      </div>
    </div>
  )
}
