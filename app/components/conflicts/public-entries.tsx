import { shortDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import type { PublicEntry } from '#services/conflicts/index.ts'

const Declaration = ({ declaredOn, lastsUntil, isNil, isOverdue }: PublicEntry) => {
  if (declaredOn === null || lastsUntil === null)
    return (
      <>
        Not yet <Tag colour="red">Owed</Tag>
      </>
    )
  return (
    <>
      {isNil && 'Nothing to declare (nil return). '}
      {shortDate(declaredOn)}, {isOverdue ? 'lasted' : 'lasts'} until {shortDate(lastsUntil)}
      {isOverdue && (
        <>
          {' '}
          <Tag colour="red">Overdue</Tag>
        </>
      )}
    </>
  )
}

/** People of the public register: what they are, what comes with it, and how their yearly declaration stands. */
export const PublicEntries = ({ caption, entries }: { caption: string; entries: readonly PublicEntry[] }) => (
  <DataTable
    caption={caption}
    rows={entries.map((entry, index) => ({ ...entry, id: String(index) }))}
    rowId={(row) => row.id}
    empty="Nobody."
    columns={[
      { id: 'name', header: 'Name', cell: (row) => row.name, isRowHeader: true },
      {
        id: 'roles',
        header: 'Role',
        cell: ({ roles }) =>
          roles.map(({ title, since }) => (since === null ? title : `${title}, since ${shortDate(since)}`)).join('; '),
      },
      {
        id: 'interests',
        header: 'Interests',
        cell: (row) => row.interests.join('; ') || 'None that comes with a role',
      },
      { id: 'declared', header: 'Yearly declaration', cell: (row) => <Declaration {...row} /> },
    ]}
  />
)
