import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { mayEdit, notTheirs } from './policy.ts'
import { tables } from './tables.ts'

/** Issues in a row that an address may refuse for good before nothing more goes to it. */
const mostRefusals = 2

/** Notes that an address refused an issue for good, once for each issue; the second one pauses it, and the association is asked to look. */
export const noteRefusal = async (ctx: Ctx, id: string, issueId: string): Promise<void> => {
  await inTransaction(ctx, async (ctx) => {
    const { subscription } = tables(ctx)
    await subscription.updateMany({
      where: { id, OR: [{ refusedIn: null }, { refusedIn: { not: issueId } }] },
      data: { refusals: { increment: 1 }, refusedIn: issueId },
    })
    const { count } = await subscription.updateMany({
      where: { id, status: 'active', refusals: { gte: mostRefusals } },
      data: { status: 'paused', version: { increment: 1 } },
    })
    if (count > 0) await audit(ctx, { event: 'subscription.paused', subject: { kind: 'subscription', id } })
    return ok(undefined)
  })
}

/** It got there: what was refused before counts no more. */
export const forgetRefusals = async (ctx: Ctx, id: string): Promise<void> => {
  await tables(ctx).subscription.updateMany({ where: { id, refusals: { gt: 0 } }, data: { refusals: 0 } })
}

export type FailingReader = { id: string; version: number; name: string | null; personId: string | null }

/** Readers whose address refused two issues in a row, the longest first, with how many there are. An address alone is not shown. */
export const failingReaders = async (ctx: Ctx): Promise<{ readers: FailingReader[]; count: number }> => {
  const where = { status: 'paused' as const }
  const [rows, count] = await Promise.all([
    tables(ctx).subscription.findMany({
      where,
      orderBy: { id: 'asc' },
      take: 50,
      select: { id: true, version: true, personId: true, person: { select: { name: true } } },
    }),
    tables(ctx).subscription.count({ where }),
  ])
  return { count, readers: rows.map(({ person, ...row }) => ({ ...row, name: person?.name ?? null })) }
}

const settle = (ctx: Ctx, { id, version }: { id: string; version: number }, isEnd: boolean): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayEdit(ctx.actor)) return notTheirs()
    const { subscription } = tables(ctx)
    const { count } = await subscription.updateMany({
      where: { id, version, status: 'paused' },
      data: {
        refusals: 0,
        version: { increment: 1 },
        ...(isEnd
          ? { status: 'ended', choice: 'none', reason: 'refused_twice', endedAt: ctx.clock.now() }
          : { status: 'active' }),
      },
    })
    if (count === 0) {
      if ((await subscription.count({ where: { id } })) === 0) return notFound()
      return refused('This was seen to already.')
    }
    await audit(ctx, {
      event: isEnd ? 'subscription.ended' : 'subscription.resumed',
      subject: { kind: 'subscription', id },
      ...(isEnd ? { data: { reason: 'refused_twice' } } : {}),
    })
    return ok(null)
  })

/** The editor has asked after an address, and it is tried again from the next issue on. */
export const resumeReader = (ctx: Ctx, input: { id: string; version: number }) => settle(ctx, input, false)

/** Nothing can be done about an address: it is not written to any more. */
export const endReader = (ctx: Ctx, input: { id: string; version: number }) => settle(ctx, input, true)
