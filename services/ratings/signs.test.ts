import { beforeEach, describe, expect, it } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import { makeRatedWork } from '#tests/factories/concern.ts'
import { type MadePerson, makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { figuresOf } from './profile.ts'
import { signsOf } from './signs.ts'

const database = openTestDatabase()
const best = { relevance: 5, preparation: 5, quality: 5, conduct: 5, usefulness: 5 }

/** Somebody who has been with the exchange for a year, so that nobody is new. */
const settled = async (traits: PersonTraits): Promise<MadePerson> => {
  const ctx = database.ctx()
  const made = await makePerson(ctx, traits)
  await ctx.db.person.update({ where: { id: made.id }, data: { createdAt: dateFromIso('2025-01-01') } })
  return made
}

type Given = { marks?: Partial<typeof best>; on?: string; by?: MadePerson }

/** Work of somebody for a service, rated by its host; by a head of it who has been there for long, on the first of March, unless told. */
const ratedBy = async (yotCode: string, who: MadePerson, { marks = best, on = '2026-03-01', by }: Given = {}) => {
  const ctx = database.ctx()
  const { pairId, hostRatingId, leadRatingId, host } = await makeRatedWork(ctx, { yotCode })
  await ctx.db.person.update({ where: { id: host.id }, data: { createdAt: dateFromIso('2025-01-01') } })
  await ctx.db.ratedPerson.updateMany({ where: { pairId }, data: { personId: who.id } })
  const submittedAt = new Date(`${on}T12:00:00Z`)
  await ctx.db.rating.update({
    where: { id: hostRatingId },
    data: { ...marks, submittedAt, raterId: by?.id ?? host.id },
  })
  await ctx.db.rating.delete({ where: { id: leadRatingId } })
  return pairId
}
const signs = async (pairId: string) => (await signsOf(database.ctx(), pairId)).join(' ')

beforeEach(async () => {
  database.setNow('2026-06-01')
  await database.ctx().db.rating.deleteMany()
})

describe('signs of a rating that was not given as it should be', () => {
  /** Two services whose people rate each other so often each way, among others who rate with reserve. */
  const ring = async (each: number, marks: Partial<typeof best> = best) => {
    const [kent, york] = [
      await settled({ posts: [{ yotCode: 'kent' }] }),
      await settled({ posts: [{ yotCode: 'york' }] }),
    ]
    const pairs: string[] = []
    for (let at = 0; at < each; at += 1) {
      // Months apart, so that it is no burst.
      const on = `2025-0${at + 2}-01`
      pairs.push(await ratedBy('kent', york, { marks, on }), await ratedBy('york', kent, { marks, on }))
    }
    for (let at = 0; at < 12; at += 1)
      await ratedBy('devon', await settled({ posts: [{ yotCode: 'essex' }] }), { marks: { relevance: 4 } })
    return pairs[0] ?? ''
  }

  it('tell of two who always give each other the best, whoever it was each time', async () => {
    expect(await signs(await ring(3))).toContain(
      'The two sides have rated each other 6 times, and 6 of these were the best throughout.',
    )
  })

  it.each([
    ['once each way', 1, best],
    ['with reserve', 3, { quality: 4 }],
  ])('say nothing of two who rate each other %s', async (_, each, marks) => {
    expect(await signs(await ring(each, marks))).not.toContain('rated each other')
  })

  it('tell of a former colleague, and not of whoever worked there at another time', async () => {
    const who = await settled({
      posts: [{ yotCode: 'leeds', from: '2015-01-01', until: '2019-12-31', isStated: true }],
    })
    const then = (from: string, until: string) =>
      settled({ posts: [{ yotCode: 'kent' }, { yotCode: 'leeds', from, until, isStated: true }] })
    const words = 'has worked in one service at the same time'
    const colleague = await then('2019-12-31', '2022-01-01')
    expect(await signs(await ratedBy('kent', who, { by: colleague }))).toContain(words)
    const later = await then('2020-01-01', '2022-01-01')
    expect(await signs(await ratedBy('kent', who, { by: later }))).not.toContain(words)
  })

  it('tell of an account that joined within thirty days before', async () => {
    const who = await settled({})
    const joined = async (day: string) => {
      const by = await settled({ posts: [{ yotCode: 'kent' }] })
      await database.ctx().db.person.update({ where: { id: by.id }, data: { createdAt: dateFromIso(day) } })
      return signs(await ratedBy('kent', who, { by }))
    }
    expect(await joined('2026-01-31')).toContain('joined the exchange on Saturday 31 January 2026, shortly before')
    expect(await joined('2026-01-30')).not.toContain('joined the exchange')
  })

  it('tell of many within a fortnight, and not of a steady stream', async () => {
    const [sudden, steady] = [await settled({}), await settled({})]
    let pair = ''
    for (const day of ['01', '03', '05', '06', '09']) pair = await ratedBy('kent', sudden, { on: `2026-03-${day}` })
    expect(await signs(pair)).toContain('5 ratings of these people came within a fortnight')
    for (const month of ['01', '02', '03', '04', '05']) pair = await ratedBy('kent', steady, { on: `2026-${month}-09` })
    expect(await signs(pair)).not.toContain('fortnight')
  })

  it('change no figure: they are for whoever decides', async () => {
    const who = await settled({})
    for (const day of ['01', '02', '03']) await ratedBy('kent', who, { on: `2026-03-${day}` })
    const figure = async () => (await figuresOf(database.ctx(), [{ personId: who.id }])).get(`person:${who.id}`)
    database.setNow('2026-07-01')
    expect(await figure()).toMatchObject({ isEnough: true, count: 3 })
  })
})
