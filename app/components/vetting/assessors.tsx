import { Details } from '#app/components/govuk/details.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { counted, listed } from '#services/core/words.ts'
import type { Assessor } from '#services/vetting/panel.ts'

/** "North West; 1 application to assess now, 4 in the last 12 months". */
export const assessorHint = ({ regions, openCases, casesThisYear }: Assessor): string =>
  `${regions.length === 0 ? 'No region' : listed(regions)}; ${counted(openCases, 'application')} to assess now, ${casesThisYear} in the last 12 months`

/** Assessors who may not assess an application, each with why not. */
export const OtherAssessors = ({ others }: { others: readonly Assessor[] }) =>
  others.length === 0 ? null : (
    <Details summary={`Why not ${counted(others.length, 'other assessor')}`}>
      <SummaryList rows={others.map(({ name, bars }) => ({ key: name, value: bars.join(' ') }))} />
    </Details>
  )
