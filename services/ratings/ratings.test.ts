import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '#services/core/context.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { drawn, enoughRatings, estimatePrior, figureOf, monthOf, publishedOf } from './figures.ts'
import { alwaysBest, binomialTail, burstIn } from './gaming.ts'
import { openRatings } from './open-ratings.ts'
import { everybodysCriteria, priorFor, ratingFacts, ratingsOf, shownFigures } from './profile.ts'
import { findRatingPage, ratingTasks } from './queries.ts'
import { rate } from './rate.ts'
import { replyToRating } from './reply-to-rating.ts'

const database = openTestDatabase()

const given = {
  relevance: 5,
  preparation: 4,
  quality: 5,
  conduct: 5,
  usefulness: 4,
  comment: 'They listened, and the letter was usable the same week.',
}

const finished = async (ctx: Ctx, yotCode = 'kent') => {
  const host = await makePerson(ctx, { posts: [{ yotCode, level: 'head' }] })
  const lead = await makePerson(ctx, {})
  const reviewer = await makePerson(ctx, {})
  const { id: workId } = await ctx.db.reviewRequest.create({
    data: {
      ref: `PR-${host.id}`,
      yotCode,
      status: 'presented',
      requestedById: host.id,
      leadOfficerId: host.id,
      createdAt: ctx.clock.now(),
    },
  })
  const work = {
    work: 'review' as const,
    workId,
    workRef: 'PR-2026-001',
    title: 'Peer review of Kent',
    hostYotCode: yotCode,
    people: [
      { personId: lead.id, role: 'co_lead' },
      { personId: reviewer.id, role: 'reviewer' },
    ],
  }
  const about = { kind: 'review_request' as const, id: workId }
  const opened = await openRatings(ctx, work, about)
  if (!opened.ok) throw new Error('not opened')
  return { host, lead, reviewer, work, about, pairId: opened.value.pairId }
}

