import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { tokens } from './tokens.ts'

type Crumb = { text: ReactNode; href?: string; attributes?: Record<string, string> }

export type BreadcrumbsProps = ComponentPropsWithoutRef<'nav'> & {
  items: readonly Crumb[]
  /** On a phone, show only the first and the last. */
  collapseOnMobile?: boolean
  labelText?: string
}

/** Where this page is. One without an `href` is the page itself. Goes before `<main>`. */
export function Breadcrumbs(props: BreadcrumbsProps) {
  const { items, collapseOnMobile, labelText = 'Breadcrumb', className, ...rest } = props
  return (
    <nav
      className={tokens('govuk-breadcrumbs', className, collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
      aria-label={labelText}
      {...rest}
    >
      <ol className="govuk-breadcrumbs__list">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a crumb is its place in the trail
          <li className="govuk-breadcrumbs__list-item" key={index} aria-current={item.href ? undefined : 'page'}>
            {item.href ? (
              <a className="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            ) : (
              item.text
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
