const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const inLondon = (instant: string) =>
  Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))

/** What the boxes of a meeting's time show: an ISO day, and two times of London's clock. */
export const timesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => {
  const [start, end] = [inLondon(startsAt), inLondon(endsAt)]
  return {
    on: `${start.year}-${start.month}-${start.day}`,
    from: `${start.hour}:${start.minute}`,
    to: `${end.hour}:${end.minute}`,
  }
}
