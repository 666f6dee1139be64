import type { YotMatch, YotRegister } from '#services/yots/index.ts'
import type { Decided } from './plan-person.ts'
import { noMembership } from './read-membership.ts'
import type { PersonOnRow } from './read-people.ts'
import type { RowFacts } from './read-row.ts'
import { type PlannedRecord, strongestAction } from './records.ts'
import { type WarningCode, warningTexts } from './warnings.ts'

/** The record of a row whose service is known. */
export const recordOf = (
  facts: RowFacts,
  yot: string,
  people: readonly Decided[],
  vacancies: readonly Decided[],
): PlannedRecord => {
  const all = [...people, ...vacancies]
  const changes = all.flatMap((decided) => decided.changes)
  const opened = changes.find((change) => change.kind === 'open-post')
  const status = facts.people.map((person) => person.status).find((said) => said !== null) ?? facts.status
  return {
    ...blankRecord(facts),
    action: strongestAction(all.map(({ action }) => action)),
    yot,
    people: facts.people.map(({ name, email }, i) => ({
      name: people[i]?.name ?? name,
      email,
      action: people[i]?.action ?? 'ask',
    })),
    postStatus: status ?? opened?.status ?? null,
    warnings: [...new Set([...facts.warnings, ...all.flatMap((decided) => decided.warnings)])],
    reason: [...new Set(all.map(({ reason }) => reason))].join(' '),
    changes,
    candidates: [...new Set(all.flatMap(({ candidates }) => candidates ?? []))],
  }
}

const blankRecord = ({ row, membership, status, warnings }: RowFacts) => ({
  row,
  yot: null,
  near: [],
  people: [],
  membership,
  postStatus: status,
  warnings,
  changes: [],
  candidates: [],
})

/** The record of a row that is nobody. */
export const skipRecord = (facts: RowFacts, reason: string): PlannedRecord => ({
  ...blankRecord({ ...facts, membership: noMembership, warnings: [] }),
  action: 'skip',
  reason,
})

const asking = (people: readonly PersonOnRow[]) =>
  people.map(({ name, email }) => ({ name, email, action: 'ask' as const }))

/** Nothing of what the row says beyond who and where is repeated; when even that may be a child, nothing at all is. */
export const heldRecord = (facts: RowFacts, match: YotMatch): PlannedRecord => {
  const isWhoSafe = facts.held === 'text'
  return {
    ...blankRecord(facts),
    action: 'ask',
    yot: isWhoSafe && match.kind === 'exact' ? match.code : null,
    people: isWhoSafe ? asking(facts.people) : [],
    reason: `${warningTexts['child-details']} Nothing of it is imported: take them out and import the row again.`,
  }
}

/** The record of a row whose service is not known: everybody on it is a question. */
export const unmatchedRecord = (facts: RowFacts, match: YotMatch, register: YotRegister): PlannedRecord => {
  const near = match.kind === 'exact' ? [] : match.kind === 'ask' ? match.candidates : match.near
  const names = near.map((code) => register.yots.get(code)?.name ?? code).join(', or ')
  const isMissing = facts.yotText === ''
  const code: WarningCode = isMissing
    ? 'service-missing'
    : match.kind === 'ask'
      ? 'service-ambiguous'
      : 'service-unknown'
  const offer = names === '' ? '' : match.kind === 'ask' ? ` It can mean ${names}.` : ` Perhaps ${names}?`
  return {
    ...blankRecord(facts),
    action: 'ask',
    near,
    people: asking(facts.people),
    warnings: [code, ...facts.warnings],
    reason: `${warningTexts[code]}${offer}`,
  }
}
