import type { SqlQuery } from '@prisma/driver-adapter-utils'
import { buildIfNeeded, loadBuild } from '#app/commands/pages.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import type { BenchGroup } from './bench.ts'
import { benchClock, type Kind, kinds, openBench } from './databases.ts'
import type { Size } from './generate.ts'
import { explain, isReading } from './statements.ts'
import { benchPages, serveBench, visit } from './visits.ts'

type Seen = { statements: number; rowsRead: number; scans: string[] }
type SeenPage = { full: Seen; few: Seen | null }

const worthAnIndex = 1_000

/** What each page asks of one database. A page is visited before it counts: what is remembered for a while is not asked again. */
const lookAt = async (kind: Kind, size: Size): Promise<Map<string, SeenPage>> => {
  const core = await openBench(kind, size)
  let heard: SqlQuery[] = []
  const listening = listeningCore(core, benchClock, (query) => heard.push(query))
  const server = await serveBench(listening, await loadBuild())
  const seen = new Map<string, SeenPage>()
  const look = async (target: { path: string; cookie: string }): Promise<Seen> => {
    await visit(server.origin, target)
    heard = []
    await visit(server.origin, target)
    const asked = heard
    let rowsRead = 0
    const scans = new Set<string>()
    for (const query of asked.filter(isReading)) {
      const { rowsRead: rows, scanned } = await explain(core, query)
      rowsRead += rows
      for (const { table, rows: read } of scanned.filter((scan) => scan.rows > worthAnIndex)) {
        scans.add(`${table} (${read.toLocaleString('en-GB')})`)
      }
    }
    return { statements: asked.length, rowsRead, scans: [...scans] }
  }
  for (const page of benchPages) {
    const { path, few, cookie } = server.target(page)
    seen.set(page.name, {
      full: await look({ path, cookie }),
      few: few === undefined ? null : await look({ path: few, cookie }),
    })
  }
  server.close()
  await listening.close()
  await core.close()
  return seen
}

export const group: BenchGroup = {
  name: 'queries',
  measures: 'statements and rows read per page, with few rows shown and many, at real and large size.',
  run: async () => {
    await buildIfNeeded()
    const tables = []
    for (const kind of kinds) {
      const real = await lookAt(kind, 'real')
      const large = await lookAt(kind, 'large')
      tables.push({
        title: `Statements per page, ${kind}`,
        columns: [
          'page',
          'real',
          'large',
          'large, few rows',
          'rows read, real',
          'rows read, large',
          'scanned at large size',
        ],
        rows: benchPages.map(({ name }) => {
          const [small, big] = [real.get(name), large.get(name)]
          return [
            ...[name, small?.full.statements ?? 0, big?.full.statements ?? 0, String(big?.few?.statements ?? '–')],
            ...[small?.full.rowsRead ?? 0, big?.full.rowsRead ?? 0],
            [...new Set([...(big?.full.scans ?? []), ...(big?.few?.scans ?? [])])].join(', ') || 'none',
          ]
        }),
        notes: [
          `To reach: as many statements with few rows as with many, at either size; no table of over ${worthAnIndex.toLocaleString('en-GB')} rows read from end to end.`,
        ],
      })
    }
    return tables
  },
}
