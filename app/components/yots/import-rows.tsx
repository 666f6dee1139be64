import { Tag } from '#app/components/govuk/tag.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import type { RowSeen } from '#services/import/index.ts'

const actions = {
  ask: { text: 'Needs a person', colour: 'orange' },
  create: { text: 'Create', colour: 'green' },
  update: { text: 'Update', colour: 'blue' },
  skip: { text: 'Skip', colour: 'grey' },
} as const

/** What an action of an import is called on pages. */
export const actionNames = { ask: 'Needs a person', create: 'Created', update: 'Updated', skip: 'Skipped' } as const

const ActionTag = ({ action }: { action: RowSeen['action'] }) => (
  <Tag colour={actions[action].colour}>{actions[action].text}</Tag>
)

/** An address that may break after the @, where there is little room. */
const Address = ({ address }: { address: string }) => {
  const [own, place] = address.split('@')
  return (
    <>
      , {own}@<wbr />
      {place}
    </>
  )
}

/** Who a row is about. */
export const RowPeople = ({ people, isVacancy }: Pick<RowSeen, 'people' | 'isVacancy'>) => {
  if (people.length === 0) return <>{isVacancy ? 'Vacant post' : 'Nobody'}</>
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {people.map(({ name, email }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the people of a row never change places
        <li key={i}>
          {name ?? 'No name'}
          {email !== null && <Address address={email} />}
        </li>
      ))}
    </ul>
  )
}

type Props = { rows: readonly RowSeen[]; decideHref: ((row: number) => string) | null; empty: string }

/** The rows of a list, what would happen to each and why. */
export const ImportRows = ({ rows, decideHref, empty }: Props) => {
  const columns: Column<RowSeen>[] = [
    { id: 'row', header: 'Row', isRowHeader: true, cell: ({ row }) => row },
    { id: 'action', header: 'What', cell: ({ action }) => <ActionTag action={action} /> },
    { id: 'yot', header: 'Service', cell: ({ yotName }) => yotName ?? 'Not known' },
    { id: 'people', header: 'People', cell: (row) => <RowPeople {...row} /> },
    {
      id: 'writes',
      header: 'What is written',
      cell: ({ writes }) =>
        writes.length === 0 ? (
          'Nothing'
        ) : (
          <ul className="govuk-list govuk-!-margin-bottom-0">
            {writes.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        ),
    },
    {
      id: 'why',
      header: 'Why',
      cell: ({ row, sentences, isCorrected, action }) => (
        <>
          {sentences.join(' ')}{' '}
          {decideHref !== null && (isCorrected || action === 'ask') && (
            <a className="govuk-link" href={decideHref(row)}>
              {isCorrected ? 'Decided: change' : 'Decide'}
              <span className="govuk-visually-hidden"> row {row}</span>
            </a>
          )}
        </>
      ),
    },
  ]
  return (
    <DataTable
      caption="What would happen, row by row"
      columns={columns}
      rows={rows}
      rowId={({ row }) => String(row)}
      empty={empty}
    />
  )
}
