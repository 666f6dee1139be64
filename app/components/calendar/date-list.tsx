import { dateRange, longDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { ListedDate } from '#services/calendars/index.ts'

const whenOf = ({ from, to, starts, ends }: ListedDate): string => {
  if (starts !== null) return from === to ? `${starts} to ${ends}` : `${starts} to ${longDate(to)}, ${ends}`
  return from === to ? '' : dateRange(from, to)
}

/** When on its day, and where; nothing of what is of the one day as a whole. */
const WhenAndWhere = ({ date }: { date: ListedDate }) => {
  const said = [whenOf(date), date.place].filter((part) => part !== null && part !== '').join(', ')
  return (
    said !== '' && (
      <>
        <br />
        {said}
      </>
    )
  )
}

const byDay = (entries: readonly ListedDate[]) => {
  const days = new Map<string, ListedDate[]>()
  for (const entry of entries) days.set(entry.from, [...(days.get(entry.from) ?? []), entry])
  return [...days]
}

/** Dates by the day on which each begins. */
export const DateList = ({ entries }: { entries: readonly ListedDate[] }) => (
  <>
    {byDay(entries).map(([day, dates]) => (
      <section key={day} id={`day-${day}`}>
        <h2 className="govuk-heading-s govuk-!-margin-bottom-1">{longDate(day)}</h2>
        <ul className="govuk-list">
          {dates.map((date) => (
            <li key={date.id}>
              <a className="govuk-link" href={date.path}>
                {date.title}
              </a>{' '}
              {date.isOff && <Tag colour="red">Called off</Tag>}
              <WhenAndWhere date={date} />
            </li>
          ))}
        </ul>
      </section>
    ))}
  </>
)
