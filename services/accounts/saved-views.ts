import { may, type Permission } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import type { SavedViewInput } from './schema.ts'
import { tables } from './tables.ts'

/** A list as somebody saved it: the query that the page's address had. */
export type SavedView = { id: string; name: string; query: string }

/** Lists of which views can be kept, by their page, with who may read them. */
const lists = {
  '/association/bank': 'bank.read',
  '/association/members': 'member.list',
} as const satisfies Record<string, Permission>
export type SavedList = keyof typeof lists

const mostViews = 20

/** The actor's own views of a list, by name. One statement. */
export const savedViews = async (ctx: Ctx, page: SavedList): Promise<SavedView[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  return tables(ctx).savedView.findMany({
    where: { personId, page },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, query: true },
  })
}

/**
 * Keeps what a list shows now under a name, for whoever may read it; one of that name is replaced. Refused beyond twenty views of
 * one list.
 */
export const saveView = (
  ctx: Ctx,
  page: SavedList,
  { name, query }: SavedViewInput,
): Promise<Result<{ name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null || !may(ctx.actor, lists[page])) return forbidden('This list is not for you.')
    const { savedView } = tables(ctx)
    const others = await savedView.count({ where: { personId, page, name: { not: name } } })
    if (others >= mostViews) return refused(`You keep ${mostViews} views of this list. Remove one first.`)
    const savedAt = ctx.clock.now()
    const { id } = await savedView.upsert({
      where: { personId_page_name: { personId, page, name } },
      create: { personId, page, name, query, savedAt },
      update: { query, savedAt },
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