describe('a pair of ratings', () => {
  beforeEach(() => database.setNow('2026-06-01'))

  it('opens once, and asks the host and everybody who came by mail', async () => {
    const ctx = database.ctx()
    const { work, about, pairId, lead, reviewer } = await finished(ctx)
    expect(await openRatings(ctx, work, about)).toEqual({ ok: true, value: { pairId } })
    const mails = await lettersIn(ctx.db, { where: { key: { startsWith: `rating:${pairId}` } } })
    expect(mails).toHaveLength(3)
    expect(mails.every((mail) => mail.caseId === about.id)).toBe(true)
    for (const who of [lead, reviewer])
      expect(await ratingTasks(database.ctx(who.actor))).toMatchObject([{ dueOn: '2026-06-15' }])
  })

  it('is sealed until the host and everybody who came have rated: nobody sees another, nor whether there is one', async () => {
    const ctx = database.ctx()
    const { host, lead, reviewer, pairId } = await finished(ctx)
    const before = await findRatingPage(database.ctx(lead.actor), pairId)
    const beforeReviewer = await findRatingPage(database.ctx(reviewer.actor), pairId)
    expect(await rate(database.ctx(host.actor), { pairId, ...given })).toMatchObject({ value: { isRevealed: false } })
    expect(await findRatingPage(database.ctx(lead.actor), pairId)).toEqual(before)
    expect((await ratingsOf(ctx, reviewer.id)).ratings).toEqual([])

    const changed = { pairId, ...given, usefulness: 5 }
    expect(await rate(database.ctx(host.actor), changed)).toMatchObject({ ok: true })
    expect(await rate(database.ctx(lead.actor), { pairId, ...given })).toMatchObject({ value: { isRevealed: false } })
    expect(await findRatingPage(database.ctx(reviewer.actor), pairId)).toEqual(beforeReviewer)
    expect((await ratingsOf(ctx, reviewer.id)).ratings).toEqual([])
    expect(await rate(database.ctx(reviewer.actor), { pairId, ...given })).toMatchObject({
      value: { isRevealed: true },
    })
    const page = await findRatingPage(database.ctx(lead.actor), pairId)
    expect(page).toMatchObject({ value: { others: [{ marks: { usefulness: 5 } }], replyTo: [expect.any(String)] } })
    expect(page).toMatchObject({ value: { colleagues: [{ comment: given.comment }] } })
    expect((await ratingsOf(ctx, reviewer.id)).ratings).toHaveLength(1)
    expect(await rate(database.ctx(host.actor), changed)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is revealed on the fourteenth day with one side only, and closes for the other', async () => {
    const ctx = database.ctx()
    const { host, lead, pairId } = await finished(ctx)
    await rate(database.ctx(host.actor), { pairId, ...given })
    database.setNow('2026-06-14')
    expect((await ratingsOf(ctx, lead.id)).ratings).toHaveLength(0)
    database.setNow('2026-06-15')
    expect((await ratingsOf(ctx, lead.id)).ratings).toHaveLength(1)
    expect(await rate(database.ctx(lead.actor), { pairId, ...given })).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is not there for anyone who took no part, and each who came rates for themselves', async () => {
    const ctx = database.ctx()
    const { reviewer, pairId } = await finished(ctx)
    const stranger = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'head' }] })
    expect(await findRatingPage(database.ctx(stranger.actor), pairId)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await rate(database.ctx(stranger.actor), { pairId, ...given })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    expect(await findRatingPage(database.ctx(reviewer.actor), pairId)).toMatchObject({
      value: { side: 'provider', mayRate: true, mayFlag: false },
    })
    expect(await rate(database.ctx(reviewer.actor), { pairId, ...given })).toMatchObject({ ok: true })
  })

  it('takes "not applicable" as a mark that counts nowhere, but not for all of them', async () => {
    const ctx = database.ctx()
    const { host, pairId } = await finished(ctx)
    const none = { relevance: null, preparation: null, quality: null, conduct: null, usefulness: null }
    expect(await rate(database.ctx(host.actor), { pairId, ...given, ...none })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    expect(await rate(database.ctx(host.actor), { pairId, ...given, usefulness: null })).toMatchObject({ ok: true })
    expect(await findRatingPage(database.ctx(host.actor), pairId)).toMatchObject({
      value: { own: { marks: { usefulness: null, quality: 5 } } },
    })
  })

  it('takes one reply, which shows with the rating', async () => {
    const ctx = database.ctx()
    const { host, lead, reviewer, pairId } = await finished(ctx)
    await rate(database.ctx(host.actor), { pairId, ...given })
    const reply = { pairId, reply: 'Thank you. The chair made it possible.' }
    expect(await replyToRating(database.ctx(lead.actor), reply)).toMatchObject({ problem: { kind: 'refused' } })
    await rate(database.ctx(lead.actor), { pairId, ...given })
    await rate(database.ctx(reviewer.actor), { pairId, ...given })
    expect(await replyToRating(database.ctx(reviewer.actor), reply)).toMatchObject({ problem: { kind: 'not-found' } })
    const both = await Promise.all([
      replyToRating(database.ctx(lead.actor), reply),
      replyToRating(database.ctx(lead.actor), reply),
    ])
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    expect((await ratingsOf(ctx, lead.id)).ratings[0]?.reply).toBe(reply.reply)
  })

  it('is in no list, count or figure of a viewer who is blocked from the case', async () => {
    const ctx = database.ctx()
    const works = [await finished(ctx), await finished(ctx, 'essex'), await finished(ctx, 'leeds')]
    const [first] = works
    if (!first) throw new Error('no work')
    const { lead, reviewer, about } = first
    for (const { host, pairId } of works) await rate(database.ctx(host.actor), { pairId, ...given })
    // The same two people came each time.
    for (const { pairId } of works.slice(1)) {
      await ctx.db.ratedPerson.updateMany({ where: { pairId, role: 'co_lead' }, data: { personId: lead.id } })
      await ctx.db.ratedPerson.updateMany({ where: { pairId, role: 'reviewer' }, data: { personId: reviewer.id } })
    }
    database.setNow('2026-07-01')
    const blocked = await makePerson(ctx, {})
    await ctx.db.conflict.create({
      data: {
        personId: blocked.id,
        caseKind: about.kind,
        caseId: about.id,
        activity: 'review',
        ruleId: 'FAMILY',
        ruleSetVersion: 1,
        effect: 'block',
        isSilent: false,
        isPublic: false,
        factsKey: 'FAMILY:test',
        facts: {},
        status: 'detected',
        foundAt: ctx.clock.now(),
      },
    })
    const view = database.ctx(blocked.actor)
    const seen = await ratingsOf(view, reviewer.id)
    expect(seen.figure).toEqual({ count: 0, isEnough: false })
    expect(seen.ratings).toHaveLength(2)
    expect((await ratingFacts(view)).has(reviewer.id)).toBe(false)
    expect(await ratingsOf(ctx, lead.id)).toMatchObject({ figure: { count: 3, isEnough: true } })
    // What a whole team earns counts for those who lead; a reviewer carries preparation and conduct.
    expect((await ratingFacts(ctx)).get(lead.id)).toMatchObject({ mean: expect.closeTo(4.6, 5), count: 3 })
    expect((await ratingFacts(ctx)).get(reviewer.id)).toMatchObject({ mean: expect.closeTo(4.5, 5), count: 3 })
    // The catalogue is ordered by the figure that is shown, and leaves out what must not exist for its reader.
    const { figure } = await ratingsOf(ctx, lead.id)
    const { figures, others } = await shownFigures(ctx)
    expect(figures.get(lead.id)).toEqual({ shown: figure.isEnough && figure.shown, count: 3 })
    expect(others).toBeCloseTo((await priorFor(ctx)).mean, 1)
    expect((await shownFigures(view)).figures.has(reviewer.id)).toBe(false)
  })

  it('is read by the host’s own people, whom the rules block from deciding about their own service', async () => {
    const ctx = database.ctx()
    const { host, lead, about, pairId } = await finished(ctx)
    await rate(database.ctx(host.actor), { pairId, ...given })
    database.setNow('2026-06-15')
    const colleague = await makePerson(ctx, { posts: [{ yotCode: 'kent', level: 'manager' }] })
    for (const { id } of [host, colleague])
      await ctx.db.conflict.create({
        data: {
          personId: id,
          caseKind: about.kind,
          caseId: about.id,
          activity: 'deciding',
          ruleId: 'HOST_NOW',
          ruleSetVersion: 1,
          effect: 'block',
          isSilent: false,
          isPublic: false,
          factsKey: `HOST_NOW:${id}`,
          facts: {},
          status: 'detected',
          foundAt: ctx.clock.now(),
        },
      })
    expect((await ratingsOf(database.ctx(host.actor), lead.id)).ratings).toMatchObject([{ comment: given.comment }])
    // A colleague who has no part in it is let in by nobody.
    expect((await ratingsOf(database.ctx(colleague.actor), lead.id)).ratings).toEqual([])
  })

  it('names on a profile neither the host nor the reference nor its themes, unless the host chose so', async () => {
    const ctx = database.ctx()
    const { host, lead, pairId } = await finished(ctx)
    await rate(database.ctx(host.actor), { pairId, ...given })
    database.setNow('2026-06-15')
    const plain = JSON.stringify(await ratingsOf(ctx, lead.id))
    expect(plain).toContain('Peer review')
    expect(plain).toContain(given.comment)
    for (const telling of ['Kent', 'PR-2026-001', host.id, pairId]) expect(plain).not.toContain(telling)
    await ctx.db.rating.updateMany({ where: { pairId }, data: { isNamed: true } })
    expect((await ratingsOf(ctx, lead.id)).ratings[0]?.named).toMatchObject({ ref: 'PR-2026-001' })
  })
})

