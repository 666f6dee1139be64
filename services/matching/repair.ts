import { listed } from '#services/core/words.ts'
import type { Bank } from './bank.ts'
import { describeTeam } from './describe-team.ts'
import { type FoundTeam, findBest, type TeamQuestion } from './find-team.ts'
import { reducePool } from './pool.ts'
import { type Role, type Seat, standardRules, type Team } from './problem.ts'
import { type Person, searchTeam } from './team-search.ts'
import { countTeam, mayServe, setUpTeam, type TeamSetup } from './team-setup.ts'
import { nameOf } from './team-words.ts'

/** A team that stands, with who has said yes to it. */
export type StandingTeam = {
  window: number | null
  seats: readonly (Seat & { hasAgreed: boolean })[]
}

/** What a repair changes for one person. */
type RepairChange = {
  expert: string
  /** Their role before and after; null: not in the team. */
  from: Role | null
  to: Role | null
  /** They had said yes and would have to be asked again. Only ever true when `mayMoveAgreed` was given. */
  asksAgain: boolean
  say: string
}

export type Repair = Team & {
  /** `swap`: only the empty seats are filled. `chain`: one more person changes role. `re-solve`: the team is found anew around those who stay. */
  kind: 'swap' | 'chain' | 're-solve'
  changes: RepairChange[]
  /** Points below the best team that could be found for the need (0 or more). */
  cost: number
}

export type RepairOptions = {
  /** Also offer repairs that move people who have said yes, each marked; false when left out. */
  mayMoveAgreed?: boolean
}

const roleWords: Record<Role, string> = { lead: 'co-lead', peer: 'reviewer', observer: 'observer' }

/**
 * Mends a team after some of its people can no longer serve (they declined, lapsed, have a new conflict, or the dates moved: anyone
 * the facts now bar counts as lost). Offers what fills the gap with least change first: a swap, a chain of two, a
 * re-solve that keeps whom it can. People who have said yes keep their role and dates unless `mayMoveAgreed`.
 */
export function repairTeam(
  bank: Bank,
  question: TeamQuestion,
  standing: StandingTeam,
  lost: readonly string[],
  { mayMoveAgreed = false }: RepairOptions = {},
): Repair[] {
  const setup = setUpTeam(bank, question, question.rules ?? standardRules)
  const window = standing.window ?? 0
  const gone = new Set(lost.flatMap((id) => bank.indexOf.get(id) ?? []))
  const staying: (Person & { hasAgreed: boolean })[] = []
  const emptied: Role[] = []
  for (const { expert, role, hasAgreed } of standing.seats) {
    const index = bank.indexOf.get(expert)
    if (index !== undefined && !gone.has(index) && mayServe(setup, index, role, window))
      staying.push({ index, role, hasAgreed })
    else emptied.push(role)
  }
  const without = withoutPeople(setup, gone)
  const best = findBest(without)
  const repairs: (FoundTeam & { kind: Repair['kind'] })[] = []
  const swap = fill(without, window, staying, emptied)
  if (swap) repairs.push({ ...swap, kind: 'swap' })
  const chain = bestChain(without, window, staying, emptied, mayMoveAgreed)
  if (chain && chain.value > (swap?.value ?? Number.NEGATIVE_INFINITY)) repairs.push({ ...chain, kind: 'chain' })
  const found = findStable(without, window, staying, mayMoveAgreed)
  if (found.value > Math.max(...repairs.map(({ value }) => value), Number.NEGATIVE_INFINITY)) {
    repairs.push({ ...found, kind: 're-solve' })
  }
  return repairs.map((repair) => ({
    ...describeTeam(without, repair),
    kind: repair.kind,
    changes: sayChanges(bank, standing, repair, window),
    cost: Math.max(0, best.value - repair.value),
  }))
}

/** The same need with some people out of reach. */
function withoutPeople(setup: TeamSetup, gone: ReadonlySet<number>): TeamSetup {
  const roles = setup.scan.roles.slice()
  for (const index of gone) roles[index] = 0
  return { ...setup, scan: { ...setup.scan, roles } }
}

/** Fills exactly these seats beside the people who stay, as many of them as can be. */
function fill(
  setup: TeamSetup,
  window: number,
  staying: readonly Person[],
  emptied: readonly Role[],
): FoundTeam | undefined {
  const { need } = setup.question
  const fixed = staying.map(({ index, role }) => ({ index, role }))
  const skip = new Set([...fixed.map(({ index }) => index), ...lockedPeople(setup)])
  const lost = need.locked.filter(({ expert, role }) => !isIn(setup, fixed, expert, role))
  const pool = reducePool(setup, window, skip)
  const leads = emptied.filter((role) => role === 'lead').length
  const peers = emptied.filter((role) => role === 'peer').length
  let best: FoundTeam | undefined
  for (let openLeads = leads; openLeads >= 0; openLeads -= 1) {
    for (let openPeers = peers; openPeers >= 0; openPeers -= 1) {
      const found = searchTeam({
        setup,
        pool,
        fixed,
        openLeads,
        openPeers,
        apart: [],
        lockedMissing: lost.length,
        above: best?.value ?? Number.NEGATIVE_INFINITY,
      })
      if (found) best = { ...found, window, lost }
    }
  }
  return best
}

