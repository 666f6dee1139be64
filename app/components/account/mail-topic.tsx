import type { ReactNode } from 'react'
import { Details } from '#app/components/govuk/details.tsx'

export type ShownTopic = {
  topic: string
  title: string
  why: string
  must: readonly string[]
  news: readonly string[]
  reminders: readonly string[]
  timing: string | null
}

/** What somebody is written to about, why, and what of it comes whatever they choose. */
export const MailTopic = ({ topic, children }: { topic: ShownTopic; children?: ReactNode }) => (
  <section>
    <h2 className="govuk-heading-m">{topic.title}</h2>
    <p className="govuk-body">{topic.why}</p>
    {children}
    <Details summary={`${topic.title}: what always comes${topic.reminders.length > 0 ? ', and reminders' : ''}`}>
      <p className="govuk-body">Always, and at once:</p>
      <ul className="govuk-list govuk-list--bullet">
        {topic.must.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      {topic.reminders.length > 0 && (
        <>
          <p className="govuk-body">Reminders, where you have them:</p>
          <ul className="govuk-list govuk-list--bullet">
            {topic.reminders.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </>
      )}
    </Details>
  </section>
)
