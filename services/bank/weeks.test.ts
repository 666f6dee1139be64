import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import type { Result } from '#services/core/result.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { addAbsence, paintWeeks } from './absences.ts'
import { ownWeeks, weeksAhead, weeksFrom } from './weeks.ts'

const database = openTestDatabase()
// A Wednesday.
const today = '2026-06-17'
let person: MadePerson
const as = () => database.ctx(person.actor)

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const daysAway = async () => {
  const rows = await database.ctx().db.absence.findMany({ where: { personId: person.id }, orderBy: { from: 'asc' } })
  return rows.map(({ from, until }) => [from.toISOString().slice(0, 10), until.toISOString().slice(0, 10)])
}

beforeAll(async () => {
  database.setNow(today)
  person = await makePerson(database.ctx(), {
    posts: [{ yotCode: 'hull' }],
    bank: { roles: ['reviewer'], themes: { A1: 2 } },
  })
}, 60_000)

describe('a year by weeks', () => {
  it('begins with the Monday of this week, and says of each whether it is free, partly or away', () => {
    const weeks = weeksFrom(
      [
        { from: '2026-06-22', until: '2026-06-30' },
        { from: '2026-07-12', until: '2026-07-12' },
      ],
      today,
    )
    expect(weeks).toHaveLength(weeksAhead)
    expect(weeks.slice(0, 4)).toEqual([
      { from: '2026-06-15', until: '2026-06-21', state: 'free', away: [] },
      { from: '2026-06-22', until: '2026-06-28', state: 'away', away: [] },
      { from: '2026-06-29', until: '2026-07-05', state: 'partly', away: [{ from: '2026-06-29', until: '2026-06-30' }] },
      { from: '2026-07-06', until: '2026-07-12', state: 'partly', away: [{ from: '2026-07-12', until: '2026-07-12' }] },
    ])
  })

  it('is painted: whole weeks are taken and freed, days in part stay, and what changed meanwhile stays', async () => {
    value(await addAbsence(as(), { from: '2026-07-08', until: '2026-07-20' }))
    expect(
      value(await ownWeeks(as()))
        .filter(({ state }) => state === 'away')
        .map(({ from }) => from),
    ).toEqual(['2026-07-13'])
    // A week that another page took away since this one was made is not among those shown: it stays.
    value(await addAbsence(as(), { from: '2026-09-07', until: '2026-09-13' }))
    const painted = value(await paintWeeks(as(), { weeks: ['2026-08-03', '2026-08-10'], shown: ['2026-07-13'] }))
    expect(painted).toEqual({ away: 2, free: 1 })
    expect(await daysAway()).toEqual([
      ['2026-07-08', '2026-07-12'],
      ['2026-07-20', '2026-07-20'],
      ['2026-08-03', '2026-08-16'],
      ['2026-09-07', '2026-09-13'],
    ])
    expect(value(await paintWeeks(as(), { weeks: ['2026-08-03'], shown: ['2026-08-03'] }))).toEqual({
      away: 0,
      free: 0,
    })
  })

  it('reads back as it was painted, whatever is ticked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: weeksAhead - 1 }), { maxLength: 30 }), async (ticked) => {
        await database.ctx().db.absence.deleteMany({ where: { personId: person.id } })
        const weeks = ticked.map((at) => addDays('2026-06-15', 7 * at)).sort()
        value(await paintWeeks(as(), { weeks, shown: [] }))
        const away = value(await ownWeeks(as())).filter(({ state }) => state === 'away')
        expect(away.map(({ from }) => from)).toEqual(weeks)
        value(await paintWeeks(as(), { weeks: [], shown: weeks }))
        expect(await daysAway()).toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  it('is nobody’s who is not in the bank', async () => {
    const stranger = database.ctx((await makePerson(database.ctx())).actor)
    expect(await ownWeeks(stranger)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await paintWeeks(stranger, { weeks: [], shown: [] })).toMatchObject({ problem: { kind: 'not-found' } })
  })
})
