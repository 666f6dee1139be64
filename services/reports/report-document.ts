import { z } from 'zod'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Handler, Message } from '#services/core/outbox.ts'
import { notFound, ok, refused } from '#services/core/result.ts'
import { dateRange, listed, longDate } from '#services/core/words.ts'
import { type DocumentContent, writeDocx } from '#services/documents/index.ts'
import { factsForReport, isLearning, reviewCase } from '#services/reviews/index.ts'
import { draftOf, finalOf, type ReportPart, sealedParts } from './content.ts'
import { findReport } from './find-report.ts'
import { tables } from './tables.ts'

/** A text of the report that a document is made of. */
export type DocumentText = 'draft' | 'final'

/** What makes the worker write a report's document. */
export const documentTopic = ({ id, reviewId }: { id: string; reviewId: string }, text: DocumentText): Message => ({
  topic: 'report-document',
  key: `report-document:${id}:${text}`,
  payload: { reportId: id, text },
  case: reviewCase(reviewId),
})

type Facts = Awaited<ReturnType<typeof factsForReport>>

/** The lines under a report's title: nothing of the case but what the report itself is about. */
export const aboutReport = (facts: Facts, text: DocumentText, sealed: { sealedAt: Date; hash: string }): string[] => {
  const { ref, startsOn, endsOn, team } = facts
  const on = longDate(londonDate(sealed.sealedAt))
  return [
    text === 'final' ? `Final report, ${on}` : `Draft for the service to check its facts, ${on}. Not to be passed on.`,
    `Reference ${ref}${startsOn && endsOn ? `, visit ${dateRange(startsOn, endsOn)}` : ''}`,
    `Team: ${listed(team.flatMap(({ name, role }) => (isLearning(role) ? [] : name)))}`,
  ]
}

export const titleOfReport = ({ yotName }: Facts): string => `Peer review of ${yotName}`

const documentOf = (
  facts: Facts,
  text: DocumentText,
  sealed: { parts: ReportPart[]; sealedAt: Date; hash: string },
): DocumentContent => ({
  title: titleOfReport(facts),
  about: aboutReport(facts, text, sealed),
  sections: sealed.parts.map(({ title, tree }) => ({ title, blocks: tree })),
  foot: `${facts.ref} · ${text === 'final' ? 'final' : 'draft'} · fingerprint ${sealed.hash.slice(0, 16)}`,
})

const payloadShape = z.object({ reportId: z.uuid(), text: z.enum(['draft', 'final']) })

/** Writes the Word document of a sealed text and keeps it. Twice gives the same one row. */
export const makeDocument: Handler = async (ctx, { payload }) => {
  const { reportId, text } = payloadShape.parse(payload)
  const report = await tables(ctx).report.findUnique({ where: { id: reportId } })
  const sealed = report && (await sealedParts(ctx, text === 'final' ? finalOf(reportId) : draftOf(reportId)))
  if (!report || !sealed) return
  const bytes = await writeDocx(documentOf(await factsForReport(ctx, report.reviewId), text, sealed))
  const made = { sha256: await ctx.files.put(bytes), bytes: bytes.byteLength, madeAt: ctx.clock.now() }
  const where = { reportId_text: { reportId, text } }
  await tables(ctx).reportFile.upsert({ where, create: { reportId, text, ...made }, update: made })
}

/**
 * The newest document of a report that the actor may have: the final one, or for those on it the draft that was sent.
 * Refused while the worker has yet to make it.
 */
export const reportDocument = async (ctx: Ctx, ref: string) => {
  const found = await findReport(ctx, ref)
  if (!found || found.report.status === 'drafting') return notFound()
  return storedDocument(ctx, found.id, found.report.status === 'final' ? 'final' : 'draft', ref)
}

/** A document that was made, as a file to keep. The caller has asked who may. */
const storedDocument = async (ctx: Ctx, reportId: string, text: DocumentText, ref: string) => {
  const file = await tables(ctx).reportFile.findUnique({ where: { reportId_text: { reportId, text } } })
  const bytes = file && (await ctx.files.get(file.sha256))
  if (!bytes) return refused('The document is being made. Try again in a minute.')
  return ok({ bytes, name: `${ref}-${text === 'final' ? 'report' : 'draft-report'}.docx` })
}
