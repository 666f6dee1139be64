import type { Highs } from 'highs'
import { floorPrice, keptBonus, placeScore, type RoundProblem } from './round-problem.ts'
import { floorName, rowSides } from './row-sides.ts'
import { coefficient, isPersonRow, type Place, type RowRule, rowKey } from './rows.ts'
import { type Entries, GrowingModel, type LinearSolution } from './solver.ts'

/**
 * The round as a linear model: a column for each place a person could take in a window, one for each window, and priced slacks
 * for whatever may be missing. Rows and places are added as they come to matter, so that most are never built.
 */
export class Master {
  readonly linear: GrowingModel
  readonly places: Place[] = []
  /** Column of each place. */
  readonly columns: number[] = []
  readonly rows: RowRule[] = []
  private readonly rowAt = new Map<string, number>()
  private readonly extraAt = new Map<string, number>()
  private readonly placeAt = new Map<number, number>()
  private readonly needRows: number[][]
  private readonly needPlaces: number[][]
  private readonly personRows = new Map<number, number[]>()
  private readonly personPlaces = new Map<number, number[]>()
  /** Rows of each extra column, for pricing. */
  private readonly extraRows = new Map<number, Entries>()
  private newExtras: { cost: number; upper: number; entries: Entries }[] = []
  private newRows: { lower: number; upper: number; entries: Entries }[] = []
  private newPlaces: Place[] = []
  /** 0 while only the weakest team is lifted, 1 when scores count. */
  gainWeight = 1
  private readonly furtherCosts = new Map<number, number>()

  constructor(
    readonly problem: RoundProblem,
    highs: Highs,
  ) {
    this.linear = new GrowingModel(highs)
    this.needRows = problem.needs.map(() => [])
    this.needPlaces = problem.needs.map(() => [])
    for (const { at, need, windows, locks } of problem.needs) {
      this.addRow({ kind: 'choose', need: at })
      for (let window = 0; window < windows; window += 1) {
        if (need.leads > 0) this.addRow({ kind: 'place', need: at, role: 0, window })
        if (need.peers[1] > 0) this.addRow({ kind: 'place', need: at, role: 1, window })
        if (locks.filter(({ role }) => role === 'observer').length > 1)
          this.addRow({ kind: 'place', need: at, role: 2, window })
        if (windows > 1 && need.peers[1] > need.peers[0]) this.addRow({ kind: 'beyond', need: at, window })
      }
      for (const { index, role } of locks) {
        this.addRow({ kind: 'lock', need: at, person: index, role: role === 'lead' ? 0 : role === 'peer' ? 1 : 2 })
      }
    }
    this.flush()
  }

  /** The column of a named extra; undefined when no row has needed it. */
  extraColumn(name: string): number | undefined {
    return this.extraAt.get(name)
  }

  *extraEntries(): Generator<{ column: number; entries: Entries }> {
    for (const [column, entries] of this.extraRows) yield { column, entries }
  }

  extraNames(): IterableIterator<[string, number]> {
    return this.extraAt.entries()
  }

  placeIndex(place: Place): number | undefined {
    return this.placeAt.get(this.placeKey(place))
  }

  rowIndex(row: RowRule): number | undefined {
    return this.rowAt.get(rowKey(row))
  }

  has(place: Place): boolean {
    return this.placeAt.has(this.placeKey(place))
  }

  placesOf(need: number): readonly number[] {
    return this.needPlaces[need] ?? []
  }

  placesOfPerson(person: number): readonly number[] {
    return this.personPlaces.get(person) ?? []
  }

  people(): number[] {
    return [...this.personPlaces.keys()].sort((a, b) => a - b)
  }

  /** Points a place adds to the objective. */
  gain({ need, person, role, window }: Place): number {
    const own = this.problem.needs[need]
    return own ? this.gainWeight * (placeScore(own, person, role) + keptBonus(own, person, role, window)) : 0
  }

  /** From now on only gaps and the weakest team's total count: the linear program's best floor is then the column named so. */
  aimAtFloor(): void {
    for (const { at } of this.problem.needs) this.addRow({ kind: 'floor', need: at })
    this.flush()
    this.gainWeight = 0
    this.recost()
    const floor = this.extraColumn(floorName)
    if (floor !== undefined) this.linear.recost(floor, 1 - floorPrice)
  }

