import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { factsForReport } from '#services/reviews/index.ts'
import { freshen } from './assemble.ts'
import { currentParts, draftOf, finalOf, hashOfParts, type ReportPart, sealedParts } from './content.ts'
import { whatIsUnanswered } from './finalise-report.ts'
import { type FoundReport, findReport, isHostOnly } from './find-report.ts'
import { limits, reportLife } from './lifecycle.ts'
import { reports } from './move-report.ts'
import { aboutReport, titleOfReport } from './report-document.ts'
import { openElsewhere } from './section-page.ts'
import { isReadByAnother, whatLacks } from './send-for-accuracy.ts'
import { tables } from './tables.ts'

/** The parts that somebody reads: final once it is; for the host until then what was sent; for the team as it stands. */
const partsFor = async (ctx: Ctx, found: FoundReport): Promise<ReportPart[]> => {
  const { id, report } = found
  if (report.status === 'final') return (await sealedParts(ctx, finalOf(id)))?.parts ?? []
  const isStill = isHostOnly(found) || report.status === 'with_host'
  return isStill ? ((await sealedParts(ctx, draftOf(id)))?.parts ?? []) : currentParts(ctx, id)
}

/** What a co-lead still needs before they can move the report on; null for whoever cannot, or when nothing is lacking. */
const inTheWay = async (ctx: Ctx, found: FoundReport, parts: readonly ReportPart[]): Promise<string | null> => {
  const { id, report, sides } = found
  if (!sides.includes('co-lead')) return null
  if (report.status === 'drafting') {
    const lacks = await whatLacks(ctx, report.reviewId, parts)
    if (lacks) return lacks
    const isRead = await isReadByAnother(ctx, found, hashOfParts(parts))
    return isRead ? null : 'Another co-lead reads the whole report as it stands first, and says so on this page.'
  }
  return report.status === 'answering' ? whatIsUnanswered(ctx, id) : null
}

/**
 * The report of a review as its reader may have it: its parts, where it stands, what they may do with it. For the team, each
 * part with who saved it and who has it open.
 */
export const reportPage = async (ctx: Ctx, ref: string) => {
  const found = await findReport(ctx, ref)
  if (!found) return notFound()
  const { id, report, sides } = found
  const { status, version, reviewId } = report
  await freshen(ctx, report)
  const isTeam = !isHostOnly(found)
  const [parts, facts, history, open, sections, comments] = await Promise.all([
    partsFor(ctx, found),
    factsForReport(ctx, reviewId),
    reports.history(ctx, id),
    isTeam ? openElsewhere(ctx, id) : new Map(),
    tables(ctx).reportSection.findMany({ where: { reportId: id }, omit: { text: true, tree: true } }),
    tables(ctx).accuracyComment.findMany({ where: { reportId: id, withdrawnAt: null }, select: { answer: true } }),
  ])
  const mayWrite = sides.includes('team') && reportLife.is('written', status)
  const hash = hashOfParts(parts)
  const ownReading = await tables(ctx).reportReading.count({
    where: { reportId: id, personId: ctx.actor.personId ?? '00000000-0000-0000-0000-000000000000', hash },
  })
  return ok({
    ref,
    version,
    status,
    statusWords: reportLife.states[status],
    title: titleOfReport(facts),
    yotName: facts.yotName,
    isTeam,
    isHost: sides.includes('host'),
    mayWrite,
    mayMove: sides.includes('co-lead') && (status === 'drafting' || status === 'answering'),
    inTheWay: await inTheWay(ctx, found, parts),
    /** For the team while it is drafted: what they would say they have read, and whether they have said so. */
    reading: sides.includes('team') && status === 'drafting' ? { hash, isMine: ownReading > 0 } : null,
    characters: parts.reduce((sum, { text }) => sum + text.length, 0),
    mostCharacters: limits.characters,
    parts: parts.map(({ key, title, tree }) => {
      const row = isTeam ? sections.find((section) => section.key === key) : undefined
      return {
        key,
        title,
        tree,
        saved: row ? { by: row.savedBy, at: row.savedAt, version: row.version } : null,
        open: (open.get(key) ?? []) as { name: string; minutes: number }[],
      }
    }),
    commentBy: report.commentBy && isoFromDate(report.commentBy),
    comments: { all: comments.length, open: comments.filter(({ answer }) => answer === null).length },
    finalHash: report.finalHash,
    history: history.map(({ id, event, on, by, byId }) => {
      const { title, says } = reportLife.moveOf(event)
      return { id, title: title ?? says, on, by: byId === null ? 'Critical Friend' : by }
    }),
  })
}

export type ReportPage = Extract<Awaited<ReturnType<typeof reportPage>>, { ok: true }>['value']

/** A report to print: what was sealed, or for the team what stands now. Nothing of the case is in it but the report. */
export const printedReport = async (ctx: Ctx, ref: string) => {
  const found = await findReport(ctx, ref)
  if (!found) return notFound()
  const { id, report } = found
  const facts = await factsForReport(ctx, report.reviewId)
  const text = report.status === 'final' ? 'final' : 'draft'
  const sealed = await sealedParts(ctx, text === 'final' ? finalOf(id) : draftOf(id))
  const parts = await partsFor(ctx, found)
  return ok({
    ref,
    title: titleOfReport(facts),
    about: aboutReport(facts, text, sealed ?? { sealedAt: ctx.clock.now(), hash: '' }),
    parts: parts.map(({ key, title, tree }) => ({ key, title, tree })),
    fingerprint: text === 'final' ? (sealed?.hash ?? null) : null,
  })
}