describe('what is printed beside figures', () => {
  it('rests on what figures rest on, so that no month of it tells of one rating more', async () => {
    const ctx = database.ctx()
    database.setNow('2026-06-20')
    await ctx.db.rating.deleteMany()
    const { host } = await finished(ctx)
    /** A rating by the host of somebody's work that appeared on a day. */
    const rated = async (personId: string, on: string, mark: number) => {
      const at = new Date(`${on}T12:00:00Z`)
      const { id: pairId } = await ctx.db.ratingPair.create({
        data: {
          ...{ work: 'engagement', workId: crypto.randomUUID(), workRef: 'TE-2026-001', title: 'A day', openedAt: at },
          ...{ hostYotCode: 'kent', revealOn: at, revealedAt: at },
          people: { create: { personId, role: 'provider' } },
        },
      })
      const marks = { relevance: mark, preparation: mark, quality: mark, conduct: mark, usefulness: mark }
      const by = { side: 'host', seat: 'host', raterId: host.id } as const
      await ctx.db.rating.create({ data: { pairId, ...by, ...marks, comment: 'Good.', submittedAt: at } })
    }
    const people = await Promise.all([1, 2, 3, 4].map(() => makePerson(ctx, {})))
    for (const { id } of people) for (const mark of [3, 4, 4]) await rated(id, '2026-05-01', mark)
    const printed = async () => JSON.stringify([await priorFor(ctx), await everybodysCriteria(ctx)])
    const before = await printed()
    await rated(people[0]?.id ?? '', '2026-06-02', 1)
    await rated((await makePerson(ctx, {})).id, '2026-06-02', 1)
    database.setNow('2026-07-01')
    expect(await printed()).toBe(before)
    for (const day of ['2026-07-02', '2026-07-03']) await rated(people[0]?.id ?? '', day, 1)
    database.setNow('2026-08-01')
    expect(await printed()).not.toBe(before)
  })
})

