import type { LoaderFunctionArgs } from '@remix-run/node'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { calendarResponse } from '#app/http/calendar.ts'
import { orThrow } from '#app/http/respond.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { sessionsOf } from '#services/engagements/index.ts'

/** The sessions of an engagement for a calendar, or its days while there are none. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const found = orThrow(await sessionsOf(ctx, pathPart(args, 'ref')))
  const { id, sessions, days } = found
  const whole =
    sessions.length === 0 && days
      ? [
          {
            id: `engagement-${id}-days`,
            start: dateFromIso(days.from),
            end: dateFromIso(addDays(days.to, 1)),
            isAllDay: true,
          },
        ]
      : []
  return calendarResponse(ctx, {
    ...found,
    path: `/engagements/${found.ref}`,
    events: [
      ...sessions.map(({ position, startsAt, endsAt, place, isOff }) => ({
        id: `engagement-${id}-${position}`,
        start: startsAt,
        end: endsAt,
        place,
        isOff,
      })),
      ...whole,
    ],
  })
}
