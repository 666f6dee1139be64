import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { type FileKind, fileKindOf, fileNameOf, guardText } from '#services/documents/index.ts'
import { casePart, worked } from '#services/fieldwork/case/part.ts'
import type { documentSchema, newVersionSchema } from '#services/fieldwork/case/schema.ts'
import { isUuid } from '#services/fieldwork/case/source.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { tell } from '#services/notifications/index.ts'
import { hostOf, lockCase, type PartIn, teamOf } from '#services/reviews/index.ts'

/** A review holds at most this many files, each version counted. */
export const mostFiles = 60

type Read = { bytes: Uint8Array<ArrayBuffer>; kind: FileKind; fileName: string }

/** Looks at a file that was sent: what it is, and whether its name names a child. Before any transaction: it may take a while. */
const readFile = async (file: File): Promise<Result<Read>> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const verdict = await fileKindOf(bytes)
  if ('fault' in verdict) return invalid({ file: verdict.fault })
  const fileName = fileNameOf(file.name, verdict.kind)
  const fault = guardText(fileName.replace(/[._-]+/g, ' ')) ?? guardText(fileName)
  return fault === null ? ok({ bytes, kind: verdict.kind, fileName }) : invalid({ file: fault })
}

/** Keeps the bytes by what they are, and says them to be one version of a document. The case is locked. */
const keepVersion = async (
  ctx: Ctx,
  part: PartIn,
  documentId: string,
  { bytes, kind, fileName }: Read,
): Promise<Result<number>> => {
  const { documentVersion, storedBytes } = tables(ctx)
  const files = await documentVersion.count({ where: { document: { requestId: part.id } } })
  if (files >= mostFiles) return refused(`A review holds at most ${mostFiles} files, versions counted.`)
  const hash = createHash('sha256').update(bytes).digest('hex')
  await storedBytes.createMany({ data: [{ hash, bytes }], skipDuplicates: true })
  const last = await documentVersion.aggregate({ where: { documentId }, _max: { number: true } })
  const number = (last._max.number ?? 0) + 1
  await documentVersion.create({
    data: {
      documentId,
      number,
      hash,
      fileName,
      type: kind.type,
      size: bytes.length,
      addedById: ctx.actor.personId ?? '',
      addedAt: ctx.clock.now(),
    },
  })
  return ok(number)
}

const said = (ctx: Ctx, part: PartIn, event: 'added' | 'replaced' | 'withdrawn', id: string, number?: number) =>
  audit(ctx, {
    event: `document.${event}`,
    subject: { kind: 'case_document', id },
    case: { kind: 'review_request', id: part.id },
    yotCode: part.yotCode,
    ...(number === undefined ? {} : { data: { number } }),
  })

/** Tells the others on the case that there is something to read: once a day, whoever adds how much. */
const tellOthers = async (ctx: Ctx, part: PartIn): Promise<void> => {
  const [team, hosts] = await Promise.all([teamOf(ctx, part.id), hostOf(ctx, part.id)])
  const others = [...team, ...hosts].filter(({ personId }) => personId !== ctx.actor.personId)
  await tell(ctx, {
    people: others.map(({ personId }) => personId),
    about: { kind: 'review', id: part.id, case: { kind: 'review_request', id: part.id } },
    occasion: `documents:${ctx.clock.today()}`,
    kind: 'news',
    letter: {
      subject: `New documents: ${part.yotName} (${part.ref})`,
      lines: [
        `${ctx.actor.name} has added to the documents of the review. There may be more today; we write once a day at most.`,
      ],
      action: { text: 'See the documents', path: `/reviews/${part.ref}/documents` },
    },
  })
}

const overWhy = 'Documents are kept from preparing until the review is closed.'
const isOpen = (status: PartIn['status']) => worked.includes(status) && status !== 'closed'

/**
 * Adds a document to a review, as its service's side or its team: what it is called, whose it is, whether it is published, and a file that
 * is looked at by its content. Nobody but those on the case ever opens it.
 *
 * @returns its id; not found outside the case; invalid where the file is none of the kinds, too large, or named after a child
 */
export const addDocument = async (
  ctx: Ctx,
  ref: string,
  input: z.output<typeof documentSchema>,
): Promise<Result<{ id: string }>> => {
  const part = await casePart(ctx, ref, 'documents')
  const addedById = ctx.actor.personId
  if (!part || addedById === null) return notFound()
  const read = await readFile(input.file)
  if (!read.ok) return read
  return inTransaction(ctx, async (ctx) => {
    if (!isOpen(await lockCase(ctx, part.id))) return refused(overWhy)
    const id = newId()
    const { title, owner, publication } = input
    await tables(ctx).caseDocument.create({
      data: { id, requestId: part.id, title, owner, publication, addedById, addedAt: ctx.clock.now() },
    })
    const kept = await keepVersion(ctx, part, id, read.value)
    if (!kept.ok) return kept
    await said(ctx, part, 'added', id)
    await tellOthers(ctx, part)
    return ok({ id })
  })
}

/** A document of the case, by whoever is on it; the side that added it keeps it. */
const ownDocument = async (ctx: Ctx, part: PartIn, id: string) => {
  if (!isUuid(id)) return null
  return tables(ctx).caseDocument.findFirst({ where: { id, requestId: part.id, withdrawnAt: null } })
}

/** Adds a new version of a document. What was there before stays, and whoever opened it is still known to have. */
export const addVersion = async (
  ctx: Ctx,
  ref: string,
  id: string,
  input: z.output<typeof newVersionSchema>,
): Promise<Result<{ id: string }>> => {
  const part = await casePart(ctx, ref, 'documents')
  if (!part || ctx.actor.personId === null) return notFound()
  if (!(await ownDocument(ctx, part, id))) return notFound()
  const read = await readFile(input.file)
  if (!read.ok) return read
  return inTransaction(ctx, async (ctx) => {
    if (!isOpen(await lockCase(ctx, part.id))) return refused(overWhy)
    const document = await ownDocument(ctx, part, id)
    if (!document) return notFound()
    if (document.version !== input.version) return overtaken('This document')
    const kept = await keepVersion(ctx, part, id, read.value)
    if (!kept.ok) return kept
    await tables(ctx).caseDocument.update({ where: { id }, data: { version: { increment: 1 } } })
    await said(ctx, part, 'replaced', id, kept.value)
    await tellOthers(ctx, part)
    return ok({ id })
  })
}

/** Takes a document back: nobody opens it any more. That it was there, and who had opened it, stays. By whoever added it, or a host. */
export const withdrawDocument = async (
  ctx: Ctx,
  ref: string,
  id: string,
  { version }: { version: number },
): Promise<Result<{ id: string }>> => {
  const part = await casePart(ctx, ref, 'documents')
  if (!part) return notFound()
  return inTransaction(ctx, async (ctx) => {
    await lockCase(ctx, part.id)
    const document = await ownDocument(ctx, part, id)
    if (!document || !(part.isHost || document.addedById === ctx.actor.personId)) return notFound()
    if (document.version !== version) return overtaken('This document')
    await tables(ctx).caseDocument.update({
      where: { id },
      data: { withdrawnAt: ctx.clock.now(), version: { increment: 1 } },
    })
    await said(ctx, part, 'withdrawn', id)
    return ok({ id })
  })
}
