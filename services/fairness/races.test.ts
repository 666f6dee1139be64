import { describe, expect, it } from 'vitest'
import { findBroken } from '#services/core/invariant.ts'
import type { Result } from '#services/core/result.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeRatedWork, openHearings, statement, view } from '#tests/factories/concern.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { appealConcern } from './appeal.ts'
import { withdrawConcern } from './close.ts'
import { drawOne } from './draw.ts'
import { flagRating } from './flag-rating.ts'
import { invariants } from './invariants.ts'
import { clocks } from './kinds.ts'
import { leaveFairness } from './leave.ts'
import { putMeasure } from './measures.ts'
import { findConcern } from './page.ts'
import { recordView } from './record-view.ts'
import { releaseDecider } from './release.ts'
import { sayHow } from './state.ts'

/* Two at once, in fair process: one wins, nothing is done twice. RACES=1000 looks as long as quality.md asks. */

const timeout = 60_000 + races * 4_000
const database = openTestDatabase()
const { as, concernOf, deciders, drawnFor, draw, hear } = openHearings(database)

/** Runs a race so often, and counts who came first. */
const times = async (run: (reads: number) => Promise<string>) => {
  const tally: Record<string, number> = {}
  for (let at = 0; at < races; at += 1) {
    // A view asks more before it is recorded than a press: every other time whoever presses reads the page first.
    const how = await run((at % 2) * 6)
    tally[how] = (tally[how] ?? 0) + 1
    // Whoever decides is free again for the next.
    const { db } = database.ctx()
    await db.concernView.updateMany({ where: { recordedAt: null }, data: { releasedAt: new Date() } })
  }
  if (races > 10) process.stderr.write(`${races} races: ${JSON.stringify(tally)}\n`)
  expect(await findBroken(database.ctx().db, invariants)).toEqual([])
}

/** Whoever lost was told so, by an answer and not by an error. */
const said = (results: readonly Result<unknown>[]) => results.map((one) => (one.ok ? 'ok' : one.problem.kind)).join()

/** Somebody reads the page so often, and then presses. */
const reading = async <T>(who: MadePerson, ref: string, reads: number, press: () => Promise<T>): Promise<T> => {
  for (let at = 0; at < reads; at += 1) await findConcern(as(who), ref)
  return press()
}

/** A flag of a new piece of work. */
const flagged = async (until: 'opened' | 'drawn' | 'heard') => {
  const ctx = database.ctx()
  const work = await makeRatedWork(ctx)
  const ref = await flagIt(as(work.lead), work, 'personal')
  if (until === 'drawn') await draw(ctx, ref)
  if (until === 'heard') await hear(ctx, ref, work)
  const [decider] = until === 'opened' ? [work.host] : await drawnFor(ctx, ref)
  if (!decider) throw new Error('nobody')
  const { id, version } = await concernOf(ctx, ref)
  return { ctx, work, ref, id, version, decider }
}

const movesOf = (id: string, event: string) =>
  database.ctx().db.move.count({ where: { subjectKind: 'concern', subjectId: id, event } })

