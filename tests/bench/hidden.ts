import { buildIfNeeded, loadBuild } from '#app/commands/pages.ts'
import { startAuditedSession } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { system } from '#services/core/access.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type BenchGroup, type BenchTable, ratioOf, say, showNumber, showSpread, spreadOf, takeTurns } from './bench.ts'
import { type Kind, kinds, openBench } from './databases.ts'
import { serveBench } from './visits.ts'

const pairs = 200

/** Pages of a review, by what they are asked with. */
const pagesOf = (ref: string) => ({
  '/reviews/:ref': `/reviews/${ref}`,
  '/reviews/:ref/report': `/reviews/${ref}/report`,
  '/association/requests/:ref': `/association/requests/${ref}`,
})

const measure = async (kind: Kind): Promise<BenchTable> => {
  const core = await openBench(kind, 'real')
  const ctx = core.contextFor(system, 'bench')
  const { ref, yotCode } = await ctx.db.reviewRequest.findFirstOrThrow({
    where: { status: 'closed' },
    orderBy: { id: 'asc' },
  })
  // An officer with family where the review was: to them it does not exist.
  const reader = await makePerson(ctx, { appointments: [{ role: 'administrator' }], declaredOn: null })
  const personId = reader.id
  const interests = { create: [{ personId, kind: 'family' as const, yotCode }] }
  await ctx.db.declaration.create({
    data: { personId, kind: 'annual', isNil: false, statedAt: ctx.clock.now(), interests },
  })
  const token = await startAuditedSession(ctx, { personId, method: 'link', userAgent: null }, allGrantsFor)
  const server = await serveBench(core, await loadBuild())
  const ask = (path: string) => async () => {
    const response = await fetch(server.origin + path, { headers: { cookie: `session=${token}` }, redirect: 'manual' })
    await response.text()
    if (response.status !== 404) throw new Error(`${path} answered ${response.status}`)
  }
  const rows: (string | number)[][] = []
  const unknown = pagesOf(ref.replace(/\d+$/, '999'))
  for (const [name, path] of Object.entries(pagesOf(ref))) {
    say(`  ${name}, ${kind}`)
    const turns = { hidden: ask(path), unknown: ask(unknown[name as keyof typeof unknown]) }
    const { hidden, unknown: none } = await takeTurns(turns, { rounds: pairs, warmUp: 5 })
    const slower = hidden.filter((ms, turn) => ms > (none[turn] ?? 0)).length
    rows.push([
      name,
      showNumber(spreadOf(hidden).median),
      showNumber(spreadOf(none).median),
      showSpread(ratioOf(hidden, none)),
      `${slower} of ${pairs}`,
    ])
  }
  server.close()
  await core.close()
  return {
    title: `A case that must not exist for its reader, against one that does not, ${kind}`,
    columns: ['page', 'ms, hidden', 'ms, unknown', 'hidden to unknown', 'hidden took longer'],
    rows,
    notes: [
      'Taking turns, so that each pair is measured side by side. To reach: a median of 0.95 to 1.05, and neither longer in more than 6 of 10 pairs.',
      'A first look at a block that no sweep has found yet is one a reader and is not counted here: its statements are compared in tests/journeys/first-look.test.ts.',
    ],
  }
}

export const group: BenchGroup = {
  name: 'hidden',
  measures: `the time that a refused page takes, ${pairs} pairs of a hidden and an unknown reference a page.`,
  run: async () => {
    await buildIfNeeded()
    const tables: BenchTable[] = []
    for (const kind of kinds) tables.push(await measure(kind))
    return tables
  },
}
