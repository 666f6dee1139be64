import { Tag } from '#app/components/govuk/tag.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import type { ComparedRow, HostNeed } from '#services/enquiries/index.ts'

/** One answer's cell: its lines, and what speaks for it among the others. */
const Cell = ({ cell }: { cell: ComparedRow['cells'][number] | undefined }) => {
  if (!cell || cell.lines.length === 0) return <span className="app-compare__none">Not said</span>
  return (
    <>
      {cell.lines.map((line) => (
        <div key={line} className="app-kept-line-breaks">
          {line}
        </div>
      ))}
      {cell.mark !== null && <Tag colour="green">{cell.mark}</Tag>}
    </>
  )
}

/** Every answer side by side: a column for each, a row for each thing they can differ in. */
export const CompareTable = ({ need }: { need: HostNeed }) => {
  const { compared, answers, ref } = need
  if (compared.columns.length === 0) return null
  const shown = compared.columns.flatMap((at) => answers[at] ?? [])
  const names = shown.map(({ provider }) => provider.name)
  const columns: Column<ComparedRow>[] = [
    {
      id: 'what',
      header: 'What',
      isRowHeader: true,
      cell: ({ name, isSame }) => (
        <>
          {name}
          {isSame && <span className="app-compare__same">the same for all</span>}
        </>
      ),
    },
    ...shown.map(
      ({ id, provider, offering }, at): Column<ComparedRow> => ({
        id,
        // Two offers of one provider are told apart by what they offer.
        header: names.indexOf(provider.name) === names.lastIndexOf(provider.name) ? provider.name : offering.title,
        cell: ({ cells }) => <Cell cell={cells[at]} />,
      }),
    ),
  ]
  return (
    <>
      <DataTable
        caption="Answers side by side"
        columns={columns}
        rows={compared.rows}
        rowId={({ name }) => name}
        empty="Nobody has answered yet."
      />
      <ul className="govuk-list">
        {shown.map(({ id, provider, offering, hasOffer }) => (
          <li key={id}>
            <a
              className="govuk-link"
              href={hasOffer ? `/enquiries/${ref}/offers/${id}` : `/offerings/${offering.slug}`}
            >
              {hasOffer
                ? `Read the offer of ${provider.name} in full, or propose another version`
                : `What ${provider.name} offers: ${offering.title}`}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
