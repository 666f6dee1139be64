import { isYotName, type YotRegister } from '#services/yots/index.ts'
import type { SheetRow } from './cell.ts'
import type { Headings } from './headings.ts'
import { PeopleIndex } from './people-index.ts'
import { ask, type Decided } from './plan-person.ts'
import { heldRecord, recordOf, skipRecord, unmatchedRecord } from './plan-records.ts'
import { knownYot, matchYot, namedYot, type Planner, planPerson, planVacancy } from './planner.ts'
import type { PersonOnRow } from './read-people.ts'
import { isBlankRow, type RowFacts, readRow } from './read-row.ts'
import type { Action, Held, ImportPlan, PlannedRecord } from './records.ts'

/** The rows beneath the headings, as `readMemberSheet` gives them. */
export interface SheetToPlan {
  headings: Headings
  rows: readonly SheetRow[]
}

/**
 * What importing a sheet would do, row by row, without doing it. Pure: the same sheet, register, people and day give the
 * same plan. Whom a row means may hang on what other rows do, so people are planned in the order of `rounds`, each round
 * in the file's order: a second mention is a skip or an update, the order of rows hides nobody, and planning again on
 * what a plan leaves finds nothing more to do.
 *
 * @param today YYYY-MM-DD
 * @param onProgress is told the rows read, of how many, every 500 rows and at the end
 */
export const planImport = (input: {
  sheet: SheetToPlan
  register: YotRegister
  held: Held
  today: string
  onProgress?: (done: number, all: number) => void
}): ImportPlan => {
  const { sheet, today, onProgress, ...rest } = input
  return planRows({ ...rest, rows: readRows(sheet, today, rest.register, onProgress) })
}

/** Everything the rows of a sheet say; blank ones are left out. */
const readRows = (
  sheet: SheetToPlan,
  today: string,
  register: YotRegister,
  onProgress?: (done: number, all: number) => void,
): RowFacts[] => {
  const filled = sheet.rows.filter((row) => !isBlankRow(row))
  return filled.map((row, i) => {
    if ((i + 1) % 500 === 0 || i + 1 === filled.length) onProgress?.(i + 1, filled.length)
    return readRow(row, sheet.headings, today, register)
  })
}

interface RowsToPlan {
  rows: readonly RowFacts[]
  register: YotRegister
  held: Held
}

/** The same from rows already read, such as those of an import kept for a person to decide on. */
const planRows = (input: RowsToPlan): ImportPlan => {
  const steps = planning(input)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same, letting other requests be answered in between. */
export const planRowsGently = async (input: RowsToPlan): Promise<ImportPlan> => {
  const steps = planning(input)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const rowsAtATime = 50

/** Plans, stopping for a moment after some rows. */
function* planning({ rows: facts, register, held }: RowsToPlan): Generator<undefined, ImportPlan> {
  let sinceStop = 0
  const mayStop = function* () {
    sinceStop = (sinceStop + 1) % rowsAtATime
    if (sinceStop === 0) yield undefined
  }
  const planner: Planner = {
    register,
    index: new PeopleIndex(held),
    emailsInFile: new Set(facts.flatMap(({ people }) => people.flatMap(({ email }) => email ?? []))),
    matches: new Map(),
    mentions: new Map(),
    claims: new Map(),
    claimed: new Map(),
    changes: [],
  }
  const drafts: Draft[] = []
  for (const row of facts) {
    drafts.push({ facts: row, yot: namedYot(row, planner), people: [] })
    yield* mayStop()
  }
  for (const round of rounds) {
    for (const draft of drafts) {
      planRound(round, draft, planner)
      yield* mayStop()
    }
  }
  const records: PlannedRecord[] = []
  for (const draft of drafts) {
    records.push(planRow(draft, planner))
    yield* mayStop()
  }
  const counts: Record<Action, number> = { ask: 0, create: 0, update: 0, skip: 0 }
  for (const { action } of records) counts[action]++
  return { records, changes: planner.changes, counts }
}

/**
 * Everybody named with an address; then addresses alone, which only mean people known by then; then names alone, which
 * mean people with a post at that service by then; then rows without a service, which are about the one post held.
 * Vacant posts come last of all.
 */
const rounds = ['named-and-addressed', 'addressed', 'named', 'no-service'] as const

const roundOf = ({ yotText }: RowFacts, { name, email }: PersonOnRow): (typeof rounds)[number] => {
  if (yotText === '') return 'no-service'
  if (email === null) return 'named'
  return name === null ? 'addressed' : 'named-and-addressed'
}

/** A row in the making: people are decided round by round. */
interface Draft {
  facts: RowFacts
  yot: string | null
  people: (Decided | undefined)[]
}

const planRound = (round: (typeof rounds)[number], draft: Draft, planner: Planner): void => {
  const { facts } = draft
  if (facts.held !== 'no' || facts.notPeople !== null) return
  if (round === 'no-service') draft.yot ??= knownYot(facts, planner)
  const { yot } = draft
  if (yot === null) return
  for (const [at, person] of facts.people.entries()) {
    if (roundOf(facts, person) === round) draft.people[at] = planPerson(facts, at, yot, planner)
  }
}

const planRow = ({ facts, yot, people }: Draft, planner: Planner): PlannedRecord => {
  const match = matchYot(facts.yotText, planner)
  if (facts.held !== 'no') return heldRecord(facts, match)
  if (facts.notPeople !== null) return skipRecord(facts, notPeopleTexts[facts.notPeople])
  const isNobody = facts.people.length === 0 && facts.vacancies.length === 0
  if (isNobody && saysNothing(facts)) return skipRecord(facts, 'Nobody is named on this row.')
  if (isServiceTitle(facts, planner)) return skipRecord(facts, notPeopleTexts.text)
  if (yot === null) return unmatchedRecord(facts, match, planner.register)
  if (isNobody) return recordOf(facts, yot, [ask(null, 'name-missing')], [])
  const decided = people.flatMap((person) => person ?? [])
  return recordOf(
    facts,
    yot,
    decided,
    facts.vacancies.map((_, at) => planVacancy(facts, at, yot, planner)),
  )
}

/** "LEEDS YOT" alone on a row, above its people. */
const isServiceTitle = ({ yotText, people }: RowFacts, { register }: Planner): boolean => {
  const [only, ...others] = people
  return (
    yotText === '' &&
    others.length === 0 &&
    only?.email === null &&
    only.name !== null &&
    isYotName(register, only.name)
  )
}

const notPeopleTexts = {
  total: 'A total, not a person.',
  headings: 'The headings again.',
  text: 'A line of text, not a person.',
  'left-out': 'Left out of this import.',
} as const

const saysNothing = ({ membership, status, warnings }: RowFacts) =>
  status === null && warnings.length === 0 && Object.values(membership).every((fact) => fact === null)
