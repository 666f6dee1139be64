import type { LoaderFunctionArgs } from '@remix-run/node'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { sessionsOf } from '#services/engagements/index.ts'

/** The sessions of an engagement for a calendar: the same UIDs every time, and a SEQUENCE that grows with every change. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const found = orThrow(await sessionsOf(ctx, pathPart(args, 'ref')))
  const { hostname, origin } = new URL(ctx.config.publicUrl)
  const calendar = ical({
    prodId: { company: 'Association of Youth Offending Team Managers', product: 'Critical Friend', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  const common = {
    sequence: found.sequence,
    stamp: ctx.clock.now(),
    summary: found.title,
    url: `${origin}/engagements/${found.ref}`,
    status: found.isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  }
  for (const { position, startsAt, endsAt, place, isOff } of found.sessions)
    calendar.createEvent({
      ...common,
      id: `engagement-${found.id}-${position}@${hostname}`,
      start: startsAt,
      end: endsAt,
      location: place,
      ...(isOff ? { status: ICalEventStatus.CANCELLED } : {}),
    })
  if (found.sessions.length === 0 && found.days)
    calendar.createEvent({
      ...common,
      id: `engagement-${found.id}-days@${hostname}`,
      start: dateFromIso(found.days.from),
      end: new Date(dateFromIso(found.days.to).getTime() + 86_400_000),
      allDay: true,
    })
  return new Response(calendar.toString(), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${found.ref}.ics"`,
      'cache-control': 'no-store',
    },
  })
}
