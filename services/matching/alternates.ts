import { capitalise, listed } from '#services/core/words.ts'
import type { FoundTeam } from './find-team.ts'
import type { Alternate, Role } from './problem.ts'
import { explainScore } from './reasons.ts'
import type { Person } from './team-search.ts'
import { countTeam, mayServe, regionCap, seatScore, sizeOf, type TeamSetup } from './team-setup.ts'

export type AlternateOptions = {
  /** How many for each seat; 3 when left out. */
  most?: number
  /** What taking a person costs beyond their score (infinity: not to be had), and what letting one go saves. */
  charge?: (person: number, role: Role) => number
  saving?: (person: number, role: Role) => number
  /** Only these people; everybody when left out. */
  among?: ArrayLike<number>
}

export type Replacement = { index: number; cost: number }

/** The best replacements for each seat that is not locked, the rest of the team staying. */
export function findAlternates(setup: TeamSetup, found: FoundTeam, options: AlternateOptions = {}): Alternate[] {
  const { bank } = setup
  const { people } = found
  return people.flatMap((member, at) =>
    findReplacements(setup, found, at, options).map(({ index, cost }): Alternate => {
      const after = people.map((person, other) => (other === at ? { ...person, index } : person))
      return {
        for: bank.candidates[member.index]?.id ?? '',
        expert: bank.candidates[index]?.id ?? '',
        role: member.role,
        cost,
        say: sayEffect(setup, people, after),
        reasons: explainScore(bank, setup.question, index, member.role === 'lead'),
      }
    }),
  )
}

/** The best people for one seat (by its place in the team), none when its person is locked; ties by id. */
export function findReplacements(
  setup: TeamSetup,
  { people, window, lost }: FoundTeam,
  at: number,
  { most = 3, charge = () => 0, saving = () => 0, among }: AlternateOptions = {},
): Replacement[] {
  const { bank, question } = setup
  const member = people[at]
  const locked = new Set(question.need.locked.map(({ expert }) => bank.indexOf.get(expert)))
  if (!member || locked.has(member.index)) return []
  const { value } = countTeam(setup, people, lost.length)
  const rest = people.filter((_, other) => other !== at)
  const inTeam = new Set(people.map(({ index }) => index))
  const saved = saving(member.index, member.role)
  const own = seatScore(setup, member.index, member.role)
  const check = new SeatCheck(setup, rest, member.role)
  const best: Replacement[] = []
  for (let of = 0; of < (among?.length ?? bank.count); of += 1) {
    const index = among?.[of] ?? of
    if (!mayServe(setup, index, member.role, window)) continue
    // Nobody who scores too little even without a loss in coverage can come before those already found.
    const least = own - seatScore(setup, index, member.role) - saved
    if (best.length >= most && check.isComplete && least >= (best.at(-1)?.cost ?? 0)) continue
    if (inTeam.has(index) || locked.has(index) || !check.allows(index)) continue
    const extra = charge(index, member.role)
    if (extra === Number.POSITIVE_INFINITY) continue
    const after = [...rest, { index, role: member.role }]
    insertBest(best, { index, cost: value - countTeam(setup, after, lost.length).value + extra - saved }, most)
  }
  return best
}

/** Whether one more person fits beside the rest without breaking services or shares. */
class SeatCheck {
  private readonly cap: number
  private readonly fits: boolean
  /** The rest, with anybody, lacks nothing that a replacement could mend. */
  readonly isComplete: boolean
  constructor(
    private readonly setup: TeamSetup,
    private readonly rest: readonly Person[],
    role: Role,
  ) {
    const { bank } = setup
    this.cap = regionCap(setup.rules, sizeOf([...rest, { index: -1, role }]))
    const { uncovered, regionsShort } = countTeam(setup, rest)
    this.isComplete = uncovered === 0 && regionsShort === 0
    const ofRegion = new Map<number, number>()
    for (const { index } of rest) {
      const region = bank.region[index] ?? -1
      ofRegion.set(region, (ofRegion.get(region) ?? 0) + 1)
    }
    this.fits = [...ofRegion.values()].every((count) => count <= this.cap)
  }

  allows(index: number): boolean {
    const { bank, rules } = this.setup
    let ofYot = 1
    let ofRegion = 1
    for (const other of this.rest) {
      if (bank.yot[index] === bank.yot[other.index] && bank.yot[index] !== -1) ofYot += 1
      if (bank.region[index] === bank.region[other.index]) ofRegion += 1
    }
    return this.fits && (rules.maxPerYot === null || ofYot <= rules.maxPerYot) && ofRegion <= this.cap
  }
}

function insertBest(
  best: { index: number; cost: number }[],
  entry: { index: number; cost: number },
  most: number,
): void {
  let at = best.length
  while (at > 0 && (best[at - 1]?.cost ?? 0) > entry.cost) at -= 1
  best.splice(at, 0, entry)
  if (best.length > most) best.pop()
}

/** What changing a team does to what it covers, when that is nothing. */
export const coversTheSame = 'Covers the same.'

/** What changing a team does to what it covers, in words. */
function sayEffect(setup: TeamSetup, before: readonly Person[], after: readonly Person[]): string {
  const { themes, bank } = setup
  const was = countTeam(setup, before)
  const is = countTeam(setup, after)
  const lost = themes.filter((_, bit) => (is.uncovered & ~was.uncovered & (1 << bit)) !== 0)
  const won = themes.filter((_, bit) => (was.uncovered & ~is.uncovered & (1 << bit)) !== 0)
  const name = (code: string) => bank.themeNames[code] ?? code
  const parts: string[] = []
  if (lost.length > 0) parts.push(`${listed(lost.map(name))} would not be covered`)
  if (won.length > 0) parts.push(`${listed(won.map(name))} would be covered`)
  if (is.regionsShort > was.regionsShort) parts.push('one region fewer')
  if (is.regionsShort < was.regionsShort) parts.push('one region more')
  return parts.length === 0 ? coversTheSame : `${capitalise(parts.join('; '))}.`
}
