import { resolveYot, type YotMatch, type YotRegister } from '#services/yots/names/register.ts'
import type { SheetRow } from './cell.ts'
import type { Headings } from './headings.ts'
import { foldPosition, PeopleIndex } from './people-index.ts'
import { ask, createPerson, type Decided, type Facing, identify, updatePerson } from './plan-person.ts'
import { noMembership } from './read-membership.ts'
import type { PersonOnRow } from './read-people.ts'
import { isBlankRow, type RowFacts, readRow } from './read-row.ts'
import type { PostStatus } from './read-status.ts'
import { type Action, type Change, type Held, type ImportPlan, type PlannedRecord, strongestAction } from './records.ts'
import { type WarningCode, warningTexts } from './warnings.ts'

/** The rows beneath the headings, as `readMemberSheet` gives them. */
export interface SheetToPlan {
  headings: Headings
  rows: readonly SheetRow[]
}

/**
 * What importing a sheet would do, row by row, without doing it. Pure: the same sheet, register, people and day give the
 * same plan. Rows build on those before them, so a second mention of somebody is a skip or an update, and planning
 * again on what a plan leaves finds nothing more to do.
 *
 * @param today YYYY-MM-DD
 * @param onProgress is told the rows done, of how many, every 500 rows and at the end
 */
export const planImport = (input: {
  sheet: SheetToPlan
  register: YotRegister
  held: Held
  today: string
  onProgress?: (done: number, all: number) => void
}): ImportPlan => {
  const { sheet, register, held, today, onProgress } = input
  const facts = sheet.rows.filter((row) => !isBlankRow(row)).map((row) => readRow(row, sheet.headings, today))
  const emailsInFile = new Set(facts.flatMap(({ people }) => people.flatMap(({ email }) => email ?? [])))
  const planner: Planner = {
    register,
    index: new PeopleIndex(held),
    emailsInFile,
    matches: new Map(),
    mentions: new Map(),
    today,
  }
  const counts: Record<Action, number> = { ask: 0, create: 0, update: 0, skip: 0 }
  const records = facts.map((row, i) => {
    const record = planRow(row, planner)
    counts[record.action]++
    if ((i + 1) % 500 === 0 || i + 1 === facts.length) onProgress?.(i + 1, facts.length)
    return record
  })
  return { records, counts }
}

/** What earlier rows of the file already said of somebody at a service. */
interface Mention {
  row: number
  position: string
  status: PostStatus | null
}

interface Planner {
  register: YotRegister
  index: PeopleIndex
  emailsInFile: ReadonlySet<string>
  matches: Map<string, YotMatch>
  mentions: Map<string, Mention>
  today: string
}

const planRow = (facts: RowFacts, planner: Planner): PlannedRecord => {
  if (facts.held !== 'no') return heldRecord(facts, planner)
  if (facts.notPeople !== null) return skipRecord(facts, notPeopleTexts[facts.notPeople])
  const isNobody = facts.people.length === 0 && facts.vacancies.length === 0
  if (isNobody && saysNothing(facts)) return skipRecord(facts, 'Nobody is named on this row.')

  const match = matchYot(facts.yotText, planner)
  const yot = match.kind === 'exact' ? match.code : knownYot(facts, planner)
  if (yot === null) return unmatchedRecord(facts, match, planner.register)
  if (isNobody) return recordOf(facts, yot, [ask(null, 'name-missing')], [])

  const decided = facts.people.map((person, i) =>
    applied(planPerson(facts, person, yot, `new:${facts.row}.${i + 1}`, planner), planner),
  )
  const vacancies = facts.vacancies.map((position, i) =>
    applied(planVacancy(facts, position, yot, `new:${facts.row}.v${i + 1}`, planner), planner),
  )
  return recordOf(facts, yot, decided, vacancies)
}

const notPeopleTexts = {
  total: 'A total, not a person.',
  headings: 'The headings again.',
  text: 'A line of text, not a person.',
} as const

const saysNothing = ({ membership, status, warnings }: RowFacts) =>
  status === null && warnings.length === 0 && Object.values(membership).every((fact) => fact === null)

const matchYot = (text: string, { register, matches }: Planner): YotMatch => {
  const match = matches.get(text) ?? resolveYot(register, text)
  matches.set(text, match)
  return match
}

/** A row without a service, all of whose people are held with one post, is about that post. */
const knownYot = ({ yotText, people }: RowFacts, { index }: Planner): string | null => {
  if (yotText !== '' || people.length === 0) return null
  const yots = people.map(({ email }) => {
    const live = (email === null ? null : index.byEmail(email))?.posts.filter((post) => post.status !== 'ended') ?? []
    const [only, ...others] = new Set(live.map((post) => post.yot))
    return others.length === 0 ? (only ?? null) : null
  })
  const [first] = yots
  return first !== undefined && yots.every((yot) => yot === first) ? first : null
}

