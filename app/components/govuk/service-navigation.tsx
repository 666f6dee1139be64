import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { type Gap, withoutGaps } from './gaps.ts'
import { tokens } from './tokens.ts'

type NavigationItem = {
  text: ReactNode
  href?: string
  /** This page (`page`), or a page somewhere below this one (`section`). */
  current?: 'page' | 'section'
  attributes?: Record<string, string>
}

export type ServiceNavigationProps = Omit<ComponentPropsWithoutRef<'div'>, 'children'> & {
  serviceName?: ReactNode
  serviceUrl?: string
  navigation?: readonly (NavigationItem | Gap)[]
  navigationId?: string
  navigationLabel?: string
  navigationClassName?: string
  ariaLabel?: string
  menuButtonText?: string
  menuButtonLabel?: string
  /** On a phone, fold the list behind a menu button; by default when it has more than one item. */
  collapseNavigationOnMobile?: boolean
  isInverse?: boolean
  /** Put before everything, at both ends of the list (as `<li>`), and after everything. */
  start?: ReactNode
  navigationStart?: ReactNode
  navigationEnd?: ReactNode
  end?: ReactNode
  /** Sets `end` on the same line as the list. */
  isEndInline?: boolean
}

/** The service's name and main pages, under the header. */
export function ServiceNavigation(props: ServiceNavigationProps) {
  const { serviceName, serviceUrl, navigation, navigationId, navigationLabel, navigationClassName, ...most } = props
  const {
    ariaLabel = 'Service information',
    menuButtonText,
    menuButtonLabel,
    collapseNavigationOnMobile,
    ...more
  } = most
  const { isInverse, start, navigationStart, navigationEnd, end, isEndInline, className, ...rest } = more
  const common = {
    className: tokens('govuk-service-navigation', isInverse && 'govuk-service-navigation--inverse', className),
    'data-module': 'govuk-service-navigation',
    ...rest,
  }
  const hasNavigation = [...withoutGaps(navigation), navigationStart, navigationEnd].some(Boolean)
  const inner = (
    <div className={tokens('govuk-width-container', isEndInline && 'govuk-service-navigation__inlining-container')}>
      {start}
      <div className="govuk-service-navigation__container">
        {isGiven(serviceName) && (
          <span className="govuk-service-navigation__service-name">
            {serviceUrl ? (
              <a href={serviceUrl} className="govuk-service-navigation__link">
                {serviceName}
              </a>
            ) : (
              <span className="govuk-service-navigation__text">{serviceName}</span>
            )}
          </span>
        )}
        {hasNavigation && <Navigation {...props} />}
      </div>
      {end}
    </div>
  )
  // A landmark of its own only when there is more in it than the list, which is one already.
  return isGiven(serviceName) || isGiven(start) || isGiven(end) ? (
    <section aria-label={ariaLabel} {...common}>
      {inner}
    </section>
  ) : (
    <div {...common}>{inner}</div>
  )
}

function Navigation(props: ServiceNavigationProps) {
  const navigation = withoutGaps(props.navigation)
  const { navigationId = 'navigation', menuButtonText = 'Menu', menuButtonLabel } = props
  const isCollapsing = props.collapseNavigationOnMobile ?? navigation.length > 1
  return (
    <nav
      aria-label={props.navigationLabel ?? menuButtonText}
      className={tokens('govuk-service-navigation__wrapper', props.navigationClassName)}
    >
      {isCollapsing && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden, so not focusable; the script shows it and drops both
        <button
          type="button"
          className="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={navigationId}
          aria-label={menuButtonLabel === menuButtonText ? undefined : menuButtonLabel}
          hidden
          aria-hidden="true"
        >
          {menuButtonText}
        </button>
      )}
      <ul className="govuk-service-navigation__list" id={navigationId}>
        {props.navigationStart}
        {navigation.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the list
          <Item key={index} item={item} />
        ))}
        {props.navigationEnd}
      </ul>
    </nav>
  )
}

function Item({ item }: { item: NavigationItem }) {
  const current = item.current && (item.current === 'page' ? 'page' : 'true')
  // Bold, so that people who override colours still see where they are.
  const text = item.current ? (
    <strong className="govuk-service-navigation__active-fallback">{item.text}</strong>
  ) : (
    item.text
  )
  return (
    <li className={tokens('govuk-service-navigation__item', item.current && 'govuk-service-navigation__item--active')}>
      {item.href ? (
        <a className="govuk-service-navigation__link" href={item.href} aria-current={current} {...item.attributes}>
          {text}
        </a>
      ) : (
        <span className="govuk-service-navigation__text" aria-current={current}>
          {text}
        </span>
      )}
    </li>
  )
}
