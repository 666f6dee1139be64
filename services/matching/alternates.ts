import type { FoundTeam } from './find-team.ts'
import type { Alternate } from './problem.ts'
import { sayList } from './reasons.ts'
import type { Person } from './team-search.ts'
import { countTeam, mayServe, regionCap, seatScore, type TeamSetup } from './team-setup.ts'
import { nameOf } from './team-words.ts'

export type AlternateOptions = {
  /** How many for each seat; 3 when left out. */
  most?: number
  /** What taking a person costs beyond their score (infinity: not to be had), and what letting one go saves. */
  charge?: (person: number) => number
  saving?: (person: number) => number
}

/** The best replacements for each seat that is not locked, the rest of the team staying. */
export function findAlternates(
  setup: TeamSetup,
  { people, window, lost }: FoundTeam,
  { most = 3, charge = () => 0, saving = () => 0 }: AlternateOptions = {},
): Alternate[] {
  const { bank, question } = setup
  const { value } = countTeam(setup, people, lost.length)
  const locked = new Set(question.need.locked.map(({ expert }) => bank.indexOf.get(expert)))
  const inTeam = new Set(people.map(({ index }) => index))
  const alternates: Alternate[] = []
  people.forEach((member, at) => {
    if (locked.has(member.index)) return
    const rest = people.filter((_, other) => other !== at)
    const best: { index: number; cost: number }[] = []
    const tries = new SeatCheck(setup, rest)
    for (let i = 0; i < bank.count; i += 1) {
      if (inTeam.has(i) || locked.has(i) || !mayServe(setup, i, member.role, window) || !tries.allows(i)) continue
      const extra = charge(i) - saving(member.index)
      if (extra === Number.POSITIVE_INFINITY) continue
      // Nobody who scores too little even without a loss in coverage can come before those already found.
      const least = seatScore(setup, member.index, member.role) - seatScore(setup, i, member.role) + extra
      if (best.length >= most && tries.isComplete && least >= (best.at(-1)?.cost ?? 0)) continue
      const cost = value - countTeam(setup, [...rest, { index: i, role: member.role }], lost.length).value + extra
      insertBest(best, { index: i, cost }, most)
    }
    const name = nameOf(bank, member.index)
    for (const { index, cost } of best) {
      const change = { index, role: member.role }
      alternates.push({
        for: bank.candidates[member.index]?.id ?? '',
        expert: bank.candidates[index]?.id ?? '',
        role: member.role,
        cost,
        say: `${nameOf(bank, index)} for ${name}: ${sayEffect(setup, people, [...rest, change])}`,
      })
    }
  })
  return alternates
}

/** Whether one more person fits beside the rest without breaking services or shares. */
class SeatCheck {
  private readonly cap: number
  /** The rest, with anybody, lacks nothing that a replacement could mend. */
  readonly isComplete: boolean
  constructor(
    private readonly setup: TeamSetup,
    private readonly rest: readonly Person[],
  ) {
    this.cap = regionCap(setup.rules, rest.length + 1)
    const { uncovered, regionsShort } = countTeam(setup, rest)
    this.isComplete = uncovered === 0 && regionsShort === 0
  }

  allows(index: number): boolean {
    const { bank, rules } = this.setup
    let ofYot = 1
    let ofRegion = 1
    for (const other of this.rest) {
      if (bank.yot[index] === bank.yot[other.index] && bank.yot[index] !== -1) ofYot += 1
      if (bank.region[index] === bank.region[other.index]) ofRegion += 1
    }
    return (rules.maxPerYot === null || ofYot <= rules.maxPerYot) && ofRegion <= this.cap && this.othersFit()
  }

  /** A team of the same size has the same cap, so the rest fit whenever the whole did; a smaller rest may not. */
  private othersFit(): boolean {
    const { bank } = this.setup
    const regions = new Map<number, number>()
    for (const { index } of this.rest)
      regions.set(bank.region[index] ?? -1, (regions.get(bank.region[index] ?? -1) ?? 0) + 1)
    return [...regions.values()].every((count) => count <= this.cap)
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

/** What changing a team does to what it covers, in words. */
function sayEffect(setup: TeamSetup, before: readonly Person[], after: readonly Person[]): string {
  const { themes, bank } = setup
  const was = countTeam(setup, before)
  const is = countTeam(setup, after)
  const lost = themes.filter((_, bit) => (is.uncovered & ~was.uncovered & (1 << bit)) !== 0)
  const won = themes.filter((_, bit) => (was.uncovered & ~is.uncovered & (1 << bit)) !== 0)
  const name = (code: string) => bank.themeNames[code] ?? code
  const parts: string[] = []
  if (lost.length > 0) parts.push(`${sayList(lost.map(name))} would not be covered`)
  if (won.length > 0) parts.push(`${sayList(won.map(name))} would be covered`)
  if (is.regionsShort > was.regionsShort) parts.push('one region fewer')
  if (is.regionsShort < was.regionsShort) parts.push('one region more')
  return parts.length === 0 ? 'covers the same.' : `${parts.join('; ')}.`
}
