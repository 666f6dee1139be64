import type { z } from 'zod'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { worked } from '#services/fieldwork/case/part.ts'
import type { youngVoiceSchema } from '#services/fieldwork/case/schema.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { hasPart, lockCase, type PartIn, partIn } from '#services/reviews/index.ts'

/** Young people are asked for the scope, so the service gathers from the board's approval on. */
const gatheredFrom: readonly ReviewStatus[] = [
  'approved',
  'scoping',
  'team_proposed',
  'inviting',
  'confirmed',
  ...worked.filter((status) => status !== 'closed'),
]

/** What they make of the result comes once there is one. */
const viewsFrom: readonly ReviewStatus[] = worked.filter(
  (status) => !['preparing', 'on_site', 'closed'].includes(status),
)

const most = 30

/** The review of somebody who may read what young people ask and say: the service, and the team once it works. */
export const youngPart = async (ctx: Ctx, ref: string): Promise<PartIn | null> => {
  const part = await partIn(ctx, ref)
  if (!part || !hasPart(part.kind, 'young-people')) return null
  const isHosts = part.isHost && (gatheredFrom.includes(part.status) || part.status === 'closed')
  return isHosts || (part.teamRole !== null && worked.includes(part.status)) ? part : null
}

const said = (ctx: Ctx, part: PartIn, event: 'added' | 'removed', id: string) =>
  audit(ctx, {
    event: `young-voice.${event}`,
    subject: { kind: 'young_voice', id },
    case: { kind: 'review_request', id: part.id },
    yotCode: part.yotCode,
  })

/**
 * Adds what young people ask for the scope or make of the result, as the service gathered it, without anything about who they are. By the
 * service's side alone; the team reads it beside the golden thread.
 */
export const addYoungVoice = async (
  ctx: Ctx,
  ref: string,
  { kind, text, gathered }: z.output<typeof youngVoiceSchema>,
): Promise<Result<{ id: string }>> => {
  const part = await youngPart(ctx, ref)
  const addedById = ctx.actor.personId
  if (!part?.isHost || addedById === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const status = await lockCase(ctx, part.id)
    if (!gatheredFrom.includes(status)) return refused('This review is over. What young people said stays on its page.')
    if (kind === 'view' && !viewsFrom.includes(status)) {
      return invalid({ kind: 'Their view of the result comes once the feedback is presented' })
    }
    const { youngVoice } = tables(ctx)
    if ((await youngVoice.count({ where: { requestId: part.id } })) >= most) {
      return refused(`A review keeps at most ${most} of these. Put several into one.`)
    }
    const id = newId()
    await youngVoice.create({
      data: { id, requestId: part.id, kind, text, gathered, addedById, addedAt: ctx.clock.now() },
    })
    await said(ctx, part, 'added', id)
    return ok({ id })
  })
}

/** Takes back what the service had added; taking it back twice is taking it back once. */
export const removeYoungVoice = async (ctx: Ctx, ref: string, id: string): Promise<Result<{ id: string }>> => {
  const part = await youngPart(ctx, ref)
  if (!part?.isHost) return notFound()
  return inTransaction(ctx, async (ctx) => {
    await lockCase(ctx, part.id)
    const { youngVoice } = tables(ctx)
    const known = await youngVoice.findFirst({ where: { id, requestId: part.id } })
    if (!known) return notFound()
    if (known.removedAt !== null) return ok({ id })
    await youngVoice.update({ where: { id }, data: { removedAt: ctx.clock.now() } })
    await said(ctx, part, 'removed', id)
    return ok({ id })
  })
}

/** What young people ask and say of one review, in the order it was added. */
export const readYoungVoices = async (ctx: Ctx, requestId: string) => {
  const rows = await tables(ctx).youngVoice.findMany({
    where: { requestId, removedAt: null },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, kind: true, text: true, gathered: true, addedAt: true },
  })
  return {
    questions: rows.filter(({ kind }) => kind === 'question'),
    views: rows.filter(({ kind }) => kind === 'view'),
  }
}

/** The page of the young people's part. */
export const youngPeoplePage = async (ctx: Ctx, ref: string) => {
  const part = await youngPart(ctx, ref)
  if (!part) return notFound()
  return ok({
    ref,
    yotName: part.yotName,
    ...(await readYoungVoices(ctx, part.id)),
    mayAdd: part.isHost && gatheredFrom.includes(part.status),
    mayGiveView: viewsFrom.includes(part.status),
  })
}