const prior = { mean: 4, weight: 5, isEstimated: false }
const three = (mean: number, count = 3) => Array.from({ length: count }, () => ({ mean, revealedOn: '2026-01-05' }))

describe('the figure', () => {
  it('is not given for fewer than three ratings, and says nothing of how many there are', () => {
    expect(figureOf(three(5, 2), prior)).toEqual({ count: 0, isEnough: false })
    expect(figureOf(three(5), prior)).toMatchObject({ count: 3, isEnough: true, shown: 4.4, latest: '2026' })
  })

  it('weighs the prior as so many ratings', () => {
    // (3·5 + 5·2) / (3 + 5) and (10·5 + 5·2) / (10 + 5)
    expect(figureOf(three(5), { ...prior, mean: 2 })).toMatchObject({ shown: 3.1 })
    expect(figureOf(three(5, 10), { ...prior, mean: 2 })).toMatchObject({ shown: 4 })
  })

  it('lies between the ratings’ mean and the bank’s, and comes closer to the ratings as they grow', () => {
    const marks = fc.double({ min: 1, max: 5, noNaN: true })
    fc.assert(
      fc.property(fc.array(marks, { minLength: enoughRatings, maxLength: 30 }), marks, (means, bank) => {
        const of = (all: number[]) =>
          figureOf(
            all.map((mean) => ({ mean, revealedOn: '2026-01-05' })),
            { ...prior, mean: bank },
          )
        const figure = of(means)
        const mean = means.reduce((sum, one) => sum + one, 0) / means.length
        const twice = of([...means, ...means])
        if (!figure.isEnough || !twice.isEnough) return false
        const rounding = 0.051
        return (
          figure.shown >= Math.min(mean, bank) - rounding &&
          figure.shown <= Math.max(mean, bank) + rounding &&
          Math.abs(twice.shown - mean) <= Math.abs(figure.shown - mean) + 2 * rounding
        )
      }),
    )
  })

  it('calls nothing a pattern of fewer than four, nor what took more than a fortnight', () => {
    const given = (there: number, back: number) => ({
      ...{ there: { count: there, best: there }, back: { count: back, best: back } },
      ...{ bestShare: 0.1, looked: 1 },
    })
    expect([alwaysBest(given(2, 1)), alwaysBest(given(2, 2)), alwaysBest(given(4, 0))]).toEqual([false, true, false])
    const days = ['2026-06-01', '2026-06-01', '2026-06-01']
    expect([burstIn(days, '2026-06-30'), burstIn([...days, '2026-06-14'], '2026-06-30')]).toEqual([null, 4])
    expect(burstIn([...days, '2026-06-15'], '2026-06-30')).toBeNull()
  })

  it('rests on a prior estimated from the data: heavy where people hardly differ, light where they do', () => {
    const subjects = (spread: number) =>
      Array.from({ length: 60 }, (_, at) => {
        const own = 4 + spread * ((at % 5) - 2)
        const means = [own - 0.3, own + 0.3, own]
        const sum = means.reduce((all, one) => all + one, 0)
        return { count: 3, sum, squares: means.reduce((all, one) => all + one * one, 0) }
      })
    const [alike, apart] = [estimatePrior(subjects(0.01)), estimatePrior(subjects(0.4))]
    expect(alike).toMatchObject({ mean: expect.closeTo(4, 5), weight: 30, isEstimated: true })
    expect(apart.weight).toBe(1)
    expect(estimatePrior(subjects(0.4).slice(0, 10))).toMatchObject({ isEstimated: true })
    expect(estimatePrior(subjects(0.4).slice(0, 9))).toMatchObject({ weight: 5, isEstimated: false })
    expect(drawn(3, 15, apart)).toBeGreaterThan(drawn(3, 15, alike))
  })
})

/** Whether one person's mark follows from sums of these sets: a single one in the space they span, by elimination. */
const tellsOne = (sets: readonly (readonly string[])[], ids: readonly string[]): boolean => {
  const rows = sets.map((set) => ids.map((id): number => (set.includes(id) ? 1 : 0)))
  const reduced: number[][] = []
  for (const row of rows) {
    let rest = [...row]
    for (const one of reduced) {
      const lead = one.findIndex((value) => Math.abs(value) > 1e-9)
      const factor = (rest[lead] ?? 0) / (one[lead] ?? 1)
      rest = rest.map((value, at) => value - factor * (one[at] ?? 0))
    }
    if (rest.some((value) => Math.abs(value) > 1e-9)) reduced.push(rest)
  }
  const rankWith = (row: number[]) => {
    let rest = row
    for (const one of reduced) {
      const lead = one.findIndex((value) => Math.abs(value) > 1e-9)
      const factor = (rest[lead] ?? 0) / (one[lead] ?? 1)
      rest = rest.map((value, at) => value - factor * (one[at] ?? 0))
    }
    return rest.some((value) => Math.abs(value) > 1e-9)
  }
  return ids.some((_, at) => !rankWith(ids.map((_, other) => (other === at ? 1 : 0))))
}

