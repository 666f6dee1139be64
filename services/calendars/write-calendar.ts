import ICAL from 'ical.js'
import type { Config } from '#services/core/config.ts'
import type { Dated } from '#services/core/dated.ts'

/** Characters that no calendar may hold (RFC 5545, 3.1), but for line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u0009\u000b-\u001f\u007f]/g

const text = (name: string, words: string) => [name, {}, 'text', words.replace(/\r\n?/g, '\n').replace(controls, '')]
const instant = (name: string, at: Date) => [name, {}, 'date-time', `${at.toISOString().slice(0, 19)}Z`]
const day = (name: string, at: Date) => [name, {}, 'date', at.toISOString().slice(0, 10)]

/**
 * A calendar file (RFC 5545) of these, the same bytes for the same things: times in UTC, a UID and a SEQUENCE that programs can follow, what
 * was called off as cancelled.
 */
export const writeCalendar = (
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { name, dates }: { name: string; dates: readonly Dated[] },
): string => {
  const { hostname, origin } = new URL(publicUrl)
  const events = dates.map(({ id, title, path, start, end, isAllDay = false, place, isOff, sequence, changedAt }) => [
    'vevent',
    [
      text('uid', `${id}@${hostname}`),
      ['sequence', {}, 'integer', sequence],
      instant('dtstamp', changedAt),
      instant('last-modified', changedAt),
      isAllDay ? day('dtstart', start) : instant('dtstart', start),
      isAllDay ? day('dtend', end) : instant('dtend', end),
      text('summary', title),
      ...(place === undefined || place === '' ? [] : [text('location', place)]),
      ['url', {}, 'uri', origin + path],
      text('status', isOff ? 'CANCELLED' : 'CONFIRMED'),
      // A day by which something is due keeps nobody from meeting others.
      ...(isAllDay ? [text('transp', 'TRANSPARENT')] : []),
    ],
    [],
  ])
  const properties = [
    text('version', '2.0'),
    text('prodid', '-//Association of Youth Offending Team Managers//Critical Friend//EN'),
    text('method', 'PUBLISH'),
    ['x-wr-calname', {}, 'unknown', name.replace(/[,;\\]/g, ' ')],
    // How often programs that ask look again.
    ['refresh-interval', {}, 'duration', 'PT4H'],
  ]
  return ICAL.stringify(['vcalendar', properties, events])
}
