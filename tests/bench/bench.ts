/*
 * What every group of `npm run bench` is made of. Machines differ and are noisy, so things are compared within one run,
 * taking turns, and what is said of them is a median with its range, or a ratio of two of them.
 */

export type BenchTable = {
  title: string
  columns: readonly string[]
  /** Cells in the columns' order; numbers stay numbers in the JSON. */
  rows: readonly (readonly (string | number)[])[]
  /** Sentences beneath the table: what to reach, and what to know when reading it. */
  notes: readonly string[]
}

export type BenchGroup = {
  /** As typed: npm run bench -- name */
  name: string
  /** One sentence: what is measured, at what size, against what. */
  measures: string
  run(): Promise<BenchTable[]>
}

/** The middle of some numbers, and the least and greatest of them. */
export type Spread = { median: number; low: number; high: number }

/** The value below which the share `q` (0 to 1) of the numbers lies, between neighbours where it falls between. */
export const quantile = (numbers: readonly number[], q: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const below = sorted[Math.floor(at)]
  const above = sorted[Math.ceil(at)]
  if (below === undefined || above === undefined) throw new Error('There is nothing to take a quantile of')
  return below + (above - below) * (at - Math.floor(at))
}

export const spreadOf = (numbers: readonly number[]): Spread => ({
  median: quantile(numbers, 0.5),
  low: quantile(numbers, 0),
  high: quantile(numbers, 1),
})

/**
 * How many times `numbers` is what `against` is, turn by turn: both must come of one `takeTurns`, so that each pair was
 * measured side by side.
 */
export const ratioOf = (numbers: readonly number[], against: readonly number[]): Spread => {
  if (numbers.length !== against.length) throw new Error('Only what took turns can be compared')
  return spreadOf(numbers.map((number, turn) => number / (against[turn] ?? Number.NaN)))
}

/** What one turn of a subject gave: how long it took unless it says otherwise (requests per second, say). */
type Turn = () => unknown

/**
 * Lets each subject have a turn, then each a second, and so on, starting with another one each time, after `warmUp` rounds
 * that do not count.
 * @returns for each subject, one number a round: what its turn returned when that is a number, else its milliseconds
 */
export const takeTurns = async <Name extends string>(
  subjects: Record<Name, Turn>,
  { rounds, warmUp = 1 }: { rounds: number; warmUp?: number },
): Promise<Record<Name, number[]>> => {
  const names = Object.keys(subjects) as Name[]
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -warmUp; round < rounds; round += 1) {
    const first = Math.abs(round) % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const startedAt = performance.now()
      const given = await subjects[name]()
      const number = typeof given === 'number' ? given : performance.now() - startedAt
      if (round >= 0) taken[name].push(number)
    }
  }
  return taken
}

/** Three figures that matter: 0.0123, 1.23, 12.3, 123, 12,300. */
export const showNumber = (number: number): string =>
  number.toLocaleString('en-GB', { maximumSignificantDigits: 3, minimumFractionDigits: 0 })

/** "12.3 (11.9 to 14.0)" */
export const showSpread = ({ median, low, high }: Spread): string =>
  `${showNumber(median)} (${showNumber(low)} to ${showNumber(high)})`

/** Says on standard error what is under way, so that the tables alone go to standard output. */
export const say = (what: string): void => {
  process.stderr.write(`${what}\n`)
}
