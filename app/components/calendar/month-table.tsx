import { longDate, monthAndYear } from '#app/components/dates.ts'
import type { ListedDate } from '#services/calendars/index.ts'
import { counted } from '#services/core/words.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type Props = {
  /** "2026-07" */
  month: string
  weeks: readonly (readonly (string | null)[])[]
  entries: readonly ListedDate[]
  /** ISO day. */
  today: string
}

/** A month in its weeks: how many dates each day has, each leading to where it is listed. */
export const MonthTable = ({ month, weeks, entries, today }: Props) => {
  const on = (day: string) => entries.filter(({ from, to, isOff }) => from <= day && day <= to && !isOff)
  /** Where the day's dates are listed: at the day on which the first of them begins. */
  const listedAt = ([first]: readonly ListedDate[]) => first?.from
  return (
    <table className="govuk-table app-month">
      <caption className="govuk-visually-hidden">{monthAndYear(`${month}-01`)}, week by week</caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          {weekdays.map((name) => (
            <th scope="col" className="govuk-table__header" key={name}>
              <abbr title={name}>{name.slice(0, 2)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {weeks.map((week) => (
          <tr className="govuk-table__row" key={week.find((day) => day !== null)}>
            {week.map((day, at) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: a day of the week is its place
              if (day === null) return <td className="govuk-table__cell" key={at} />
              const found = on(day)
              const number = Number(day.slice(8))
              return (
                <td className="govuk-table__cell" key={day} {...(day === today ? { 'aria-current': 'date' } : {})}>
                  {found.length === 0 ? (
                    number
                  ) : (
                    <a className="govuk-link app-month__day" href={`#day-${listedAt(found)}`}>
                      <span aria-hidden="true">{number}</span>
                      <span className="govuk-visually-hidden">
                        {longDate(day)}: {counted(found.length, 'date')}
                      </span>
                      <span className="app-month__dots" aria-hidden="true">
                        {'•'.repeat(Math.min(found.length, 3))}
                      </span>
                    </a>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
