import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateList } from '#app/components/calendar/date-list.tsx'
import { MonthTable } from '#app/components/calendar/month-table.tsx'
import { monthAndYear } from '#app/components/dates.ts'
import { Pagination } from '#app/components/govuk/pagination.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { calendarPage, readMonth } from '#services/calendars/index.ts'
import { rooms } from '#services/exchange.ts'

export const meta = () => pageTitle('Your calendar')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const month = readMonth(new URL(args.request.url).searchParams, ctx.clock.today())
  return orThrow(await calendarPage(ctx, rooms, month))
}

const to = (month: string) => ({ href: `/calendar?month=${month}`, label: monthAndYear(`${month}-01`) })

export default function Calendar() {
  const { month, today, previous, next, weeks, entries } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <span className="govuk-caption-l">Your calendar</span>
        <h1 className="govuk-heading-l">{monthAndYear(`${month}-01`)}</h1>
        <p className="govuk-body">
          <a className="govuk-link" href="/calendar/feeds">
            Have these dates in your own calendar
          </a>
          , kept up to date.
        </p>
        <MonthTable month={month} weeks={weeks} entries={entries} today={today} />
        <Pagination
          landmarkLabel="Months"
          {...(previous === null ? {} : { previous: to(previous) })}
          {...(next === null ? {} : { next: to(next) })}
        />
        {entries.length === 0 ? (
          <p className="govuk-body">You have no dates in this month.</p>
        ) : (
          <DateList entries={entries} />
        )}
      </div>
    </div>
  )
}
