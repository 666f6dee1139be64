import { longDate } from '#services/core/words.ts'

/** A session as clashes are looked for. Times are minutes after midnight. */
export type TimedSession = {
  id: string
  day: string
  startsAt: number
  endsAt: number
  room: string
  title: string
  groupKey: string
  with: string
  isCalledOff: boolean
  people: readonly { personId: string; name: string }[]
}

/** "09:30", from minutes after midnight. */
export const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Minutes after midnight, from "09:30". */
export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** "09:30 to 10:30" */
export const timesOf = ({ startsAt, endsAt }: Pick<TimedSession, 'startsAt' | 'endsAt'>) =>
  `${clockTime(startsAt)} to ${clockTime(endsAt)}`

const sameRoom = (a: TimedSession, b: TimedSession) =>
  a.room.trim() !== '' && a.room.trim().toLowerCase() === b.room.trim().toLowerCase()

/** What a programme asks of a room, a group or somebody on the team twice at once, in sentences by day and time. */
export const clashesOf = (sessions: readonly TimedSession[]): { says: string; ids: [string, string] }[] => {
  const held = sessions
    .filter(({ isCalledOff }) => !isCalledOff)
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.startsAt - b.startsAt || a.id.localeCompare(b.id))
  return held.flatMap((a, at) =>
    held.slice(at + 1).flatMap((b) => {
      if (a.day !== b.day || b.startsAt >= a.endsAt) return []
      const when = `on ${longDate(a.day)}: “${a.title}” (${timesOf(a)}) and “${b.title}” (${timesOf(b)})`
      const ids: [string, string] = [a.id, b.id]
      const twice = a.people.filter(({ personId }) => b.people.some((other) => other.personId === personId))
      return [
        ...(sameRoom(a, b) ? [{ says: `${a.room} is taken twice ${when}.`, ids }] : []),
        ...twice.map(({ name }) => ({ says: `${name} is in two places ${when}.`, ids })),
        ...(a.groupKey !== '' && a.groupKey === b.groupKey
          ? [{ says: `${a.with} are met twice at once ${when}.`, ids }]
          : []),
      ]
    }),
  )
}
