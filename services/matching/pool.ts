import { roleBit } from './bank.ts'
import { seatScore, type TeamSetup } from './team-setup.ts'

/** Seats that a search may still fill, best score first: person, role, score and the themes they cover. */
export type Pool = {
  size: number
  person: Int32Array
  /** 0 lead, 1 peer. */
  role: Uint8Array
  /** Charged scores of a round reach further than 32 bits. */
  score: Float64Array
  mask: Int32Array
  region: Int32Array
  yot: Int32Array
}

/**
 * The people worth considering for one window, without loss: someone is left out only when, for the same role and
 * region, at least as many others as a team has members, each of another service, score no less and cover at least the
 * same themes. A best team using the one left out could then swap in one of those whose service is not taken.
 * People in `apart` are kept and never stand in for others, since the search may have to limit them.
 */
export function reducePool(
  setup: TeamSetup,
  window: number,
  skip: ReadonlySet<number>,
  apart: ReadonlySet<number> = new Set(),
): Pool {
  const { bank } = setup
  const chosen: { person: number; role: number; score: number }[] = []
  const classes = classesOf(setup)
  for (const role of [0, 1]) {
    const name = role === 0 ? 'lead' : 'peer'
    const kept = new Map<number, { masks: number[]; yots: number[] }>()
    for (const person of bestOfEach(setup, classes, window, role, skip, apart)) {
      const region = bank.region[person] ?? -1
      const best = kept.get(region) ?? { masks: [], yots: [] }
      kept.set(region, best)
      const isApart = apart.has(person)
      if (!isApart && isOutdone(best, setup.masks[person] ?? 0, setup.largest)) continue
      chosen.push({ person, role, score: seatScore(setup, person, name) })
      if (isApart) continue
      best.masks.push(setup.masks[person] ?? 0)
      best.yots.push(bank.yot[person] ?? -1)
    }
  }
  chosen.sort((a, b) => b.score - a.score || a.person - b.person || a.role - b.role)
  return {
    size: chosen.length,
    person: Int32Array.from(chosen, ({ person }) => person),
    role: Uint8Array.from(chosen, ({ role }) => role),
    score: Float64Array.from(chosen, ({ score }) => score),
    mask: Int32Array.from(chosen, ({ person }) => setup.masks[person] ?? 0),
    region: Int32Array.from(chosen, ({ person }) => bank.region[person] ?? -1),
    yot: Int32Array.from(chosen, ({ person }) => bank.yot[person] ?? -1),
  }
}

/** People of one region who cover the same themes, by a number for each such class. */
type Classes = { of: Int32Array; count: number }

function classesOf({ bank, masks }: TeamSetup): Classes {
  const of = new Int32Array(bank.count)
  const known = new Map<number, number>()
  for (let i = 0; i < bank.count; i += 1) {
    const key = (masks[i] ?? 0) * (bank.regions.length + 1) + (bank.region[i] ?? -1) + 1
    let id = known.get(key)
    if (id === undefined) {
      id = known.size
      known.set(key, id)
    }
    of[i] = id
  }
  return { of, count: known.size }
}

/**
 * Of each class the best who may take a role, from as many services as a team has members: further ones are outdone by those. By
 * score, then by place. People in `apart` are there in any case.
 */
function bestOfEach(
  setup: TeamSetup,
  classes: Classes,
  window: number,
  role: number,
  skip: ReadonlySet<number>,
  apart: ReadonlySet<number>,
): number[] {
  const { bank, scan, largest, question } = setup
  const bit = roleBit[role === 0 ? 'lead' : 'peer']
  const isLed = role === 0 && question.scores === undefined
  const open = new Int32Array(bank.count)
  const scores = new Float64Array(bank.count)
  let size = 0
  for (let i = 0; i < bank.count; i += 1) {
    if (((scan.roles[i] ?? 0) & bit) === 0 || scan.free[window * bank.count + i] !== 1) continue
    if (skip.size > 0 && skip.has(i)) continue
    scores[i] = (scan.score[i] ?? 0) + (isLed ? (bank.leadPoints[i] ?? 0) : 0)
    open[size] = i
    size += 1
  }
  const services = Array.from({ length: classes.count }, (): number[] => [])
  const best: number[] = []
  for (const person of bestFirst(open.subarray(0, size), scores)) {
    if (apart.size > 0 && apart.has(person)) {
      best.push(person)
      continue
    }
    const seen = services[classes.of[person] ?? 0]
    if (!seen || seen.length >= largest) continue
    best.push(person)
    const yot = bank.yot[person] ?? -1
    // Whoever has no service counts as one of their own.
    if (yot < 0 || !seen.includes(yot)) seen.push(yot)
  }
  return best
}

/** Whole scores within so many points of each other are counted into their order instead of compared. */
const countedRange = 2 ** 16

/** People, who come by place, by score and then by place. */
function bestFirst(people: Int32Array, scores: Float64Array): Int32Array {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  let isWhole = true
  for (const person of people) {
    const score = scores[person] ?? 0
    if (score < least) least = score
    if (score > most) most = score
    isWhole &&= Number.isInteger(score)
  }
  if (!isWhole || most - least >= countedRange)
    return people.slice().sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const start = new Int32Array(Math.max(0, most - least) + 2)
  for (const person of people) {
    const at = most - (scores[person] ?? 0) + 1
    start[at] = (start[at] ?? 0) + 1
  }
  for (let at = 1; at < start.length; at += 1) start[at] = (start[at] ?? 0) + (start[at - 1] ?? 0)
  const order = new Int32Array(people.length)
  for (const person of people) {
    const at = most - (scores[person] ?? 0)
    order[start[at] ?? 0] = person
    start[at] = (start[at] ?? 0) + 1
  }
  return order
}

/** Some options of a pool, in their order. */
export function pickFrom(pool: Pool, options: readonly number[]): Pool {
  const pick = (from: ArrayLike<number>) => Int32Array.from(options, (at) => from[at] ?? 0)
  return {
    size: options.length,
    person: pick(pool.person),
    role: Uint8Array.from(options, (at) => pool.role[at] ?? 0),
    score: Float64Array.from(options, (at) => pool.score[at] ?? 0),
    mask: pick(pool.mask),
    region: pick(pool.region),
    yot: pick(pool.yot),
  }
}

/** Whether `largest` people of different services, all scoring no less, cover this mask. */
function isOutdone({ masks, yots }: { masks: number[]; yots: number[] }, mask: number, largest: number): boolean {
  if (masks.length < largest) return false
  const seen: number[] = []
  let services = 0
  for (let at = 0; at < masks.length; at += 1) {
    if (((masks[at] ?? 0) & mask) !== mask) continue
    const yot = yots[at] ?? -1
    if (yot >= 0 && seen.includes(yot)) continue
    seen.push(yot)
    services += 1
    if (services >= largest) return true
  }
  return false
}
