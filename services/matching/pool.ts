import { roleBit } from './bank.ts'
import { mayServe, seatScore, type TeamSetup } from './team-setup.ts'

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

/** Scores are shifted by this so that they sort as one number with the person's place. */
const shift = 2 ** 22

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
  for (const role of [0, 1]) {
    const name = role === 0 ? 'lead' : 'peer'
    const open: number[] = []
    for (let i = 0; i < bank.count; i += 1) {
      if (((setup.scan.roles[i] ?? 0) & roleBit[name]) === 0 || !mayServe(setup, i, name, window) || skip.has(i))
        continue
      open.push(i)
    }
    const kept = new Map<number, { masks: number[]; yots: number[] }>()
    for (const person of bestFirst(open, (each) => seatScore(setup, each, name))) {
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

/** People by score, then by place; as single numbers where those hold both, which sort many times as fast. */
function bestFirst(people: readonly number[], score: (person: number) => number): readonly number[] {
  const keys = Float64Array.from(people, (person) => -score(person) * shift + person).sort()
  const isExact = Math.max(Math.abs(keys[0] ?? 0), Math.abs(keys.at(-1) ?? 0)) < Number.MAX_SAFE_INTEGER - shift
  if (!isExact) return [...people].sort((a, b) => score(b) - score(a) || a - b)
  return Array.from(keys, (key) => ((key % shift) + shift) % shift)
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
