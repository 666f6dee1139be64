import type { ReactNode } from 'react'

export type TimelineEvent = {
  id: string
  title: ReactNode
  /** Who did it. */
  by?: ReactNode
  /** As a machine reads it: an ISO date or instant. */
  dateTime: string
  /** As people read it: "Tuesday 14 July 2026". */
  date: string
  description?: ReactNode
}

/** What happened, when and by whom. An ordered list, so that it is read out with its length. */
export function Timeline({ events, headingLevel = 2 }: { events: readonly TimelineEvent[]; headingLevel?: 2 | 3 | 4 }) {
  const Heading = `h${headingLevel}` as const
  return (
    <ol className="moj-timeline">
      {events.map((event) => (
        <li className="moj-timeline__item" key={event.id}>
          <div className="moj-timeline__header">
            <Heading className="moj-timeline__title">{event.title}</Heading>
            {event.by && <p className="moj-timeline__byline"> by {event.by}</p>}
          </div>
          <p className="moj-timeline__date">
            <time dateTime={event.dateTime}>{event.date}</time>
          </p>
          {event.description && <div className="moj-timeline__description">{event.description}</div>}
        </li>
      ))}
    </ol>
  )
}
