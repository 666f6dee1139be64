import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import type { Check } from '#services/vetting/index.ts'

/** The association's checks before a panel sits. */
export const CheckList = ({ checks }: { checks: readonly Check[] }) => (
  <DataTable
    caption="Checks"
    rows={checks}
    rowId={({ what }) => what}
    empty="Nothing is checked yet."
    columns={[
      { id: 'what', header: 'What', cell: ({ what }) => what, isRowHeader: true },
      { id: 'found', header: 'Found', cell: ({ found }) => found },
      { id: 'done', header: 'Done', cell: ({ isDone }) => (isDone ? 'Yes' : <Tag colour="orange">Not yet</Tag>) },
    ]}
  />
)

/** What reads like something else: pointed out, and decided by nobody but people. */
export const SameWords = ({ says }: { says: readonly string[] }) =>
  says.length > 0 && (
    <InsetText>
      <p className="govuk-body">Word for word the same. There may be a good reason: ask before you decide.</p>
      <ul className="govuk-list govuk-list--bullet">
        {says.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </InsetText>
  )
