import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, addMonths, dateFromIso, daysBetween, isoFromDate, londonDate } from '#services/core/clock.ts'
import { recordGap } from '#services/gaps/index.ts'
import { regions } from '#services/yots/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { latestSnapshot } from './latest.ts'
import { publishedQuarters } from './publish-quarter.ts'
import { countContent, takeSnapshot } from './take-snapshot.ts'
import { countedYear, lastQuietQuarterEnd, quarterWords } from './windows.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const now = '2026-10-01'

beforeAll(async () => {
  const codes = ['leeds', 'kent', 'hackney', 'cardiff', null]
  const themes = [['A1'], ['A2', 'B1'], ['B1'], [], ['K2']]
  for (let at = 0; at < 120; at += 1) {
    database.setNow(addDays('2026-01-05', at * 2))
    await recordGap(database.ctx(), {
      kind: at % 3 === 0 ? 'search' : 'enquiry',
      sourceKey: `test:${at}`,
      themes: themes[at % 5] ?? [],
      yotCode: codes[(at * 7) % 5] ?? null,
      weight: 1 + (at % 2),
    })
  }
  database.setNow(now)
  const rows = await db().gap.findMany({ orderBy: { sourceKey: 'asc' } })
  for (const [at, { id, openedOn }] of rows.entries())
    if (at % 2 === 0)
      await db().gap.update({
        where: { id },
        data: { metOn: dateFromIso(addDays(isoFromDate(openedOn), (at * 3) % 150)), metBy: 'enquiry' },
      })
  await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }], bank: { roles: ['co_lead'] } })
}, 120_000)

describe('a snapshot', () => {
  it('counts gaps as each row says, recomputed one by one', async () => {
    const { gaps, kinds, quarters } = await countContent(database.ctx())
    const until = addDays(now, -91)
    const rows = (await db().gap.findMany()).filter(({ openedOn }) => isoFromDate(openedOn) <= until)
    expect(rows.length).toBeGreaterThan(60)
    const metAfter = ({ openedOn, metOn }: (typeof rows)[number]) =>
      metOn && isoFromDate(metOn) <= until ? daysBetween(isoFromDate(openedOn), isoFromDate(metOn)) : null
    const themeOf = ({ themes }: (typeof rows)[number]) => (themes[0] ?? '').charAt(0)
    const tops = [null, 'A', 'B', 'K', '']
    for (const theme of tops)
      for (const region of [null, ...regions, '']) {
        const own = rows.filter(
          (row) => (theme === null || themeOf(row) === theme) && (region === null || (row.region ?? '') === region),
        )
        const days = own.flatMap((row) => metAfter(row) ?? []).sort((a, b) => a - b)
        const said = gaps.find((sum) => sum.theme === theme && sum.region === region)
        expect(said ?? null, `${theme} in ${region}`).toEqual(
          own.length === 0
            ? null
            : {
                theme,
                region,
                told: own.length,
                met: days.length,
                weight: own.reduce((sum, { weight }) => sum + weight, 0),
                medianDays: days[Math.ceil(days.length / 2) - 1] ?? null,
              },
        )
      }
    const sum = (all: readonly { told: number; met: number }[]) =>
      all.reduce((total, { told, met }) => [(total[0] ?? 0) + told, (total[1] ?? 0) + met], [0, 0])
    const [total] = gaps.filter(({ theme, region }) => theme === null && region === null)
    expect(sum(kinds)).toEqual([total?.told, total?.met])
    expect(sum(quarters)).toEqual([total?.told, total?.met])
  })

  it('is taken once a day, and what it published is published once a quarter and never again', async () => {
    await takeSnapshot(database.ctx())
    await Promise.all([takeSnapshot(database.ctx()), takeSnapshot(database.ctx())])
    expect(await db().snapshot.count()).toBe(1)
    expect((await latestSnapshot(database.ctx()))?.day).toBe(now)
    const [first] = await publishedQuarters(database.ctx())
    expect(first).toMatchObject({ quarter: '2026-Q4', gapsFrom: '2000-01-01', gapsUntil: '2026-06-30' })
    // A gap of those days that turns up later is in no version.
    await recordGap(database.ctx(), { kind: 'search', sourceKey: 'test:late', themes: [], yotCode: null })
    await db().gap.updateMany({
      where: { sourceKey: 'test:late' },
      data: { openedOn: dateFromIso('2026-05-05') },
    })
    database.setNow('2027-01-02')
    await takeSnapshot(database.ctx())
    const published = await publishedQuarters(database.ctx())
    expect(published.map(({ quarter, gapsFrom, gapsUntil }) => [quarter, gapsFrom, gapsUntil])).toEqual([
      ['2027-Q1', '2026-07-01', '2026-09-30'],
      ['2026-Q4', '2000-01-01', '2026-06-30'],
    ])
    await expect(db().publishedQuarter.deleteMany()).rejects.toThrow('stays as it was')
    expect(
      await db().auditEntry.findMany({ where: { event: 'quarter.published' }, select: { subjectId: true } }),
    ).toEqual([{ subjectId: '2026-Q4' }, { subjectId: '2027-Q1' }])
    database.setNow(now)
  })
})

it('counts a year of whole months that ended 90 days before, and quarters of which every day is older', () => {
  expect(countedYear('2026-10-01')).toEqual({ from: '2025-07-03', until: '2026-07-02' })
  for (let day = '2026-01-01'; day < '2028-03-01'; day = addDays(day, 1)) {
    const { from, until } = countedYear(day)
    expect(daysBetween(until, day)).toBe(91)
    expect(addMonths(addDays(from, -1), 12) >= until).toBe(true)
    const end = lastQuietQuarterEnd(day)
    expect(daysBetween(end, day)).toBeGreaterThan(90)
    expect(['03-31', '06-30', '09-30', '12-31']).toContain(end.slice(5))
  }
  expect(quarterWords('2026-Q3')).toBe('July to September 2026')
  expect(londonDate(dateFromIso('2026-07-01'))).toBe('2026-07-01')
})
