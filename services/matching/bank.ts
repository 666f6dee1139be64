import { dayNumber, monthsBetween } from './calendar.ts'
import { unitVector } from './distance.ts'
import type { Candidate, Role } from './problem.ts'
import { standardWeights, type Weights } from './weights.ts'

export const roleBit: Readonly<Record<Role, number>> = { lead: 1, peer: 2, observer: 4 }

/** More than any year holds: "no limit" in the arrays. */
export const noLimit = 1_000_000

/**
 * The bank laid out for scanning: one typed array per fact, people in the order of their ids, so that a question over
 * 20,000 people touches a few flat arrays and makes no objects. Prepare once, ask many times.
 */
export type Bank = {
  readonly candidates: readonly Candidate[]
  readonly count: number
  readonly indexOf: ReadonlyMap<string, number>
  readonly weights: Weights
  /** The day the facts are true of; recency counts back from it. Null: recency does not count. */
  readonly asOf: string | null
  readonly themeNames: Readonly<Record<string, string>>
  readonly regionNames: Readonly<Record<string, string>>
  readonly yots: readonly string[]
  /** Index into `yots`, -1 for none. */
  readonly yot: Int32Array
  readonly regions: readonly string[]
  readonly region: Int32Array
  readonly roles: Uint8Array
  readonly barred: Uint8Array
  readonly placed: Uint8Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  readonly maxKm: Float64Array
  readonly daysLeft: Int32Array
  readonly reviewsLeft: Int32Array
  readonly reviewsUsed: Int32Array
  /** Spans in which people are not free, as day numbers, by their first day; `longestBusy` is the days from first to last of the longest. */
  readonly busyPerson: Int32Array
  readonly busyFrom: Int32Array
  readonly busyTo: Int32Array
  readonly longestBusy: number
  readonly levels: ReadonlyMap<string, Uint8Array>
  readonly themePoints: ReadonlyMap<string, Int16Array>
  /** Points that are the person's own, whatever the need. */
  readonly ownPoints: Int32Array
  /** Points added when they lead. */
  readonly leadPoints: Int32Array
  readonly bankMean: number
  /** Regions asked less than the bank's mean this year. */
  readonly quietRegions: ReadonlySet<string>
}

