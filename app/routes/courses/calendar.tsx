import type { LoaderFunctionArgs } from '@remix-run/node'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { calendarOf } from '#services/courses/index.ts'

/** The sessions of a date for a calendar: the same UIDs every time, and a SEQUENCE that grows with every change. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const found = orThrow(await calendarOf(ctx, pathPart(args, 'ref')))
  const { hostname, origin } = new URL(ctx.config.publicUrl)
  const calendar = ical({
    prodId: { company: 'Association of Youth Offending Team Managers', product: 'Critical Friend', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const { position, startsAt, endsAt } of found.sessions)
    calendar.createEvent({
      id: `course-${found.id}-${position}@${hostname}`,
      sequence: found.sequence,
      stamp: ctx.clock.now(),
      summary: found.title,
      url: `${origin}/courses/${found.ref}`,
      status: found.isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      start: startsAt,
      end: endsAt,
      location: found.place,
    })
  return new Response(calendar.toString(), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${found.ref}.ics"`,
      'cache-control': 'no-store',
    },
  })
}
