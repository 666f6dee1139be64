import type { SqlQuery } from '@prisma/driver-adapter-utils'
import { z } from 'zod'
import type { Core } from '#services/core/context.ts'

type Plan = {
  'Node Type': string
  'Relation Name'?: string | undefined
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number | undefined
  'Rows Removed by Index Recheck'?: number | undefined
  Plans?: Plan[] | undefined
}
const plan: z.ZodType<Plan> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
  'Rows Removed by Index Recheck': z.number().optional(),
  get Plans() {
    return z.array(plan).optional()
  },
})
const explained = z.array(z.object({ Plan: plan }))

const nodesOf = (node: Plan): Plan[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

export type Explained = {
  rowsRead: number
  /** Tables read from end to end, with how many rows that was. */
  scanned: { table: string; rows: number }[]
}

/** Runs a statement once more, as the database says it does it. */
export const explain = async (core: Core, query: SqlQuery): Promise<Explained> => {
  const adapter = await core.database.adapter.connect()
  try {
    const { rows } = await adapter.queryRaw({ ...query, sql: `explain (analyze, format json) ${query.sql}` })
    const cell = rows[0]?.[0]
    const [top] = explained.parse(typeof cell === 'string' ? JSON.parse(cell) : cell)
    const nodes = top ? nodesOf(top.Plan).filter((node) => node['Actual Loops'] > 0) : []
    const rowsOf = (node: Plan) =>
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
      node['Actual Loops']
    const scans = nodes.filter((node) => node['Relation Name'] !== undefined)
    return {
      rowsRead: scans.reduce((sum, node) => sum + rowsOf(node), 0),
      scanned: scans
        .filter((node) => node['Node Type'] === 'Seq Scan')
        .map((node) => ({ table: node['Relation Name'] ?? '', rows: rowsOf(node) })),
    }
  } finally {
    await adapter.dispose()
  }
}

/** Whether a statement only reads, so that it may be run once more. */
export const isReading = ({ sql }: SqlQuery): boolean =>
  /^\s*(select|with)\b/i.test(sql) && !/\bfor (update|share)\b|pg_advisory/i.test(sql)
