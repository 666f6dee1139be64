import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { isWorkingDay } from '#services/core/working-days.ts'
import { renderMail } from '#services/notifications/index.ts'
import { regions } from '#services/yots/index.ts'
import { compose, countWords, most } from './compose.ts'
import { type Content, hashOf, type Item, plainOf, sectionNames } from './content.ts'
import { issueLetter } from './letter.ts'
import { partSchema } from './schema.ts'
import { daysOfIssues, hourOf, isDaytime, nextDaytime } from './timetable.ts'

const word = fc.stringMatching(/^[A-Za-z<&"'_*]{1,12}$/)
const sentence = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' '))
const item: fc.Arbitrary<Item> = fc.record({
  section: fc.constantFrom(...sectionNames),
  kind: fc.constant('offering'),
  id: fc.uuid(),
  title: sentence(6),
  line: sentence(30),
  path: fc.constantFrom('/offerings/a-day', '/courses/CD-2026-1', 'https://www.example.org/a'),
  regions: fc.subarray([...regions], { maxLength: 2 }),
  themes: fc.subarray(['A', 'B', 'G']),
  isForMembers: fc.boolean(),
  isFirst: fc.boolean(),
})
const content: fc.Arbitrary<Content> = fc.record({
  fortnight: fc.array(item, { maxLength: 60 }),
  month: fc.option(fc.array(item, { maxLength: 90 })),
  parts: fc.array(fc.record({ region: fc.option(fc.constantFrom(...regions)), text: sentence(300) }), { maxLength: 3 }),
})
const wishes = fc.record({
  edition: fc.constantFrom('fortnightly' as const, 'monthly' as const),
  regions: fc.subarray([...regions], { maxLength: 3 }),
  themes: fc.subarray(['A', 'B', 'G']),
  isMember: fc.boolean(),
})

describe('what one reader gets', () => {
  it('is never more than it may be, drops nothing uncounted, and is nobody else’s', () => {
    fc.assert(
      fc.property(content, wishes, (content, wishes) => {
        const { sections, parts, words } = compose(content, wishes)
        const whole = compose(content, wishes, true)
        const all = wishes.edition === 'monthly' && content.month !== null ? content.month : content.fortnight
        const written = parts.reduce((sum, { blocks }) => sum + countWords(JSON.stringify(blocks)), 0)
        if (written < most.words) expect(words).toBeLessThanOrEqual(Math.max(most.words, written))
        for (const { name, items, more } of sections) {
          expect(items.length).toBeLessThanOrEqual(most.perRegion * Math.max(1, wishes.regions.length))
          expect(items.length + more).toBe(whole.sections.find((one) => one.name === name)?.items.length)
          for (const shown of items) {
            const of = all.filter(({ id }) => id === shown.id)
            expect(
              of.some(
                (one) =>
                  one.regions.length === 0 ||
                  wishes.regions.length === 0 ||
                  one.regions.some((region) => wishes.regions.includes(region)),
              ),
            ).toBe(true)
            if (!wishes.isMember && of.every(({ isForMembers }) => isForMembers)) expect(shown.line).toBe('')
          }
        }
        expect(sections.map(({ name }) => name)).toEqual(
          sectionNames.filter((name) => sections.some((one) => one.name === name)),
        )
      }),
    )
  })

  it('has the same fingerprint however it is written down', () => {
    fc.assert(
      fc.property(content, (content) => {
        const turned = JSON.parse(JSON.stringify(content), (_, value) =>
          value !== null && typeof value === 'object' && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        )
        expect(hashOf(turned)).toBe(hashOf(plainOf(content) as Content))
      }),
    )
  })
})

