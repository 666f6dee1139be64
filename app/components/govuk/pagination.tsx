import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { type Gap, withoutGaps } from './gaps.ts'
import { tokens } from './tokens.ts'

export type PageLink =
  | { number: number | string; href: string; isCurrent?: boolean; label?: string; attributes?: Record<string, string> }
  /** Pages left out. */
  | 'ellipsis'

export type ArrowLink = {
  href: string
  text?: ReactNode
  /** What is there, when links are set one above the other. */
  label?: ReactNode
  attributes?: Record<string, string>
}

export type PaginationProps = Omit<ComponentPropsWithoutRef<'nav'>, 'children'> & {
  /** Without items, previous and next are set one above the other: for pages that follow one another. */
  items?: readonly (PageLink | Gap)[]
  previous?: ArrowLink
  next?: ArrowLink
  landmarkLabel?: string
}

/** The way through a list in pages. For one that lives in the URL, see `#app/components/table/pagination-from-url.tsx`. */
export function Pagination({ items, previous, next, landmarkLabel, className, ...rest }: PaginationProps) {
  const isBlock = !items && Boolean(next || previous)
  return (
    <nav
      className={tokens('govuk-pagination', isBlock && 'govuk-pagination--block', className)}
      aria-label={landmarkLabel ?? 'Pagination'}
      {...rest}
    >
      {previous && <Arrow link={previous} kind="prev" isBlock={isBlock} />}
      {items && (
        <ul className="govuk-pagination__list">
          {withoutGaps(items).map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an ellipsis is its place in the list
            <Page key={index} item={item} />
          ))}
        </ul>
      )}
      {next && <Arrow link={next} kind="next" isBlock={isBlock} />}
    </nav>
  )
}

function Page({ item }: { item: PageLink }) {
  if (item === 'ellipsis') {
    return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  }
  return (
    <li className={tokens('govuk-pagination__item', item.isCurrent && 'govuk-pagination__item--current')}>
      <a
        className="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.label ?? `Page ${item.number}`}
        aria-current={item.isCurrent ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )
}

type ArrowProps = { link: ArrowLink; kind: 'prev' | 'next'; isBlock: boolean }

function Arrow({ link, kind, isBlock }: ArrowProps) {
  const hasLabel = isGiven(link.label)
  return (
    <div className={`govuk-pagination__${kind}`}>
      <a className="govuk-link govuk-pagination__link" href={link.href} rel={kind} {...link.attributes}>
        {(isBlock || kind === 'prev') && <ArrowIcon kind={kind} />}
        <span
          className={tokens(
            'govuk-pagination__link-title',
            isBlock && !hasLabel && 'govuk-pagination__link-title--decorated',
          )}
        >
          {link.text ?? (
            <>
              {kind === 'prev' ? 'Previous' : 'Next'}
              <span className="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {hasLabel && isBlock && (
          <>
            <span className="govuk-visually-hidden">:</span>
            <span className="govuk-pagination__link-label">{link.label}</span>
          </>
        )}
        {!isBlock && kind === 'next' && <ArrowIcon kind={kind} />}
      </a>
    </div>
  )
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

function ArrowIcon({ kind }: { kind: 'prev' | 'next' }) {
  return (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${kind}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[kind]} />
    </svg>
  )
}
