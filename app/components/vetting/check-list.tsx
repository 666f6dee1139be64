import { Table } from '#app/components/govuk/table.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { Check } from '#services/vetting/checks.ts'

/** The association's checks before a panel sits. */
export const CheckList = ({ checks }: { checks: readonly Check[] }) => (
  <Table
    caption="Checks"
    captionSize="m"
    head={['What', 'Found', 'Done']}
    firstCellIsHeader
    rows={checks.map(({ what, found, isDone }) => [
      what,
      found,
      { content: isDone ? 'Yes' : <Tag colour="orange">Not yet</Tag> },
    ])}
  />
)
