import { randomUUID } from 'node:crypto'
import type { CourseStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { courseSchema } from '#services/courses/index.ts'

type CourseTraits = {
  offeringId: string
  createdById: string
  status?: CourseStatus
  /** ISO day; in sixty days when left out. */
  on?: string
  places?: number
  /** ISO day; the day before it begins when left out. */
  bookUntil?: string
  kept?: Record<string, number>
  least?: number
  leastBy?: string
  joiningLink?: string
  trainers?: string[]
  isReviewerTraining?: boolean
  /** Whether a move says how it came there. */
  isNoted?: boolean
}

/** A date of an offering from 9:30 to 16:00, put straight into the tables as its use cases would. */
export const makeCourse = async (ctx: Ctx, traits: CourseTraits): Promise<{ id: string; ref: string }> => {
  const id = randomUUID()
  const ref = `CD-2026-${id.slice(0, 8)}`
  const { on = addDays(ctx.clock.today(), 60), status = 'open' } = traits
  const [startsAt, endsAt] = [londonInstant(on, '09:30'), londonInstant(on, '16:00')]
  const offering = await ctx.db.offering.findUniqueOrThrow({ where: { id: traits.offeringId } })
  await ctx.db.givenReference.create({ data: { ref } })
  await ctx.db.courseDate.create({
    data: {
      id,
      ref,
      offeringId: traits.offeringId,
      title: offering.title,
      region: offering.region,
      status,
      startsAt,
      endsAt,
      mode: 'on_site',
      place: 'Town hall, Leeds',
      joiningLink: traits.joiningLink ?? null,
      places: traits.places ?? 8,
      least: traits.least ?? null,
      leastBy: traits.leastBy === undefined ? null : dateFromIso(traits.leastBy),
      bookUntil: dateFromIso(traits.bookUntil ?? addDays(londonDate(startsAt), -1)),
      kept: traits.kept ?? {},
      isReviewerTraining: traits.isReviewerTraining ?? false,
      createdAt: ctx.clock.now(),
      createdById: traits.createdById,
      sessions: { create: { position: 0, startsAt, endsAt } },
      trainers: { create: (traits.trainers ?? []).map((personId) => ({ personId })) },
    },
  })
  if (traits.isNoted === false) return { id, ref }
  await ctx.db.move.create({
    data: {
      subjectKind: 'course',
      subjectId: id,
      event: 'drafted',
      from: null,
      to: status,
      happenedOn: dateFromIso(ctx.clock.today()),
      movedAt: ctx.clock.now(),
      movedById: traits.createdById,
      movedBy: 'Somebody',
      version: 1,
    },
  })
  return { id, ref }
}

/** What a provider would type for a date. */
export const typedCourse = (on: string, more: Record<string, unknown> = {}) =>
  courseSchema.parse({
    sessions: [{ on, from: '09:30', to: '16:00' }],
    mode: 'on_site',
    place: 'Town hall, Leeds',
    places: 8,
    bookUntil: addDays(on, -1),
    ...more,
  })