/** Later people, of the same row too, are planned on what these leave. */
const applied = (decided: Decided, { index }: Planner): Decided => {
  for (const change of decided.changes) index.apply(change)
  return decided
}

const planPerson = (facts: RowFacts, person: PersonOnRow, yot: string, newKey: string, planner: Planner): Decided => {
  const { index, register, emailsInFile, mentions } = planner
  if (!person.isCertain) return ask(person.name, ...facts.warnings.filter(isAboutWho))
  if (person.name !== null && resolveYot(register, person.name).kind === 'exact') {
    return ask(person.name, 'name-unclear')
  }
  const status = person.status ?? facts.status
  if (status === 'vacant') {
    return ask(person.name, 'status-unclear')
  }
  const who = identify(person, yot, index, emailsInFile)
  if (who !== 'new' && 'action' in who) return who
  const facing: Facing = { person, yot, status, endedOn: facts.endedOn, membership: facts.membership, newKey }

  const key = `${who === 'new' ? newKey : who.held.key}|${yot}`
  const earlier = mentions.get(key)
  const position = foldPosition(person.position)
  if (earlier && contradicts(earlier, position, status)) {
    return {
      ...ask(person.name, 'contradicts-earlier-row'),
      reason: `Row ${earlier.row} says something else about the same person.`,
    }
  }
  mentions.set(key, {
    row: earlier?.row ?? facts.row,
    position: position || (earlier?.position ?? ''),
    status: status ?? earlier?.status ?? null,
  })

  if (who === 'new') {
    const { name, email } = person
    if (name === null || email === null) return ask(name, 'name-missing')
    const decided = createPerson(facing, name, email)
    const isVacancyHeld = person.position !== null && index.vacancyAt(yot, person.position) !== null
    return isVacancyHeld && status !== 'ended' ? { ...decided, warnings: ['vacancy-held'] } : decided
  }
  const decided = updatePerson(facing, who.held, who.hasNewEmail)
  if (earlier && decided.action === 'skip') {
    return { ...decided, reason: `Row ${earlier.row} says the same.`, warnings: [...decided.warnings, 'duplicate-row'] }
  }
  return decided
}

const isAboutWho = (code: WarningCode) =>
  code === 'name-unclear' || code === 'emails-unpaired' || code === 'email-shared'

const contradicts = (earlier: Mention, position: string, status: PostStatus | null): boolean =>
  (position !== '' && earlier.position !== '' && position !== earlier.position) ||
  (status !== null && earlier.status !== null && status !== earlier.status)

const planVacancy = (
  facts: RowFacts,
  position: string | null,
  yot: string,
  postKey: string,
  planner: Planner,
): Decided => {
  const { index, mentions } = planner
  const key = `vacant|${yot}|${foldPosition(position)}`
  const earlier = mentions.get(key)
  mentions.set(key, earlier ?? { row: facts.row, position: '', status: 'vacant' })
  const nobody = { name: null, personKey: null, warnings: [], changes: [] }
  if (earlier) {
    return { ...nobody, action: 'skip', reason: `Row ${earlier.row} says the same.`, warnings: ['duplicate-row'] }
  }
  if (index.vacancyAt(yot, position)) return { ...nobody, action: 'skip', reason: 'The vacant post is already held.' }
  const holders = position === null ? [] : index.holdersOf(yot, position)
  if (holders.some((holder) => !mentions.has(`${holder.key}|${yot}`))) {
    return ask(null, 'post-filled')
  }
  const changes: Change[] = [{ kind: 'open-vacancy', postKey, yot, position }]
  return { ...nobody, action: 'create', reason: 'A vacant post, not held yet.', changes }
}

const recordOf = (
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
})

const skipRecord = (facts: RowFacts, reason: string): PlannedRecord => ({
  ...blankRecord({ ...facts, membership: noMembership, warnings: [] }),
  action: 'skip',
  reason,
})

const asking = (people: readonly PersonOnRow[]) =>
  people.map(({ name, email }) => ({ name, email, action: 'ask' as const }))

/** Nothing of what the row says beyond who and where is repeated; when even that may be a child, nothing at all is. */
const heldRecord = (facts: RowFacts, planner: Planner): PlannedRecord => {
  const match = facts.held === 'text' ? matchYot(facts.yotText, planner) : null
  return {
    ...blankRecord(facts),
    action: 'ask',
    yot: match?.kind === 'exact' ? match.code : null,
    people: facts.held === 'text' ? asking(facts.people) : [],
    reason: `${warningTexts['child-details']} Nothing of it is imported: take them out and import the row again.`,
  }
}

const unmatchedRecord = (facts: RowFacts, match: YotMatch, register: YotRegister): PlannedRecord => {
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
