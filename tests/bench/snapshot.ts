import { system } from '#services/core/access.ts'
import type { Core } from '#services/core/context.ts'
import { countContent } from '#services/insight/index.ts'
import { type BenchGroup, quantile, say } from './bench.ts'
import { kinds, openBench } from './databases.ts'

/** Gaps beside what is generated: as many as there would be after decades. */
const gaps = 200_000

const addGaps = async ({ database }: Core): Promise<void> => {
  if ((await database.client.gap.count()) > 0) return
  say(`  adding ${gaps.toLocaleString('en-GB')} gaps, once…`)
  await database.client.$executeRaw`
    insert into "Gap" (id, kind, "sourceKey", themes, region, "openedOn", weight, "caseIds", "metBy", "metOn")
    select gen_random_uuid(), (array['search', 'enquiry', 'course']::"GapKind"[])[1 + n % 3], 'bench:' || n,
      array[(select code from "Theme" order by code offset n % 80 limit 1)], (select region from "Yot" order by code offset n % 155 limit 1),
      date '2026-06-14' - (n % 1000), 1, '{}', case when n % 2 = 0 then 'offering' end,
      case when n % 2 = 0 then least(date '2026-06-14', date '2026-06-14' - (n % 1000) + n % 200) end
    from generate_series(1, ${gaps}::int) n`
  await database.client.$executeRaw`analyze "Gap"`
}

const rowsIn = async ({ database }: Core): Promise<number> => {
  const [counted] = await database.client.$queryRaw<{ rows: number }[]>`
    select coalesce(sum(reltuples), 0)::float as rows from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`
  return Math.round(counted?.rows ?? 0)
}

/** What a page would ask of the tables that the snapshot counts, one change among it, in milliseconds. */
const lookOnce = async ({ database }: Core): Promise<number> => {
  const startedAt = performance.now()
  await database.client.reviewRequest.findMany({ take: 15, orderBy: { id: 'desc' }, include: { yot: true } })
  await database.client.gap.updateMany({ where: { sourceKey: 'bench:1' }, data: { weight: 1 } })
  await database.client.standing.findMany({ take: 15, orderBy: [{ approvedOn: 'desc' }, { personId: 'desc' }] })
  return performance.now() - startedAt
}

const many = 50

export const group: BenchGroup = {
  name: 'snapshot',
  measures:
    'the nightly count of gaps, balance and business case on the large exchange, and what a page and a change wait meanwhile',
  run: async () => {
    const rows: (string | number)[][] = []
    for (const kind of kinds) {
      const core = await openBench(kind, 'large')
      await addGaps(core)
      const alone: number[] = []
      for (let turn = 0; turn < many; turn += 1) alone.push(await lookOnce(core))
      const startedAt = performance.now()
      let isDone = false
      const counted = countContent(core.contextFor(system, 'bench')).finally(() => {
        isDone = true
      })
      const beside: number[] = []
      while (!isDone) beside.push(await lookOnce(core))
      await counted
      const seconds = (performance.now() - startedAt) / 1000
      rows.push([
        kind,
        await rowsIn(core),
        seconds,
        quantile(alone, 0.5),
        quantile(alone, 1),
        quantile(beside, 0.5),
        quantile(beside, 1),
      ])
      await core.close()
    }
    return [
      {
        title: 'Snapshot of the exchange',
        columns: ['database', 'rows', 'seconds', 'alone ms', 'at most', 'beside it ms', 'at most'],
        rows,
        notes: [
          'To reach: at most 60 seconds at 2.5 million rows. The last two columns are a page’s two reads and one change while it runs.',
          'It takes no lock that a reader or a writer waits for; on the embedded database they wait for the statement in hand, as there is one connection.',
        ],
      },
    ]
  },
}
