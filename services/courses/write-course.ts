import type { Prisma } from '#prisma/generated/client.ts'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { type FieldErrors, forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { isProvider, pricedBases } from '#services/offerings/index.ts'
import { outsidePeople } from '#services/outside/index.ts'
import { holdersToday } from '#services/yots/index.ts'
import { editionOf } from './edition-of.ts'
import { courseLife } from './lifecycle.ts'
import { courses, type LockedCourse } from './move-course.ts'
import { checkOwnNameDate } from './own-name-dates.ts'
import { mayTrain, settleAllPaid } from './paid.ts'
import { serveQueue } from './queue/serve-queue.ts'
import { situationOf } from './queue/situation.ts'
import type { CourseInput } from './schema.ts'
import { chosenFaults, sessionTimes, spanOf, timeFaults, writeSessions } from './session-times.ts'
import { tables } from './tables.ts'

const faultsOf = (ctx: Ctx, input: CourseInput, taken = 0): FieldErrors => {
  const faults = timeFaults(ctx, input)
  const kept = input.kept.reduce((sum, { places }) => sum + places, 0)
  if (kept > input.places) faults['kept[0].places'] = `At most ${input.places} places can be kept: there are no more`
  if (new Set(input.kept.map(({ region }) => region)).size < input.kept.length)
    faults['kept[1].region'] = 'Choose each region once'
  if (input.least !== undefined && input.least > input.places)
    faults.least = 'Fewer must be needed than there are places'
  if (input.leastBy !== undefined && input.leastBy > (input.sessions[0]?.on ?? input.leastBy))
    faults.leastBy = 'Decide before it begins'
  if (input.places < taken)
    faults.places = `${taken} places are booked or offered: ${taken - input.places} more than that`
  return faults
}

/** Where the bookings stand, an ISO day as the database has it. */
const optionalDay = (iso: string | undefined) => (iso === undefined ? null : dateFromIso(iso))

const dataOf = (input: CourseInput) => {
  return {
    ...spanOf(sessionTimes(input)),
    mode: input.mode,
    place: input.place,
    joiningLink: input.joiningLink ?? null,
    places: input.places,
    least: input.least ?? null,
    leastBy: optionalDay(input.leastBy),
    bookUntil: dateFromIso(input.bookUntil),
    kept: Object.fromEntries(input.kept.map(({ region, places }) => [region, places])),
    lateDays: input.lateDays,
    latePercent: input.latePercent,
    isCohort: input.isCohort === 'yes',
  }
}

const writeTrainers = async (ctx: Ctx, dateId: string, trainers: readonly string[]): Promise<void> => {
  await tables(ctx).courseTrainer.deleteMany({ where: { dateId } })
  await tables(ctx).courseTrainer.createMany({ data: [...new Set(trainers)].map((personId) => ({ dateId, personId })) })
}

/** Who can lead a date of an offering: the people of its service, the associate, or whom an outside provider sends. */
export const trainersFor = async (
  ctx: Ctx,
  { yotCode, personId, outsideId }: { yotCode: string | null; personId: string | null; outsideId: string | null },
): Promise<{ personId: string; name: string }[]> => {
  if (yotCode !== null) return holdersToday(ctx, yotCode)
  if (outsideId !== null) return outsidePeople(ctx, outsideId)
  const person = await ctx.db.person.findUnique({ where: { id: personId ?? '' }, select: { id: true, name: true } })
  return person ? [{ personId: person.id, name: person.name }] : []
}

/** An offering that dates can be put on, for its own side; null for others and for what is not there. */
export const datedOffering = async (ctx: Ctx, slug: string) => {
  const offering = await ctx.db.offering.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      title: true,
      kind: true,
      status: true,
      region: true,
      yotCode: true,
      personId: true,
      outsideId: true,
      basis: true,
      pricePence: true,
    },
  })
  return offering && isProvider(ctx.actor, offering) ? offering : null
}

/**
 * Adds a date to an offering as a draft, for anybody on its provider's side. Invalid with what the date lacks; not found for others.
 *
 * @param slug the offering's
 */
export const draftCourse = async (ctx: Ctx, slug: string, input: CourseInput): Promise<Result<{ ref: string }>> => {
  const offering = await datedOffering(ctx, slug)
  const { personId } = ctx.actor
  if (!offering || personId === null) return notFound()
  if (offering.status === 'archived') return refused('This offering is archived. Offer it anew, then give it a date.')
  const faults = faultsOf(ctx, input)
  if (Object.keys(faults).length > 0) return invalid(faults)
  const known = new Set((await trainersFor(ctx, offering)).map((one) => one.personId))
  if (input.trainers.some((one) => !known.has(one))) return invalid({ trainers: 'Choose people of your own side' })
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    const ref = await nextReference(ctx, 'CD')
    await tables(ctx).courseDate.create({
      data: {
        ...dataOf(input),
        id,
        ref,
        offeringId: offering.id,
        title: offering.title,
        region: offering.region,
        pricePence: pricedBases.includes(offering.basis) ? offering.pricePence : null,
        status: 'draft',
        edition: await editionOf(ctx, offering.id),
        createdAt: ctx.clock.now(),
        createdById: personId,
      },
    })
    await writeSessions(ctx, id, input)
    await writeTrainers(ctx, id, input.trainers)
    const row = await courses.lock(ctx, id)
    if (!row) throw new Error('The date was not written')
    await courses.begin(ctx, row, 'drafted')
    return ok({ ref })
  })
}

