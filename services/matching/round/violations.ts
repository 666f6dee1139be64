import { dayNumber } from '#services/matching/calendar.ts'
import type { Master } from './master.ts'
import { freeReviews, type RoundNeed } from './round-problem.ts'
import { sizeName, windowName } from './row-sides.ts'
import { coversDay, isSpread, type RowRule } from './rows.ts'

const tolerance = 1e-6

/** Rules that values of the model's columns break and that it does not have yet. */
export function findViolations(master: Master, value: Float64Array): RowRule[] {
  const rows: RowRule[] = []
  for (const own of master.problem.needs) needViolations(master, own, value, rows)
  for (const person of master.people()) personViolations(master, person, value, rows)
  return rows
}

function needViolations(master: Master, own: RoundNeed, value: Float64Array, rows: RowRule[]): void {
  const { bank, input } = master.problem
  const { at, setup, windows } = own
  const { maxPerYot, minOtherRegions, maxShareOfRegion } = input.rules
  const themes = setup.themes.length
  const covered = new Float64Array(windows * themes)
  const ofYot = new Map<number, number>()
  const ofPerson = new Map<number, number>()
  const ofRegion = new Float64Array(bank.regions.length)
  const serving = new Float64Array(bank.regions.length)
  for (const index of master.placesOf(at)) {
    const amount = value[master.columns[index] ?? 0] ?? 0
    const place = master.places[index]
    if (!place || amount < tolerance) continue
    const { person, role, window } = place
    const region = bank.region[person] ?? 0
    const yot = bank.yot[person] ?? -1
    ofRegion[region] = (ofRegion[region] ?? 0) + amount
    if (yot >= 0) add(ofYot, window * bank.yots.length + yot, amount)
    add(ofPerson, window * bank.count + person, amount)
    if (role === 2) continue
    serving[region] = (serving[region] ?? 0) + amount
    for (let rest = setup.masks[person] ?? 0; rest !== 0; rest &= rest - 1) {
      const cell = window * themes + 31 - Math.clz32(rest & -rest)
      covered[cell] = (covered[cell] ?? 0) + amount
    }
  }
  const chosen = (window: number) => value[master.extraColumn(windowName(at, window)) ?? 0] ?? 0
  for (let window = 0; window < windows; window += 1) {
    for (let bit = 0; bit < themes; bit += 1) {
      if ((covered[window * themes + bit] ?? 0) < chosen(window) - tolerance)
        rows.push({ kind: 'theme', need: at, bit, window })
    }
  }
  for (const [key, amount] of ofPerson) {
    const window = Math.floor(key / bank.count)
    const person = key % bank.count
    // Where a service may send one person, its row says this and more.
    if (maxPerYot === 1 && (bank.yot[person] ?? -1) >= 0) continue
    if (amount > chosen(window) + tolerance) rows.push({ kind: 'once', need: at, person, window })
  }
  if (maxPerYot !== null) {
    for (const [key, amount] of ofYot) {
      const window = Math.floor(key / bank.yots.length)
      if (amount > maxPerYot * chosen(window) + tolerance) {
        rows.push({ kind: 'yot', need: at, yot: key % bank.yots.length, window })
      }
    }
  }
  if (maxShareOfRegion !== null) {
    const room = regionRoom(master, own, value, serving)
    ofRegion.forEach((amount, region) => {
      if (amount > room + tolerance) rows.push({ kind: 'region', need: at, region })
    })
  }
  if ((minOtherRegions ?? 0) > 0) spreadViolations(own, serving, minOtherRegions ?? 0, rows)
}

/** Members of one region that the chosen sizes allow; while no size is modelled, as many as the members there are allow. */
function regionRoom(master: Master, { at, need }: RoundNeed, value: Float64Array, serving: Float64Array): number {
  const cap = (size: number) => Math.max(1, Math.ceil(size * (master.problem.input.rules.maxShareOfRegion ?? 1) - 1e-9))
  let room = 0
  let isModelled = false
  for (let size = 0; size <= need.leads + need.peers[1]; size += 1) {
    const column = master.extraColumn(sizeName(at, size))
    if (column === undefined) continue
    isModelled = true
    room += cap(size) * (value[column] ?? 0)
  }
  const members = Math.ceil(serving.reduce((sum, amount) => sum + amount, 0) - tolerance)
  return isModelled ? room : cap(Math.min(members, need.leads + need.peers[0]))
}

/** Most violated: leave out the regions that already have more than one member. */
function spreadViolations({ at, setup }: RoundNeed, serving: Float64Array, wanted: number, rows: RowRule[]): void {
  const besides: number[] = []
  let sum = 0
  serving.forEach((amount, region) => {
    if (!isSpread({ setup }, [], region)) return
    if (amount > 1 + tolerance) besides.push(region)
    sum += Math.min(1, amount)
  })
  if (besides.length >= wanted || sum >= wanted - tolerance) return
  rows.push({ kind: 'spread', need: at, besides })
}

function personViolations(master: Master, person: number, value: Float64Array, rows: RowRule[]): void {
  const { problem } = master
  const { bank } = problem
  const held: { need: RoundNeed; window: number; amount: number }[] = []
  let reviews = 0
  let days = 0
  for (const index of master.placesOfPerson(person)) {
    const amount = value[master.columns[index] ?? 0] ?? 0
    const place = master.places[index]
    const need = problem.needs[place?.need ?? -1]
    if (!place || !need || amount < tolerance) continue
    held.push({ need, window: place.window, amount })
    reviews += amount
    days += amount * need.need.days
  }
  const cap = freeReviews(problem, person)
  if (reviews > cap + tolerance) rows.push({ kind: 'reviews', person })
  if (days > (bank.daysLeft[person] ?? 0) + tolerance) rows.push({ kind: 'days', person })
  if (problem.isPlain || held.length < 2) return
  const rest = bank.candidates[person]?.restDays ?? 0
  for (const { need, window } of held) {
    const days = need.need.windows[window]
    if (!days) continue
    const day = dayNumber(days.from)
    const there = held.reduce(
      (sum, other) => (coversDay(other.need, other.window, day, rest) ? sum + other.amount : sum),
      0,
    )
    if (there > 1 + tolerance) rows.push({ kind: 'clash', person, day })
  }
}

function add(map: Map<number, number>, key: number, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount)
}
