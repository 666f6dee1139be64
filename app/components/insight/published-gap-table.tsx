import { longDate } from '#app/components/dates.ts'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import type { PublishedGaps } from '#services/insight/index.ts'

type Row = PublishedGaps['rows'][number] & { id: string }

const metColumns: Column<Row>[] = [
  { id: 'met', header: 'Met since', cell: ({ met }) => met ?? 'Not shown', isNumeric: true },
  {
    id: 'weeks',
    header: 'Half of those within',
    cell: ({ weeks }) => (weeks === null ? 'Not shown' : `${weeks} ${weeks === 1 ? 'week' : 'weeks'}`),
    isNumeric: true,
  },
]

/** The gaps of one published quarter: each in one line, none of fewer than five. What was met stands there where it may be told of one line at least. */
export const PublishedGapTable = ({ gaps }: { gaps: PublishedGaps }) => {
  const isMetTold = gaps.rows.some(({ met }) => met !== null)
  return (
    <>
      <DataTable<Row>
        caption={`Noted up to ${longDate(gaps.until)}`}
        rows={gaps.rows.map((row, at) => ({ ...row, id: String(at) }))}
        rowId={({ id }) => id}
        empty={`Up to ${longDate(gaps.until)} there were too few to publish.`}
        columns={[
          { id: 'theme', header: 'Theme', cell: ({ theme }) => theme, isRowHeader: true },
          { id: 'where', header: 'Where', cell: ({ where }) => where },
          { id: 'count', header: 'Gaps', cell: ({ count }) => count, isNumeric: true },
          ...(isMetTold ? metColumns : []),
        ]}
      />
      {gaps.rows.length > 0 && !isMetTold && (
        <p className="govuk-body-s">
          How many were met since is told of none of them: the met or the open ones are too few.
        </p>
      )}
    </>
  )
}

/** How the figures are made, in three sentences that stay true without a day. */
export const HowGapsArePublished = () => (
  <p className="govuk-body">
    A gap is noted where somebody looked for help and it ended without: nobody who was asked could help, a search found
    nothing, a place in a team stayed empty. It is published once, at least 90 days later, and counted once, under its
    first theme. Fewer than five are read with their neighbours: under the wider theme, in a larger area, or together.
  </p>
)