  /** From now on everything counts, every team being asked to reach the floor. */
  aimAtSum(floor: number): void {
    this.gainWeight = 1
    this.recost()
    const column = this.extraColumn(floorName)
    if (column === undefined) return
    this.linear.recost(column, 0)
    this.linear.setUpper(column, 0)
    for (const { at } of this.problem.needs) {
      const row = this.rowIndex({ kind: 'floor', need: at })
      if (row !== undefined) this.linear.setRowLower(row, floor)
    }
  }

  private recost(): void {
    this.places.forEach((place, at) => {
      const column = this.columns[at]
      if (column !== undefined) this.linear.recost(column, -this.gain(place))
    })
    for (const [column, cost] of this.furtherCosts) this.linear.recost(column, this.gainWeight * cost)
  }

  /** Adds a place, unless it is there. It is part of the model after the next `flush`. */
  addPlace(place: Place): boolean {
    const key = this.placeKey(place)
    if (this.placeAt.has(key)) return false
    this.placeAt.set(key, this.places.length + this.newPlaces.length)
    this.newPlaces.push(place)
    return true
  }

  /** Adds a rule with its slacks, unless it is there. It is part of the model after the next `flush`. */
  addRow(row: RowRule): boolean {
    const key = rowKey(row)
    if (this.rowAt.has(key)) return false
    const index = this.rows.length
    this.rowAt.set(key, index)
    this.rows.push(row)
    const { lower, upper, extras } = rowSides(this.problem, row, (name, cost, most) =>
      this.namedColumn(name, cost, most),
    )
    for (const [column, value] of extras) {
      const rows = this.extraRows.get(column) ?? { at: [], value: [] }
      this.extraRows.set(column, rows)
      rows.at.push(index)
      rows.value.push(value)
    }
    const entries: Entries = { at: extras.map(([column]) => column), value: extras.map(([, value]) => value) }
    const places = isPersonRow(row) ? this.placesOfPerson(row.person) : this.placesOf(row.need)
    for (const at of places) {
      const place = this.places[at]
      const value = place ? coefficient(this.problem, row, place) : 0
      if (value === 0) continue
      entries.at.push(this.columns[at] ?? 0)
      entries.value.push(value)
    }
    this.newRows.push({ lower, upper, entries })
    if (isPersonRow(row)) listOf(this.personRows, row.person).push(index)
    else this.needRows[row.need]?.push(index)
    if (row.kind === 'region') {
      for (const part of ['one', 'members', 'short'] as const) this.addRow({ kind: 'size', need: row.need, part })
    }
    return true
  }

  /** Hands all that was added to the solver: slacks, then rows over the places it knows, then new places over all rows. */
  flush(): void {
    this.linear.addColumns(this.newExtras)
    this.newExtras = []
    this.linear.addRows(this.newRows)
    this.newRows = []
    const first = this.linear.cost.length
    const columns = this.newPlaces.map((place) => ({
      cost: -this.gain(place),
      upper: 1,
      entries: this.entriesOf(place),
    }))
    this.linear.addColumns(columns)
    this.newPlaces.forEach((place, offset) => {
      const at = this.places.length
      this.places.push(place)
      this.columns.push(first + offset)
      this.needPlaces[place.need]?.push(at)
      listOf(this.personPlaces, place.person).push(at)
    })
    this.newPlaces = []
  }

  /** Solves the linear program as it now stands; undefined when stopped. */
  solve(isOver: () => boolean): LinearSolution | undefined {
    this.flush()
    return this.linear.solveLinear(isOver)
  }

  private entriesOf(place: Place): Entries {
    const entries: Entries = { at: [], value: [] }
    for (const rows of [this.needRows[place.need] ?? [], this.personRows.get(place.person) ?? []]) {
      for (const row of rows) {
        const rule = this.rows[row]
        const value = rule ? coefficient(this.problem, rule, place) : 0
        if (value === 0) continue
        entries.at.push(row)
        entries.value.push(value)
      }
    }
    return entries
  }

  private placeKey({ need, person, role, window }: Place): number {
    return ((need * 4096 + window) * 3 + role) * this.problem.bank.count + person
  }

  private namedColumn(name: string, cost: number, upper: number): number {
    const known = this.extraAt.get(name)
    if (known !== undefined) return known
    const column = this.linear.cost.length + this.newExtras.length
    const isFurther = name.startsWith('further')
    if (isFurther) this.furtherCosts.set(column, cost)
    this.newExtras.push({ cost: isFurther ? this.gainWeight * cost : cost, upper, entries: { at: [], value: [] } })
    this.extraAt.set(name, column)
    return column
  }
}

function listOf(map: Map<number, number[]>, key: number): number[] {
  const list = map.get(key) ?? []
  map.set(key, list)
  return list
}
