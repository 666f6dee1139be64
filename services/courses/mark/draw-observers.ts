import { mayStayToday } from '#services/bank/index.ts'
import { previewEnquiry } from '#services/conflicts/index.ts'
import { asActor, asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addMonths, dateFromIso, isoFromDate, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { markLife } from '#services/courses/lifecycle.ts'
import { tables } from '#services/courses/tables.ts'
import { tell } from '#services/notifications/index.ts'
import { lastPostOf, officersOf, postsHeldBy } from '#services/yots/index.ts'
import { type LockedMark, marks } from './keep-mark.ts'
import { type Candidate, rankObservers } from './rank-observers.ts'

/** Who could observe: everybody whose place in the bank stands, with what keeps them from this offering. */
const candidatesFor = async (ctx: Ctx, mark: LockedMark): Promise<Candidate[]> => {
  const standing = await ctx.db.standing.findMany({
    where: { status: 'active', person: { leftAt: null } },
    select: { personId: true },
  })
  const ids = standing.map(({ personId }) => personId)
  const { offering } = mark
  const since = dateFromIso(addMonths(ctx.clock.today(), -12))
  const asker = asActor(ctx, { kind: 'person', personId: mark.askedById, name: '', grants: [] })
  const [serving, posts, conflicts, ties, open, year, trained, comes] = await Promise.all([
    mayStayToday(ctx, ids),
    postsHeldBy(ctx, { id: { in: ids } }),
    offering.yotCode === null
      ? new Map<string, unknown[]>()
      : previewEnquiry(asker, { yotCode: offering.yotCode, personIds: ids }),
    offering.personId === null
      ? []
      : ctx.db.interest.findMany({
          where: {
            withdrawnAt: null,
            OR: [{ otherPersonId: offering.personId }, { personId: offering.personId, otherPersonId: { in: ids } }],
          },
          select: { personId: true, otherPersonId: true },
        }),
    tables(ctx).observation.groupBy({
      by: ['observerId'],
      where: { recordedAt: null, releasedAt: null, mark: { status: 'observing' } },
      _count: true,
    }),
    tables(ctx).observation.groupBy({ by: ['observerId'], where: { drawnAt: { gte: since } }, _count: true }),
    ctx.db.courseTrainer.findMany({
      where: { personId: { in: ids }, date: { status: { in: ['held', 'evaluated'] } } },
      distinct: ['personId'],
      select: { personId: true },
    }),
    tables(ctx).place.findMany({
      where: { dateId: mark.dateId, attendeeId: { in: ids }, status: { in: ['booked', 'attended'] } },
      select: { attendeeId: true },
    }),
  ])
  const mentors = await ctx.db.standingRole.findMany({
    where: { personId: { in: ids }, role: 'mentor' },
    select: { personId: true },
  })
  const hasTrained = new Set([...trained, ...mentors].map(({ personId }) => personId))
  const isTied = new Set(ties.flatMap(({ personId, otherPersonId }) => [personId, otherPersonId]))
  const attends = new Set(comes.map(({ attendeeId }) => attendeeId))
  const had = new Set(mark.observers.map(({ observerId }) => observerId))
  const countOf = (rows: readonly { observerId: string; _count: number }[], id: string) =>
    rows.find(({ observerId }) => observerId === id)?._count ?? 0
  return ids.map((personId) => {
    const own = posts.filter((post) => post.personId === personId)
    const region = lastPostOf(own, ctx.clock.today())?.yot.region ?? ''
    return {
      personId,
      region,
      open: countOf(open, personId),
      year: countOf(year, personId),
      hasTrained: hasTrained.has(personId),
      isBarred:
        !serving.has(personId) ||
        region === '' ||
        region === offering.region ||
        personId === offering.personId ||
        personId === mark.askedById ||
        own.some(({ yotCode }) => yotCode === offering.yotCode) ||
        (conflicts.get(personId)?.length ?? 0) > 0 ||
        isTied.has(personId) ||
        attends.has(personId) ||
        had.has(personId),
    }
  })
}

const sides = ['first', 'second', 'third'] as const

/** The sides of a mark that nobody has now: two, and a third where one is wanted. */
const openSides = (mark: LockedMark, wanted: number): (typeof sides)[number][] => {
  const had = new Set(mark.observers.filter(({ releasedAt }) => releasedAt === null).map(({ side }) => side))
  return sides.slice(0, wanted).filter((side) => !had.has(side))
}

const tellAdministrators = async (ctx: Ctx, mark: LockedMark) =>
  tell(ctx, {
    people: (await officersOf(ctx, 'administrator')).map(({ personId }) => personId),
    about: { kind: 'mark', id: mark.id },
    occasion: `nobody:${ctx.clock.today().slice(0, 7)}`,
    kind: 'ask',
    letter: {
      subject: `Nobody can be drawn to observe ${mark.offering.title} (${mark.ref})`,
      lines: [
        'Everybody in the bank who could has a conflict, is of the same region, or has observed it. One of the two must have delivered training.',
        'It is tried again every day.',
      ],
      action: { text: 'See the marks', path: '/association/marks' },
    },
  })

/**
 * Draws who observes, by rule: without conflict, not of the region or service, one of the first two with training they have given, whoever has had
 * least first, by lot among equals. Where too few can be drawn it waits. The mark is locked.
 */
export const drawFor = async (given: Ctx, mark: LockedMark, wanted: number): Promise<Result<LockedMark>> => {
  const ctx = asSystem(given)
  const places = openSides(mark, wanted)
  if (places.length === 0) return ok(mark)
  const candidates = await candidatesFor(ctx, mark)
  const standing = mark.observers.filter(({ releasedAt }) => releasedAt === null).map(({ observerId }) => observerId)
  const isTrained = candidates.some(({ personId, hasTrained }) => hasTrained && standing.includes(personId))
  const drawn = rankObservers(candidates, (below) => ctx.draw(0, below), {
    count: places.length,
    needsTrained: !isTrained && !places.includes('third'),
  })
  if (drawn === null) {
    await tellAdministrators(ctx, mark)
    return ok(mark)
  }
  await tables(ctx).observation.createMany({
    data: drawn.map(({ personId, region }, at) => ({
      markId: mark.id,
      observerId: personId,
      region,
      side: places[at] ?? 'third',
      drawnAt: ctx.clock.now(),
    })),
  })
  const moved = await marks.move(ctx, mark, mark.status === 'asked' ? 'drawn' : 'redrawn')
  if (!moved.ok) return moved
  const date = await tables(ctx).courseDate.findUniqueOrThrow({
    where: { id: mark.dateId },
    select: { startsAt: true, ref: true, place: true, mode: true },
  })
  const rows = await tables(ctx).observation.findMany({
    where: { markId: mark.id, observerId: { in: drawn.map(({ personId }) => personId) } },
  })
  for (const { id, observerId } of rows)
    await tell(ctx, {
      people: [observerId],
      about: { kind: 'mark', id: mark.id },
      occasion: `drawn:${id}`,
      kind: 'ask',
      letter: {
        subject: `You were drawn to observe ${mark.offering.title} (${mark.ref})`,
        lines: [
          `You were drawn by rule to sit in on “${mark.offering.title}” on ${longDate(londonDate(date.startsAt))} (${date.ref}), and to say what you saw in eight lines.`,
          'Somebody else does the same; neither of you reads the other’s view before both are in. If you have a stake in it, stand down: nobody is told why.',
        ],
        action: { text: 'Open it', path: `/observations/${id}` },
      },
    })
  return ok((await marks.lock(ctx, mark.id)) ?? moved.value)
}

/** The soonest date of a course on which it can be observed again; null while there is none. */
const dateToObserveAgain = async (ctx: Ctx, { offeringId, observeBy }: { offeringId: string; observeBy: Date }) =>
  tables(ctx).courseDate.findFirst({
    where: {
      offeringId,
      status: { in: ['open', 'closed'] },
      startsAt: { gt: ctx.clock.now(), lt: londonInstant(isoFromDate(observeBy), '23:59') },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: { id: true, ref: true, startsAt: true },
  })

/**
 * Draws one who observes again a course that changed in substance, on its soonest date: by the same rule, of whoever did not observe it before.
 * Where there is no date, or nobody, it waits. The mark is locked.
 */
export const drawAgain = async (given: Ctx, mark: LockedMark): Promise<Result<unknown>> => {
  const ctx = asSystem(given)
  const { observeBy, offeringId } = mark
  const isDrawn = mark.observers.some(
    ({ side, releasedAt, recordedAt }) => side === 'again' && releasedAt === null && recordedAt === null,
  )
  if (observeBy === null || isDrawn || !markLife.is('shown', mark.status)) return ok(undefined)
  const date = await dateToObserveAgain(ctx, { offeringId, observeBy })
  if (!date) return ok(undefined)
  const candidates = await candidatesFor(ctx, { ...mark, dateId: date.id })
  const [drawn] = rankObservers(candidates, (below) => ctx.draw(0, below), { count: 1, needsTrained: false }) ?? []
  if (!drawn) {
    await tellAdministrators(ctx, mark)
    return ok(undefined)
  }
  const { id } = await tables(ctx).observation.create({
    data: {
      markId: mark.id,
      observerId: drawn.personId,
      region: drawn.region,
      side: 'again',
      dateId: date.id,
      drawnAt: ctx.clock.now(),
    },
  })
  await audit(ctx, { event: 'mark.drawn-again', subject: { kind: 'mark', id: mark.id } })
  await tell(ctx, {
    people: [drawn.personId],
    about: { kind: 'mark', id: mark.id },
    occasion: `drawn:${id}`,
    kind: 'ask',
    letter: {
      subject: `You were drawn to observe ${mark.offering.title} (${mark.ref})`,
      lines: [
        `“${mark.offering.title}” has its quality mark, and changed in substance. You were drawn by rule to sit in on ${longDate(londonDate(date.startsAt))} (${date.ref}), and to say what you saw in eight lines: that decides whether it keeps the mark.`,
        'If you have a stake in it, stand down: nobody is told why.',
      ],
      action: { text: 'Open it', path: `/observations/${id}` },
    },
  })
  return ok(undefined)
}

/** Draws for whatever waits to be drawn; one at a time. */
export const drawObservers: Job = {
  name: 'courses.observers',
  title: 'Draw who observes courses for the quality mark',
  everyMinutes: 60,
  run: async (given) => {
    const ctx = asSystem(given)
    const waiting = await tables(ctx).mark.findMany({
      where: { OR: [{ status: { in: ['asked', 'observing'] } }, { observeBy: { not: null } }] },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of waiting)
      await inTransaction<unknown>(ctx, async (ctx) => {
        const mark = await marks.lock(ctx, id)
        if (!mark) return ok(undefined)
        if (mark.observeBy !== null) return drawAgain(ctx, mark)
        const isThird = mark.observers.some(({ side }) => side === 'third')
        return drawFor(ctx, mark, isThird ? 3 : 2)
      })
  },
}
