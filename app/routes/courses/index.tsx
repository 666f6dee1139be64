import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { freeWords, whereWords } from '#app/components/courses/when.tsx'
import { dateAndTime, monthAndYear } from '#app/components/dates.ts'
import { Details } from '#app/components/govuk/details.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { Filter } from '#app/components/moj/filter.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { getCtx } from '#app/http/actor.ts'
import { type CourseLine, courseChoices, listCourses, readCourseFilter } from '#services/courses/index.ts'
import { type MeetingLine, meetingsToCome } from '#services/meetings/index.ts'

export const meta: MetaFunction = () => pageTitle('Courses')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const choices = await courseChoices(ctx)
  const { searchParams } = new URL(args.request.url)
  const filter = readCourseFilter(
    searchParams,
    choices.themes.map(({ value }) => value),
  )
  // A meeting has no themes, and the first page has them all.
  const [list, meetings] = await Promise.all([
    listCourses(ctx, filter),
    filter.theme === null && filter.page === 1 ? meetingsToCome(ctx, filter) : [],
  ])
  return { ...list, meetings, choices, filter }
}

type Line = CourseLine | MeetingLine

const byMonth = (lines: readonly Line[]): [string, Line[]][] => {
  const months = new Map<string, Line[]>()
  for (const line of lines.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))) {
    const month = line.startsAt.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), line])
  }
  return [...months]
}

/** Months beyond these are folded. */
const unfolded = 2

export default function Courses() {
  const { courses, meetings, count, isMore, page, pageCount, choices, filter } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const any = { value: '', text: 'Any' }
  return (
    <>
      <h1 className="govuk-heading-l">Courses</h1>
      <p className="govuk-body">
        Training, conferences and the association’s own meetings. Book places for your service now and say who comes
        later.{' '}
        <a className="govuk-link" href="/calendar/feeds">
          Have the dates in your own calendar
        </a>
        .
      </p>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h2 className="govuk-heading-m">
            {count === 0 ? 'No dates found' : `${isMore ? 'More than ' : ''}${count} ${count === 1 ? 'date' : 'dates'}`}
          </h2>
          {count === 0 && (
            <p className="govuk-body">
              Remove a filter, or{' '}
              <a className="govuk-link" href="/enquiries/new">
                tell us what you need
              </a>
              .
            </p>
          )}
          {byMonth([...courses, ...meetings]).map(([month, dates], at) =>
            at < unfolded ? (
              <section key={month}>
                <h3 className="govuk-heading-s">{monthAndYear(`${month}-01`)}</h3>
                <Dates dates={dates} />
              </section>
            ) : (
              <Details key={month} summary={`${monthAndYear(`${month}-01`)}: ${dates.length}`}>
                <Dates dates={dates} />
              </Details>
            ),
          )}
          <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
        </div>
        <div className="govuk-grid-column-one-third">
          <Filter clearHref="/courses" submit="Show dates">
            <Select
              name="mode"
              label="How"
              defaultValue={filter.mode ?? ''}
              options={[any, { value: 'remote', text: 'Remote' }, { value: 'on_site', text: 'In one place' }]}
            />
            <Select
              name="region"
              label="Region"
              defaultValue={filter.region ?? ''}
              options={[any, ...choices.regions.map(({ value, label }) => ({ value, text: label }))]}
            />
            <Select
              name="month"
              label="Month"
              defaultValue={filter.month ?? ''}
              options={[
                any,
                ...choices.months.map((first) => ({ value: first.slice(0, 7), text: monthAndYear(first) })),
              ]}
            />
            <Select
              name="theme"
              label="Theme"
              defaultValue={filter.theme ?? ''}
              options={[any, ...choices.themes.map(({ value, label }) => ({ value, text: label }))]}
            />
          </Filter>
        </div>
      </div>
    </>
  )
}

const Meeting = ({ meeting }: { meeting: MeetingLine }) => (
  <>
    <h4 className="govuk-heading-s govuk-!-margin-bottom-1">
      <a className="govuk-link" href={`/meetings/${meeting.ref}`}>
        {meeting.title}
      </a>
    </h4>
    <p className="govuk-body-s">
      <strong>{dateAndTime(new Date(meeting.startsAt))}</strong> · {whereWords(meeting)}
      <br />
      Meeting of {meeting.region === null ? 'all members' : `the region, ${meeting.region}`}. Nothing is booked: say on
      its page whether you come.
    </p>
  </>
)

const Dates = ({ dates }: { dates: readonly Line[] }) => (
  <ul className="govuk-list app-offerings">
    {dates.map((date) =>
      'kind' in date ? (
        <li key={date.ref} className="app-offerings__item">
          <Meeting meeting={date} />
        </li>
      ) : (
        <li key={date.ref} className="app-offerings__item">
          <h4 className="govuk-heading-s govuk-!-margin-bottom-1">
            <a className="govuk-link" href={`/courses/${date.ref}`}>
              {date.isOff ? <s>{date.title}</s> : date.title}
            </a>
          </h4>
          <p className="govuk-body-s">
            {date.isOff ? (
              <>
                <strong>Called off.</strong> <s>{dateAndTime(new Date(date.startsAt))}</s>
              </>
            ) : (
              <strong>{dateAndTime(new Date(date.startsAt))}</strong>
            )}{' '}
            · {whereWords(date)}
            <br />
            {date.provider}, {date.region}
            {!date.isOff && <> · {freeWords(date)}</>}
            {date.hasMark && ' · Quality mark'}
          </p>
        </li>
      ),
    )}
  </ul>
)
