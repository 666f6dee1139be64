import { writeCalendar } from '#services/calendars/index.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Dated } from '#services/core/dated.ts'

type Calendar = Pick<Dated, 'title' | 'path' | 'sequence' | 'changedAt' | 'isOff'> & {
  ref: string
  events: readonly (Pick<Dated, 'id' | 'start' | 'end' | 'isAllDay' | 'place'> & { isOff?: boolean })[]
}

/** One thing as a file for calendars: under the same UIDs as in the calendars that programs fetch. */
export const calendarResponse = ({ config }: Ctx, { ref, events, ...of }: Calendar): Response =>
  new Response(
    writeCalendar(config, {
      name: of.title,
      dates: events.map((event) => ({ ...of, ...event, isOff: of.isOff || (event.isOff ?? false) })),
    }),
    {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${ref}.ics"`,
        'cache-control': 'no-store',
      },
    },
  )
