import type { LoaderFunctionArgs } from '@remix-run/node'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { calendarResponse } from '#app/http/calendar.ts'
import { orThrow } from '#app/http/respond.ts'
import { calendarOf } from '#services/courses/index.ts'

/** The sessions of a date for a calendar. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const found = orThrow(await calendarOf(ctx, pathPart(args, 'ref')))
  return calendarResponse(ctx, {
    ...found,
    path: `/courses/${found.ref}`,
    events: found.sessions.map(({ position, startsAt, endsAt }) => ({
      id: `course-${found.id}-${position}`,
      start: startsAt,
      end: endsAt,
      place: found.place,
    })),
  })
}
