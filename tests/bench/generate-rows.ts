import { createHash } from 'node:crypto'
import { insertRows } from '#services/core/bulk-load.ts'
import { tablesOf } from '#services/core/catalogue.ts'
import type { Db } from '#services/core/db.ts'

/** Collects rows by table and inserts them many at a time. */
export type Rows = {
  /** Values by column; undefined columns take the database's default, so every row of a table must name the same ones. */
  add(table: string, row: Record<string, string | number | boolean | null | readonly string[]>): void
  /** Inserts what has gathered, once it is much; all of it when `isAll`. */
  flush(isAll?: boolean): Promise<void>
}

const rowsAtOnce = 2_000

const textOf = (value: string | number | boolean | null | readonly string[]) => {
  if (value === null) return null
  return typeof value === 'object' ? `{${value.map((each) => JSON.stringify(each)).join(',')}}` : String(value)
}

export const gatherRows = async (db: Db): Promise<Rows> => {
  const tables = new Map((await tablesOf(db)).map((table) => [table.name, table]))
  const gathered = new Map<string, { columns: string[]; rows: string[] }>()
  return {
    add: (name, row) => {
      const columns = Object.keys(row)
      const of = gathered.get(name) ?? { columns, rows: [] }
      gathered.set(name, of)
      of.rows.push(JSON.stringify(of.columns.map((column) => textOf(row[column] ?? null))))
    },
    flush: async (isAll = false) => {
      for (const [name, { columns, rows }] of gathered) {
        const table = tables.get(name)
        if (!table) throw new Error(`There is no table ${name}`)
        while (rows.length >= (isAll ? 1 : rowsAtOnce)) await insertRows(db, table, columns, rows.splice(0, rowsAtOnce))
      }
    },
  }
}

/** The same id for the same words, in the order of `number` as ids by time would be. */
export const idFor = (kind: string, number: number): string => {
  const hex = createHash('md5').update(`${kind} ${number}`).digest('hex')
  return `${(0x01900000 + Math.floor(number / 256)).toString(16).padStart(8, '0')}-${(number % 256).toString(16).padStart(4, '0')}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}
