import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { fingerprint } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { regions } from '#services/yots/index.ts'
import { feedKinds } from './feed-kinds.ts'
import { tables } from './tables.ts'

/** More calendars than somebody has devices. */
export const mostFeeds = 10

export const makeFeedSchema = z
  .object({
    kind: z.enum(['mine', 'region', 'courses', 'consultations'], { error: 'Choose what the calendar holds' }),
    regions: z.array(z.enum(regions, { error: 'Choose regions from the list' })).default([]),
  })
  .refine(({ kind, regions }) => !feedKinds[kind].hasRegions || regions.length > 0, {
    path: ['regions'],
    error: 'Choose at least one region',
  })

export const feedIdSchema = z.object({ feedId: z.uuid('Choose a calendar from the list') })

/**
 * The token in a calendar's address: made from the service's secret, so that the answer to a form that is sent twice can be given again
 * although only its fingerprint is kept.
 */
const tokenOf = ({ config }: Ctx, id: string): string =>
  createHmac('sha256', config.sessionSecret).update(`calendar feed:${id}`).digest('base64url')

/** The address of a calendar that was made a moment ago, for the one page that shows it. */
export const addressOf = (ctx: Ctx, id: string): string =>
  `${ctx.config.publicUrl}/calendar/feed/${tokenOf(ctx, id)}.ics`

/** A calendar of the actor's for their calendar program, under a secret address that is shown once and ended by its owner. */
export const makeFeed = (
  ctx: Ctx,
  { kind, regions }: z.output<typeof makeFeedSchema>,
): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return notFound()
    const { feed } = tables(ctx)
    // Locks the person's row, so that two at once are counted one after the other.
    await ctx.db.$queryRaw`select 1 from "Person" where id = ${personId}::uuid for update`
    if ((await feed.count({ where: { personId, endedAt: null } })) >= mostFeeds)
      return refused(`You have ${mostFeeds} calendars. End one that you no longer use.`)
    const id = newId()
    await feed.create({
      data: {
        id,
        personId,
        kind,
        regions: feedKinds[kind].hasRegions ? [...new Set(regions)] : [],
        tokenHash: fingerprint(ctx.config, 'calendar feed', tokenOf(ctx, id)),
        createdAt: ctx.clock.now(),
      },
    })
    await audit(ctx, { event: 'feed.made', subject: { kind: 'feed', id }, data: { kind } })
    return ok({ id })
  })

/** Ends a calendar of the actor's: from then on its address answers that it is gone. */
export const endFeed = (ctx: Ctx, { feedId }: { feedId: string }): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return notFound()
    const { feed } = tables(ctx)
    const found = await feed.findFirst({ where: { id: feedId, personId }, select: { endedAt: true } })
    if (!found) return notFound()
    const { count } = await feed.updateMany({
      where: { id: feedId, personId, endedAt: null },
      data: { endedAt: ctx.clock.now() },
    })
    if (count > 0) await audit(ctx, { event: 'feed.ended', subject: { kind: 'feed', id: feedId } })
    return ok(null)
  })

/** The actor's calendars that programs fetch, the newest first. */
export const ownFeeds = async (ctx: Ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  return tables(ctx).feed.findMany({
    where: { personId, endedAt: null },
    select: { id: true, kind: true, regions: true, createdAt: true },
    orderBy: { createdAt: 'desc' },
  })
}
