import type { Highs } from 'highs'
import { dayNumber } from '#services/matching/calendar.ts'
import { regionCap } from '#services/matching/team-setup.ts'
import { Master } from './master.ts'
import { freeReviews, type RoundNeed, type RoundProblem } from './round-problem.ts'
import { coversDay, type Place } from './rows.ts'
import { findViolations } from './violations.ts'

/** The integer program over some places, with every rule that they could break. */
export function integerMaster(problem: RoundProblem, highs: Highs, places: readonly Place[]): Master {
  const master = new Master(problem, highs)
  for (const place of places) master.addPlace(place)
  master.flush()
  for (const own of problem.needs) {
    for (let window = 0; window < own.windows; window += 1) {
      for (let bit = 0; bit < own.setup.themes.length; bit += 1)
        master.addRow({ kind: 'theme', need: own.at, bit, window })
      addTogether(master, own.at, window)
    }
    addSpread(master, own)
    if (own.floor !== undefined) master.addRow({ kind: 'floor', need: own.at })
  }
  for (const person of master.people()) addPersonRows(master, person)
  master.flush()
  return master
}

/** Another region is wanted beside each one that could give several members; shares where a region could give too many. */
function addSpread(master: Master, { at, setup, need }: RoundNeed): void {
  const { bank, input } = master.problem
  const people = new Map<number, Set<number>>()
  for (const index of master.placesOf(at)) {
    const place = master.places[index]
    if (!place) continue
    const region = bank.region[place.person] ?? -1
    const there = people.get(region) ?? new Set()
    people.set(region, there.add(place.person))
  }
  const wanted = input.rules.minOtherRegions ?? 0
  if (wanted > 0) master.addRow({ kind: 'spread', need: at, besides: [] })
  for (const [region, there] of people) {
    if (wanted > 1 && there.size > 1 && region !== setup.hostRegion)
      master.addRow({ kind: 'spread', need: at, besides: [region] })
    const least = regionCap(input.rules, need.leads + need.peers[0])
    if (input.rules.maxShareOfRegion !== null && there.size > least) master.addRow({ kind: 'region', need: at, region })
  }
}

/** People of one service, or one person in two roles, in the same window. */
function addTogether(master: Master, need: number, window: number): void {
  const { bank, input } = master.problem
  const ofYot = new Map<number, number>()
  const ofPerson = new Map<number, number>()
  for (const at of master.placesOf(need)) {
    const place = master.places[at]
    if (!place || place.window !== window) continue
    ofPerson.set(place.person, (ofPerson.get(place.person) ?? 0) + 1)
    const yot = bank.yot[place.person] ?? -1
    if (yot >= 0) ofYot.set(yot, (ofYot.get(yot) ?? 0) + 1)
  }
  const { maxPerYot } = input.rules
  if (maxPerYot !== null) {
    for (const [yot, count] of ofYot) if (count > maxPerYot) master.addRow({ kind: 'yot', need, yot, window })
  }
  for (const [person, count] of ofPerson) {
    const isImplied = maxPerYot === 1 && (bank.yot[person] ?? -1) >= 0
    if (count > 1 && !isImplied) master.addRow({ kind: 'once', need, person, window })
  }
}

function addPersonRows(master: Master, person: number): void {
  const { problem } = master
  const { bank } = problem
  const days = new Map<number, number>()
  const starts = new Set<number>()
  const needs = new Set<number>()
  for (const at of master.placesOfPerson(person)) {
    const place = master.places[at]
    const own = problem.needs[place?.need ?? -1]
    if (!place || !own) continue
    needs.add(place.need)
    days.set(place.need, own.need.days)
    const window = own.need.windows[place.window]
    if (window) starts.add(dayNumber(window.from))
  }
  const cap = freeReviews(problem, person)
  if (needs.size > cap) master.addRow({ kind: 'reviews', person })
  const total = [...days.values()].reduce((sum, of) => sum + of, 0)
  if (total > (bank.daysLeft[person] ?? 0)) master.addRow({ kind: 'days', person })
  if (problem.isPlain) return
  const rest = bank.candidates[person]?.restDays ?? 0
  for (const day of starts) {
    const there = new Set<number>()
    for (const at of master.placesOfPerson(person)) {
      const place = master.places[at]
      const own = problem.needs[place?.need ?? -1]
      if (place && own && coversDay(own, place.window, day, rest)) there.add(place.need)
    }
    if (there.size > 1) master.addRow({ kind: 'clash', person, day })
  }
}

export type IntegerAnswer = {
  /** The best teams found; undefined when the solver found none in time. */
  places: Place[] | undefined
  /** No plan over the same places is worth more. */
  bound: number
}

export type IntegerOptions = {
  /** Stop once the answer is within this share of the bound. */
  relativeGap: number
  secondsLeft: () => number
  isStopped: () => boolean
  start: readonly Place[]
}

/** Solves the integer program, adding the rules that its answers break until they break none. */
export function solveInteger(
  master: Master,
  { relativeGap, secondsLeft, isStopped, start }: IntegerOptions,
): IntegerAnswer {
  const { linear } = master
  const { model } = linear
  let first: readonly Place[] = start
  for (;;) {
    master.flush()
    for (const column of master.columns) model.changeColIntegrality(column, 1)
    for (const [name, column] of master.extraNames()) if (isWhole(name)) model.changeColIntegrality(column, 1)
    model.options.set({ mip_rel_gap: relativeGap, mip_abs_gap: 0.99, time_limit: Math.max(0.1, secondsLeft()) })
    model.zeroAllClocks()
    const chosen = new Set(first.map((place) => master.placeIndex(place)))
    const values = master.columns.map((_, at) => (chosen.has(at) ? 1 : 0))
    model.setSolution({ indices: master.columns, values })
    const value = linear.solveInteger(isStopped)
    const bound = -Number(model.info.get('mip_dual_bound'))
    if (!value) return { places: undefined, bound }
    const rows = findViolations(master, value).filter((row) => master.addRow(row))
    const places = master.places.filter((_, at) => (value[master.columns[at] ?? 0] ?? 0) > 0.5)
    if (rows.length === 0) return { places, bound }
    if (isStopped() || secondsLeft() <= 0) return { places: undefined, bound }
    first = start
  }
}

/** Windows and sizes are chosen whole; slacks are whole by themselves once places are. */
const isWhole = (name: string): boolean => name.startsWith('window') || name.startsWith('size')
