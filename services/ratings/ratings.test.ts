import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '#services/core/context.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { openRatings } from './open-ratings.ts'
import { findRatingPage, ratingFacts, ratingsOf, ratingTasks } from './queries.ts'
import { rate } from './rate.ts'
import { replyToRating } from './reply-to-rating.ts'
import { enoughRatings, figureOf } from './rules.ts'

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

  it('opens once, and asks the host and the co-leads by mail', async () => {
    const ctx = database.ctx()
    const { work, about, pairId, lead } = await finished(ctx)
    expect(await openRatings(ctx, work, about)).toEqual({ ok: true, value: { pairId } })
    const mails = await ctx.db.outboxMessage.findMany({ where: { key: { startsWith: `rating:${pairId}` } } })
    expect(mails).toHaveLength(2)
    expect(mails.every((mail) => mail.caseId === about.id)).toBe(true)
    expect(await ratingTasks(database.ctx(lead.actor))).toMatchObject([{ dueOn: '2026-06-15' }])
  })

  it('is sealed until both sides have rated: neither sees the other, nor whether there is one', async () => {
    const ctx = database.ctx()
    const { host, lead, reviewer, pairId } = await finished(ctx)
    const before = await findRatingPage(database.ctx(lead.actor), pairId)
    expect(await rate(database.ctx(host.actor), { pairId, ...given })).toMatchObject({ value: { isRevealed: false } })
    expect(await findRatingPage(database.ctx(lead.actor), pairId)).toEqual(before)
    expect((await ratingsOf(ctx, reviewer.id)).ratings).toEqual([])

    const changed = { pairId, ...given, usefulness: 5 }
    expect(await rate(database.ctx(host.actor), changed)).toMatchObject({ ok: true })
    expect(await rate(database.ctx(lead.actor), { pairId, ...given })).toMatchObject({ value: { isRevealed: true } })
    const page = await findRatingPage(database.ctx(lead.actor), pairId)
    expect(page).toMatchObject({ value: { other: { marks: { usefulness: 5 } }, mayReply: true } })
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

  it('is not there for anyone who took no part, and members who do not lead may read but not rate', async () => {
    const ctx = database.ctx()
    const { reviewer, pairId } = await finished(ctx)
    const stranger = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'head' }] })
    expect(await findRatingPage(database.ctx(stranger.actor), pairId)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await rate(database.ctx(stranger.actor), { pairId, ...given })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    expect(await findRatingPage(database.ctx(reviewer.actor), pairId)).toMatchObject({ value: { side: null } })
    expect(await rate(database.ctx(reviewer.actor), { pairId, ...given })).toMatchObject({
      problem: { kind: 'not-found' },
    })
  })

  it('takes one reply, which shows with the rating', async () => {
    const ctx = database.ctx()
    const { host, lead, pairId } = await finished(ctx)
    await rate(database.ctx(host.actor), { pairId, ...given })
    const reply = { pairId, reply: 'Thank you. The chair made it possible.' }
    expect(await replyToRating(database.ctx(lead.actor), reply)).toMatchObject({ problem: { kind: 'refused' } })
    await rate(database.ctx(lead.actor), { pairId, ...given })
    const both = await Promise.all([
      replyToRating(database.ctx(lead.actor), reply),
      replyToRating(database.ctx(lead.actor), reply),
    ])
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    expect((await ratingsOf(ctx, lead.id)).ratings[0]?.reply).toBe(reply.reply)
  })

  it('is in no list, count or figure of a viewer who is blocked from the case', async () => {
    const ctx = database.ctx()
    const { host, lead, reviewer, pairId, about } = await finished(ctx)
    await rate(database.ctx(host.actor), { pairId, ...given })
    await rate(database.ctx(lead.actor), { pairId, ...given })
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
    expect(await ratingsOf(view, reviewer.id)).toMatchObject({ figure: { count: 0 }, ratings: [] })
    expect((await ratingFacts(view)).has(reviewer.id)).toBe(false)
    expect((await ratingFacts(ctx)).get(reviewer.id)).toEqual({ mean: 4.6, count: 1 })
  })
})

describe('the figure', () => {
  it('is not given for fewer than three ratings', () => {
    expect(figureOf([5, 5], 4)).toEqual({ count: 2, isEnough: false })
    expect(figureOf([5, 5, 5], 4)).toMatchObject({ count: 3, isEnough: true, shown: 4.4, lowest: 5, highest: 5 })
  })

  it('lies between the ratings’ mean and the bank’s, and comes closer to the ratings as they grow', () => {
    const marks = fc.double({ min: 1, max: 5, noNaN: true })
    fc.assert(
      fc.property(fc.array(marks, { minLength: enoughRatings, maxLength: 30 }), marks, (means, bank) => {
        const figure = figureOf(means, bank)
        const mean = means.reduce((sum, one) => sum + one, 0) / means.length
        const twice = figureOf([...means, ...means], bank)
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
})
