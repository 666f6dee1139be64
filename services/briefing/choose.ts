import type { z } from 'zod'
import type { BriefingChoice, SubscriptionStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { subscriptionIn } from './keys.ts'
import type { choiceSchema } from './schema.ts'
import { tables } from './tables.ts'

export type Choosing = z.output<typeof choiceSchema>

/** How somebody reads the briefing. */
export type OwnBriefing = {
  /** Null: they have not said, and get it each fortnight as long as they are a member. */
  choice: BriefingChoice | null
  regions: string[]
  themes: string[]
  /** Their address refused it twice: nothing goes until the association has asked after it. */
  isPaused: boolean
  /** An address that was not confirmed yet. */
  isPending: boolean
}

type Row = { status: SubscriptionStatus; choice: BriefingChoice; regions: string[]; themes: string[] }

const ownOf = (row: Row | null): OwnBriefing =>
  row === null
    ? { choice: null, regions: [], themes: [], isPaused: false, isPending: false }
    : {
        choice: row.status === 'ended' ? 'none' : row.choice,
        regions: row.regions,
        themes: row.themes,
        isPaused: row.status === 'paused',
        isPending: row.status === 'pending',
      }

const signedOut = () => forbidden('Sign in to see and change how you get the briefing.')

/** How the actor reads the briefing, and why they get it. For their own page of settings. */
export const subscriptionOf = async (ctx: Ctx): Promise<Result<OwnBriefing>> => {
  const { personId } = ctx.actor
  if (personId === null) return signedOut()
  return ok(ownOf(await tables(ctx).subscription.findUnique({ where: { personId } })))
}

/** What a choice makes of a subscription that stands; a pause ends with it: whoever chooses, reads. */
const change = (ctx: Ctx, { choice, regions, themes }: Choosing) => ({
  choice,
  regions: [...new Set(regions)],
  themes: [...new Set(themes)],
  refusals: 0,
  ...(choice === 'none'
    ? { status: 'ended' as const, reason: 'asked', endedAt: ctx.clock.now() }
    : { status: 'active' as const, reason: null, endedAt: null }),
})

const said = (ctx: Ctx, id: string, { choice, regions, themes }: Choosing) =>
  audit(ctx, {
    event: choice === 'none' ? 'subscription.ended' : 'subscription.chosen',
    subject: { kind: 'subscription', id },
    data: { choice, regions, themes, ...(choice === 'none' ? { reason: 'asked' } : {}) },
  })

/** The actor chooses how often they get the briefing, and of what; none ends it. */
export const chooseSubscription = (ctx: Ctx, input: Choosing): Promise<Result<OwnBriefing>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return signedOut()
    const data = change(ctx, input)
    const row = await tables(ctx).subscription.upsert({
      where: { personId },
      create: { id: newId(), personId, startedAt: ctx.clock.now(), ...data },
      update: { ...data, version: { increment: 1 } },
    })
    await said(ctx, row.id, input)
    return ok(ownOf(row))
  })

/** The same of somebody without an account, by the link that they were sent. Not found for a key that is not ours, or once the address was forgotten. */
export const findYours = async (ctx: Ctx, key: string): Promise<Result<OwnBriefing>> => {
  const id = subscriptionIn(ctx, 'own briefing', key)
  const row = id === null ? null : await tables(ctx).subscription.findFirst({ where: { id, address: { not: null } } })
  return row ? ok(ownOf(row)) : notFound()
}

/** Somebody without an account confirms their address by choosing, chooses anew, or ends it. */
export const chooseYours = (ctx: Ctx, key: string, input: Choosing): Promise<Result<OwnBriefing>> =>
  inTransaction(ctx, async (ctx) => {
    const id = subscriptionIn(ctx, 'own briefing', key)
    const { subscription } = tables(ctx)
    const found = id === null ? null : await subscription.findFirst({ where: { id, address: { not: null } } })
    if (!found) return notFound()
    const row = await subscription.update({
      where: { id: found.id },
      data: { ...change(ctx, input), version: { increment: 1 } },
    })
    await said(ctx, row.id, input)
    return ok(ownOf(row))
  })

/** Whether the key in an issue's header is ours, and whether what it ends has ended already. */
export const findEnding = async (ctx: Ctx, key: string): Promise<Result<{ isOver: boolean }>> => {
  const id = subscriptionIn(ctx, 'end of briefing', key)
  const row =
    id === null ? null : await tables(ctx).subscription.findUnique({ where: { id }, select: { status: true } })
  return row ? ok({ isOver: row.status === 'ended' }) : notFound()
}

/** Ends a subscription by the key in an issue's header. Pressing twice ends it once. */
export const endByOneClick = (ctx: Ctx, key: string): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const id = subscriptionIn(ctx, 'end of briefing', key)
    if (id === null) return notFound()
    const { count } = await tables(ctx).subscription.updateMany({
      where: { id, status: { not: 'ended' } },
      data: {
        status: 'ended',
        choice: 'none',
        reason: 'one_click',
        endedAt: ctx.clock.now(),
        version: { increment: 1 },
      },
    })
    if (count > 0)
      await audit(ctx, {
        event: 'subscription.ended',
        subject: { kind: 'subscription', id },
        data: { reason: 'one_click' },
      })
    else if ((await tables(ctx).subscription.count({ where: { id } })) === 0) return notFound()
    return ok(null)
  })