function lockedPeople({ bank, question }: TeamSetup): number[] {
  return question.need.locked.flatMap(({ expert }) => bank.indexOf.get(expert) ?? [])
}

const isIn = ({ bank }: TeamSetup, people: readonly Person[], expert: string, role: Role): boolean =>
  people.some((person) => person.index === bank.indexOf.get(expert) && person.role === role)

/** One of those who stay takes an emptied seat, and somebody new takes theirs. */
function bestChain(
  setup: TeamSetup,
  window: number,
  staying: readonly (Person & { hasAgreed: boolean })[],
  emptied: readonly Role[],
  mayMoveAgreed: boolean,
): FoundTeam | undefined {
  let best: FoundTeam | undefined
  const locked = new Set(lockedPeople(setup))
  for (const role of new Set(emptied)) {
    for (const mover of staying) {
      if (mover.role === role || locked.has(mover.index) || (mover.hasAgreed && !mayMoveAgreed)) continue
      if (!mayServe(setup, mover.index, role, window)) continue
      const moved = staying.map((person) => (person === mover ? { ...person, role } : person))
      const open = [...emptied]
      open.splice(open.indexOf(role), 1, mover.role)
      const found = fill(setup, window, moved, open)
      if (found && found.value > (best?.value ?? Number.NEGATIVE_INFINITY)) best = found
    }
  }
  return best
}

/** The best team that keeps everyone who said yes and, for a bonus each, whoever else it can, in the same window. */
function findStable(
  setup: TeamSetup,
  window: number,
  staying: readonly (Person & { hasAgreed: boolean })[],
  mayMoveAgreed: boolean,
): FoundTeam {
  const { bank, question, scan } = setup
  const held = mayMoveAgreed ? [] : staying.filter(({ hasAgreed }) => hasAgreed)
  const bonus = bank.weights.kept.value
  const score = Float64Array.from(scan.score)
  for (const { index } of staying) score[index] = (score[index] ?? 0) + bonus
  const locked = held
    .filter(({ index }) => !lockedPeople(setup).includes(index))
    .map(({ index, role }) => ({ expert: bank.candidates[index]?.id ?? '', role }))
  const need = { ...question.need, locked: [...question.need.locked, ...locked] }
  const free = scan.free.slice()
  if (held.length > 0) {
    for (let other = 0; other < scan.windows; other += 1)
      if (other !== window) free.fill(0, other * bank.count, (other + 1) * bank.count)
  }
  const found = findBest({ ...setup, question: { ...question, need }, scan: { ...scan, score, free } })
  const lost = found.lost.filter((lock) => question.need.locked.includes(lock))
  return { ...found, lost, value: countTeam(setup, found.people, lost.length).value }
}

function sayChanges(bank: Bank, standing: StandingTeam, repair: FoundTeam, window: number): RepairChange[] {
  const before = new Map(standing.seats.map((seat) => [seat.expert, seat]))
  const after = new Map(repair.people.map(({ index, role }) => [bank.candidates[index]?.id ?? '', role]))
  const people = [...new Set([...before.keys(), ...after.keys()])].sort()
  const isMoved = repair.window !== window
  return people.flatMap((expert): RepairChange[] => {
    const seat = before.get(expert)
    const from = seat?.role ?? null
    const to = after.get(expert) ?? null
    if (from === to && !isMoved) return []
    const index = bank.indexOf.get(expert)
    const name = index === undefined ? expert : nameOf(bank, index)
    const asksAgain = to !== null && (seat?.hasAgreed ?? false)
    const parts = [sayMove(from, to), isMoved && to !== null ? 'on other dates' : ''].filter((part) => part !== '')
    return [
      {
        expert,
        from,
        to,
        asksAgain,
        say: `${name} ${listed(parts)}${asksAgain ? '; has said yes and must be asked again' : ''}.`,
      },
    ]
  })
}

function sayMove(from: Role | null, to: Role | null): string {
  if (from === to) return from === null ? '' : `stays ${roleWords[from]}`
  if (to === null) return 'leaves the team'
  return from === null ? `joins as ${roleWords[to]}` : `becomes ${roleWords[to]} instead of ${roleWords[from]}`
}
