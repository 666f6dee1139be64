import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { casePart } from '#services/fieldwork/case/part.ts'
import { isUuid } from '#services/fieldwork/case/source.ts'
import { tables } from '#services/fieldwork/case/tables.ts'

export type OpenedFile = { bytes: Uint8Array; fileName: string; type: string }

/** Opens one version of a document, for those on the case; that it was opened, by whom and when, is kept with it. */
export const openDocument = async (ctx: Ctx, ref: string, id: string, number: number): Promise<Result<OpenedFile>> => {
  const part = await casePart(ctx, ref, 'documents')
  const { personId } = ctx.actor
  if (!part || personId === null || !isUuid(id)) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const version = await tables(ctx).documentVersion.findFirst({
      where: { documentId: id, number, document: { requestId: part.id, withdrawnAt: null } },
      select: { fileName: true, type: true, bytes: { select: { bytes: true } } },
    })
    if (!version) return notFound()
    await tables(ctx).documentOpening.create({
      data: { documentId: id, number, personId, openedAt: ctx.clock.now() },
    })
    await audit(ctx, {
      event: 'document.opened',
      subject: { kind: 'case_document', id },
      case: { kind: 'review_request', id: part.id },
      yotCode: part.yotCode,
      data: { number },
    })
    const { fileName, type, bytes } = version
    return ok({ bytes: bytes.bytes, fileName, type })
  })
}
