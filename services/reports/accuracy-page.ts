import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { paragraphsOf } from '#services/documents/index.ts'
import { factsForReport } from '#services/reviews/index.ts'
import { noteHostOpened } from './accuracy-clock.ts'
import { authorsOf, mayAnswer, writersOf } from './authors.ts'
import { draftOf, sealedParts } from './content.ts'
import { findReport, isHostOnly } from './find-report.ts'
import { reportLife } from './lifecycle.ts'
import { tables } from './tables.ts'

const commentsOf = (ctx: Ctx, reportId: string) =>
  tables(ctx).accuracyComment.findMany({ where: { reportId, withdrawnAt: null }, orderBy: { number: 'asc' } })

type Row = Awaited<ReturnType<typeof commentsOf>>[number]

/** A comment as a reader may have it: the host reads the answers once the report is final. */
const commentFor = (row: Row, title: string, showsAnswer: boolean) => ({
  number: row.number,
  key: row.sectionKey,
  title,
  paragraph: row.paragraph,
  quoted: row.quoted,
  kind: row.kind,
  text: row.text,
  evidence: row.evidence,
  datedOn: row.datedOn && isoFromDate(row.datedOn),
  madeBy: row.madeBy,
  answer: showsAnswer ? row.answer : null,
  reason: showsAnswer ? row.reason : '',
  answeredBy: showsAnswer ? row.answeredBy : null,
})

/**
 * The text that was sent to the host, its paragraphs numbered, with what the host said of them. The first time that somebody
 * of the host opens it, its ten working days begin.
 */
export const accuracyPage = async (ctx: Ctx, ref: string) => {
  const seen = await findReport(ctx, ref)
  if (!seen || seen.report.status === 'drafting') return notFound()
  await noteHostOpened(ctx, seen)
  const found = (await findReport(ctx, ref)) ?? seen
  const { id, report, sides } = found
  const [sent, rows, facts, authors] = await Promise.all([
    sealedParts(ctx, draftOf(id)),
    commentsOf(ctx, id),
    factsForReport(ctx, report.reviewId),
    authorsOf(ctx, id),
  ])
  const parts = sent?.parts ?? []
  const titleOf = (key: string) => parts.find((part) => part.key === key)?.title ?? key
  const isTeam = !isHostOnly(found)
  const lastDay = report.commentBy && isoFromDate(report.commentBy)
  const isOpen = report.status === 'with_host' && (lastDay === null || lastDay >= ctx.clock.today())
  return ok({
    ref,
    yotName: facts.yotName,
    version: report.version,
    status: report.status,
    statusWords: reportLife.states[report.status],
    isTeam,
    commentBy: lastDay,
    /** The actor may comment, and say that they are done. */
    mayComment: sides.includes('host') && isOpen,
    mayFinish: sides.includes('host') && report.status === 'with_host',
    lastEvidenceOn: facts.presentedOn ?? facts.endsOn,
    parts: parts.map(({ key, title, tree }) => ({ key, title, tree, paragraphs: paragraphsOf(tree).length })),
    comments: rows.map((row) => ({
      ...commentFor(row, titleOf(row.sectionKey), isTeam || report.status === 'final'),
      mayAnswer:
        sides.includes('team') &&
        report.status === 'answering' &&
        mayAnswer(ctx.actor.personId, authors.get(row.sectionKey) ?? [], writersOf(found)),
    })),
  })
}

export type AccuracyPage = Extract<Awaited<ReturnType<typeof accuracyPage>>, { ok: true }>['value']

/**
 * One comment of the host, to answer: with the paragraph as it was sent and the part as it stands now. For the team; the
 * host reads it here too, with the answer once the report is final.
 */
export const commentPage = async (ctx: Ctx, ref: string, number: number) => {
  const found = await findReport(ctx, ref)
  if (!found || found.report.status === 'drafting') return notFound()
  const { id, report, sides } = found
  const row = await tables(ctx).accuracyComment.findFirst({ where: { reportId: id, number, withdrawnAt: null } })
  if (!row) return notFound()
  const [section, authors] = await Promise.all([
    tables(ctx).reportSection.findUnique({ where: { reportId_key: { reportId: id, key: row.sectionKey } } }),
    authorsOf(ctx, id),
  ])
  const isTeam = !isHostOnly(found)
  const own = authors.get(row.sectionKey) ?? []
  return ok({
    ref,
    yotName: report.review.yot.name,
    status: report.status,
    isTeam,
    comment: commentFor(row, section?.title ?? row.sectionKey, isTeam || report.status === 'final'),
    version: row.version,
    mayAnswer:
      sides.includes('team') && report.status === 'answering' && mayAnswer(ctx.actor.personId, own, writersOf(found)),
    /** The actor wrote the part, so that somebody else answers. */
    isAuthor: own.includes(ctx.actor.personId ?? ''),
    isChanged: section !== null && section.version > (section.sentVersion ?? section.version),
  })
}
