import type { ReactNode } from 'react'
import { Details } from '#app/components/govuk/details.tsx'

export type ShownArea = {
  area: string
  title: string
  why: string
  must: readonly string[]
  news: readonly string[]
  reminders: readonly string[]
  timing: string | null
}

const Bullets = ({ items }: { items: readonly string[] }) => (
  <ul className="govuk-list govuk-list--bullet">
    {items.map((says) => (
      <li key={says}>{says}</li>
    ))}
  </ul>
)

const Always = ({ must, reminders }: Pick<ShownArea, 'must' | 'reminders'>) => (
  <>
    <p className="govuk-body">Always, and at once:</p>
    <Bullets items={must} />
    {reminders.length > 0 && (
      <>
        <p className="govuk-body">Reminders, where you have them:</p>
        <Bullets items={reminders} />
      </>
    )}
  </>
)

/** What somebody is written to about and chooses, why, and what of it comes whatever they choose. */
export const MailArea = ({ area, children }: { area: ShownArea; children: ReactNode }) => (
  <section>
    <h2 className="govuk-heading-m">{area.title}</h2>
    <p className="govuk-body">{area.why}</p>
    {children}
    <Details summary={`${area.title}: what always comes, and reminders`}>
      <Always {...area} />
    </Details>
  </section>
)

/** The same where there is nothing to choose. */
export const AlwaysComes = ({ area }: { area: ShownArea }) => (
  <Details summary={area.title}>
    <p className="govuk-body">{area.why}</p>
    <Always {...area} />
  </Details>
)
