import { dateAndTime } from '#app/components/dates.ts'

/** "12:30pm": what stands after the day. */
const timeOf = (instant: string): string => dateAndTime(new Date(instant)).split(' at ')[1] ?? ''

type Session = { startsAt: string; endsAt: string; title?: string; free?: number | null; seats?: number | null }

/** "Workshop A: Tuesday 14 July 2026 at 9:30am to 10:30am, 3 of 20 seats free". */
export const sessionWords = ({ title = '', startsAt, endsAt, free = null, seats = null }: Session): string =>
  [
    title === '' ? '' : `${title}: `,
    `${dateAndTime(new Date(startsAt))} to ${timeOf(endsAt)}`,
    seats === null ? '' : free === 0 ? ', full' : `, ${free} of ${seats} seats free`,
  ].join('')

/** When a date takes place, session by session. */
export const Sessions = ({ sessions }: { sessions: readonly Session[] }) => (
  <ul className="govuk-list govuk-!-margin-bottom-0">
    {sessions.map((session) => (
      <li key={`${session.startsAt} ${session.title}`}>{sessionWords(session)}</li>
    ))}
  </ul>
)

/** "Remote", "Town hall, Leeds", "Partly remote: Town hall, Leeds". */
export const whereWords = ({ mode, place }: { mode: string; place: string }): string =>
  mode === 'remote' ? 'Remote' : mode === 'hybrid' ? `Partly remote: ${place}` : place

/** "3 places free", "Full, 2 wait". */
export const freeWords = ({
  free,
  waiting,
  isOpen,
  isResting = false,
}: {
  free: number
  waiting: number
  isOpen: boolean
  isResting?: boolean
}): string => {
  if (isResting) return 'No places are given at present'
  if (!isOpen) return 'Booking has ended'
  if (waiting > 0) return `${free > 0 ? `${free} free for those who wait` : 'Full'}: ${waiting} on the waiting list`
  return free > 0 ? `${free} ${free === 1 ? 'place' : 'places'} free` : 'Full'
}
