import { placeScore, type RoundNeed, type RoundProblem } from './round-problem.ts'

/** A person in a place: need, person and window by index, role 0 lead, 1 peer, 2 observer. */
export type Place = { need: number; person: number; role: number; window: number }

/** A rule of one need, as a row over its places. */
type NeedRow =
  /** One window is chosen. */
  | { kind: 'choose'; need: number }
  | { kind: 'place'; need: number; role: number; window: number }
  | { kind: 'lock'; need: number; person: number; role: number }
  | { kind: 'theme'; need: number; bit: number; window: number }
  | { kind: 'once'; need: number; person: number; window: number }
  | { kind: 'yot'; need: number; yot: number; window: number }
  | { kind: 'region'; need: number; region: number }
  /** So many members from regions other than the host's and these. */
  | { kind: 'spread'; need: number; besides: readonly number[] }
  /** One size, its members, and how far it falls short of the size asked for. */
  | { kind: 'size'; need: number; part: 'one' | 'members' | 'short' }
  /** Nobody beyond the least in a window that is not chosen. */
  | { kind: 'beyond'; need: number; window: number }
  | { kind: 'floor'; need: number }

/** A limit of one person, as a row over their places in all needs. */
export type PersonRow =
  | { kind: 'reviews'; person: number }
  | { kind: 'days'; person: number }
  /** Not in two places on this day. */
  | { kind: 'clash'; person: number; day: number }

export type RowRule = NeedRow | PersonRow

export const isPersonRow = (row: RowRule): row is PersonRow =>
  row.kind === 'reviews' || row.kind === 'days' || row.kind === 'clash'

export function rowKey(row: RowRule): string {
  switch (row.kind) {
    case 'choose':
      return `w${row.need}`
    case 'size':
      return `n${row.need},${row.part}`
    case 'beyond':
      return `b${row.need},${row.window}`
    case 'place':
      return `p${row.need},${row.role},${row.window}`
    case 'lock':
      return `l${row.need},${row.person},${row.role}`
    case 'theme':
      return `t${row.need},${row.bit},${row.window}`
    case 'once':
      return `o${row.need},${row.person},${row.window}`
    case 'yot':
      return `y${row.need},${row.yot},${row.window}`
    case 'region':
      return `g${row.need},${row.region}`
    case 'spread':
      return `s${row.need},${row.besides.join('.')}`
    case 'floor':
      return `f${row.need}`
    case 'reviews':
      return `r${row.person}`
    case 'days':
      return `d${row.person}`
    case 'clash':
      return `c${row.person},${row.day}`
  }
}

/** What a place adds to a row of its own need or person. */
export function coefficient(problem: RoundProblem, row: RowRule, { need, person, role, window }: Place): number {
  const { bank } = problem
  const own = problem.needs[need]
  if (!own) return 0
  switch (row.kind) {
    case 'choose':
    case 'size':
    case 'beyond':
      return 0
    case 'place':
      return row.role === role && row.window === window ? 1 : 0
    case 'lock':
      return row.person === person && row.role === role ? 1 : 0
    case 'theme':
      return row.window === window && role !== 2 && ((own.setup.masks[person] ?? 0) & (1 << row.bit)) !== 0 ? 1 : 0
    case 'once':
      return row.person === person && row.window === window ? 1 : 0
    case 'yot':
      return row.window === window && bank.yot[person] === row.yot ? 1 : 0
    case 'region':
      return bank.region[person] === row.region ? 1 : 0
    case 'spread':
      return role !== 2 && isSpread(own, row.besides, bank.region[person] ?? -1) ? 1 : 0
    case 'floor':
      return placeScore(own, person, role)
    case 'reviews':
      return 1
    case 'days':
      return own.need.days
    case 'clash':
      return coversDay(own, window, row.day, bank.candidates[person]?.restDays ?? 0) ? 1 : 0
  }
}

export const isSpread = ({ setup }: Pick<RoundNeed, 'setup'>, besides: readonly number[], region: number): boolean =>
  region !== setup.hostRegion && !besides.includes(region)

/** Whether work in a window, with the rest that follows it, takes up a day. */
export function coversDay({ spans }: RoundNeed, window: number, day: number, restDays: number): boolean {
  const span = spans[window]
  return span !== undefined && span.from <= day && day <= span.to + restDays
}