const isSameTime = (a: Date, b: Date) => a.getTime() === b.getTime()

/** What a change of a date says that can be compared: as it stands, and as it would be. */
const alike = (row: LockedCourse, data: ReturnType<typeof dataOf>): boolean =>
  row.places === data.places && row.place === data.place && isSameTime(row.startsAt, data.startsAt)

/**
 * Changes a date: how many places, where, until when it is booked. When it is to take place changes only while it is a draft; after that it is
 * moved. Places cannot be fewer than are booked; more are offered to those who wait first.
 */
export const changeCourse = (
  ctx: Ctx,
  ref: string,
  { version, ...input }: CourseInput & { version: number },
): Promise<Result<{ ref: string }>> =>
  courses.asMove(
    ctx,
    { ref, version, event: 'changed' },
    async (ctx, { row, move }) => {
      const { byHolder } = await situationOf(ctx, row)
      const taken = [...byHolder.values()].reduce((sum, count) => sum + count, 0)
      const faults = { ...faultsOf(ctx, input, taken), ...(await chosenFaults(ctx, row.id, input)) }
      if (Object.keys(faults).length > 0) return invalid(faults)
      const known = new Set((await trainersFor(ctx, row.offering)).map((one) => one.personId))
      if (input.trainers.some((one) => !known.has(one))) return invalid({ trainers: 'Choose people of your own side' })
      if (!(await mayTrain(ctx, row, input.trainers)))
        return invalid({ trainers: 'Somebody new here cannot be paid by a service that holds places. Choose others' })
      const data = dataOf(input)
      const isMoved = !isSameTime(data.startsAt, row.startsAt) || !isSameTime(data.endsAt, row.endsAt)
      if (isMoved && row.status !== 'draft')
        return invalid({
          'sessions[0].on': 'Booking is open: use “Move to another day”, so that everybody is asked again',
        })
      if (data.isCohort !== row.isCohort && row.status !== 'draft')
        return invalid({ isCohort: 'Booking is open: people booked it as it was' })
      if (data.latePercent > row.latePercent && taken > 0)
        return invalid({ latePercent: 'Places are booked on the terms as they are: it cannot be more' })
      if (data.lateDays > row.lateDays && taken > 0 && row.latePercent > 0)
        return invalid({ lateDays: 'Places are booked on the terms as they are: it cannot be more' })
      const isElsewhere = data.place !== row.place || data.mode !== row.mode
      const moved = await move({
        data: {
          ...data,
          ...(isElsewhere ? { sequence: row.sequence + 1 } : {}),
        } as Prisma.CourseDateUncheckedUpdateInput,
        said: { places: input.places },
      })
      if (!moved.ok) return moved
      await writeSessions(ctx, row.id, input)
      await writeTrainers(ctx, row.id, input.trainers)
      const now = await courses.lock(ctx, row.id)
      const settled = now ? await settleAllPaid(ctx, now) : ok(null)
      if (!settled.ok) return settled
      const served = now ? await serveQueue(ctx, now) : ok({ offered: 0 })
      return served.ok ? ok({ ref }) : served
    },
    (row) => (alike(row, dataOf(input)) ? { ref } : null),
  )

/** Opens booking of a draft: it stands in the list, and services can book. Refused while the offering is not published, the day has passed, or a service has agreed to fewer days of it. */
export const openCourse = (ctx: Ctx, ref: string, { version }: { version: number }): Promise<Result<{ ref: string }>> =>
  courses.asMove(ctx, { ref, version, event: 'opened' }, async (ctx, { row, move }) => {
    if (row.offering.status !== 'published')
      return refused('Publish the offering first: people read there what the course is.')
    if (row.startsAt <= ctx.clock.now()) return refused('Its day has passed. Change the day, then open booking.')
    const sessions = await tables(ctx).courseSession.findMany({ where: { dateId: row.id }, select: { startsAt: true } })
    const days = await checkOwnNameDate(ctx, row, sessions)
    if (!days.ok) return days
    return move()
  })

/** An administrator says that attending this date is the training that reviewers need, or takes it back before it is held. */
export const countAsTraining = (
  ctx: Ctx,
  ref: string,
  { isTraining }: { isTraining: boolean },
): Promise<Result<{ ref: string }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!may(ctx.actor, 'course.recognise')) return forbidden('Administrators of the association say this.')
    const found = await tables(ctx).courseDate.findFirst({
      where: { ref, status: { not: 'draft' } },
      select: { id: true },
    })
    const row = found && (await courses.lock(ctx, found.id))
    if (!row) return notFound()
    if (!courseLife.is('ahead', row.status)) return refused('It is over: who attended was told what it counts for.')
    if (row.isReviewerTraining === isTraining) return ok({ ref })
    await tables(ctx).courseDate.update({ where: { id: row.id }, data: { isReviewerTraining: isTraining } })
    await audit(ctx, {
      event: isTraining ? 'course.recognised' : 'course.unrecognised',
      subject: { kind: 'course', id: row.id },
    })
    return ok({ ref })
  })
