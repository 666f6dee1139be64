import type { Bank } from './bank.ts'
import { findBreaches } from './evaluate-team.ts'
import type { TeamQuestion } from './find-team.ts'
import { type Breach, type Seat, standardRules } from './problem.ts'
import type { Person } from './team-search.ts'
import { countTeam, setUpTeam } from './team-setup.ts'
import { nameOf } from './team-words.ts'

/** One thing that a team lacks, or a rule that it breaks. */
export type Gap = {
  /** The same for as long as it is the same thing: "theme:K2", "lead:1", "rule:dates:<person>", "rule:services:1". No words of anybody's. */
  key: string
  what: 'lead' | 'peer' | 'theme' | 'region' | 'rule'
  /** Theme code, or the rule. */
  code?: string
  say: string
}

/** What teams of one need have and lack, looked at one after another; the need is scanned once. */
export type GapReader = {
  /** Everything a team lacks or breaks, in a fixed order. */
  gapsOf: (seats: readonly Seat[]) => Gap[]
  /** Whether somebody beside others breaks no rule that those keep among themselves. */
  keepsRules: (others: readonly Seat[], seat: Seat) => boolean
  /**
   * Whether somebody in a place keeps what the team had with `before` in it: nothing that it covered, no region, no rule is lost.
   * Places that are open besides count for neither. Where the bank does not know `before`, nothing may be lacking but `without`.
   */
  restores: (others: readonly Seat[], seat: Seat, before: string | null, without?: ReadonlySet<string>) => boolean
}

/** Reads the gaps of teams for a need in one of its windows (null or 0 when it has none). */
export function readGaps(bank: Bank, question: TeamQuestion, window: number | null): GapReader {
  const setup = setUpTeam(bank, question, question.rules ?? standardRules)
  const { need } = question
  const counted = (seats: readonly Seat[]) =>
    countTeam(
      setup,
      seats.flatMap(({ expert, role }): Person[] => {
        const index = bank.indexOf.get(expert)
        return index === undefined ? [] : [{ index, role }]
      }),
    )
  const lacking = (seats: readonly Seat[]): Gap[] => {
    const { uncovered, regionsShort } = counted(seats)
    return [
      ...setup.themes.flatMap((code, bit): Gap[] =>
        (uncovered & (1 << bit)) === 0
          ? []
          : [{ key: `theme:${code}`, what: 'theme', code, say: `Nobody covers ${bank.themeNames[code] ?? code}.` }],
      ),
      ...times(regionsShort, (nth): Gap => ({ key: `region:${nth}`, what: 'region', say: regionWords })),
    ]
  }
  const broken = (seats: readonly Seat[]): Gap[] => asGaps(bank, findBreaches(setup, window ?? 0, seats))
  const gapsOf = (seats: readonly Seat[]): Gap[] => {
    const { leads, peers } = counted(seats)
    return [
      ...times(need.leads - leads, (nth): Gap => ({ key: `lead:${nth}`, what: 'lead', say: 'A co-lead is missing.' })),
      ...times(
        need.peers[0] - peers,
        (nth): Gap => ({ key: `peer:${nth}`, what: 'peer', say: 'A reviewer is missing.' }),
      ),
      ...lacking(seats),
      ...broken(seats),
    ]
  }
  const keepsRules: GapReader['keepsRules'] = (others, seat) => {
    const known = new Set(broken(others).map(({ say }) => say))
    return broken([...others, seat]).every(({ say }) => known.has(say))
  }
  const restores: GapReader['restores'] = (others, seat, before, without = new Set()) => {
    const isKnown = before !== null && bank.indexOf.has(before)
    const allowed = isKnown ? keysOf(lacking([...others, { expert: before, role: seat.role }])) : without
    const after = [...others, seat]
    if (!lacking(after).every(({ key }) => allowed.has(key))) return false
    return keepsRules(others, seat)
  }
  return { gapsOf, keepsRules, restores }
}

const regionWords = 'People from one more region than the host’s own are missing.'

const keysOf = (gaps: readonly Gap[]): Set<string> => new Set(gaps.map(({ key }) => key))

const times = <T>(count: number, make: (nth: number) => T): T[] =>
  Array.from({ length: Math.max(0, count) }, (_, at) => make(at + 1))

function asGaps(bank: Bank, breaches: readonly Breach[]): Gap[] {
  return breaches.map(({ rule, expert, say }, at) => {
    const index = expert === undefined ? undefined : bank.indexOf.get(expert)
    const name = index === undefined ? '' : `${nameOf(bank, index)}: `
    const nth = breaches.slice(0, at + 1).filter((other) => other.rule === rule && other.expert === undefined).length
    return { key: `rule:${rule}:${expert ?? nth}`, what: 'rule', code: rule, say: `${name}${say}` }
  })
}
