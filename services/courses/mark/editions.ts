import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { editionOf } from '#services/courses/edition-of.ts'
import { tables } from '#services/courses/tables.ts'
import { datedOffering } from '#services/courses/write-course.ts'
import { tell } from '#services/notifications/index.ts'
import { lockOffering } from '#services/offerings/index.ts'
import { drawAgain } from './draw-observers.ts'
import { marks } from './keep-mark.ts'

/** Months in which a course that changed in substance is observed again. */
const observeAgainMonths = 6

/** Whether a change of this offering is asked what changed in the course: it is the actor's side's, and has dates. */
export const isAskedWhatChanged = async (ctx: Ctx, slug: string): Promise<boolean> => {
  const offering = await datedOffering(ctx, slug)
  return (
    offering !== null &&
    (await tables(ctx).courseDate.count({ where: { offeringId: offering.id, status: { not: 'draft' } } })) > 0
  )
}

/**
 * Says what changed in a course, by its provider's side: a new edition, which dates that have not begun are of. Where it is substance and a mark is
 * in force, somebody is drawn to observe it within six months, or the mark lapses. Not found for others.
 */
export const changeEdition = async (
  ctx: Ctx,
  slug: string,
  { isSubstance, words }: { isSubstance: boolean; words: string },
): Promise<Result<{ number: number }>> => {
  const offering = await datedOffering(ctx, slug)
  const { personId } = ctx.actor
  if (!offering || personId === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    await lockOffering(ctx, slug)
    const offeringId = offering.id
    const under = await tables(ctx).mark.count({ where: { offeringId, status: 'observing' } })
    if (under > 0 && isSubstance)
      return refused('The course is being observed for its mark: change its substance once that is decided.')
    const number = (await editionOf(ctx, offeringId)) + 1
    await tables(ctx).edition.create({
      data: { offeringId, number, isSubstance, words, saidById: personId, saidAt: ctx.clock.now() },
    })
    await tables(ctx).courseDate.updateMany({
      where: { offeringId, startsAt: { gt: ctx.clock.now() } },
      data: { edition: number },
    })
    await audit(ctx, {
      event: 'course.edition-changed',
      subject: { kind: 'offering', id: offeringId },
      data: { number, isSubstance },
    })
    if (!isSubstance) return ok({ number })
    const asked = await askToObserveAgain(ctx, offeringId)
    return asked.ok ? ok({ number }) : asked
  })
}

const askToObserveAgain = async (given: Ctx, offeringId: string): Promise<Result<unknown>> => {
  const ctx = asSystem(given)
  const found = await tables(ctx).mark.findFirst({
    where: { offeringId, status: { in: ['awarded', 'questioned'] } },
    select: { id: true },
  })
  const mark = found && (await marks.lock(ctx, found.id))
  // A second change does not give more time.
  if (!mark || mark.observeBy !== null) return ok(undefined)
  const by = addMonths(ctx.clock.today(), observeAgainMonths)
  await tables(ctx).mark.update({ where: { id: mark.id }, data: { observeBy: dateFromIso(by) } })
  await audit(ctx, { event: 'mark.to-be-observed-again', subject: { kind: 'mark', id: mark.id } })
  await tell(ctx, {
    people: [mark.offering.contactId],
    about: { kind: 'mark', id: mark.id },
    occasion: `again:${by}`,
    kind: 'decision',
    letter: {
      subject: `The course changed: it is observed again (${mark.ref})`,
      lines: [
        `You said that “${mark.offering.title}” changed in substance. The quality mark stays in force until ${longDate(by)}; somebody without a stake is drawn to sit in on one of its dates before then.`,
        'What they see decides whether it stays. If nobody has seen it by then, it lapses.',
      ],
      action: { text: 'See the mark', path: `/offerings/${mark.offering.slug}/mark` },
    },
  })
  const now = await marks.lock(ctx, mark.id)
  return now ? drawAgain(ctx, now) : ok(undefined)
}
