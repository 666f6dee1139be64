import type { Choice } from '#app/components/govuk/choice-item.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { counted, listed } from '#services/core/words.ts'
import type { AssessorSeen } from '#services/vetting/index.ts'

/** An assessor to choose: their region, whether a conflict of theirs is managed, and why them. */
export const assessorChoice = ({ personId, name, regions, reasons, hasManaged }: AssessorSeen): Choice => ({
  value: personId,
  label: (
    <>
      {name}, {regions.length === 0 ? 'no region' : listed(regions)}{' '}
      {hasManaged && <Tag colour="yellow">Managed conflict</Tag>}
    </>
  ),
  hint: (
    <ul className="govuk-list govuk-list--bullet govuk-!-margin-bottom-2">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  ),
})

/** Assessors who may not assess an application, each with why not. */
export const OtherAssessors = ({ others }: { others: readonly AssessorSeen[] }) =>
  others.length === 0 ? null : (
    <Details summary={`Why not ${counted(others.length, 'other assessor')}`}>
      <SummaryList rows={others.map(({ name, bars }) => ({ key: name, value: bars.join(' ') }))} />
    </Details>
  )
