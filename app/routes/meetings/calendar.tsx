import type { LoaderFunctionArgs } from '@remix-run/node'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { calendarResponse } from '#app/http/calendar.ts'
import { orThrow } from '#app/http/respond.ts'
import { meetingCalendar } from '#services/meetings/index.ts'

/** A meeting for a calendar. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const found = orThrow(await meetingCalendar(ctx, pathPart(args, 'ref')))
  const { id, ref, title, sequence, changedAt, status, startsAt, endsAt, mode, place } = found
  return calendarResponse(ctx, {
    ...{ ref, title, sequence, changedAt },
    path: `/meetings/${ref}`,
    isOff: status === 'called_off',
    events: [{ id: `meeting-${id}`, start: startsAt, end: endsAt, place: mode === 'remote' ? 'Remote' : place }],
  })
}
