import type { Prisma } from '#prisma/generated/client.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { counted, longDate } from '#services/core/words.ts'
import { placeTerms } from '#services/engagements/index.ts'
import { closeGaps } from '#services/gaps/index.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { findDate, type LockedCourse, type LockedPlace, moveOnDate, places, readPlaces, whenOf } from './move-course.ts'
import { isPaidBy, mayPay, settlePaid } from './paid.ts'
import { namedDate, tellOf } from './people.ts'
import { type Holder, holderKey, holdersFor } from './policy.ts'
import { bookingEnds, isAtOnce, workingDays, workingDaysBefore } from './queue/clock.ts'
import { mayBook, type Situation } from './queue/queue.ts'
import { serveQueue } from './queue/serve-queue.ts'
import { situationOf, waitingOf } from './queue/situation.ts'
import { whyWords } from './queue/why-words.ts'
import { whyRests } from './rests.ts'
import type { BookInput, WaitInput } from './schema.ts'
import { tables } from './tables.ts'
import { themesOfCourse } from './themes-of-course.ts'

const onlyHolders =
  'Places are booked by people who hold a post in a youth justice service, and by associates in the bank for themselves.'

/** For whom it is: the only one the actor can book for, or the one they chose. */
const holderFrom = (ctx: Ctx, yotCode: string | undefined): Result<Holder> => {
  const own = holdersFor(ctx.actor)
  if (own.length === 0) return forbidden(onlyHolders)
  const chosen =
    yotCode === undefined ? (own.length === 1 ? own[0] : undefined) : own.find((one) => one.yotCode === yotCode)
  return chosen ? ok(chosen) : invalid({ yotCode: 'Choose which service it is for' })
}

/** Why nobody can book now, whoever they are: a sentence, or null. */
export const whyShut = (ctx: Ctx, course: Pick<LockedCourse, 'status' | 'startsAt' | 'bookUntil'>): string | null => {
  if (course.status === 'draft') return 'Booking is not open yet.'
  if (course.status === 'called_off') return 'This course was called off.'
  if (course.status !== 'open' || ctx.clock.now() >= bookingEnds(whenOf(course))) return 'Booking has ended.'
  return null
}

const membershipEnded = 'Your service is not a member of the association at present. Renew its membership, then book.'

/** Whether the actor may begin something on a date for a holder: it is open, its provider may offer, and a service is a member and may pay where it would. */
const mayBegin = async (ctx: Ctx, course: LockedCourse, { yotCode }: Holder): Promise<Result<undefined>> => {
  const shut = whyShut(ctx, course)
  if (shut !== null) return refused(shut)
  const rests = await whyRests(ctx, course)
  if (rests !== null) return refused(rests)
  if (yotCode !== null && !(await hasMembership(ctx, 'course.book', { yotCode, personId: ctx.actor.personId })))
    return refused(membershipEnded)
  return mayPay(ctx, course, yotCode)
}

/** The region whose kept places a holder may have; an associate has none. */
export const regionOf = async (ctx: Ctx, { yotCode }: Holder): Promise<string | null> =>
  yotCode === null
    ? null
    : (await ctx.db.yot.findUniqueOrThrow({ where: { code: yotCode }, select: { region: true } })).region

type NewPlaces = { course: LockedCourse; holder: Holder; count: number }

/** Rows for a group of places, as they are written. */
export const freshPlaces = (
  ctx: Ctx,
  { course, holder, count }: NewPlaces,
  more: Partial<LockedPlace>,
): LockedPlace[] => {
  const groupId = newId()
  return Array.from({ length: count }, () => ({
    id: newId(),
    dateId: course.id,
    groupId,
    yotCode: holder.yotCode,
    personId: holder.personId,
    bookedById: ctx.actor.personId ?? '',
    status: 'booked' as const,
    // An associate comes themselves.
    attendee: holder.yotCode === null ? ctx.actor.name : '',
    attendeeId: holder.yotCode === null ? holder.personId : null,
    address: '',
    waitingSince: null,
    drawn: 0,
    isTogether: false,
    lapses: 0,
    offeredUntil: null,
    keepBy: null,
    isLate: false,
    certificate: null,
    createdAt: ctx.clock.now(),
    version: 1,
    ...more,
  }))
}

export const writePlaces = (ctx: Ctx, rows: readonly LockedPlace[]) =>
  insertRows(ctx, 'Place', rows satisfies readonly Prisma.PlaceCreateManyInput[])

const bookedLetter = (ctx: Ctx, course: LockedCourse, count: number, { groupId, yotCode }: LockedPlace) => {
  const names = workingDaysBefore(londonDate(course.startsAt), workingDays.names)
  return tellOf(ctx, course, {
    people: [ctx.actor.personId],
    occasion: `booked:${groupId}`,
    kind: 'news',
    letter: {
      subject: `${counted(count, 'place')} booked: ${course.title} (${course.ref})`,
      lines: [
        `${counted(count, 'place is', 'places are')} booked on ${namedDate(course)}.`,
        `Say who comes by ${longDate(names)}. You can change a name until it begins, at no cost. The same page has a file for your calendar.`,
        ...(isPaidBy(course, yotCode) ? placeTerms({ ...course, pricePence: course.pricePence ?? 0 }) : []),
      ],
    },
    link: { text: 'Name who comes', page: '/places' },
  })
}