describe('the mail', () => {
  const around = {
    day: '2026-06-04',
    edition: 'fortnightly' as const,
    regions: ['London'],
    late: null,
    nextDay: '2026-06-18',
  }
  const site = { publicUrl: 'https://exchange.example.org' }
  const unescaped = (html: string) => html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  /** The words of the HTML, and where its links lead, in order. */
  const asText = (html: string) =>
    unescaped(
      html
        .replace(/<title>.*?<\/title>/s, '')
        .replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, '$2 ($1)')
        .replace(/<[^>]+>/g, ' '),
    )
  const wordsOf = (text: string) => text.toLowerCase().split(/[\s]+/).join('').replaceAll('--', '')

  it('says the same as plain text and as HTML, in less than 30 kB, with no image and no key', () => {
    fc.assert(
      fc.property(content, wishes, (content, wishes) => {
        const { text, html } = renderMail(site, issueLetter(compose(content, wishes), { ...around, ...wishes }))
        expect(wordsOf(asText(html))).toBe(wordsOf(text))
        expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(60_000)
        expect(Buffer.byteLength(html)).toBeLessThan(30_000)
        expect(html).not.toMatch(/<img|<script|src=/i)
        expect(text + html).not.toMatch(/briefing\/(end|yours)\//)
      }),
    )
  })

  it('has the editor’s Markdown without its HTML, and a script leads nowhere', () => {
    const parts = [
      {
        region: null,
        text: 'See <b>this</b> [guide (report, 4 minutes)](https://a.example.org/g) and [x (page, 1 minute)](javascript:alert(1)).\n\n- one\n- two',
      },
    ]
    const composed = compose(
      { fortnight: [], month: null, parts },
      { edition: 'fortnightly', regions: [], themes: [], isMember: true },
    )
    const { text, html } = renderMail(site, issueLetter(composed, around))
    expect(text).toContain('guide (report, 4 minutes) (https://a.example.org/g)')
    expect(text).toContain('• one\n\n• two')
    expect(text + html).not.toMatch(/javascript|<b>/)
  })

  it('of an issue with nothing in it says when the next one goes', () => {
    const composed = compose(
      { fortnight: [], month: [], parts: [] },
      { edition: 'monthly', regions: [], themes: [], isMember: true },
    )
    const { lines } = issueLetter(composed, { ...around, edition: 'monthly' })
    expect(lines).toEqual(['Nothing new from the exchange. The next briefing goes on Thursday 18 June 2026.'])
  })
})

describe('words that are written', () => {
  const faultOf = (text: string) => partSchema.safeParse({ region: '', version: 0, text }).error?.issues[0]?.message
  it.each([
    ['See [the guide](https://a.example.org)', /what it is and how long/],
    [
      Array.from({ length: 13 }, (_, at) => `[g (report, 4 minutes)](https://a.example.org/${at})`).join(' '),
      /12 links/,
    ],
    ['x'.repeat(3001), /3,000/],
    ['x'.repeat(3_000_000), /3,000/],
  ])('“%s” is refused', (text, why) => expect(faultOf(text.slice(0, 3_000_000))).toMatch(why))
  it('say of each link what it is', () =>
    expect(faultOf('See [the guide (report, 10 minutes)](https://a.example.org)')).toBeUndefined())
})

describe('the timetable', () => {
  it('has an issue every other Thursday, or on the next working day, the first of each month gathering the month', () => {
    const days = daysOfIssues('2026-01-01', '2030-01-01')
    expect(days.slice(0, 3)).toEqual([
      { day: '2026-01-08', isMonthly: true },
      { day: '2026-01-22', isMonthly: false },
      { day: '2026-02-05', isMonthly: true },
    ])
    for (const { day } of days) expect(isWorkingDay(day)).toBe(true)
    expect(new Set(days.filter(({ isMonthly }) => isMonthly).map(({ day }) => day.slice(0, 7))).size).toBe(48)
    expect(days.filter(({ isMonthly }) => isMonthly)).toHaveLength(48)
    // Cut anywhere, it is the same timetable.
    for (let at = '2026-03-01'; at < '2026-05-01'; at = addDays(at, 1))
      expect([...daysOfIssues('2026-01-01', at), ...daysOfIssues(at, '2027-01-01')]).toEqual(
        daysOfIssues('2026-01-01', '2027-01-01'),
      )
  })

  it('goes at eight of London’s clock, summer and winter, and never by night', () => {
    expect(hourOf('2026-06-04').toISOString()).toBe('2026-06-04T07:00:00.000Z')
    expect(hourOf('2026-12-10').toISOString()).toBe('2026-12-10T08:00:00.000Z')
    expect(isDaytime(new Date('2026-12-10T06:59:59Z'))).toBe(false)
    expect(isDaytime(new Date('2026-12-10T19:59:59Z'))).toBe(true)
    expect(nextDaytime(new Date('2026-12-10T20:00:00Z')).toISOString()).toBe('2026-12-11T07:00:00.000Z')
    expect(nextDaytime(new Date('2026-10-25T00:30:00Z')).toISOString()).toBe('2026-10-25T07:00:00.000Z')
  })
})
