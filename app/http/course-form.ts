import { londonDate, londonTime } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { findCourseForm } from '#services/courses/index.ts'
import { orThrow } from './respond.ts'

/** A date as the boxes of its forms show it. */
export const courseForm = async (ctx: Ctx, ref: string) => {
  const { course, joiningLink, sessions, trainers } = orThrow(await findCourseForm(ctx, ref))
  const kept = Object.entries(course.kept !== null && typeof course.kept === 'object' ? course.kept : {})
  return {
    ref,
    title: course.title,
    version: course.version,
    owner: {
      yotCode: course.offering.yotCode,
      personId: course.offering.personId,
      outsideId: course.offering.outsideId,
    },
    sessions: sessions.map(({ startsAt, endsAt, title, seats }) => ({
      on: londonDate(startsAt),
      from: londonTime(startsAt),
      to: londonTime(endsAt),
      title,
      seats,
    })),
    values: {
      mode: course.mode,
      place: course.place,
      joiningLink,
      places: course.places,
      least: course.least,
      leastBy: course.leastBy?.toISOString().slice(0, 10),
      bookUntil: course.bookUntil.toISOString().slice(0, 10),
      lateDays: course.lateDays,
      latePercent: course.latePercent,
      isCohort: course.isCohort ? ['yes'] : [],
      trainers: trainers.map(({ personId }) => personId),
      ...Object.fromEntries(
        kept.flatMap(([region, places], at) => [
          [`kept[${at}].region`, region],
          [`kept[${at}].places`, String(places)],
        ]),
      ),
    },
  }
}
