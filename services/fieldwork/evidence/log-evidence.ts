import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { gathering, teamPart } from '#services/fieldwork/case/part.ts'
import type { evidenceSchema } from '#services/fieldwork/case/schema.ts'
import { readSource } from '#services/fieldwork/case/source.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { lockCase, placesOf } from '#services/reviews/index.ts'
import { evidences } from './move-evidence.ts'

/** What was typed longer ago than this is not believed of a phone's clock. */
const oldestDays = 30

/** When something was typed: what the phone says, unless that is to come or long ago. */
const writtenAtOf = (ctx: Ctx, said: string | undefined): Date => {
  const now = ctx.clock.now()
  const at = said === undefined ? now : new Date(said)
  const oldest = new Date(now.getTime() - oldestDays * 86_400_000)
  return at > now || at < oldest ? now : at
}

/**
 * Logs one entry: what somebody on the team saw, heard or read, from preparing to the presentation. The same key of the same
 * author is one entry, however often it is sent. An entry typed without a connection is kept under the time it was typed.
 *
 * @returns the entry's id; not found for anybody but the team; invalid where the place or source is not of this review; refused
 *   outside the time for it
 */
export const logEvidence = async (
  ctx: Ctx,
  ref: string,
  input: z.output<typeof evidenceSchema>,
): Promise<Result<{ id: string }>> => {
  const part = await teamPart(ctx, ref)
  const authorId = ctx.actor.personId
  if (!part || authorId === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const where = { requestId_authorId_clientKey: { requestId: part.id, authorId, clientKey: input.clientKey } }
    const known = await tables(ctx).evidence.findUnique({ where, select: { id: true } })
    if (known) return ok(known)
    if (!gathering.includes(await lockCase(ctx, part.id))) {
      return refused('Evidence is logged from preparing until the feedback is presented and the draft report sent.')
    }
    const place = (await placesOf(ctx, part.id)).find(({ key }) => key === input.place)
    if (!place) return invalid({ place: 'Choose what it is about' })
    const source = await readSource(ctx, part.id, input.source)
    if (!source) return invalid({ source: 'Choose where you learned it' })
    const id = newId()
    const written = await insertRows(
      ctx,
      'Evidence',
      [
        {
          id,
          requestId: part.id,
          status: 'logged',
          version: 1,
          kloeId: place.kloeId,
          goldenThread: place.goldenThread,
          kind: input.kind,
          ...source,
          text: input.text,
          authorId,
          clientKey: input.clientKey,
          writtenAt: writtenAtOf(ctx, input.writtenAt),
          loggedAt: ctx.clock.now(),
        },
      ],
      { skipDuplicates: true },
    )
    if (written === 0) return ok(await tables(ctx).evidence.findUniqueOrThrow({ where, select: { id: true } }))
    const row = await evidences.lock(ctx, id)
    if (!row) throw new Error('The entry is not there')
    await evidences.begin(ctx, row, 'logged')
    return ok({ id })
  })
}

/** A key for a form that is about to be filled in. */
export const newClientKey = (): string => randomUUID()
