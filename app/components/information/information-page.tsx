import type { ReactNode } from 'react'

type Props = { title: string; lead?: string; children: ReactNode }

/** A page to read. */
export const InformationPage = ({ title, lead, children }: Props) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <h1 className="govuk-heading-l">{title}</h1>
      {lead !== undefined && <p className="govuk-body-l">{lead}</p>}
      {children}
    </div>
  </div>
)

/** One part of it, with its heading. */
export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <h2 className="govuk-heading-m">{title}</h2>
    {children}
  </>
)

export const Bullets = ({ items }: { items: readonly ReactNode[] }) => (
  <ul className="govuk-list govuk-list--bullet">
    {items.map((item, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a bullet is its place in the list
      <li key={index}>{item}</li>
    ))}
  </ul>
)

export const Text = ({ children }: { children: ReactNode }) => <p className="govuk-body">{children}</p>

export const PageLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a className="govuk-link" href={href}>
    {children}
  </a>
)