const months = Array.from({ length: 18 }, (_, at) =>
  monthOf(new Date(Date.UTC(2026, at, 1)).toISOString().slice(0, 10)),
)

describe('what can be told from two looks at a figure', () => {
  const runs = Number(process.env.PROPERTY_RUNS ?? 200)
  const histories = fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 480 }),
      isHidden: fc.boolean(),
      // Few are set aside.
      asideAfter: fc.oneof(
        { weight: 9, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 120 }) },
      ),
    }),
    { minLength: 1, maxLength: 24 },
  )
  const dayOf = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
  const ratingsFrom = (history: { day: number; isHidden: boolean; asideAfter: number | null }[]) =>
    history.map(({ day, isHidden, asideAfter }, at) => ({
      id: String(at).padStart(2, '0'),
      revealedOn: dayOf(day),
      setAsideOn: asideAfter === null ? null : dayOf(day + asideAfter),
      isHidden,
    }))
  const apart = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((id) => !other.has(id)).length + [...other].filter((id) => !one.has(id)).length
  const ids = (set: readonly { id: string }[]) => set.map(({ id }) => id)

  it('is never one rating: whatever the months, and whoever of two readers may not know of some', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const ratings = ratingsFrom(history)
        const readers = [ratings, ratings.filter(({ isHidden }) => !isHidden)]
        const sets = readers.map((seen) => months.map((month) => ids(publishedOf(seen, month))))
        const all = [...new Map(sets.flat().map((set) => [set.join(), new Set(set)])).values()]
        // Any two looks, by one reader or by both.
        return all.every((one) => one.size % enoughRatings === 0 && all.every((other) => apart(one, other) !== 1))
      }),
      { numRuns: runs },
    )
  })

  it('is no single mark even from all a reader ever sees, added and taken from each other as one likes', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const ratings = ratingsFrom(history)
        const looks = months.map((month) => ids(publishedOf(ratings, month)))
        return !tellsOne([...new Map(looks.map((set) => [set.join(), set])).values()], ids(ratings))
      }),
      { numRuns: runs },
    )
  })

  it('is seen by this test where figures do not come by threes', () => {
    expect(
      tellsOne(
        [
          ['a', 'b', 'c'],
          ['a', 'b', 'c', 'd'],
        ],
        ['a', 'b', 'c', 'd'],
      ),
    ).toBe(true)
    expect(
      tellsOne(
        [
          ['a', 'b', 'c'],
          ['a', 'b', 'c', 'd', 'e', 'f'],
        ],
        ['a', 'b', 'c', 'd', 'e', 'f'],
      ),
    ).toBe(false)
  })
})

describe('signs', () => {
  it('of two who always give each other the best, and not of a few or of one way only', () => {
    const usual = { bestShare: 0.2, looked: 10 }
    expect(alwaysBest({ ...usual, there: { count: 3, best: 3 }, back: { count: 3, best: 3 } })).toBe(true)
    expect(alwaysBest({ ...usual, there: { count: 6, best: 6 }, back: { count: 0, best: 0 } })).toBe(false)
    expect(alwaysBest({ ...usual, there: { count: 1, best: 1 }, back: { count: 1, best: 1 } })).toBe(false)
    expect(alwaysBest({ ...usual, there: { count: 3, best: 1 }, back: { count: 3, best: 0 } })).toBe(false)
  })

  it('of many in a fortnight, and not of a steady stream', () => {
    const steady = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}-10`)
    expect(burstIn(steady, '2026-12-31')).toBeNull()
    expect(burstIn(['2026-05-01', '2026-05-02', '2026-05-04', '2026-05-05', '2026-05-06'], '2026-12-31')).toBe(5)
  })

  it('have tails that are probabilities', () => {
    expect(binomialTail(4, 4, 0.5)).toBeCloseTo(1 / 16, 10)
    expect(binomialTail(10, 0, 0.3)).toBe(1)
    expect(binomialTail(3, 1, 0.5)).toBeCloseTo(7 / 8, 10)
  })
})