describe('at once', () => {
  it('both sides flag: one concern with two statements, whoever is first', { timeout }, () =>
    times(async () => {
      const { pairId, lead, host, hostRatingId, leadRatingId } = await makeRatedWork(database.ctx())
      const given = { reason: 'personal', statement }
      const results = await Promise.all([
        flagRating(as(lead), pairId, { ...given, ratingId: hostRatingId }),
        flagRating(as(host), pairId, { ...given, ratingId: leadRatingId }),
      ])
      expect(said(results)).toBe('ok,ok')
      const [concern, ...more] = await database.ctx().db.concern.findMany({
        where: { subjectId: pairId },
        include: { points: { orderBy: { position: 'asc' } }, statements: true },
      })
      expect([concern?.points.length, concern?.statements.length, more.length]).toEqual([2, 2, 0])
      return `${concern?.points[0]?.ratingId === hostRatingId ? 'the provider' : 'the host'} first`
    }),
  )

  it('both sides say how they see it: it is shown once', { timeout }, () =>
    times(async () => {
      const { work, ref, id } = await flagged('drawn')
      const { db } = database.ctx()
      await db.concernStatement.deleteMany({ where: { concernId: id } })
      const results = await Promise.all([work.lead, work.host].map((who) => sayHow(as(who), ref, { statement })))
      expect(said(results)).toBe('ok,ok')
      expect(await movesOf(id, 'shown')).toBe(1)
      return 'shown'
    }),
  )

  it('a view is recorded and it is withdrawn: decided or withdrawn, never both', { timeout }, () =>
    times(async (reads) => {
      const { ctx, ref, work, decider, version } = await flagged('heard')
      const results = await Promise.all([
        recordView(as(decider), ref, view('hide')),
        reading(work.lead, ref, reads, () => withdrawConcern(as(work.lead), ref, { version })),
      ])
      const { status, points } = await concernOf(ctx, ref)
      const isDecided = status === 'in_effect'
      expect(isDecided || status === 'withdrawn', status).toBe(true)
      expect(results.map(({ ok }) => ok)).toEqual([isDecided, !isDecided])
      expect(points[0]?.outcomes.length).toBe(isDecided ? 1 : 0)
      const rating = await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })
      expect(rating.wordsHiddenOn !== null).toBe(isDecided)
      return said(results)
    }),
  )

  it(
    'whoever decides is conflicted by now: their view decides it, or is struck and somebody else was drawn',
    { timeout },
    () =>
      times(async (reads) => {
        const { ctx, ref, id, work, decider } = await flagged('heard')
        const results = await Promise.all([
          recordView(as(decider), ref, view('keep')),
          reading(work.lead, ref, reads, () => releaseDecider(ctx, id, decider.id)),
        ])
        const { status, views } = await concernOf(ctx, ref)
        const own = views.find(({ deciderId }) => deciderId === decider.id)
        expect(status).toBe(own?.releasedAt === null ? 'in_effect' : 'hearing')
        if (status === 'hearing') {
          expect(own).toMatchObject({ recordedAt: null, points: [] })
          expect((await drawnFor(ctx, ref)).map((who) => who.id)).not.toContain(decider.id)
        }
        return said(results)
      }),
  )

  it(
    'whoever decides leaves, and whoever brought it: it is handed on or taken back, and decided by nobody who left',
    { timeout },
    () =>
      times(async (reads) => {
        const { ctx, ref, work, decider } = await flagged('heard')
        await Promise.all([
          recordView(as(decider), ref, view('keep')),
          reading(work.host, ref, reads, () => leaveFairness(ctx, decider.id)),
          reading(work.host, ref, reads, () => leaveFairness(ctx, work.lead.id)),
        ])
        const { status, views } = await concernOf(ctx, ref)
        const own = views.find(({ deciderId }) => deciderId === decider.id)
        expect(['in_effect', 'withdrawn']).toContain(status)
        expect(own?.recordedAt !== null && own?.releasedAt === null).toBe(status === 'in_effect')
        return status
      }),
  )

  it('many are drawn: one place each, and nobody holds more than four', { timeout }, () =>
    times(async () => {
      const ctx = database.ctx()
      const opened = await Promise.all(Array.from({ length: 5 }, () => flagged('opened')))
      // One of the five is left, who may hold four.
      const away = deciders()
        .slice(1)
        .map((who) => who.id)
      await ctx.db.appointment.updateMany({
        where: { personId: { in: away } },
        data: { until: new Date('2026-05-01') },
      })
      await Promise.all(opened.map(({ id }) => drawOne(ctx, id)))
      const held = await ctx.db.concernView.groupBy({
        by: ['deciderId'],
        where: { releasedAt: null, recordedAt: null, concern: { status: 'hearing' } },
        _count: true,
      })
      for (const { _count } of held) expect(_count).toBeLessThanOrEqual(clocks.heldAtMost)
      const drawn = await Promise.all(opened.map(({ ref }) => drawnFor(ctx, ref)))
      expect(drawn.map(({ length }) => length).sort()).toEqual([0, 1, 1, 1, 1])
      await ctx.db.appointment.updateMany({ where: { personId: { in: away } }, data: { until: null } })
      return `${held.length} people`
    }),
  )

  it('both sides appeal: there is one appeal', { timeout }, () =>
    times(async () => {
      const { ctx, ref, id, work, decider } = await flagged('heard')
      value(await recordView(as(decider), ref, view('mend')))
      const { version } = await concernOf(ctx, ref)
      const given = { version, reason: 'procedure', statement }
      const results = await Promise.all([
        appealConcern(as(work.lead), ref, given),
        appealConcern(as(work.host), ref, given),
      ])
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await ctx.db.concern.count({ where: { kind: 'appeal', subjectId: id } })).toBe(1)
      return said(results)
    }),
  )

  it('two administrators put something in place: it is there once', { timeout }, () =>
    times(async () => {
      const { ctx, ref, id, work, version } = await flagged('opened')
      const desk = [1, 2].map(() => makePerson(ctx, { appointments: [{ role: 'administrator' }] }))
      const input = { version, target: `words-hidden:${work.hostRatingId}`, reviewOn: '2026-06-12' }
      const results = await Promise.all(
        (await Promise.all(desk)).map((who, at) =>
          putMeasure(as(who), ref, { ...input, reason: `It names somebody, say I, number ${at}.` }),
        ),
      )
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await ctx.db.concernMeasure.count({ where: { concernId: id } })).toBe(1)
      return said(results)
    }),
  )
})
