import { may, type Permission } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import type { SavedViewInput } from './schema.ts'
import { tables } from './tables.ts'

/** A list as somebody saved it: the query that the page's address had. */
export type SavedView = { id: string; name: string; query: string; isTold: boolean }

/** Lists of which views can be kept, by their page, with who may read them; null is whoever is signed in. */
const lists = {
  '/association/bank': 'bank.read',
  '/association/members': 'member.list',
  '/offerings': null,
} as const satisfies Record<string, Permission | null>
export type SavedList = keyof typeof lists

const mostViews = 20

/** The actor's own views of a list, by name. One statement. */
export const savedViews = async (ctx: Ctx, page: SavedList): Promise<SavedView[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const views = await tables(ctx).savedView.findMany({
    where: { personId, page },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, query: true, toldAt: true },
  })
  return views.map(({ toldAt, ...view }) => ({ ...view, isTold: toldAt !== null }))
}

/**
 * Keeps what a list shows now under a name, for whoever may read it; one of that name is replaced. Refused beyond twenty views of
 * one list.
 */
export const saveView = (
  ctx: Ctx,
  page: SavedList,
  { name, query, isTold }: SavedViewInput,
): Promise<Result<{ name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    const permission = lists[page]
    if (personId === null || (permission !== null && !may(ctx.actor, permission)))
      return forbidden('This list is not for you.')
    const { savedView } = tables(ctx)
    const others = await savedView.count({ where: { personId, page, name: { not: name } } })
    if (others >= mostViews) return refused(`You keep ${mostViews} views of this list. Remove one first.`)
    const savedAt = ctx.clock.now()
    const { id } = await savedView.upsert({
      where: { personId_page_name: { personId, page, name } },
      create: { personId, page, name, query, savedAt, toldAt: isTold ? savedAt : null },
      update: { query, savedAt, toldAt: isTold ? savedAt : null },
    })
    await audit(ctx, { event: 'view.saved', subject: { kind: 'view', id }, data: { page } })
    return ok({ name })
  })

/** Removes one of the actor's own views; anybody else's is not found. */
export const removeView = (ctx: Ctx, viewId: string): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return notFound()
    const { count } = await tables(ctx).savedView.deleteMany({ where: { id: viewId, personId } })
    if (count === 0) return notFound()
    await audit(ctx, { event: 'view.removed', subject: { kind: 'view', id: viewId } })
    return ok(undefined)
  })

/** A view whose owner is told of what is new in it, and up to when they were. */
export type WatchedView = { id: string; personId: string; name: string; query: string; toldAt: Date }

/** The views of a list of which somebody is told, so many after one of them, by id. */
export const watchedViews = async (
  ctx: Ctx,
  page: SavedList,
  { after, take }: { after: string | undefined; take: number },
): Promise<WatchedView[]> => {
  const rows = await tables(ctx).savedView.findMany({
    where: { page, toldAt: { not: null }, ...(after === undefined ? {} : { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, personId: true, name: true, query: true, toldAt: true },
  })
  return rows.flatMap(({ toldAt, ...view }) => (toldAt === null ? [] : [{ ...view, toldAt }]))
}

/**
 * Its owner is told of what is new up to now: call it in the transaction that writes to them, and audits it.
 * @returns false where somebody else told them first, or the view is gone or no longer watched
 */
export const toldOfView = async (ctx: Ctx, { id, toldAt }: Pick<WatchedView, 'id' | 'toldAt'>): Promise<boolean> => {
  const { count } = await tables(ctx).savedView.updateMany({ where: { id, toldAt }, data: { toldAt: ctx.clock.now() } })
  return count > 0
}
