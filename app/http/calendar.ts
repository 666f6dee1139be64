import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Ctx } from '#services/core/context.ts'

/** Something that takes place: at a time, or on whole days from the start up to the end, which is no longer in it. */
type CalendarEvent = { id: string; start: Date; end: Date; isAllDay?: boolean; place?: string; isOff?: boolean }

type Calendar = {
  ref: string
  title: string
  /** The page that it is of. */
  path: string
  /** Grows with every change; `changedAt` is when that was, so that the same version is the same file. */
  sequence: number
  changedAt: Date
  isOff: boolean
  events: readonly CalendarEvent[]
}

/** A file for calendars: the same UIDs every time, a SEQUENCE that grows with every change, and what was called off kept as cancelled. */
export const calendarResponse = ({ config }: Ctx, calendar: Calendar): Response => {
  const { ref, title, path, sequence, changedAt, isOff, events } = calendar
  const { hostname, origin } = new URL(config.publicUrl)
  const file = ical({
    prodId: { company: 'Association of Youth Offending Team Managers', product: 'Critical Friend', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const event of events)
    file.createEvent({
      id: `${event.id}@${hostname}`,
      sequence,
      stamp: changedAt,
      lastModified: changedAt,
      summary: title,
      url: origin + path,
      status: isOff || event.isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      start: event.start,
      end: event.end,
      ...(event.isAllDay ? { allDay: true } : {}),
      ...(event.place === undefined ? {} : { location: event.place }),
    })
  return new Response(file.toString(), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${ref}.ics"`,
      'cache-control': 'no-store',
    },
  })
}
