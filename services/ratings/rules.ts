import { addDays } from '#services/core/clock.ts'
import { isUnsealed } from '#services/core/life/sealed.ts'
import { type Criterion, criteria } from './schema.ts'

/** Days after delivery until ratings appear, whoever has rated (lifecycles.md: 14). */
const sealedDays = 14

export const revealDay = (openedOn: string): string => addDays(openedOn, sealedDays)

/** Sealed until the host and everybody who came have rated, or the reveal day has come (that day included). */
export const isRevealed = (facts: {
  seats: readonly string[]
  people: readonly unknown[]
  revealOn: string
  today: string
}): boolean =>
  isUnsealed(
    { given: new Set(facts.seats).size, wanted: facts.people.length + 1, opensOn: facts.revealOn },
    facts.today,
  )

/** A mark of 1 to 5 for each criterion; null: not applicable. */
export type Marks = Record<Criterion, number | null>

/** Mean of the criteria that apply, 1 to 5; null where none does. */
export const meanOf = (
  rating: Marks,
  counted: readonly Criterion[] = criteria.map(({ name }) => name),
): number | null => {
  const given = counted.flatMap((name) => rating[name] ?? [])
  return given.length === 0 ? null : given.reduce((sum, mark) => sum + mark, 0) / given.length
}

/** Roles that carry the whole of a team's work; others carry what is their own. */
const leading: readonly string[] = ['co_lead', 'provider', 'facilitator']

/** The criteria that count for somebody who came in a role, among so many. */
export const criteriaFor = (role: string, people: number): Criterion[] =>
  criteria.flatMap(({ name, isTeams }) => (isTeams && people > 1 && !leading.includes(role) ? [] : [name]))
