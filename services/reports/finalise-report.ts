import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { counted, listed } from '#services/core/words.ts'
import { askSponsor, factsForReport, followReview } from '#services/reviews/index.ts'
import { currentParts, finalOf, sealParts } from './content.ts'
import { reportPath, tellOfReport } from './letters.ts'
import { reports } from './move-report.ts'
import { openPlan } from './open-plan.ts'
import { documentTopic } from './report-document.ts'
import { whatLacks } from './send-for-accuracy.ts'
import { tables } from './tables.ts'

/** What stands between the comments and a final report, in words; null when nothing does. */
export const whatIsUnanswered = async (ctx: Ctx, reportId: string): Promise<string | null> => {
  const [comments, sections] = await Promise.all([
    tables(ctx).accuracyComment.findMany({ where: { reportId, withdrawnAt: null }, orderBy: { number: 'asc' } }),
    tables(ctx).reportSection.findMany({
      where: { reportId },
      select: { key: true, version: true, sentVersion: true },
    }),
  ])
  const open = comments.filter(({ answer }) => answer === null).map(({ number }) => String(number))
  if (open.length > 0)
    return `${counted(open.length, 'comment')} of the service ${open.length === 1 ? 'waits' : 'wait'} for an answer: ${listed(open)}.`
  const isChanged = new Map(sections.map(({ key, version, sentVersion }) => [key, version > (sentVersion ?? version)]))
  const unchanged = comments.filter(({ answer, sectionKey }) => answer === 'accepted' && !isChanged.get(sectionKey))
  if (unchanged.length === 0) return null
  const numbers = listed(unchanged.map(({ number }) => String(number)))
  return `What was accepted is not in the text yet: change the part that ${unchanged.length === 1 ? 'comment' : 'comments'} ${numbers} ${unchanged.length === 1 ? 'is' : 'are'} about.`
}

/**
 * A co-lead makes the report final: every comment of the service is answered, and what was accepted is in the text. It is
 * sealed by its fingerprint; both sides are told; the worker makes its document.
 */
export const finaliseReport = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  reports.asMove(ctx, { ref, version, event: 'finalised' }, async (ctx, { row, move }) => {
    const unanswered = await whatIsUnanswered(ctx, row.id)
    if (unanswered) return refused(`The report cannot be final yet. ${unanswered}`)
    const parts = await currentParts(ctx, row.id)
    const lacks = await whatLacks(ctx, row.reviewId, parts)
    if (lacks) return refused(`The report cannot be final yet. ${lacks}`)
    const sealed = await sealParts(ctx, finalOf(row.id), parts)
    if (!sealed.ok) return sealed
    const moved = await move({ data: { finalHash: sealed.value.hash }, said: { hash: sealed.value.hash } })
    if (!moved.ok) return moved
    const followed = await followReview(ctx, row.reviewId, 'finalised')
    if (!followed.ok) return followed
    await askSponsor(ctx, row.reviewId, 'report')
    await enqueue(ctx, documentTopic(row, 'final'))
    const opened = await openPlan(ctx, row)
    if (!opened.ok) return opened
    const { hostIds, team, yotName } = await factsForReport(ctx, row.reviewId)
    const action = { text: 'Read the report', path: reportPath(ref) }
    await tellOfReport(ctx, row, 'final', 'decision', hostIds, {
      subject: `Your report is final (${ref})`,
      lines: [
        `The report of the peer review of ${yotName} is final. Each of your comments has its answer beside it.`,
        'You and the team have it, your sponsor by a link of their own, and whoever you gave sight of the review: nobody else. You decide what is shared, with whom and for how long.',
        'Your action plan answers its areas for consideration, within three months.',
      ],
      action,
    })
    await tellOfReport(
      ctx,
      row,
      'final',
      'decision',
      team.map(({ personId }) => personId),
      {
        subject: `The report is final: ${yotName} (${ref})`,
        lines: ['The report is final. The service decides what of it is shared, and with whom. Thank you.'],
        action,
      },
    )
    return ok(undefined)
  })
