import { type Cells, finestTold, gathered, type Told, toldBand, toldCount, toldPart } from './suppress.ts'

export const bases = ['free', 'in_kind', 'cost_recovery', 'charged'] as const
export type Basis = (typeof bases)[number]

/** Of those who decide and hold no post in a service. */
export const noPost = 'none'

/** The regions' larger areas, for years in which few decided from one of them. */
const areaOf: Readonly<Record<string, string>> = {
  'North East': 'North',
  'North West': 'North',
  'Yorks Hum': 'North',
  'East Mids': 'Midlands and East',
  'West Mids': 'Midlands and East',
  Eastern: 'Midlands and East',
  London: 'South',
  'South East': 'South',
  'South West': 'South',
  Wales: 'Wales',
  [noPost]: noPost,
}

/** What a year comes to, before anything is left out. Minutes; everything else is counted. */
export type Counted = {
  work: Readonly<Record<Basis, { pieces: number; minutes: number }>>
  /** Pieces of paid work by somebody who had reviewed the same service in the twelve months before. */
  afterReview: number
  /** How often paid work was refused for that reason. */
  refused: number
  /** Officers of the year who sold or offered paid work. */
  selling: number
  /** Parts in decisions that officers stood aside from, and those of officers who sell. */
  stoodAside: number
  stoodAsideSelling: number
  /** Parts in decisions, by region of whoever decided. */
  deciders: Cells
  /** Decisions about cases, by kind. */
  cases: Cells
  /** Services of the register by region: public. */
  services: Cells
}

/** Work in the finest division that is told: by basis, as paid and shared, or all together. */
type ToldWork = {
  by: 'basis' | 'side' | 'all'
  parts: { name: string; pieces: number; minutes: number }[]
} | null

/** Parts in decisions by region, by area or all together, beside the services there. */
type ToldRegions = {
  by: 'region' | 'area' | 'all'
  parts: { name: string; decided: number; services: number }[]
} | null

/** What is published of a year, and kept. */
export type Published = {
  work: ToldWork
  afterReview: Told
  refused: Told
  selling: ReturnType<typeof toldBand>
  stoodAside: Told
  stoodAsideSelling: Told
  deciders: ToldRegions
  cases: { name: string; count: number }[] | null
}

const sideOf = (basis: string) => (basis === 'charged' || basis === 'cost_recovery' ? 'paid' : 'shared')
const together = () => 'all'

const divisions = <By extends string>(cells: Cells, ways: readonly (readonly [By, (cell: string) => string])[]) => {
  const levels = ways.map(([, groupOf]) => gathered(cells, groupOf))
  const at = finestTold(levels)
  const [by, groupOf] = ways[at] ?? []
  return by === undefined || groupOf === undefined ? null : { by, groupOf, cells: levels[at] ?? {} }
}

const toldWork = (work: Counted['work']): ToldWork => {
  const pieces = Object.fromEntries(bases.map((basis) => [basis, work[basis].pieces]))
  const minutes = Object.fromEntries(bases.map((basis) => [basis, work[basis].minutes]))
  const told = divisions(pieces, [
    ['basis', (basis) => basis],
    ['side', sideOf],
    ['all', together],
  ])
  if (!told) return null
  const times = gathered(minutes, told.groupOf)
  return {
    by: told.by,
    parts: Object.entries(told.cells).map(([name, count]) => ({ name, pieces: count, minutes: times[name] ?? 0 })),
  }
}

const toldRegions = (deciders: Cells, services: Cells): ToldRegions => {
  const all = Object.fromEntries(Object.keys(areaOf).map((region) => [region, deciders[region] ?? 0]))
  const told = divisions(all, [
    ['region', (region) => region],
    ['area', (region) => areaOf[region] ?? noPost],
    ['all', together],
  ])
  if (!told) return null
  const there = gathered(services, told.groupOf)
  return {
    by: told.by,
    parts: Object.entries(told.cells).map(([name, decided]) => ({ name, decided, services: there[name] ?? 0 })),
  }
}

/** How many pieces of paid work are to be read from what is published; null where they are not. */
const paidIn = (work: ToldWork): number | null =>
  work === null || work.by === 'all'
    ? null
    : work.parts
        .filter(({ name }) => name === 'paid' || sideOf(name) === 'paid')
        .reduce((sum, { pieces }) => sum + pieces, 0)

/** What is published of a year: nothing of it, alone or with the rest or with another year, tells of one to four. Pure. */
export const publish = (counted: Counted): Published => {
  const work = toldWork(counted.work)
  const cases = divisions(counted.cases, [
    ['kind', (kind) => kind],
    ['all', together],
  ])
  const stoodAside = toldCount(counted.stoodAside)
  return {
    work,
    afterReview: toldPart(counted.afterReview, paidIn(work)),
    refused: toldCount(counted.refused),
    selling: toldBand(counted.selling),
    stoodAside,
    stoodAsideSelling: toldPart(counted.stoodAsideSelling, typeof stoodAside === 'number' ? stoodAside : null),
    deciders: toldRegions(counted.deciders, counted.services),
    cases: cases && Object.entries(cases.cells).map(([name, count]) => ({ name, count })),
  }
}
