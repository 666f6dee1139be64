import { conflictFoundSchema } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Handler } from '#services/core/outbox.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { concerns, findForActor, type WholeConcern } from './concerns.ts'
import { decideIfAllAreIn } from './decide.ts'
import { fillPlaces } from './draw.ts'
import { caseOf, isDecider } from './parties.ts'
import { releasePlace } from './places.ts'
import { tables } from './tables.ts'

const replace = async (ctx: Ctx, row: WholeConcern, viewId: string): Promise<Result<unknown>> => {
  await releasePlace(ctx, viewId)
  const now = await concerns.lock(ctx, row.id)
  if (!now) return notFound()
  const filled = await fillPlaces(ctx, now)
  if (!filled.ok) return filled
  const after = await concerns.lock(ctx, row.id)
  return after ? decideIfAllAreIn(ctx, after) : ok(undefined)
}

/** A decider stands down before recording a view: no reason is asked, and somebody else is drawn at once. */
export const standDown = async (ctx: Ctx, ref: string): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found || !isDecider(ctx.actor, found)) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const row = await concerns.lock(ctx, found.id)
    const own = row?.views.find(
      ({ deciderId, releasedAt, round }) =>
        deciderId === ctx.actor.personId && releasedAt === null && round === row.round,
    )
    if (!row || !own) return notFound()
    if (own.recordedAt !== null) return refused('You have recorded your view, so you cannot stand down any more.')
    await audit(ctx, { event: 'concern.stood-down', subject: { kind: 'concern', id: row.id }, case: caseOf(row.id) })
    const replaced = await replace(asSystem(ctx), row, own.id)
    return replaced.ok ? ok({ ref }) : replaced
  })
}

/** Somebody's facts changed so that they may not decide any more: their place goes to somebody else. */
export const releaseDecider = async (ctx: Ctx, concernId: string, personId: string): Promise<Result<unknown>> =>
  inTransaction<unknown>(asSystem(ctx), async (ctx) => {
    const row = await concerns.lock(ctx, concernId)
    const view = row?.views.find(
      ({ deciderId, releasedAt, round }) => deciderId === personId && releasedAt === null && round === row.round,
    )
    return row?.status === 'hearing' && view ? replace(ctx, row, view.id) : ok(undefined)
  })

/** What the worker calls when a conflict was found: of a concern, or of what it is about. */
export const conflictFound: Handler = async (ctx, { payload }) => {
  const found = conflictFoundSchema.parse(payload)
  if (found.verdict !== 'blocked') return
  const places = await tables(ctx).concernView.findMany({
    where: {
      deciderId: found.personId,
      releasedAt: null,
      concern: {
        status: 'hearing',
        OR: [{ id: found.caseId }, { caseId: found.caseId }],
      },
    },
    select: { concernId: true },
  })
  for (const { concernId } of places) await releaseDecider(ctx, concernId, found.personId)
}
