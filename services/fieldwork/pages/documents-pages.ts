import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { casePart } from '#services/fieldwork/case/part.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { publicationWords } from '#services/fieldwork/case/words.ts'
import { mostFiles } from '#services/fieldwork/documents/save-document.ts'

/** The documents of a review, for those on the case. */
export const documentsPage = async (ctx: Ctx, ref: string) => {
  const part = await casePart(ctx, ref, 'documents')
  if (!part) return notFound()
  const rows = await tables(ctx).caseDocument.findMany({
    where: { requestId: part.id },
    orderBy: [{ addedAt: 'desc' }, { id: 'desc' }],
    include: {
      addedBy: { select: { name: true } },
      versions: { orderBy: { number: 'desc' }, select: { number: true, fileName: true, size: true, addedAt: true } },
    },
  })
  return ok({
    ref,
    yotCode: part.yotCode,
    yotName: part.yotName,
    mayAdd: part.status !== 'closed',
    files: rows.reduce((sum, { versions }) => sum + versions.length, 0),
    mostFiles,
    documents: rows.map(({ id, title, owner, publication, withdrawnAt, addedBy, versions }) => ({
      id,
      title,
      owner,
      publication: publicationWords[publication],
      isWithdrawn: withdrawnAt !== null,
      addedBy: addedBy.name,
      newest: versions[0] ?? null,
      versions: versions.length,
    })),
  })
}

/** One document with its versions and everybody who opened them; for those on the case. */
export const documentPage = async (ctx: Ctx, ref: string, id: string) => {
  const part = await casePart(ctx, ref, 'documents')
  if (!part) return notFound()
  const row = await tables(ctx).caseDocument.findFirst({
    where: { id, requestId: part.id },
    include: {
      versions: {
        orderBy: { number: 'desc' },
        include: {
          addedBy: { select: { name: true } },
          openings: { orderBy: { openedAt: 'desc' }, take: 200, include: { person: { select: { name: true } } } },
        },
      },
    },
  })
  if (!row) return notFound()
  return ok({
    ref,
    yotName: part.yotName,
    id,
    version: row.version,
    title: row.title,
    owner: row.owner,
    publication: publicationWords[row.publication],
    isWithdrawn: row.withdrawnAt !== null,
    mayChange: part.status !== 'closed' && row.withdrawnAt === null,
    mayWithdraw: row.withdrawnAt === null && (part.isHost || row.addedById === ctx.actor.personId),
    versions: row.versions.map(({ number, fileName, size, addedAt, addedBy, openings }) => ({
      number,
      fileName,
      size,
      addedAt,
      addedBy: addedBy.name,
      openings: openings.map(({ id, openedAt, person }) => ({ id, openedAt, name: person.name })),
    })),
  })
}
