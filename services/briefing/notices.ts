import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, invalid, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { mayEdit, mayLookBehind, notTheirs, regionsWritten } from './policy.ts'
import { type NoticeSection, type noticeSchema, noticeSections } from './schema.ts'
import { tables } from './tables.ts'

/** What an editor added, as the desk lists it. ISO days. */
export type NoticeLine = {
  id: string
  version: number
  title: string
  what: string
  url: string
  until: string | null
  regions: string[]
  addedBy: string
  mayWithdraw: boolean
}

/**
 * Adds a line that stands in each issue until its last day, or in one where it has none: the editor for whomever they like, a coordinator
 * for regions of their own.
 */
export const addNotice = (ctx: Ctx, input: z.output<typeof noticeSchema>): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null || !mayLookBehind(ctx.actor)) return notTheirs()
    const own = regionsWritten(ctx.actor)
    const { section, title, line, url, minutes, until } = input
    if (own !== null && (input.regions.length === 0 || input.regions.some((region) => !own.includes(region))))
      return invalid({ regions: 'Choose regions that you coordinate' })
    if (until !== undefined && until < ctx.clock.today())
      return invalid({ until: 'The last day must be today or later' })
    const id = newId()
    await tables(ctx).notice.create({
      data: {
        ...{ id, section, title, line, url, minutes, regions: input.regions, themes: [] },
        until: until === undefined ? null : dateFromIso(until),
        addedAt: ctx.clock.now(),
        addedById: personId,
      },
    })
    await audit(ctx, {
      event: 'notice.added',
      subject: { kind: 'notice', id },
      data: { section, regions: input.regions },
    })
    return ok({ id })
  })

/** Takes a line back that was added: by the editor, or by whoever added it. What went with an issue went. */
export const withdrawNotice = (ctx: Ctx, { id, version }: { id: string; version: number }): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayLookBehind(ctx.actor)) return notTheirs()
    const { notice } = tables(ctx)
    const found = await notice.findUnique({ where: { id }, select: { addedById: true, withdrawnAt: true } })
    if (!found) return notFound()
    if (!mayEdit(ctx.actor) && found.addedById !== ctx.actor.personId)
      return forbidden('A line is taken back by whoever added it, or by the editor.')
    if (found.withdrawnAt !== null) return ok(null)
    const { count } = await notice.updateMany({
      where: { id, version },
      data: { withdrawnAt: ctx.clock.now(), version: { increment: 1 } },
    })
    if (count === 0) return overtaken('This line')
    await audit(ctx, { event: 'notice.withdrawn', subject: { kind: 'notice', id } })
    return ok(null)
  })

/** Lines that editors added and that are not over, the latest first. */
export const openNotices = async (ctx: Ctx): Promise<NoticeLine[]> => {
  const rows = await tables(ctx).notice.findMany({
    where: {
      withdrawnAt: null,
      OR: [
        { until: { gte: dateFromIso(ctx.clock.today()) } },
        { until: null, addedAt: { gte: dateFromIso(addDays(ctx.clock.today(), -31)) } },
      ],
    },
    orderBy: [{ addedAt: 'desc' }, { id: 'asc' }],
    take: 100,
    include: { addedBy: { select: { name: true } } },
  })
  return rows.map(({ id, version, title, section, url, until, regions, addedBy, addedById }) => ({
    ...{ id, version, title, url, regions, addedBy: addedBy.name },
    what: noticeSections[section as NoticeSection],
    until: until && isoFromDate(until),
    mayWithdraw: mayEdit(ctx.actor) || addedById === ctx.actor.personId,
  }))
}
