import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { areNearNames, foldPersonName } from '#services/import/index.ts'
import { mayJoin } from './policy.ts'
import { tables } from './tables.ts'

export type Known = { id: string; name: string; yotCodes: readonly string[] }

/** The smaller id first, as the table has it. */
const inOrder = (a: string, b: string): readonly [string, string] => (a < b ? [a, b] : [b, a])

const namesAgree = (one: string, other: string): boolean =>
  foldPersonName(one) === foldPersonName(other) || areNearNames(one, other)

/**
 * Records that may be one person's: names that are the same or nearly so (as the import of a members' list compares them), of people who
 * are or were at the same service; or the very same name where one of the two was never at any. Pure.
 */
export const likelyPairs = (people: readonly Known[]): (readonly [string, string])[] => {
  const pairs = new Map<string, readonly [string, string]>()
  const add = (one: Known, other: Known) => {
    const pair = inOrder(one.id, other.id)
    pairs.set(pair.join(), pair)
  }
  const at = new Map<string, Known[]>()
  const called = new Map<string, Known[]>()
  for (const person of people) {
    for (const code of new Set(person.yotCodes)) at.set(code, [...(at.get(code) ?? []), person])
    const name = foldPersonName(person.name)
    called.set(name, [...(called.get(name) ?? []), person])
  }
  for (const here of at.values())
    here.forEach((one, index) => {
      for (const other of here.slice(index + 1)) if (namesAgree(one.name, other.name)) add(one, other)
    })
  for (const [name, alike] of called) {
    if (!name.includes(' ')) continue
    alike.forEach((one, index) => {
      for (const other of alike.slice(index + 1))
        if (one.yotCodes.length === 0 || other.yotCodes.length === 0) add(one, other)
    })
  }
  return [...pairs.values()]
}

/** Looks for records that may be one person's; what somebody said are two people's is not proposed again. */
export const proposePairs = async (ctx: Ctx): Promise<void> => {
  const people = await ctx.db.person.findMany({
    where: { leftAt: null },
    select: { id: true, name: true, holdings: { select: { yotCode: true } } },
    orderBy: { id: 'asc' },
  })
  const pairs = likelyPairs(
    people.map(({ id, name, holdings }) => ({ id, name, yotCodes: holdings.map(({ yotCode }) => yotCode) })),
  )
  const { recordPair } = tables(ctx)
  const keys = new Set(pairs.map((pair) => pair.join()))
  const known = await recordPair.findMany({ where: { apartAt: null } })
  for (const { oneId, otherId } of known)
    if (!keys.has([oneId, otherId].join())) await recordPair.deleteMany({ where: { oneId, otherId, apartAt: null } })
  await recordPair.createMany({
    data: pairs.map(([oneId, otherId]) => ({ oneId, otherId, proposedOn: dateFromIso(ctx.clock.today()) })),
    skipDuplicates: true,
  })
}

export const proposeDaily: Job = {
  name: 'records.propose',
  title: 'Look for two records of one person',
  everyMinutes: 24 * 60,
  run: proposePairs,
}

/** Somebody who knows says that these records are two people's: they are not proposed again. */
export const keepApart = (ctx: Ctx, ids: readonly [string, string]): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const may = mayJoin(ctx)
    if (!may.ok) return may
    const [oneId, otherId] = inOrder(...ids)
    if (oneId === otherId) return notFound()
    if ((await ctx.db.person.count({ where: { id: { in: [oneId, otherId] }, leftAt: null } })) < 2) return notFound()
    const apart = { apartAt: ctx.clock.now(), apartById: ctx.actor.personId }
    await tables(ctx).recordPair.upsert({
      where: { oneId_otherId: { oneId, otherId } },
      create: { oneId, otherId, proposedOn: dateFromIso(ctx.clock.today()), ...apart },
      update: apart,
    })
    await audit(ctx, { event: 'records.kept-apart', subject: { kind: 'person', id: oneId }, data: { other: otherId } })
    return ok(null)
  })