/** What somebody new is told of how a date stands for them; null where they can book. */
export const inTheWay = (
  course: LockedCourse,
  situation: Situation,
  who: { holder: Holder; region: string | null; count: number; waiting: number; now: Date },
) =>
  mayBook({ holder: holderKey(who.holder), region: who.region, count: who.count }, situation, {
    waiting: who.waiting,
    isAtOnce: isAtOnce(who.now, whenOf(course)),
  })

/** Begins something on a date for so many places of one of the actor's services, or the one of an associate: open, and for a member. */
const beginOnDate = async <T>(
  ctx: Ctx,
  ref: string,
  { count, yotCode }: BookInput,
  work: (ctx: Ctx, course: LockedCourse, holder: Holder) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const found = await findDate(ctx, ref)
  if (!found) return notFound()
  const holder = holderFrom(ctx, yotCode)
  if (!holder.ok) return holder
  if (holder.value.yotCode === null && count > 1) return invalid({ count: 'An associate books one place' })
  return moveOnDate(ctx, found.id, async (ctx, course) => {
    const begin = await mayBegin(ctx, course, holder.value)
    return begin.ok ? work(ctx, course, holder.value) : begin
  })
}

/**
 * Books so many places for one of the actor's services, or the one of an associate for themselves, without names. Forbidden to others;
 * refused where booking has ended, the service is no member, fewer are free, its share is used up, or somebody waits.
 */
export const bookPlaces = async (
  ctx: Ctx,
  ref: string,
  { count, yotCode }: BookInput,
): Promise<Result<{ ref: string; count: number }>> => {
  return beginOnDate(ctx, ref, { count, yotCode }, async (ctx, course, holder) => {
    const [situation, waiting, region] = [
      await situationOf(ctx, course),
      await waitingOf(ctx, course.id),
      await regionOf(ctx, holder),
    ]
    const why = inTheWay(course, situation, {
      holder,
      region,
      count,
      waiting,
      now: ctx.clock.now(),
    })
    if (why !== null) return refused(whyWords(why))
    const twice = await isTwice(ctx, course.id, holder)
    if (twice) return refused('You have a place on this date already.')
    const rows = freshPlaces(ctx, { course, holder, count }, {})
    const [first] = rows
    if (!first) return invalid({ count: 'Choose how many places' })
    await writePlaces(ctx, rows)
    await places.beginAll(ctx, rows, 'booked')
    if (holder.yotCode !== null)
      await closeGaps(
        ctx,
        { kinds: ['course'], themes: await themesOfCourse(ctx, course.id), yotCode: holder.yotCode },
        { metBy: 'course' },
      )
    const settled = await settlePaid(ctx, course, holder.yotCode)
    if (!settled.ok) return settled
    await bookedLetter(ctx, course, count, first)
    return ok({ ref, count })
  })
}

/** Whether an associate has a place on the date already. */
const isTwice = async (ctx: Ctx, dateId: string, { personId }: Holder): Promise<boolean> =>
  personId !== null &&
  (await tables(ctx).place.count({
    where: { dateId, attendeeId: personId, status: { in: ['booked', 'attended', 'absent', 'offered', 'waiting'] } },
  })) > 0

/**
 * Waits for so many places, together or any number of them; one entry per service and date. Whoever could have been served at once is offered
 * theirs in the same transaction. Refused where booking has ended, the service is no member or waits already.
 */
export const joinQueue = async (
  ctx: Ctx,
  ref: string,
  { count, yotCode, how }: WaitInput,
): Promise<Result<{ ref: string }>> => {
  return beginOnDate(ctx, ref, { count, yotCode }, async (ctx, course, holder) => {
    const { yotCode, personId } = holder
    const waits = await readPlaces(ctx, {
      dateId: course.id,
      status: { in: ['waiting', 'offered'] },
      ...(yotCode === null ? { personId } : { yotCode }),
    })
    if (waits.length > 0) return refused('You are on this waiting list already.')
    if (await isTwice(ctx, course.id, holder)) return refused('You have a place on this date already.')
    const rows = freshPlaces(
      ctx,
      { course, holder, count },
      {
        status: 'waiting',
        waitingSince: ctx.clock.now(),
        drawn: ctx.draw(0, 1_000_000),
        isTogether: how === 'together' && count > 1,
      },
    )
    await writePlaces(ctx, rows)
    await places.beginAll(ctx, rows, 'joined')
    await tellOf(ctx, course, {
      people: [ctx.actor.personId],
      occasion: `joined:${rows[0]?.groupId}`,
      kind: 'news',
      letter: {
        subject: `On the waiting list: ${course.title} (${course.ref})`,
        lines: [
          `You wait for ${counted(count, 'place')} on ${namedDate(course)}.`,
          'We write as soon as something is offered to you. The page says where you stand and why.',
        ],
      },
      link: { text: 'See where you stand', page: '/places' },
    })
    const served = await serveQueue(ctx, course)
    return served.ok ? ok({ ref }) : served
  })
}
