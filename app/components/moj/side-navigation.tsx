import type { ReactNode } from 'react'
import { tokens } from '#app/components/govuk/tokens.ts'

type SideNavigationItem = { text: ReactNode; href: string; isCurrent?: boolean }

export type SideNavigationProps = {
  /** Names the landmark: "Association". */
  label: string
  /** One section without a heading, or several with one each. */
  sections: readonly { heading?: ReactNode; items: readonly SideNavigationItem[] }[]
  headingLevel?: 2 | 3 | 4
}

/** The pages of one area, beside the page, where there are too many for a row. */
export function SideNavigation({ label, sections, headingLevel = 2 }: SideNavigationProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <nav className="moj-side-navigation" aria-label={label}>
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a section is its place
        <div key={index}>
          {section.heading && <Heading className="moj-side-navigation__title">{section.heading}</Heading>}
          <ul className="moj-side-navigation__list">
            {section.items.map(({ text, href, isCurrent }) => (
              <li
                className={tokens('moj-side-navigation__item', isCurrent && 'moj-side-navigation__item--active')}
                key={href}
              >
                <a href={href} aria-current={isCurrent ? 'page' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
