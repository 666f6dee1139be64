import { type Bank, roleBit } from './bank.ts'
import { dayNumber } from './calendar.ts'
import { kilometres, unitVector } from './distance.ts'
import type { Conflict, Need } from './problem.ts'

/** What one question is about: the need, what stands between people and it, and scores given from outside, if any. */
export type Question = {
  need: Need
  /** Conflicts of this need; those of other requests are passed over. */
  conflicts?: readonly Conflict[]
  /** Candidate id → whole score, instead of ours; people left out are not eligible. */
  scores?: ReadonlyMap<string, number>
  /** The need is a bare assignment: its host's own people are as eligible as the given scores say. */
  isPlain?: boolean
}

/** Every candidate against one need: who may take which role, when, and for how many points. */
export type Scan = {
  /** Windows of the need, at least one: without dates there is one in which everybody is free. */
  windows: number
  /** Role bits open to each person; 0: not eligible. */
  roles: Uint8Array
  /** 1 where person i is free in window w, at w * count + i. */
  free: Uint8Array
  score: Int32Array | Float64Array
  managed: Uint8Array
}

/**
 * Checks and scores everyone for one need: a few passes over flat arrays. A score is the person's own points, the mean
 * points of the themes asked for, distance, and what the need says of them by name.
 */
export function scanBank(bank: Bank, question: Question): Scan {
  const { need } = question
  const { count } = bank
  const marks = markByName(bank, question)
  const roles = wantedRoles(need)
  const open = new Uint8Array(count)
  const free = freeSpans(bank, need)
  const windows = Math.max(1, need.windows.length)
  const hostYot = need.yot === null || question.isPlain ? -2 : bank.yots.indexOf(need.yot)
  const score = question.scores ? givenScores(bank, question.scores) : themeScores(bank, need)
  const { squaredChord, reach } = distances(bank, need)
  const distancePoints = question.scores ? undefined : distanceTable(bank, need)
  for (let i = 0; i < count; i += 1) {
    const mayTake = (bank.roles[i] ?? 0) & roles
    if (mayTake === 0 || bank.barred[i] !== 0 || marks.barred[i] !== 0) continue
    if ((bank.daysLeft[i] ?? 0) < need.days || (bank.reviewsLeft[i] ?? 0) < 1) continue
    if (bank.yot[i] === hostYot && hostYot >= 0) continue
    let isFree = false
    for (let w = 0; w < windows; w += 1) isFree ||= free[w * count + i] === 1
    if (!isFree) continue
    if (squaredChord !== undefined && bank.placed[i] === 1) {
      const km = kilometres(squaredChord[i] ?? 0)
      if (reach && km > (bank.maxKm[i] ?? 0)) continue
      if (distancePoints) score[i] = (score[i] ?? 0) + distancePoints(km)
    } else if (distancePoints) score[i] = (score[i] ?? 0) + distancePoints(undefined)
    if (distancePoints) score[i] = (score[i] ?? 0) + (bank.ownPoints[i] ?? 0) + (marks.points[i] ?? 0)
    open[i] = mayTake
  }
  return { windows, roles: open, free, score, managed: marks.managed }
}

/** Points a role adds to a scan's score. */
export const rolePoints = (bank: Bank, scores: Question['scores'], index: number, isLead: boolean): number =>
  isLead && scores === undefined ? (bank.leadPoints[index] ?? 0) : 0

export function wantedRoles(need: Need): number {
  let bits = need.locked.reduce((sum, { role }) => sum | roleBit[role], 0)
  if (need.leads > 0) bits |= roleBit.lead
  if (need.peers[1] > 0) bits |= roleBit.peer
  if ((need.observers ?? 0) > 0) bits |= roleBit.observer
  return bits
}

