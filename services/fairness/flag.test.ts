import { describe, expect, it } from 'vitest'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { findRatingPage, ratingFacts, ratingsOf } from '#services/ratings/index.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeRatedWork, openHearings, type RatedWork, statement, view } from '#tests/factories/concern.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { appealConcern } from './appeal.ts'
import { withdrawConcern } from './close.ts'
import { deskPage } from './desk.ts'
import { flagRating } from './flag-rating.ts'
import { findConcern } from './page.ts'
import { recordView } from './record-view.ts'
import { sayHow } from './state.ts'
import { concernTasks } from './tasks.ts'

const database = openTestDatabase()
const { as, concernOf, decide, draw, drawnFor, hear, tick } = openHearings(database)

describe('a flag of a rating', () => {
  it('is drawn to somebody without a stake, of neither region, and both sides read the same page with the same clocks', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    // Of the host's service, of its region, and of the region of whoever came.
    for (const yotCode of ['kent', 'surrey', 'sunderland'])
      await makePerson(ctx, { appointments: [{ role: 'assessor' }], posts: [{ yotCode, level: 'manager' }] })
    const ref = await flagIt(as(work.lead), work)
    expect(await findConcern(as(work.host), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    await draw(ctx, ref)
    const [decider] = await drawnFor(ctx, ref)
    expect(decider).toBeDefined()
    const [bringer, other] = [
      value(await findConcern(as(work.lead), ref)),
      value(await findConcern(as(work.host), ref)),
    ]
    const shared = ({ decideBy, statementsBy, points, history, status, statements }: typeof bringer) => ({
      ...{ decideBy, statementsBy, points, history, status, statements },
    })
    expect(shared(other)).toEqual(shared(bringer))
    expect(bringer.decideBy).toBe(addWorkingDays('2026-06-01', 20))
    expect(bringer.statementsBy).toBe(addWorkingDays('2026-06-01', 10))
    expect(JSON.stringify([bringer, other])).not.toContain(decider?.name)
  })

  it('shows statements to both sides and the decider at one moment, and nothing tells before whether one is in', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await draw(ctx, ref)
    const [decider] = await drawnFor(ctx, ref)
    if (!decider) throw new Error('nobody')
    const before = [await findConcern(as(work.host), ref), await deskPage(as(decider), ref)]
    expect(JSON.stringify(before)).not.toContain('the letter came on the day')
    expect(before[1]).toMatchObject({ value: { mayDecide: false, waitsForStatements: true } })
    expect(await recordView(as(decider), ref, view('keep'))).toMatchObject({ problem: { kind: 'refused' } })

    const lead = await findConcern(as(work.lead), ref)
    value(await sayHow(as(work.host), ref, { statement }))
    for (const who of [work.lead, work.host])
      expect(await findConcern(as(who), ref)).toMatchObject({
        value: { statements: [{ side: 'bringer' }, { side: 'other', text: statement }] },
      })
    expect(lead).toMatchObject({ value: { statements: null } })
    expect(await deskPage(as(decider), ref)).toMatchObject({ value: { mayDecide: true } })
    expect(await sayHow(as(work.host), ref, { statement: 'Something else, which comes too late.' })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })

  it('goes on without a statement after ten working days', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await draw(ctx, ref)
    database.setNow(addDays(addWorkingDays('2026-06-01', 10), 1))
    await tick(ctx)
    expect(await findConcern(as(work.host), ref)).toMatchObject({
      value: { statements: [{ side: 'bringer' }], maySay: false },
    })
  })

  it('is decided with reasons that write the letter to both sides at once, and carried out in the same transaction', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await hear(ctx, ref, work)
    await decide(ctx, ref, 'set-aside')
    const { id, status } = await concernOf(ctx, ref)
    expect(status).toBe('in_effect')
    const letters = await lettersIn(ctx.db, { where: { key: { startsWith: `concern:${id}:decided` } } })
    expect(new Set(letters.map(({ key }) => key.split(':')[4]))).toEqual(new Set(['bringer', 'other']))
    expect(new Set(letters.map(({ createdAt }) => createdAt.getTime())).size).toBe(1)
    for (const { payload } of letters)
      expect(JSON.stringify(payload)).toMatch(
        /A fact that it rests on is false.*Set the whole rating aside.*dated the day.*appeal once, until the end of Monday 29 June 2026/,
      )
    expect(await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).toMatchObject({
      setAsideOn: dateFromIso('2026-06-01'),
      relevance: 2,
    })
    expect((await ratingsOf(ctx, work.lead.id)).ratings).toEqual([])
  })

  it.each([
    ['keep', { wordsHiddenOn: null, setAsideOn: null, mendBy: null }],
    ['hide', { wordsHiddenOn: dateFromIso('2026-06-01'), setAsideOn: null, mendBy: null }],
    ['mend', { wordsHiddenOn: null, setAsideOn: null, mendBy: dateFromIso(addWorkingDays('2026-06-01', 10)) }],
  ])('can end in %s, and marks never change', async (outcome, expected) => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work, 'personal')
    await hear(ctx, ref, work)
    await decide(ctx, ref, outcome)
    const after = await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })
    expect(after).toMatchObject({ ...expected, relevance: 2, conduct: 3 })
    const page = await findRatingPage(as(work.lead), work.pairId)
    expect(page).toMatchObject({
      value: { others: [{ comment: outcome === 'hide' ? null : 'They did not listen to anybody.' }] },
    })
  })

  it('hides words that were to be mended and were not', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work, 'personal')
    await hear(ctx, ref, work)
    await decide(ctx, ref, 'mend')
    database.setNow(addDays(addWorkingDays('2026-06-01', 10), 1))
    await tick(ctx)
    expect(await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).toMatchObject({
      mendBy: null,
      wordsHiddenOn: expect.any(Date),
    })
  })

  it('may be set aside for three reasons only', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work, 'personal')
    await hear(ctx, ref, work)
    const [decider] = await drawnFor(ctx, ref)
    if (!decider) throw new Error('nobody')
    expect(await recordView(as(decider), ref, view('set-aside'))).toMatchObject({ problem: { kind: 'invalid' } })
  })

  it('is one concern with two statements when both sides flag, whoever is first', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const [one, two] = await Promise.all([
      flagIt(as(work.lead), work),
      flagRating(as(work.host), work.pairId, { ratingId: work.leadRatingId, reason: 'personal', statement }),
    ])
    expect(two).toEqual({ ok: true, value: expect.objectContaining({ ref: one }) })
    expect(await ctx.db.concern.count({ where: { subjectId: work.pairId } })).toBe(1)
    expect((await concernOf(ctx, one)).points).toHaveLength(2)
    await draw(ctx, one)
    expect(await findConcern(as(work.host), one)).toMatchObject({ value: { statements: [{}, {}] } })
  })

  it('asks whoever was drawn at once where both sides had spoken before', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    const second = { ratingId: work.leadRatingId, reason: 'personal', statement }
    value(await flagRating(as(work.host), work.pairId, second))
    await draw(ctx, ref)
    const [decider] = await drawnFor(ctx, ref)
    if (!decider) throw new Error('nobody')
    expect(await concernTasks(as(decider))).toMatchObject([{ title: `Record your view (${ref})` }])
    expect(await ctx.db.silence.count({ where: { kind: 'concern-statements' } })).toBe(0)

    // Or one flags instead of saying how it sees it.
    const other = await makeRatedWork(ctx)
    const joined = await flagIt(as(other.lead), other)
    await draw(ctx, joined)
    value(await flagRating(as(other.host), other.pairId, { ...second, ratingId: other.leadRatingId }))
    expect(await findConcern(as(other.lead), joined)).toMatchObject({
      value: { statements: [{}, {}], points: [{}, {}] },
    })
    const [drawn] = await drawnFor(ctx, joined)
    if (!drawn) throw new Error('nobody')
    expect(JSON.stringify(await concernTasks(as(drawn)))).toContain(`Record your view (${joined})`)
    value(await recordView(as(drawn), joined, view('keep', undefined, 2)))
    expect((await concernOf(ctx, joined)).status).toBe('in_effect')
  })

  it('marks for the decider a rating that came within thirty days after its rater was flagged, and changes no figure', async () => {
    const ctx = database.ctx()
    const [first, within, after] = [await makeRatedWork(ctx), await makeRatedWork(ctx), await makeRatedWork(ctx)]
    for (const { pairId, leadRatingId } of [within, after]) {
      await ctx.db.ratedPerson.updateMany({ where: { pairId }, data: { personId: first.lead.id } })
      const own = { seat: first.lead.id, raterId: first.lead.id }
      await ctx.db.rating.update({ where: { id: leadRatingId }, data: own })
    }
    const rated = (id: string, day: string) =>
      ctx.db.rating.update({ where: { id }, data: { submittedAt: new Date(`${day}T12:00:00Z`) } })
    await rated(within.leadRatingId, '2026-07-01')
    await rated(after.leadRatingId, '2026-07-02')
    database.setNow('2026-08-01')
    const figures = await ratingFacts(ctx)
    database.setNow('2026-06-01')
    const flag = { ratingId: first.leadRatingId, reason: 'false-fact', statement }
    value(await flagRating(as(first.host), first.pairId, flag))
    database.setNow('2026-08-01')
    const signsFor = async ({ host, pairId, leadRatingId }: RatedWork) => {
      const given = { ...flag, ratingId: leadRatingId }
      const { ref } = value(await flagRating(as(host), pairId, given))
      await draw(ctx, ref)
      const [decider] = await drawnFor(ctx, ref)
      return decider ? value(await deskPage(as(decider), ref)).signs.join() : ''
    }
    expect(await signsFor(within)).toContain('was given on Wednesday 1 July 2026, within 30 days after')
    expect(await signsFor(after)).not.toContain('within 30 days after')
    expect(await ratingFacts(ctx)).toEqual(figures)
  })

  it('is not for members who do not lead, for strangers, or for the same reason twice', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const stranger = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const given = { ratingId: work.hostRatingId, reason: 'false-fact', statement }
    expect(await flagRating(as(stranger), work.pairId, given)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await flagRating(as(work.lead), work.pairId, { ...given, ratingId: work.leadRatingId })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    const ref = await flagIt(as(work.lead), work)
    value(await withdrawConcern(as(work.lead), ref, { version: 1 }))
    expect(await flagRating(as(work.lead), work.pairId, given)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('comes five times open at most from one person, who can appeal all the same', async () => {
    const ctx = database.ctx()
    const works: RatedWork[] = []
    for (let at = 0; at < 6; at += 1) works.push(await makeRatedWork(ctx))
    const [first] = works
    if (!first) throw new Error('none')
    for (const { pairId } of works)
      await ctx.db.ratedPerson.updateMany({ where: { pairId }, data: { personId: first.lead.id } })
    const answers = []
    for (const { pairId, hostRatingId } of works)
      answers.push(
        await flagRating(as(first.lead), pairId, { ratingId: hostRatingId, reason: 'false-fact', statement }),
      )
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
    const { ref, version } = await ctx.db.concern.create({
      data: {
        ...{ ref: 'CO-2026-001', kind: 'standing', subjectKind: 'person', subjectId: first.lead.id, version: 1 },
        ...{ title: 'A place in the bank', status: 'in_effect', chainId: first.lead.id },
        openedOn: dateFromIso('2026-05-01'),
        drawBy: dateFromIso('2026-05-08'),
        decideBy: dateFromIso('2026-05-29'),
        statementsBy: dateFromIso('2026-05-15'),
        appealBy: dateFromIso('2026-06-20'),
        parties: { create: { side: 'other', personId: first.lead.id, isSpeaking: true } },
        points: { create: { position: 1, side: 'bringer', reason: 'conduct', onceKey: 'five open' } },
      },
    })
    const appeal = { version, reason: 'procedure', statement }
    expect(await appealConcern(as(first.lead), ref, appeal)).toMatchObject({ ok: true })
  })
})
