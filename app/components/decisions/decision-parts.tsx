import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'

type Parts = {
  on: string
  decided: string
  reasons: string
  alternatives: string
  conflicts: string
  decidedBy: string
  deciders: number
  restsOn: string
  reviewOn: string | null
}

const written = (text: string) =>
  text === '' ? <em>Not written yet</em> : <span className="app-kept-line-breaks">{text}</span>

/** A decision, part by part, in the order of the Openness Regulations. */
export const DecisionParts = (parts: Parts) => (
  <SummaryList
    rows={[
      { key: 'Decided on', value: longDate(parts.on) },
      { key: 'What was decided', value: written(parts.decided) },
      { key: 'Reasons', value: written(parts.reasons) },
      { key: 'Alternatives considered and rejected', value: written(parts.alternatives) },
      { key: 'Conflicts of interest declared, and who stood aside', value: written(parts.conflicts) },
      { key: 'Who decided', value: `${parts.decidedBy}; ${parts.deciders} took part` },
      parts.restsOn !== '' && { key: 'What it rests on', value: written(parts.restsOn) },
      { key: 'Review day', value: parts.reviewOn === null ? 'None is set' : longDate(parts.reviewOn) },
    ]}
  />
)
