import { createHash } from 'node:crypto'
import { z } from 'zod'
import { factsSchema } from '#services/insight/snapshot/content.ts'
import { type AssumptionKey, assumptionKeys, assumptionKinds } from './assumption-keys.ts'
import { bisect } from './bisect.ts'
import { type Expression, evaluate, read } from './expression.ts'

/** Grows when a formula changes: what was worked out by another is read and not worked out again. */
export const modelVersion = 1

const rangeSchema = z.object({ low: z.number(), central: z.number(), high: z.number() })
export type Range = z.output<typeof rangeSchema>

/** Everything that the business case is worked out from. Money in pounds but for fees of the facts, which are in pence. */
export const inputsSchema = z.object({
  model: z.number().int(),
  facts: factsSchema,
  assumptions: z.object(
    Object.fromEntries(assumptionKeys.map((key) => [key, rangeSchema])) as Record<AssumptionKey, typeof rangeSchema>,
  ),
})
export type Inputs = z.output<typeof inputsSchema>

/** Minutes of a working day: 7 hours 24 minutes, as the ledger counts. */
const hoursInADay = 7.4

const facts = {
  groupMembers: 'Services that are members',
  groupFee: 'Their yearly fee, in pounds',
  individualMembers: 'People who are members by themselves',
  individualFee: 'Their yearly fee, in pounds',
  reviews: 'Reviews in the year',
  reviewDays: 'Days on site, of all on their teams',
  coursePlaces: 'Places attended on courses in the year',
  inKindHours: 'Hours given free or in kind in the year',
} as const
export type FactKey = keyof typeof facts
export const factTitles: Readonly<Record<FactKey, string>> = facts
export const factKeys = Object.keys(facts) as FactKey[]

const factValues = ({ facts }: Inputs): Record<FactKey, number> => ({
  groupMembers: facts.groupMembers,
  groupFee: facts.groupFeePence / 100,
  individualMembers: facts.individualMembers,
  individualFee: facts.individualFeePence / 100,
  reviews: facts.reviews,
  reviewDays: facts.reviewDays,
  coursePlaces: facts.coursePlaces,
  inKindHours: facts.inKindMinutes / 60,
})

/** The lines of the case, each by its formula; later ones read earlier ones. */
export const lines = {
  subscriptions: {
    title: 'Subscriptions',
    is: {
      share: {
        product: [
          {
            sum: [
              { product: [read('groupMembers'), read('groupFee')] },
              { product: [read('individualMembers'), read('individualFee')] },
            ],
          },
          read('renewal'),
        ],
      },
      by: 100,
    },
  },
  courses: { title: 'Courses', is: { product: [read('coursePlaces'), read('placeMargin')] } },
  income: { title: 'Income', is: { sum: [read('subscriptions'), read('courses')] } },
  coordination: {
    title: 'Coordinators’ time for reviews',
    is: { product: [read('reviews'), read('hoursPerReview'), read('hourRate')] },
  },
  running: { title: 'Platform, insurance, events', is: { sum: [read('platform'), read('insurance'), read('events')] } },
  cost: { title: 'Cost', is: { sum: [read('coordination'), read('running')] } },
  result: { title: 'Left over in the year', is: { from: read('income'), take: read('cost') } },
  inKind: {
    title: 'Value given in kind, at replacement cost',
    is: { product: [{ share: read('inKindHours'), by: hoursInADay }, read('replacementDay')] },
  },
  avoided: {
    title: 'What reviews would have cost from outside',
    is: { product: [read('reviewDays'), read('externalDay')] },
  },
} as const satisfies Record<string, { title: string; is: Expression }>
/** A line as a page shows it. Pounds a year. */
export type CaseLine = { key: string; title: string; value: number; isTotal: boolean }
const totals: readonly string[] = ['income', 'cost', 'result']

/** The lines of a result in their order, each with its title. */
export const linesOf = (result: { lines: Record<LineKey, number> }): CaseLine[] =>
  lineKeys.map((key) => ({ key, title: lines[key].title, value: result.lines[key], isTotal: totals.includes(key) }))

/** The facts that it is worked out from, each with its title. */
export const factsOf = (inputs: Inputs): { key: string; title: string; value: number }[] => {
  const values = factValues(inputs)
  return factKeys.map((key) => ({ key, title: facts[key], value: values[key] }))
}

export type LineKey = keyof typeof lines
export const lineKeys = Object.keys(lines) as LineKey[]

type Values = Record<string, number>

/** What every line comes to, where facts and assumptions are worth this. Pounds a year. */
const workOut = (values: Values): Record<LineKey, number> => {
  const known = { ...values }
  for (const key of lineKeys) known[key] = evaluate(lines[key].is, (name) => known[name] ?? 0)
  return Object.fromEntries(lineKeys.map((key) => [key, known[key] ?? 0])) as Record<LineKey, number>
}

/** Facts as they are, and every assumption at its central value. */
export const centralValues = (inputs: Inputs): Values => ({
  ...factValues(inputs),
  ...Object.fromEntries(assumptionKeys.map((key) => [key, inputs.assumptions[key].central])),
})

export type Swing = {
  key: AssumptionKey
  title: string
  unit: string
  range: Range
  /** The year's result where this one is low, and where it is high; the others central. Pounds. */
  atLow: number
  atHigh: number
  /** What it would have to be for the year to come out even, the others central; null where it alone cannot. */
  even: number | null
}

export type CaseResult = {
  lines: Record<LineKey, number>
  /** The fewest members, and the fewest places on courses, at which the year comes out even, all else as it is; null where none would do. */
  evenMembers: number | null
  evenPlaces: number | null
  swings: Swing[]
}

/** How many assumptions the picture shows: those that move the result most. */
const shownSwings = 6
/** More members or places than this are none that could be had. */
const mostMembers = 1_000
const mostPlaces = 100_000

/** The case worked out: its lines, where it breaks even, and what each of the six assumptions that matter most does to it. */
export const makeCase = (inputs: Inputs): CaseResult => {
  const central = centralValues(inputs)
  const resultWith = (key: string, value: number) => workOut({ ...central, [key]: value }).result
  const fewest = (key: string, most: number) => {
    const at = bisect((value) => resultWith(key, value), 0, most)
    // What floats are short of by a trillionth is there.
    return at === null ? null : Math.ceil(at - 1e-6)
  }
  const swings = assumptionKeys
    .map((key): Swing => {
      const range = inputs.assumptions[key]
      return {
        key,
        title: assumptionKinds[key].title,
        unit: assumptionKinds[key].unit,
        range,
        atLow: resultWith(key, range.low),
        atHigh: resultWith(key, range.high),
        even: bisect((value) => resultWith(key, value), 0, key === 'renewal' ? 100 : range.high * 10, true),
      }
    })
    .filter(({ atLow, atHigh }) => atLow !== atHigh)
    .sort((a, b) => Math.abs(b.atHigh - b.atLow) - Math.abs(a.atHigh - a.atLow) || a.key.localeCompare(b.key))
  return {
    lines: workOut(central),
    evenMembers: fewest('groupMembers', mostMembers),
    evenPlaces: fewest('coursePlaces', mostPlaces),
    swings: swings.slice(0, shownSwings),
  }
}

/** A value with its parts in the order of their names, so that the same inputs have the same fingerprint. */
const inOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, inOrder(part)]),
  )
}

/** SHA-256 of the inputs, in hexadecimal: the version's name. */
export const hashOf = (inputs: Inputs): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(inputs)))
    .digest('hex')
