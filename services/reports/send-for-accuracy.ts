import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { guardText } from '#services/documents/index.ts'
import { factsForReport, findingsLacking, followReview, isLearning, reviewCase } from '#services/reviews/index.ts'
import { startAccuracyClock } from './accuracy-clock.ts'
import { currentParts, draftOf, hashOfParts, type ReportPart, sealParts } from './content.ts'
import { type FoundReport, findReport } from './find-report.ts'
import { reportPath, tellOfReport } from './letters.ts'
import { limits } from './lifecycle.ts'
import { lockReport, reports } from './move-report.ts'
import { documentTopic } from './report-document.ts'
import { tables } from './tables.ts'

/** Who reads the whole before it is sent: another co-lead, or somebody else of the team where there is one co-lead only. */
const secondReaders = ({ review: { facts } }: FoundReport, senderId: string | null): string[] => {
  const members = facts.team.filter(({ hasAccepted, role }) => hasAccepted && !isLearning(role))
  const others = members.filter(({ personId }) => personId !== senderId)
  const leads = others.filter(({ role }) => role === 'co_lead')
  return (leads.length > 0 ? leads : others).map(({ personId }) => personId)
}

/** Whether somebody other than this co-lead has read the report exactly as it stands. */
export const isReadByAnother = async (ctx: Ctx, found: FoundReport, hash: string): Promise<boolean> =>
  (await tables(ctx).reportReading.count({
    where: { reportId: found.id, hash, personId: { in: secondReaders(found, ctx.actor.personId) } },
  })) > 0

/**
 * Says that the actor has read the whole report as it stands, which another co-lead needs before they send it. Belongs to
 * that text: a part saved since asks for it afresh (stale).
 */
export const readThrough = async (
  ctx: Ctx,
  ref: string,
  { hash }: { hash: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findReport(ctx, ref)
  const { personId } = ctx.actor
  if (!found?.sides.includes('team') || personId === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const report = await lockReport(ctx, found.id)
    if (report.status !== 'drafting') return refused('The report has been sent already.')
    if (hashOfParts(await currentParts(ctx, report.id)) !== hash)
      return stale('A part of the report was saved while you read. Read what changed, then say so again.')
    const where = { reportId_personId: { reportId: report.id, personId } }
    const readAt = ctx.clock.now()
    await tables(ctx).reportReading.upsert({
      where,
      create: { reportId: report.id, personId, hash, readAt },
      update: { hash, readAt },
    })
    await audit(ctx, {
      event: 'report.read-through',
      subject: { kind: 'report', id: report.id },
      case: reviewCase(report.reviewId),
      yotCode: report.review.yotCode,
      data: { hash },
    })
    return ok({ ref })
  })
}

/** The parts that may be empty when a report is sent. */
const mayBeEmpty = ['practice', 'areas']

/** What a report lacks before it can be sent or be final, as a sentence; null when it lacks nothing. */
export const whatLacks = async (ctx: Ctx, reviewId: string, parts: readonly ReportPart[]): Promise<string | null> => {
  const missing = await findingsLacking(ctx, reviewId)
  if (missing) return missing
  const empty = parts.find(({ key, text }) => text.trim() === '' && !mayBeEmpty.includes(key))
  if (empty) return `“${empty.title}” is empty.`
  for (const { title, text } of parts) {
    const fault = guardText(text)
    if (fault) return `In “${title}”: ${fault}`
  }
  return null
}

/**
 * A co-lead sends the report to the service to check its facts. Every key line of enquiry and golden thread has a finding,
 * no child's details stand in it, and another co-lead has read it as it stands. What was sent is sealed; the service's
 * ten working days run from when it first opens it, at the latest from two working days after sending.
 */
export const sendForAccuracy = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  reports.asMove(ctx, { ref, version, event: 'sent-for-accuracy' }, async (ctx, { row, found, move }) => {
    const parts = await currentParts(ctx, row.id)
    const lacks = await whatLacks(ctx, row.reviewId, parts)
    if (lacks) return refused(`The report cannot be sent yet. ${lacks}`)
    if (!(await isReadByAnother(ctx, found, hashOfParts(parts))))
      return refused('Another co-lead reads the whole report as it stands first, and says so on this page.')
    const sealed = await sealParts(ctx, draftOf(row.id), parts)
    if (!sealed.ok) return sealed
    const sections = await tables(ctx).reportSection.findMany({
      where: { reportId: row.id },
      select: { id: true, version: true },
    })
    for (const { id, version } of sections)
      await tables(ctx).reportSection.update({ where: { id }, data: { sentVersion: version } })
    const today = ctx.clock.today()
    const lastDay = addWorkingDays(addWorkingDays(today, limits.startWorkingDays), limits.commentWorkingDays)
    const moved = await move({
      data: { sentAt: ctx.clock.now(), sentById: ctx.actor.personId, commentBy: dateFromIso(lastDay) },
    })
    if (!moved.ok) return moved
    await startAccuracyClock(ctx, row, lastDay)
    const followed = await followReview(ctx, row.reviewId, 'draft-sent')
    if (!followed.ok) return followed
    await enqueue(ctx, documentTopic(row, 'draft'))
    const { hostIds, yotName } = await factsForReport(ctx, row.reviewId)
    await tellOfReport(ctx, row, 'sent', 'ask', hostIds, {
      subject: `Your draft report: check its facts (${ref})`,
      lines: [
        `The team has sent you the draft report of the peer review of ${yotName}. Please check its facts; judgements are the team’s own.`,
        `You have ten working days from when you first open it, until ${longDate(lastDay)} at the latest. Say where a fact is wrong or missing, paragraph by paragraph, or that nothing is.`,
        'Nobody else sees it. You decide later what is shared, and with whom.',
      ],
      action: { text: 'Read the draft report', path: `${reportPath(ref)}/accuracy` },
    })
    return ok(undefined)
  })
