import type { YotParty, YotTie } from './facts.ts'
import { type IsoDate, laterStart, type Span, wholeTime } from './facts-dates.ts'

/** What the register of services knows and conflicts need, with its dates. */
export interface RegisterFacts {
  /** Which authorities a service covers, and when. A combined service covers several. */
  readonly authorityLinks: readonly (Span & { readonly yotCode: string; readonly authorityCode: string })[]
  /** Two services that share one management (combined) or a partnership. */
  readonly partnerships: readonly (Span & {
    readonly yotCodes: readonly [string, string]
    readonly kind: 'combined' | 'partnered'
  })[]
  /** A service that became another, or one of several others. */
  readonly successions: readonly { readonly from: string; readonly to: string; readonly on: IsoDate }[]
  readonly neighbours: readonly (readonly [string, string])[]
  /** A service whose area two forces share has a row for each. */
  readonly policeForces: readonly { readonly yotCode: string; readonly force: string }[]
  readonly comparators: readonly { readonly yotCode: string; readonly comparatorCode: string }[]
  readonly organisations: readonly (Span & {
    readonly yotCode: string
    readonly organisationId: string
    readonly role: 'runs' | 'partner'
  })[]
}

export const emptyRegister: RegisterFacts = {
  authorityLinks: [],
  partnerships: [],
  successions: [],
  neighbours: [],
  policeForces: [],
  comparators: [],
  organisations: [],
}

/** The code at the other end of each pair that has this one. */
function others(pairs: readonly (readonly [string, string])[], yotCode: string): string[] {
  const found = new Set<string>()
  for (const [a, b] of pairs) {
    if (a === yotCode) found.add(b)
    if (b === yotCode) found.add(a)
  }
  found.delete(yotCode)
  return [...found].sort()
}

interface Predecessor {
  readonly yotCode: string
  /** The day the last step was done. */
  readonly on: IsoDate
}

/** Services that became this one, over any number of steps; once for each date the register gives. */
function predecessors(register: RegisterFacts, yotCode: string): Predecessor[] {
  const found = new Map<string, Predecessor>()
  const open: { yotCode: string; on: IsoDate | null }[] = [{ yotCode, on: null }]
  for (let next = open.pop(); next; next = open.pop()) {
    for (const step of register.successions) {
      if (step.to !== next.yotCode || step.from === yotCode) continue
      const earlier: Predecessor = { yotCode: step.from, on: laterStart(step.on, next.on) ?? step.on }
      const key = `${earlier.yotCode} ${earlier.on}`
      if (found.has(key)) continue
      found.set(key, earlier)
      open.push(earlier)
    }
  }
  return [...found.values()]
}

/** One tie per service and pair of spans, however many authorities passed between the two. */
function authorityTies(register: RegisterFacts, yotCode: string): YotTie[] {
  const ties = new Map<string, YotTie>()
  for (const mine of register.authorityLinks) {
    if (mine.yotCode !== yotCode) continue
    for (const theirs of register.authorityLinks) {
      if (theirs.authorityCode !== mine.authorityCode || theirs.yotCode === yotCode) continue
      const tie: YotTie = {
        yotCode: theirs.yotCode,
        via: 'authority',
        held: { from: theirs.from, to: theirs.to },
        effective: { from: mine.from, to: mine.to },
      }
      ties.set(JSON.stringify(tie), tie)
    }
  }
  return [...ties.keys()].sort().flatMap((key) => ties.get(key) ?? [])
}

/**
 * A service as a party to a case, with every service that stands for it: itself, those it is combined or partnered
 * with, those whose authorities it covers or took over, and those that became it.
 */
export function describeYot(register: RegisterFacts, yotCode: string): YotParty {
  const policeForces = register.policeForces.filter((row) => row.yotCode === yotCode).map((row) => row.force)
  const partnered = register.partnerships.flatMap(({ yotCodes, kind, from, to }): YotTie[] =>
    others([yotCodes], yotCode).map((code) => ({
      yotCode: code,
      via: kind,
      held: { from, to },
      effective: wholeTime,
    })),
  )
  const merged = predecessors(register, yotCode).map(
    (earlier): YotTie => ({
      yotCode: earlier.yotCode,
      via: 'merged',
      held: wholeTime,
      effective: { from: earlier.on, to: null },
    }),
  )
  return {
    yotCode,
    ties: [
      { yotCode, via: 'same', held: wholeTime, effective: wholeTime },
      ...partnered,
      ...authorityTies(register, yotCode),
      ...merged,
    ],
    authorities: register.authorityLinks
      .filter((link) => link.yotCode === yotCode)
      .map(({ authorityCode, from, to }) => ({ authorityCode, from, to })),
    policeForces,
    borders: others(register.neighbours, yotCode),
    sameForce: [
      ...new Set(
        register.policeForces
          .filter((row) => row.yotCode !== yotCode && policeForces.includes(row.force))
          .map((row) => row.yotCode),
      ),
    ].sort(),
    comparators: others(
      register.comparators.map((row) => [row.yotCode, row.comparatorCode] as const),
      yotCode,
    ),
    organisations: register.organisations
      .filter((row) => row.yotCode === yotCode)
      .map(({ organisationId, role, from, to }) => ({ organisationId, role, from, to })),
  }
}
