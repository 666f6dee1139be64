import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { readRating } from '#services/ratings/index.ts'
import { applicationToAppeal } from '#services/vetting/index.ts'
import type { WholeConcern } from './concerns.ts'

/** The last day to appeal the decision on the actor's own application; refused after it. */
export const lastDayOfApplication = async (ctx: Ctx, ref: string): Promise<Result<{ lastDay: string }>> => {
  const found = await applicationToAppeal(ctx, ref)
  if (!found.ok) return found
  const { lastDay } = found.value
  return ctx.clock.today() > lastDay ? refused(`It could be appealed until ${longDate(lastDay)}.`) : ok({ lastDay })
}

/** Where what it is about can be read, by whoever may; null where there is no such page for the sides. */
export const subjectHref = async (ctx: Ctx, concern: WholeConcern): Promise<string | null> => {
  const { subjectKind, subjectId } = concern
  switch (subjectKind) {
    case 'rating-pair':
      return `/ratings/${subjectId}`
    case 'offering': {
      const offering = await ctx.db.offering.findUnique({ where: { id: subjectId }, select: { slug: true } })
      return offering && `/offerings/${offering.slug}`
    }
    case 'concern': {
      const first = await ctx.db.concern.findUnique({ where: { id: subjectId }, select: { ref: true } })
      return first && `/concerns/${first.ref}`
    }
    case 'application': {
      const found = await ctx.db.application.findUnique({ where: { id: subjectId }, select: { ref: true } })
      return found && `/apply/${found.ref}`
    }
    case 'engagement': {
      const found = await ctx.db.engagement.findUnique({ where: { id: subjectId }, select: { ref: true } })
      return found && `/engagements/${found.ref}/dispute`
    }
    default:
      return null
  }
}

/** Where an officer can read what it is about; null where that is the two sides' own page. */
export const subjectForDesk = async (
  ctx: Ctx,
  { subjectKind, subjectId }: WholeConcern,
  isAdministrator: boolean,
): Promise<string | null> => {
  switch (subjectKind) {
    case 'offering': {
      const offering = await ctx.db.offering.findUnique({ where: { id: subjectId }, select: { slug: true } })
      return offering && `/offerings/${offering.slug}`
    }
    case 'concern': {
      const first = isAdministrator && (await ctx.db.concern.findUnique({ where: { id: subjectId } }))
      return first ? `/association/fairness/${first.ref}` : null
    }
    case 'person':
      return isAdministrator ? `/association/bank/${subjectId}` : null
    default:
      return null
  }
}

/** The ratings that its points are about, in their order; what is hidden is still there for those who decide and the two sides. */
export const ratingsIn = async (ctx: Ctx, concern: Pick<WholeConcern, 'points'>) =>
  Promise.all(concern.points.map(({ ratingId }) => (ratingId === null ? null : readRating(ctx, ratingId))))
