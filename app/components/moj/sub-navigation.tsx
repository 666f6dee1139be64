import type { ReactNode } from 'react'

export type SubNavigationItem = { text: ReactNode; href: string; isCurrent?: boolean }

/** The parts of one thing (a review's team, documents, timeline), each a page with an address, in a row under its title. */
export function SubNavigation({ label, items }: { label: string; items: readonly SubNavigationItem[] }) {
  return (
    <nav className="moj-sub-navigation" aria-label={label}>
      <ul className="moj-sub-navigation__list">
        {items.map(({ text, href, isCurrent }) => (
          <li className="moj-sub-navigation__item" key={href}>
            <a className="moj-sub-navigation__link" href={href} aria-current={isCurrent ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
