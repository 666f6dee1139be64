import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { type Gap, withoutGaps } from './gaps.ts'
import { tokens } from './tokens.ts'

type Tab = {
  /** The panel's id, which the address ends in when it is open. */
  id: string
  label: ReactNode
  panel: ReactNode
  attributes?: Record<string, string>
  panelAttributes?: Record<string, string>
}

export type TabsProps = Omit<ComponentPropsWithoutRef<'div'>, 'title'> & {
  title?: ReactNode
  items?: readonly (Tab | Gap)[]
}

/**
 * Parts of one page of which the reader wants one. Without scripts, and on a phone, they stand one under another. For parts that are
 * pages of their own, use the sub-navigation.
 */
export function Tabs({ title = 'Contents', items, className, ...rest }: TabsProps) {
  const tabs = withoutGaps(items)
  return (
    <div className={tokens('govuk-tabs', className)} data-module="govuk-tabs" {...rest}>
      <h2 className="govuk-tabs__title">{title}</h2>
      {tabs.length > 0 && (
        <ul className="govuk-tabs__list">
          {tabs.map((tab, index) => (
            <li
              className={tokens('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}
              key={tab.id}
            >
              <a className="govuk-tabs__tab" href={`#${tab.id}`} {...tab.attributes}>
                {tab.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {tabs.map((tab, index) => (
        <div
          className={tokens('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
          id={tab.id}
          key={tab.id}
          {...tab.panelAttributes}
        >
          {tab.panel}
        </div>
      ))}
    </div>
  )
}
