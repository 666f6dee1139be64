import { CoverageGrid } from '#app/components/charts/coverage-grid.tsx'
import { dateRange, longDate } from '#app/components/dates.ts'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Tag, type TagColour } from '#app/components/govuk/tag.tsx'
import { Timeline } from '#app/components/moj/timeline.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import type { findingsOnReview } from '#services/fieldwork/index.ts'
import type { ReviewPage } from '#services/reviews/index.ts'
import { TypedText } from './typed-text.tsx'

/** Where a review stands, as a tag. */
export const StatusTag = ({ page }: { page: Pick<ReviewPage, 'status' | 'statusWords'> }) => {
  const colours: Partial<Record<ReviewPage['status'], TagColour>> = {
    draft: 'grey',
    closed: 'grey',
    withdrawn: 'grey',
    declined: 'red',
    postponed: 'orange',
    deferred: 'orange',
    final: 'green',
  }
  return <Tag colour={colours[page.status] ?? 'blue'}>{page.statusWords}</Tag>
}

/** What comes next for this reader, first on the page. */
export const NextStep = ({ next }: Pick<ReviewPage, 'next'>) => (
  <InsetText>
    <h2 className="govuk-heading-m">Next</h2>
    <p className="govuk-body">
      {next.says}
      {next.dueOn !== null && ` By ${longDate(next.dueOn)}.`}
    </p>
    {next.action !== null && (
      <ButtonLink href={next.action.href} className="govuk-!-margin-bottom-0">
        {next.action.text}
      </ButtonLink>
    )}
  </InsetText>
)

/** Who is on the team. */
export const TeamTable = ({ team }: Pick<ReviewPage, 'team'>) => (
  <DataTable
    caption="The team"
    rows={team}
    rowId={({ personId }) => personId}
    empty="Nobody yet."
    columns={[
      {
        id: 'name',
        header: 'Name',
        cell: ({ personId, name }) => (
          <a className="govuk-link" href={`/bank/${personId}`}>
            {name}
          </a>
        ),
        isRowHeader: true,
      },
      { id: 'part', header: 'Part', cell: ({ role }) => role },
      { id: 'service', header: 'Service', cell: ({ service }) => service ?? 'None at present' },
      { id: 'answer', header: 'Answer', cell: ({ answer }) => answer },
    ]}
  />
)

/** The team that is chosen, before anybody is asked: what each covers, from where, and why them. */
export const ChosenTeam = ({ chosen: { questions, people } }: { chosen: NonNullable<ReviewPage['chosen']> }) => (
  <div className="app-no-print">
    <CoverageGrid
      caption="The team that is chosen"
      groups={[]}
      questions={questions}
      people={people.map(({ personId, name, parts, levels, says, why }) => ({
        id: personId,
        name: (
          <a className="govuk-link" href={`/bank/${personId}`}>
            {name}
          </a>
        ),
        parts: [],
        levels,
        says: `${[parts[0], ...says].filter(Boolean).join(', ')}. ${why}`,
      }))}
    />
  </div>
)

/** What happened so far, the latest first. */
export const ReviewHistory = ({ history }: Pick<ReviewPage, 'history'>) =>
  history.length === 0 ? null : (
    <div className="app-no-print">
      <h2 className="govuk-heading-m">What has happened</h2>
      <Timeline headingLevel={3} events={history.slice(0, mostShown).map(asEvent)} />
      {history.length > mostShown && (
        <Details summary={`What happened before: ${history.length - mostShown}`}>
          <Timeline headingLevel={3} events={history.slice(mostShown).map(asEvent)} />
        </Details>
      )}
    </div>
  )

/** The latest of what happened stand on the page; what was before is folded. */
const mostShown = 3

const asEvent = ({ id, title, by, on, note }: ReviewPage['history'][number]) => ({
  id,
  title,
  by,
  dateTime: on,
  date: longDate(on),
  description: note === null ? undefined : <TypedText text={note} />,
})

type PlaceWithFindings = NonNullable<Awaited<ReturnType<typeof findingsOnReview>>>[number]

/** Agreed findings as they are read. */
export const FindingsView = ({ places }: { places: readonly PlaceWithFindings[] }) => (
  <>
    {places.map(({ key, title, findings }) => (
      <section key={key}>
        <h3 className="govuk-heading-s">{title}</h3>
        {findings.map(({ id, kindWords, title, text }) => (
          <div key={id}>
            <h4 className="govuk-heading-s govuk-!-font-weight-regular">
              {title === '' ? kindWords : `${kindWords}: ${title}`}
            </h4>
            <TypedText text={text} />
          </div>
        ))}
      </section>
    ))}
  </>
)

/** The dates of the visit, where they are settled. */
export const visitDates = ({ startsOn, endsOn }: Pick<ReviewPage, 'startsOn' | 'endsOn'>): string | null =>
  startsOn && endsOn ? dateRange(startsOn, endsOn) : null
