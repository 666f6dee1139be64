import type { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { gathering } from '#services/fieldwork/case/part.ts'
import type { editEvidenceSchema, setAsideSchema } from '#services/fieldwork/case/schema.ts'
import { isUuid, readSource } from '#services/fieldwork/case/source.ts'
import { unsettleFindings } from '#services/fieldwork/findings/unsettle.ts'
import { lockCase, placesOf } from '#services/reviews/index.ts'
import { evidences } from './move-evidence.ts'

const overWhy = 'The draft report is sent: the evidence stands as it is.'

/**
 * Changes an entry: by its author until it is under a finding or its day is over, then by a co-lead. What it said before is in its
 * history. Findings that rest on it are open again.
 */
export const editEvidence = (
  ctx: Ctx,
  id: string,
  { version, ...input }: z.output<typeof editEvidenceSchema>,
): Promise<Result<{ ref: string }>> =>
  !isUuid(id)
    ? Promise.resolve(notFound())
    : evidences.asMove(
        ctx,
        { ref: id, version, event: 'edited' },
        async (ctx, { row, found, move }) => {
          if (!gathering.includes(await lockCase(ctx, row.requestId))) return refused(overWhy)
          const place = (await placesOf(ctx, row.requestId)).find(({ key }) => key === input.place)
          if (!place) return invalid({ place: 'Choose what it is about' })
          const source = await readSource(ctx, row.requestId, input.source)
          if (!source) return invalid({ source: 'Choose where you learned it' })
          const moved = await move({
            note: row.text,
            data: {
              kloeId: place.kloeId,
              goldenThread: place.goldenThread,
              kind: input.kind,
              sessionId: source.sessionId,
              documentId: source.documentId,
              sourceKind: input.sourceKind,
              text: input.text,
            },
          })
          if (!moved.ok) return moved
          await unsettleFindings(ctx, row)
          return ok({ ref: found.part.ref })
        },
        (row) => (row.text === input.text && row.kind === input.kind ? { ref: row.request.ref } : null),
      )

/** Sets an entry aside, with why: it stays in the log, struck out, and counts for nothing. Findings that rest on it are open again. */
export const setEvidenceAside = (
  ctx: Ctx,
  id: string,
  { version, reasons }: z.output<typeof setAsideSchema>,
): Promise<Result<{ ref: string }>> =>
  !isUuid(id)
    ? Promise.resolve(notFound())
    : evidences.asMove(
        ctx,
        { ref: id, version, event: 'set-aside' },
        async (ctx, { row, found, move }) => {
          if (!gathering.includes(await lockCase(ctx, row.requestId))) return refused(overWhy)
          const moved = await move({ note: reasons })
          if (!moved.ok) return moved
          await unsettleFindings(ctx, row)
          return ok({ ref: found.part.ref })
        },
        (row) => (row.status === 'set_aside' ? { ref: row.request.ref } : null),
      )

/** Takes an entry up again that was set aside; by a co-lead. */
export const restoreEvidence = (ctx: Ctx, id: string, version: number): Promise<Result<{ ref: string }>> =>
  !isUuid(id)
    ? Promise.resolve(notFound())
    : evidences.asMove(
        ctx,
        { ref: id, version, event: 'restored' },
        async (ctx, { row, found, move }) => {
          if (!gathering.includes(await lockCase(ctx, row.requestId))) return refused(overWhy)
          const moved = await move()
          if (!moved.ok) return moved
          await unsettleFindings(ctx, row)
          return ok({ ref: found.part.ref })
        },
        (row) => (row.status === 'logged' ? { ref: row.request.ref } : null),
      )
