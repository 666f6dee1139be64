import { may } from '#services/core/access.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok } from '#services/core/result.ts'
import { markLife } from '#services/courses/lifecycle.ts'
import { tables } from '#services/courses/tables.ts'
import { datedOffering } from '#services/courses/write-course.ts'
import { offererName } from '#services/offerings/index.ts'
import { datesToObserve } from './ask-mark.ts'
import { readMark } from './keep-mark.ts'
import { seenOf } from './observe.ts'
import { rubric } from './rubric.ts'

/** What the provider's side reads of an offering's mark: where it stands, what was seen, and whether it can be asked for. Not found for others. */
export const findMark = async (ctx: Ctx, slug: string) => {
  const offering = await datedOffering(ctx, slug)
  if (!offering) return notFound()
  const newest = await tables(ctx).mark.findFirst({
    where: { offeringId: offering.id },
    orderBy: { askedAt: 'desc' },
    select: { id: true },
  })
  const mark = newest && (await readMark(ctx, newest.id))
  const dates = await datesToObserve(ctx, offering.id)
  const editions = await tables(ctx).edition.findMany({
    where: { offeringId: offering.id },
    orderBy: { number: 'desc' },
  })
  return ok({
    slug,
    title: offering.title,
    editions: editions.map(({ number, isSubstance, words, saidAt }) => ({
      ...{ number, isSubstance, words },
      on: londonDate(saidAt),
    })),
    dates: dates.map(({ id, ref, startsAt }) => ({ id, ref, startsAt: startsAt.toISOString() })),
    mayAsk: mark === null || markLife.is('over', mark.status),
    askAgainOn: mark?.askAgainOn ? isoFromDate(mark.askAgainOn) : null,
    mark: mark && {
      ref: mark.ref,
      // Nobody is told by this that something was brought before they are asked.
      stands: markLife.states[mark.status === 'questioned' ? 'awarded' : mark.status],
      isOver: markLife.is('over', mark.status),
      awardedOn: mark.awardedOn && isoFromDate(mark.awardedOn),
      endsOn: mark.endsOn && isoFromDate(mark.endsOn),
      reasons: mark.reasons,
      edition: mark.edition,
      observeBy: mark.observeBy && isoFromDate(mark.observeBy),
      seen: await seenOf(ctx, mark),
    },
    rubric: rubric.map(({ group, text }) => ({ group, text })),
  })
}

/** Every mark for the association's desk: how it stands and whom it waits for; nothing of what was seen. Forbidden to others. */
export const marksDesk = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'mark.list'))
    return forbidden('Quality marks are listed for the association’s board and administrators.')
  const rows = await tables(ctx).mark.findMany({
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
    take: 200,
    select: {
      ref: true,
      status: true,
      askedAt: true,
      endsOn: true,
      offering: {
        select: {
          slug: true,
          title: true,
          yot: { select: { name: true } },
          outside: { select: { name: true } },
        },
      },
      observers: { where: { releasedAt: null }, select: { id: true } },
    },
  })
  return ok(
    rows.map(({ ref, status, askedAt, endsOn, offering, observers }) => ({
      ref,
      slug: offering.slug,
      title: offering.title,
      provider: offererName({ ...offering, contact: { name: 'An associate' } }),
      stands: markLife.states[status === 'questioned' ? 'awarded' : status],
      askedOn: londonDate(askedAt),
      endsOn: endsOn && isoFromDate(endsOn),
      observers: observers.length,
    })),
  )
}
