import type { Ctx } from '#services/core/context.ts'
import { type FoundReview, findReview, hasPart, isLearning, reviewLife } from '#services/reviews/index.ts'
import { assembleReport } from './assemble.ts'
import { type ReportSide, reportLife } from './lifecycle.ts'
import { type LockedReport, reportSelect } from './report-row.ts'
import { tables } from './tables.ts'

/** A report that the actor may read as it stands, and the sides they may act from; an observer reads and has none. */
export type FoundReport = { id: string; report: LockedReport; review: FoundReview; sides: ReportSide[] }

const mine = (ctx: Ctx, { facts }: FoundReview) =>
  facts.team.find(({ personId, hasAccepted }) => personId === ctx.actor.personId && hasAccepted) ?? null

/** The sides of a review's report; null for whoever is on neither, such as the association, which sees stages alone. */
const sidesIn = (ctx: Ctx, review: FoundReview): ReportSide[] | null => {
  if (ctx.actor.kind === 'system') return ['system']
  const { facts, standings } = review
  if (!reviewLife.is('delivered', facts.status) || !hasPart(facts.kind, 'report')) return null
  const member = standings.includes('team') ? mine(ctx, review) : null
  const isHost = standings.includes('host')
  // Those of the service who are given sight read what is final, and act from no side.
  if (!member && !isHost) return standings.includes('sight') && reviewLife.is('reported', facts.status) ? [] : null
  const sides: ReportSide[] = isHost ? ['host'] : []
  if (member && !isLearning(member.role)) sides.push('team')
  if (member?.role === 'co_lead') sides.push('co-lead')
  return sides
}

/** Whether somebody on the host's side alone: they read what was sent to them and nothing before. */
export const isHostOnly = ({ review }: Pick<FoundReport, 'review'>): boolean => !review.standings.includes('team')

/**
 * The report of a review by its reference, for the team at any time and for the host once it was sent to it; null for
 * everybody else, as for a review that does not exist. Put together from the findings where it is not there yet.
 */
export const findReport = async (ctx: Ctx, ref: string): Promise<FoundReport | null> => {
  const review = await findReview(ctx, ref)
  const sides = review && sidesIn(ctx, review)
  if (!review || !sides) return null
  const reviewId = review.facts.id
  const read = () => tables(ctx).report.findUnique({ where: { reviewId }, select: reportSelect })
  let report = await read()
  if (!report) {
    await assembleReport(ctx, reviewId)
    report = await read()
  }
  if (!report) return null
  const found = { id: report.id, report, review, sides }
  if (sides.length === 0 && review.standings.includes('sight')) return report.status === 'final' ? found : null
  return isHostOnly(found) && ctx.actor.kind !== 'system' && !reportLife.is('sent', report.status) ? null : found
}