function markByName(bank: Bank, { need, conflicts, scores }: Question) {
  const barred = new Uint8Array(bank.count)
  const managed = new Uint8Array(bank.count)
  const points = new Int16Array(bank.count)
  const { nominated, continuity, managed: managedPoints } = bank.weights
  const mark = (array: Uint8Array | Int16Array, id: string, value: number) => {
    const index = bank.indexOf.get(id)
    if (index !== undefined) array[index] = (array[index] ?? 0) + value
  }
  for (const { request, expert, effect } of conflicts ?? []) {
    if (request !== need.id || effect === 'note') continue
    mark(effect === 'block' ? barred : managed, expert, 1)
  }
  for (const id of need.excluded) mark(barred, id, 1)
  for (const id of new Set(need.nominated)) mark(points, id, nominated.value)
  for (const id of new Set(need.servedBefore ?? [])) mark(points, id, continuity.value)
  for (let i = 0; i < bank.count; i += 1) {
    if (managed[i] !== 0) points[i] = (points[i] ?? 0) + managedPoints.value
  }
  if (scores) {
    bank.candidates.forEach(({ id }, index) => {
      if (!scores.has(id)) barred[index] = 1
    })
  }
  return { barred, managed, points }
}

function freeSpans(bank: Bank, { windows }: Need): Uint8Array {
  const { count, busyPerson, busyFrom, busyTo, longestBusy } = bank
  const free = new Uint8Array(Math.max(1, windows.length) * count).fill(1)
  windows.forEach((window, w) => {
    const from = dayNumber(window.from)
    const to = dayNumber(window.to)
    // Spans are by their first day, so that only those that begin near the window are looked at.
    for (let span = firstFrom(busyFrom, from - longestBusy); (busyFrom[span] ?? to + 1) <= to; span += 1) {
      if (from <= (busyTo[span] ?? 0)) free[w * count + (busyPerson[span] ?? 0)] = 0
    }
  })
  return free
}

/** Where the first of some ascending days is that is not before `day`. */
function firstFrom(days: Int32Array, day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? 0) < day) low = middle + 1
    else high = middle
  }
  return low
}

function givenScores(bank: Bank, scores: ReadonlyMap<string, number>): Int32Array {
  const score = new Int32Array(bank.count)
  for (const [id, value] of scores) {
    const index = bank.indexOf.get(id)
    if (index !== undefined) score[index] = value
  }
  return score
}

function themeScores(bank: Bank, need: Need): Int32Array {
  const score = new Int32Array(bank.count)
  const codes = new Set(need.themes)
  for (const code of codes) {
    const points = bank.themePoints.get(code)
    if (points) for (let i = 0; i < bank.count; i += 1) score[i] = (score[i] ?? 0) + (points[i] ?? 0)
  }
  if (codes.size > 1) for (let i = 0; i < bank.count; i += 1) score[i] = Math.floor((score[i] ?? 0) / codes.size)
  return score
}

function distances(bank: Bank, need: Need): { squaredChord?: Float64Array; reach: boolean } {
  if (need.lat === null || need.lng === null || need.mode === 'remote') return { reach: false }
  const [x, y, z] = unitVector(need.lat, need.lng)
  const squaredChord = new Float64Array(bank.count)
  for (let i = 0; i < bank.count; i += 1) {
    const dx = (bank.x[i] ?? 0) - x
    const dy = (bank.y[i] ?? 0) - y
    const dz = (bank.z[i] ?? 0) - z
    squaredChord[i] = dx * dx + dy * dy + dz * dz
  }
  return { squaredChord, reach: need.mode === 'on-site' }
}

/** Points by kilometres; a place not known counts as half way. */
export function distanceTable(bank: Bank, { mode }: Need): (km: number | undefined) => number {
  const { nearest, zeroAtKm, hybridPercent } = bank.weights.distance.value
  if (mode === 'remote') return () => nearest
  const slope = (nearest * (mode === 'hybrid' ? hybridPercent : 100)) / 100 / zeroAtKm
  return (km) => nearest - Math.floor(Math.min(km ?? zeroAtKm / 2, zeroAtKm) * slope)
}
