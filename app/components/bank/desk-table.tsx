import type { ReactNode } from 'react'
import { shortDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { Column } from '#app/components/table/data-table.tsx'
import type { DeskRow, DeskState } from '#services/bank/index.ts'
import type { ConcernAbout, SuspensionCause } from '#services/fairness/index.ts'

export type ShownDeskRow = DeskRow & {
  /** Why they may not act, as far as the reader may know. */
  causes: readonly SuspensionCause[]
  /** Complaints that are open, as far as the reader may know. */
  concerns: readonly Pick<ConcernAbout, 'ref' | 'title' | 'state'>[]
  today: string
}

const stateTags = {
  good: { text: 'In order', colour: 'green' },
  soon: { text: 'Due soon', colour: 'yellow' },
  mend: { text: 'To mend', colour: 'red' },
  lapsed: { text: 'Lapsed', colour: 'grey' },
  suspended: { text: 'Not available', colour: 'grey' },
} as const

export const stateOptions = Object.entries(stateTags).map(([value, { text }]) => ({ value, text }))

const DeskStateTag = ({ state }: { state: DeskState }) => (
  <Tag colour={stateTags[state].colour}>{stateTags[state].text}</Tag>
)

const Day = ({ on, row, ran = 'Ran out' }: { on: string; row: ShownDeskRow; ran?: string }) => (
  <>
    {shortDate(on).replaceAll(' ', '\u00a0')} {on < row.today && <Tag colour="red">{ran}</Tag>}
  </>
)

const missing = (what: string) => <Tag colour="red">{what}</Tag>

const conditions = (row: ShownDeskRow): ReactNode =>
  row.condition === null ? (
    'None'
  ) : (
    <>
      <Day on={row.condition} row={row} ran="Overdue" />
      <div>{row.openConditions} open</div>
    </>
  )

/** Open complaints about somebody, each with its page and where it stands. */
export const Concerns = ({ concerns }: { concerns: readonly Pick<ConcernAbout, 'ref' | 'title' | 'state'>[] }) =>
  concerns.length === 0 ? (
    <>None</>
  ) : (
    concerns.map(({ ref, title, state }) => (
      <div key={ref}>
        <a className="govuk-link" href={`/association/fairness/${ref}`}>
          {title}, {ref}
        </a>
        : {state.toLowerCase()}
      </div>
    ))
  )

/** Every column of the desk; which are shown is the URL's. */
export const deskColumns: Column<ShownDeskRow>[] = [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    isSortable: true,
    cell: ({ id, name }) => (
      <a className="govuk-link" href={`/association/bank/${id}`}>
        {name}
      </a>
    ),
  },
  {
    id: 'state',
    header: 'State',
    isSortable: true,
    cell: ({ state, causes }) => (
      <>
        <DeskStateTag state={state} />
        {causes.map(({ ref, title }) => (
          <div key={ref}>
            Suspended:{' '}
            <a className="govuk-link" href={`/association/fairness/${ref}`}>
              {title}, {ref}
            </a>
          </div>
        ))}
      </>
    ),
  },
  {
    id: 'next',
    header: 'Runs out next',
    isSortable: true,
    cell: (row) =>
      row.next === null ? (
        'Nothing'
      ) : (
        <>
          <Day on={row.next.on} row={row} />
          <div>{row.next.what}</div>
        </>
      ),
  },
  { id: 'service', header: 'Service', isSortable: true, cell: ({ service }) => service ?? 'None known' },
  { id: 'region', header: 'Region', isSortable: true, cell: ({ region }) => region ?? 'None known' },
  { id: 'role', header: 'Role', cell: ({ role }) => role ?? 'None' },
  { id: 'approval', header: 'Approval', isSortable: true, cell: (row) => <Day on={row.approval} row={row} /> },
  {
    id: 'declaration',
    header: 'Declaration',
    isSortable: true,
    cell: (row) =>
      row.declaration === null ? (
        missing('None yet')
      ) : (
        <>
          <Day on={row.declaration} row={row} />
          {row.isNil && <div>Nil return</div>}
        </>
      ),
  },
  {
    id: 'insurance',
    header: 'Insurance',
    isSortable: true,
    cell: (row) =>
      row.insurance === null ? row.charges ? missing('None') : 'Charges nothing' : <Day on={row.insurance} row={row} />,
  },
  {
    id: 'dbs',
    header: 'DBS record',
    isSortable: true,
    cell: (row) => (row.dbs === null ? row.needsDbs ? missing('None') : 'Not needed' : <Day on={row.dbs} row={row} />),
  },
  {
    id: 'practice',
    header: 'Practice until',
    isSortable: true,
    cell: (row) =>
      row.practice === null ? row.hasPost ? 'In post' : missing('No post') : <Day on={row.practice} row={row} />,
  },
  { id: 'conditions', header: 'Conditions', isSortable: true, cell: conditions },
  { id: 'concerns', header: 'Complaints', cell: ({ concerns }) => <Concerns concerns={concerns} /> },
]

/** What is shown until somebody chooses. */
export const usualColumns: readonly string[] = ['state', 'next', 'region', 'role', 'declaration', 'conditions']
