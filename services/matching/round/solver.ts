import loadHighs, { type Highs, type Model } from 'highs'

let loaded: Promise<Highs> | undefined

/** The solver, loaded once in a process or worker thread. */
export function loadSolver(): Promise<Highs> {
  loaded ??= loadHighs()
  return loaded
}

/** Sparse coefficients of one row or column. */
export type Entries = { at: number[]; value: number[] }

export type LinearSolution = { value: Float64Array; rowDual: Float64Array; objective: number }

/**
 * A linear model that grows: rows and columns are handed to the solver in batches, so that it goes on from its last basis.
 * Always a minimisation, every column between 0 and its upper bound.
 */
export class GrowingModel {
  readonly model: Model
  readonly cost: number[] = []
  readonly upper: number[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []

  constructor(private readonly highs: Highs) {
    this.model = highs.createModel()
    this.model.options.set({ output_flag: false, random_seed: 1 })
  }

  get infinity(): number {
    return this.highs.infinity
  }

  addColumns(columns: readonly { cost: number; upper: number; entries: Entries }[]): void {
    if (columns.length === 0) return
    const cost = columns.map((column) => column.cost)
    const upper = columns.map((column) => column.upper)
    this.model.addCols({
      cost: Float64Array.from(cost),
      lower: new Float64Array(columns.length),
      upper: Float64Array.from(upper),
      matrix: { format: 'csc', numRows: this.rowLower.length, numCols: columns.length, ...pack(columns) },
    })
    for (const value of cost) this.cost.push(value)
    for (const value of upper) this.upper.push(value)
  }

  addRows(rows: readonly { lower: number; upper: number; entries: Entries }[]): void {
    if (rows.length === 0) return
    const lower = rows.map((row) => row.lower)
    const upper = rows.map((row) => row.upper)
    this.model.addRows({
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      matrix: { format: 'csr', numRows: rows.length, numCols: this.cost.length, ...pack(rows) },
    })
    for (const value of lower) this.rowLower.push(value)
    for (const value of upper) this.rowUpper.push(value)
  }

  /** Solves the linear relaxation; undefined when it was stopped, columns were fixed so that nothing fits, or the numbers defeat it. */
  solveLinear(isOver: () => boolean): LinearSolution | undefined {
    return this.runLinear(isOver)
  }

  /**
   * Solves the linear relaxation from its middle (an interior point), which for a large model made anew is much quicker than from corner
   * to corner, and its duals lie amid all that are as good. At a vertex, few columns are taken in parts.
   */
  solveCentral(isOver: () => boolean, isVertex: boolean): LinearSolution | undefined {
    const [run_crossover, presolve] = isVertex ? ['on', 'on'] : ['off', 'off']
    if (this.rowLower.length >= centralRows) {
      this.model.options.set({ solver: 'ipm', run_crossover, presolve })
      const central = this.runLinear(isOver)
      if (central || isOver()) return central
    }
    this.model.options.set({ solver: 'simplex', presolve: 'off' })
    return this.runLinear(isOver)
  }

  private runLinear(isOver: () => boolean): LinearSolution | undefined {
    const stop = (event: { interrupt: () => void }) => {
      if (isOver()) event.interrupt()
      return undefined
    }
    try {
      this.model.run({ 1: stop, 2: stop })
    } catch {
      // The interior point gives up on some models that the simplex method solves.
      return undefined
    }
    if (this.model.getModelStatus() !== this.highs.constants.modelStatus.optimal) return undefined
    const { colValue, rowDual } = this.model.getSolution()
    return { value: colValue, rowDual, objective: this.model.getObjectiveValue() }
  }

  /** Solves with whole columns; the best values found, undefined when there are none. */
  solveInteger(isStopped: () => boolean): Float64Array | undefined {
    this.model.run({
      6: (event) => {
        if (isStopped()) event.interrupt()
        return undefined
      },
    })
    if (Number(this.model.info.get('primal_solution_status')) !== feasible) return undefined
    return this.model.getSolution().colValue
  }

  /** Lets whole columns be parts again. */
  relax(columns: readonly number[]): void {
    for (const column of columns) this.model.changeColIntegrality(column, 0)
    this.model.options.set({ presolve: 'off' })
  }

  recost(column: number, cost: number): void {
    this.cost[column] = cost
    this.model.changeColCost(column, cost)
  }

  setUpper(column: number, upper: number): void {
    this.upper[column] = upper
    this.model.changeColBounds(column, 0, upper)
  }

  setRowLower(row: number, lower: number): void {
    this.rowLower[row] = lower
    this.model.changeRowBounds(row, lower, this.rowUpper[row] ?? Number.POSITIVE_INFINITY)
  }

  /** Holds columns at 1, or lets them go again. */
  fix(columns: readonly number[], isFixed: boolean): void {
    for (const column of columns) this.model.changeColBounds(column, isFixed ? 1 : 0, this.upper[column] ?? 1)
  }

  dispose(): void {
    this.model.dispose()
  }
}

/** Models of fewer rows are solved from corner to corner. */
const centralRows = 150

/** The solver's word for a solution that keeps all rows. */
const feasible = 2

function pack(items: readonly { entries: Entries }[]) {
  const starts = new Int32Array(items.length + 1)
  let size = 0
  items.forEach(({ entries }, at) => {
    size += entries.at.length
    starts[at + 1] = size
  })
  const indices = new Int32Array(size)
  const values = new Float64Array(size)
  items.forEach(({ entries }, at) => {
    indices.set(entries.at, starts[at])
    values.set(entries.value, starts[at])
  })
  return { starts, indices, values }
}
