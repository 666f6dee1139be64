import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busyDays } from './busy-days.ts'

const today = '2026-12-01'

const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
let uid = 0
const event = (...lines: string[]) => {
  uid += 1
  return ['BEGIN:VEVENT', `UID:${uid}@test`, ...lines, 'END:VEVENT'].join('\r\n')
}
const read = (...events: string[]) => {
  const found = busyDays(calendar(...events), today)
  if (!found.ok) throw new Error(JSON.stringify(found.problem))
  return found.value
}
const daysOf = (...events: string[]) => read(...events).days.map(({ from, until }) => `${from}/${until}`)

describe('the busy days of a calendar', () => {
  it('are those of events of whole days, whose end is the day after', () => {
    expect(daysOf(event('DTSTART;VALUE=DATE:20261210', 'DTEND;VALUE=DATE:20261212'))).toEqual(['2026-12-10/2026-12-11'])
    expect(daysOf(event('DTSTART;VALUE=DATE:20261210'))).toEqual(['2026-12-10/2026-12-10'])
  })

  it('are those of six hours and more, and not of an ordinary diary', () => {
    expect(daysOf(event('DTSTART:20261210T090000Z', 'DTEND:20261210T145959Z'))).toEqual([])
    expect(daysOf(event('DTSTART:20261210T090000Z', 'DTEND:20261210T150000Z'))).toEqual(['2026-12-10/2026-12-10'])
    expect(daysOf(event('DTSTART:20261210T090000', 'DURATION:PT8H'))).toEqual(['2026-12-10/2026-12-10'])
  })

  it('are London’s, whatever zone they are written in, and end before midnight', () => {
    // Half past eleven at night of 9 July in Greenwich is the 10th in London.
    expect(daysOf(event('DTSTART:20270709T233000Z', 'DTEND:20270710T230000Z'))).toEqual(['2027-07-10/2027-07-10'])
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Far', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:-1000'],
      ...['TZOFFSETTO:-1000', 'END:STANDARD', 'END:VTIMEZONE'],
    ].join('\r\n')
    expect(daysOf(zone, event('DTSTART;TZID=Far:20261209T150000', 'DTEND;TZID=Far:20261210T000000'))).toEqual([
      '2026-12-10/2026-12-10',
    ])
  })

  it('leave out what is free, called off, over, or more than a year ahead', () => {
    const day = ['DTSTART;VALUE=DATE:20261210', 'DTEND;VALUE=DATE:20261211']
    expect(daysOf(event(...day, 'TRANSP:TRANSPARENT'), event(...day, 'STATUS:CANCELLED'))).toEqual([])
    expect(daysOf(event(...day, 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'))).toEqual([])
    expect(daysOf(event('DTSTART;VALUE=DATE:20261101', 'DTEND;VALUE=DATE:20261201'))).toEqual([])
    expect(daysOf(event('DTSTART;VALUE=DATE:20261101', 'DTEND;VALUE=DATE:20261203'))).toEqual(['2026-12-01/2026-12-02'])
    expect(daysOf(event('DTSTART;VALUE=DATE:20271202', 'DTEND;VALUE=DATE:20271203'))).toEqual([])
  })

  it('repeat by weeks, but for the times left out and moved, and join where they adjoin', () => {
    const friday = event(
      ...['DTSTART;VALUE=DATE:20261204', 'RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=FR;UNTIL=20261231'],
      'EXDATE;VALUE=DATE:20261211',
    )
    expect(daysOf(friday)).toEqual(['2026-12-04/2026-12-04', '2026-12-18/2026-12-18', '2026-12-25/2026-12-25'])
    expect(daysOf(friday, event('DTSTART;VALUE=DATE:20261219', 'DTEND;VALUE=DATE:20261221'))).toContain(
      '2026-12-18/2026-12-20',
    )
  })

  it.each(['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', 'FREQ=SECONDLY'])(
    'of an event that repeats by %s are the first time, and it is said that it was not followed',
    (rule) => {
      expect(read(event('DTSTART;VALUE=DATE:20261210', `RRULE:${rule}`))).toEqual({
        days: [{ from: '2026-12-10', until: '2026-12-10' }],
        unfollowed: 1,
      })
    },
  )

  it.each(['', 'Hello', 'BEGIN:VCALENDAR', 'BEGIN:VCARD\r\nEND:VCARD\r\n', '\u0000\u0001'])(
    'are none of what is no calendar: %j',
    (text) => {
      expect(busyDays(text, today)).toMatchObject({ problem: { fields: { file: expect.stringContaining('.ics') } } })
    },
  )

  it('are read in a moment, whatever an event says', () => {
    const part = fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=WEEKLY',
      'FREQ=MONTHLY',
      'FREQ=YEARLY',
      'INTERVAL=0',
      'INTERVAL=999999',
      'COUNT=-1',
      'BYDAY=MO,FR',
      'BYMONTHDAY=-31',
      'UNTIL=99991231',
    )
    const day = fc.constantFrom('00010101', '16000229', '20261210', '99991231', '20261399')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(day, fc.uniqueArray(part, { minLength: 1, maxLength: 4 })), { maxLength: 6 }),
        (events) => {
          const text = calendar(
            ...events.map(([on, rule]) => event(`DTSTART;VALUE=DATE:${on}`, `RRULE:${rule.join(';')}`)),
          )
          const found = busyDays(text, today)
          if (!found.ok) return
          for (const { from, until } of found.value.days) {
            expect([from >= today, from <= until, until <= '2027-12-01'], `${from} ${until}`).toEqual([
              true,
              true,
              true,
            ])
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