export type BankOptions = {
  weights?: Weights
  asOf?: string | null
  /** Theme code → name, for sentences. */
  themeNames?: Readonly<Record<string, string>>
  /** Region → how people read it. */
  regionNames?: Readonly<Record<string, string>>
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Lays the candidates out for the four questions. Ids must differ. */
export function prepareBank(candidates: readonly Candidate[], options: BankOptions = {}): Bank {
  const weights = options.weights ?? standardWeights
  const asOf = options.asOf ?? null
  const people = [...candidates].sort(byId)
  const count = people.length
  const yotIndex = numberNames(people.map((person) => person.yot))
  const regionIndex = numberNames(people.map((person) => person.region))
  const bankMean = meanRating(people)
  const quietRegions = findQuietRegions(people)
  const bank = {
    candidates: people,
    count,
    indexOf: new Map(people.map((person, index) => [person.id, index])),
    weights,
    asOf,
    themeNames: options.themeNames ?? {},
    regionNames: options.regionNames ?? {},
    yots: [...yotIndex.keys()],
    yot: Int32Array.from(people, ({ yot }) => (yot === null ? -1 : (yotIndex.get(yot) ?? -1))),
    regions: [...regionIndex.keys()],
    region: Int32Array.from(people, ({ region }) => regionIndex.get(region) ?? -1),
    roles: Uint8Array.from(people, ({ roles }) => roles.reduce((bits, role) => bits | roleBit[role], 0)),
    barred: Uint8Array.from(people, ({ barred }) => (barred === undefined ? 0 : 1)),
    placed: Uint8Array.from(people, ({ lat, lng }) => (lat === null || lng === null ? 0 : 1)),
    x: new Float64Array(count),
    y: new Float64Array(count),
    z: new Float64Array(count),
    maxKm: Float64Array.from(people, ({ maxKm }) => maxKm ?? Number.POSITIVE_INFINITY),
    daysLeft: Int32Array.from(people, ({ days, used }) => (days === null ? noLimit : days - used.days)),
    reviewsLeft: Int32Array.from(people, reviewsLeft),
    reviewsUsed: Int32Array.from(people, ({ used }) => used.reviews),
    ...busySpans(people),
    ...themeColumns(people, weights, asOf),
    ownPoints: Int32Array.from(people, (person) =>
      ownParts(person, weights, bankMean, quietRegions).reduce((sum, part) => sum + part.points, 0),
    ),
    leadPoints: Int32Array.from(people, (person) => leadPoints(person, weights)),
    bankMean,
    quietRegions,
  }
  people.forEach((person, index) => {
    if (person.lat === null || person.lng === null) return
    ;[bank.x[index], bank.y[index], bank.z[index]] = unitVector(person.lat, person.lng)
  })
  return bank
}

function numberNames(names: readonly (string | null)[]): Map<string, number> {
  const known = [...new Set(names.filter((name) => name !== null))].sort()
  return new Map(known.map((name, index) => [name, index]))
}

/** Reviews they may still take on: the year's rest, and what may be open at once. */
function reviewsLeft({ reviews, used, open, maxOpen }: Candidate): number {
  const ofYear = reviews === null ? noLimit : reviews - used.reviews
  const atOnce = maxOpen === undefined ? noLimit : maxOpen - (open ?? 0)
  return Math.min(ofYear, atOnce)
}

function meanRating(people: readonly Candidate[]): number {
  let sum = 0
  let count = 0
  for (const { rating } of people) {
    if (rating === null) continue
    sum += rating.mean * rating.count
    count += rating.count
  }
  return count === 0 ? 4 : sum / count
}

function findQuietRegions(people: readonly Candidate[]): Set<string> {
  const asked = new Map<string, { reviews: number; people: number }>()
  for (const { region, used } of people) {
    const sum = asked.get(region) ?? { reviews: 0, people: 0 }
    asked.set(region, { reviews: sum.reviews + used.reviews, people: sum.people + 1 })
  }
  const mean = people.reduce((sum, { used }) => sum + used.reviews, 0) / Math.max(1, people.length)
  return new Set([...asked].filter(([, sum]) => sum.reviews / sum.people < mean).map(([region]) => region))
}

/** A rating drawn toward the bank's mean as if `priorCount` average ratings came first. */
export function shrunkMean(rating: Candidate['rating'], bankMean: number, priorCount: number): number {
  const { mean, count } = rating ?? { mean: bankMean, count: 0 }
  return count + priorCount === 0 ? bankMean : (mean * count + bankMean * priorCount) / (count + priorCount)
}

export type OwnPart = { aspect: 'quality' | 'newcomer' | 'workload' | 'reciprocity' | 'region'; points: number }

/** The parts of a score that are the person's own. */
export function ownParts(
  person: Candidate,
  weights: Weights,
  bankMean: number,
  quietRegions: ReadonlySet<string>,
): OwnPart[] {
  const { quality, newcomer, workload, reciprocity, region } = weights
  const shrunk = shrunkMean(person.rating, bankMean, quality.value.priorCount)
  const isNew = (person.rating?.count ?? 0) < newcomer.value.below
  return [
    { aspect: 'quality', points: Math.round(((shrunk - 1) / 4) * quality.value.best) },
    { aspect: 'newcomer', points: isNew ? newcomer.value.points : 0 },
    { aspect: 'workload', points: workload.value.free - loadCost(person.used.reviews, weights) },
    { aspect: 'reciprocity', points: (person.balanceHours ?? 0) < 0 ? reciprocity.value : 0 },
    { aspect: 'region', points: quietRegions.has(person.region) ? region.value : 0 },
  ]
}

/** What carrying so many reviews costs the next: 0, 1, 3, 6, 10 … steps, so each costs more than the one before. */
export const loadCost = (carried: number, weights: Weights): number =>
  (weights.workload.value.step * carried * (carried + 1)) / 2

const leadPoints = ({ led }: Candidate, { experience }: Weights): number =>
  Math.min(led ?? 0, experience.value.most) * experience.value.perLed

/** Points for one theme at a level, less when the last evidence is old. */
export function pointsForTheme(
  level: number,
  lastOn: string | undefined,
  asOf: string | null,
  weights: Weights,
): number {
  const { some, evidenced, strong, freshMonths, staleMonths, agedPercent, stalePercent } = weights.themes.value
  const full = level >= 3 ? strong : level === 2 ? evidenced : level === 1 ? some : 0
  if (lastOn === undefined || asOf === null) return full
  const months = monthsBetween(lastOn, asOf)
  return Math.round((full * (months < freshMonths ? 100 : months < staleMonths ? agedPercent : stalePercent)) / 100)
}

function themeColumns(people: readonly Candidate[], weights: Weights, asOf: string | null) {
  const levels = new Map<string, Uint8Array>()
  const themePoints = new Map<string, Int16Array>()
  people.forEach(({ themes, lastOn }, index) => {
    for (const code of Object.keys(themes)) {
      const level = themes[code] ?? 0
      const levelColumn = levels.get(code) ?? new Uint8Array(people.length)
      const pointsColumn = themePoints.get(code) ?? new Int16Array(people.length)
      levels.set(code, levelColumn)
      themePoints.set(code, pointsColumn)
      levelColumn[index] = level
      pointsColumn[index] = pointsForTheme(level, lastOn?.[code], asOf, weights)
    }
  })
  return { levels, themePoints }
}

function busySpans(people: readonly Candidate[]) {
  const spans: { person: number; from: number; to: number }[] = []
  people.forEach(({ busy, booked, restDays = 0 }, person) => {
    for (const { from, to } of busy) spans.push({ person, from: dayNumber(from), to: dayNumber(to) })
    for (const { from, to } of booked ?? [])
      spans.push({ person, from: dayNumber(from) - restDays, to: dayNumber(to) + restDays })
  })
  spans.sort((a, b) => a.from - b.from)
  return {
    busyPerson: Int32Array.from(spans, ({ person }) => person),
    busyFrom: Int32Array.from(spans, ({ from }) => from),
    busyTo: Int32Array.from(spans, ({ to }) => to),
    longestBusy: spans.reduce((most, { from, to }) => Math.max(most, to - from), 0),
  }
}
