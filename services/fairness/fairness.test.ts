import { beforeEach, describe, expect, it } from 'vitest'
import { standings, suspensionsToday } from '#services/bank/index.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { acceptResolution, room as engagementRoom, findDispute } from '#services/engagements/index.ts'
import { findRatingPage, ratingsOf } from '#services/ratings/index.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeDeciders, makeRatedWork, type RatedWork } from '#tests/factories/concern.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { appealConcern } from './appeal.ts'
import { answerQuestion, askQuestion } from './ask.ts'
import { bring } from './bring.ts'
import { sendElsewhere, withdrawConcern } from './close.ts'
import { concernQueue, deskPage } from './desk.ts'
import { drawOne } from './draw.ts'
import { flagRating } from './flag-rating.ts'
import { leaveFairness } from './leave.ts'
import { endMeasure, putMeasure, renewMeasure } from './measures.ts'
import { mediateDisputes } from './mediation.ts'
import { findConcern } from './page.ts'
import { recordView } from './record-view.ts'
import { releaseDecider, standDown } from './release.ts'
import { room } from './room.ts'
import { openByRule } from './standing.ts'
import { sayHow } from './state.ts'
import { suspensionCauses } from './suspension-causes.ts'

const database = openTestDatabase()
const reasons = 'The letter was dated the day that both sides had agreed to, and both have shown it.'
const statement = 'I have the mail that shows when the letter was sent.'

const tick = (ctx: Ctx) => silenceJob(room.silences ?? []).run(ctx)
const concernOf = (ctx: Ctx, ref: string) =>
  ctx.db.concern.findUniqueOrThrow({
    where: { ref },
    include: { views: { orderBy: { drawnAt: 'asc' } }, points: { include: { outcomes: true } } },
  })
const as = (who: MadePerson) => database.ctx(who.actor)

let deciders: MadePerson[] = []
const drawnFor = async (ctx: Ctx, ref: string): Promise<MadePerson[]> => {
  const { views, round } = await concernOf(ctx, ref)
  return views
    .filter((view) => view.round === round && view.releasedAt === null)
    .map(({ deciderId }) => {
      const found = deciders.find(({ id }) => id === deciderId)
      if (!found) throw new Error('A stranger was drawn')
      return found
    })
}

const draw = async (ctx: Ctx, ref: string) => value(await drawOne(ctx, (await concernOf(ctx, ref)).id))

/** Heard: both sides have spoken. */
const hear = async (ctx: Ctx, ref: string, { lead, host }: Pick<RatedWork, 'lead' | 'host'>) => {
  await draw(ctx, ref)
  for (const who of [lead, host]) {
    const page = await findConcern(as(who), ref)
    if (page.ok && page.value.maySay) value(await sayHow(as(who), ref, { statement }))
  }
}

const view = (outcome: string, until?: string) => ({ points: [{ outcome, reasons, ...(until ? { until } : {}) }] })

/** Decided as this, whoever was drawn. */
const decide = async (ctx: Ctx, ref: string, outcome: string, until?: string) => {
  for (const decider of await drawnFor(ctx, ref)) value(await recordView(as(decider), ref, view(outcome, until)))
}

beforeEach(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  // Whoever decided in a test before is out of office in the next.
  await ctx.db.appointment.updateMany({ data: { until: dateFromIso('2026-05-01') } })
  deciders = await makeDeciders(ctx)
})

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

  it('comes five times open at most from one person', async () => {
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
  })
})

describe('deciders', () => {
  it('ask two questions at most, and both sides read them and the answers', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await hear(ctx, ref, work)
    const [decider] = await drawnFor(ctx, ref)
    if (!decider) throw new Error('nobody')
    const question = { toSide: 'other' as const, question: 'When did the letter reach you?' }
    for (const number of [1, 2]) {
      value(await askQuestion(as(decider), ref, question))
      expect(await recordView(as(decider), ref, view('keep'))).toMatchObject({ problem: { kind: 'refused' } })
      expect(await answerQuestion(as(work.lead), ref, { number, answer: 'Me?' })).toMatchObject({
        problem: { kind: 'not-found' },
      })
      value(await answerQuestion(as(work.host), ref, { number, answer: 'On the tenth.' }))
    }
    expect(await askQuestion(as(decider), ref, question)).toMatchObject({ problem: { kind: 'refused' } })
    for (const who of [work.lead, work.host])
      expect(await findConcern(as(who), ref)).toMatchObject({ value: { questions: [{ answer: 'On the tenth.' }, {}] } })
  })

  it('give their place to somebody else when they stand down or become conflicted, and nobody learns why', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await hear(ctx, ref, work)
    const [first] = await drawnFor(ctx, ref)
    if (!first) throw new Error('nobody')
    value(await standDown(as(first), ref))
    const [second] = await drawnFor(ctx, ref)
    if (!second) throw new Error('nobody')
    expect(second.id).not.toBe(first.id)
    expect(await deskPage(as(first), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    value(await releaseDecider(ctx, (await concernOf(ctx, ref)).id, second.id))
    const [third] = await drawnFor(ctx, ref)
    expect([first.id, second.id]).not.toContain(third?.id)
    expect(value(await findConcern(as(work.lead), ref)).history.map(({ title }) => title)).toContain(
      'Somebody else was drawn',
    )
  })

  it('are two for standing, whose views neither sees of the other; a third is drawn when they differ and the middle counts', async () => {
    const ctx = database.ctx()
    const { lead } = await makeRatedWork(ctx)
    const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const { ref } = value(await bring(as(member), { about: 'person', id: lead.id, reason: 'conduct', statement }))
    await hear(ctx, ref, { lead, host: member })
    const [one, two] = await drawnFor(ctx, ref)
    if (!one || !two) throw new Error('not two')
    const seen = await deskPage(as(two), ref)
    const sides = [await findConcern(as(member), ref), await findConcern(as(lead), ref)]
    value(await recordView(as(one), ref, view('none')))
    expect(await deskPage(as(two), ref)).toEqual(seen)
    expect([await findConcern(as(member), ref), await findConcern(as(lead), ref)]).toEqual(sides)
    value(await recordView(as(two), ref, view('suspended', '2026-09-01')))
    const third = (await drawnFor(ctx, ref)).find(({ id }) => id !== one.id && id !== two.id)
    if (!third) throw new Error('no third')
    value(await recordView(as(third), ref, view('advice')))
    expect(await concernOf(ctx, ref)).toMatchObject({
      status: 'in_effect',
      points: [{ outcomes: [{ outcome: 'advice' }] }],
    })
  })
})

describe('an appeal', () => {
  const decided = async (outcome = 'set-aside') => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    await hear(ctx, ref, work)
    await decide(ctx, ref, outcome)
    return { ctx, work, ref, version: (await concernOf(ctx, ref)).version }
  }
  const given = { reason: 'new-evidence', statement: 'We have found the day on which the letter came.' }

  it('makes what was decided wait, and is decided by others: it stands, and is final', async () => {
    const { ctx, work, ref, version } = await decided()
    const [first] = await drawnFor(ctx, ref)
    const appeal = value(await appealConcern(as(work.host), ref, { version, ...given })).ref
    expect(await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).toMatchObject({
      setAsideOn: null,
    })
    await hear(ctx, appeal, work)
    const others = await drawnFor(ctx, appeal)
    expect(others).toHaveLength(2)
    expect(others.map(({ id }) => id)).not.toContain(first?.id)
    await decide(ctx, appeal, 'stands')
    expect((await concernOf(ctx, ref)).status).toBe('final')
    expect((await concernOf(ctx, appeal)).status).toBe('final')
    expect((await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).setAsideOn).not.toBeNull()
    expect(await appealConcern(as(work.lead), ref, { version: version + 2, ...given })).toMatchObject({ ok: false })
  })

  it('changes it, and the other room follows', async () => {
    const { ctx, work, ref, version } = await decided('keep')
    const appeal = value(await appealConcern(as(work.lead), ref, { version, ...given })).ref
    await hear(ctx, appeal, work)
    await decide(ctx, appeal, 'changed:hide')
    expect(await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).toMatchObject({
      wordsHiddenOn: expect.any(Date),
      setAsideOn: null,
    })
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })

  it('sends it to others who have no part before, and what they decide is final', async () => {
    const { ctx, work, ref, version } = await decided('keep')
    deciders = [...deciders, ...(await makeDeciders(ctx, ['swansea', 'liverpool', 'plymouth']))]
    const appeal = value(await appealConcern(as(work.lead), ref, { version, ...given })).ref
    await hear(ctx, appeal, work)
    await decide(ctx, appeal, 'heard-anew')
    expect((await concernOf(ctx, ref)).status).toBe('opened')
    await draw(ctx, ref)
    await decide(ctx, ref, 'set-aside')
    const chain = await ctx.db.concernView.findMany({
      where: { chainId: (await concernOf(ctx, ref)).chainId, recordedAt: { not: null } },
    })
    expect(chain).toHaveLength(4)
    expect(new Set(chain.map(({ deciderId }) => deciderId)).size).toBe(4)
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })

  it('comes until the last minute of the 28th day, and not in the first of the next', async () => {
    const { work, ref, version } = await decided()
    database.setNow('2026-06-29T23:00:00Z')
    expect(await appealConcern(as(work.host), ref, { version, ...given })).toMatchObject({
      problem: { kind: 'refused' },
    })
    database.setNow('2026-06-29T22:59:00Z')
    expect(await appealConcern(as(work.host), ref, { version, ...given })).toMatchObject({ ok: true })
  })

  it('ends without one on the 29th day', async () => {
    const { ctx, ref } = await decided()
    database.setNow('2026-06-30T05:30:00Z')
    await tick(ctx)
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })

  it('is withdrawn, and what was decided holds again and becomes final', async () => {
    const { ctx, work, ref, version } = await decided()
    const appeal = value(await appealConcern(as(work.host), ref, { version, ...given })).ref
    value(await withdrawConcern(as(work.host), appeal, { version: 1 }))
    expect((await concernOf(ctx, ref)).status).toBe('in_effect')
    expect((await ctx.db.rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })).setAsideOn).not.toBeNull()
    database.setNow('2026-07-01')
    await tick(ctx)
    expect((await concernOf(ctx, ref)).status).toBe('final')
  })
})

describe('what holds for now', () => {
  const friday = '2026-06-05T18:30:00Z'
  const suspended = async () => {
    const ctx = database.ctx()
    const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const { lead } = await makeRatedWork(ctx)
    database.setNow(friday)
    const { ref } = value(await bring(as(administrator), { about: 'person', id: lead.id, reason: 'risk', statement }))
    const target = `suspension:${lead.id}`
    const reason = 'A host rang this evening about how they spoke with children.'
    return { ctx, administrator, lead, ref, input: { target, reason } }
  }
  const mayServe = async (ctx: Ctx, id: string) => (await standings(ctx, [id])).get(id)?.roles.length ?? 0

  it('is a suspension on a Friday evening, told without its reason, which ends by itself after its day', async () => {
    const { ctx, administrator, lead, ref, input } = await suspended()
    expect(await mayServe(ctx, lead.id)).toBeGreaterThan(0)
    value(await putMeasure(as(administrator), ref, { version: 1, ...input, reviewOn: '2026-06-12' }))
    expect(await mayServe(ctx, lead.id)).toBe(0)
    // Why is for officers who may know of it, at the desk for the bank.
    const restsOn = (await suspensionsToday(ctx, [lead.id])).map((one) => one.restsOn)
    expect([...(await suspensionCauses(as(administrator), restsOn)).values()]).toMatchObject([{ ref }])
    for (const who of [lead, await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Wales' }] })])
      expect((await suspensionCauses(as(who), restsOn)).size).toBe(0)
    const page = value(await findConcern(as(lead), ref))
    expect(page.measures).toMatchObject([{ isRunning: true, reviewOn: '2026-06-12' }])
    expect(JSON.stringify(page)).not.toContain('rang this evening')
    const letters = await lettersIn(ctx.db, { where: { caseId: (await concernOf(ctx, ref)).id } })
    expect(JSON.stringify(letters)).not.toContain('rang this evening')
    database.setNow('2026-06-13T12:00:00Z')
    // By its day it holds no more, whether or not anything has run.
    expect(await mayServe(ctx, lead.id)).toBeGreaterThan(0)
    await tick(ctx)
    expect(await mayServe(ctx, lead.id)).toBeGreaterThan(0)
    expect(await ctx.db.standing.findUniqueOrThrow({ where: { personId: lead.id } })).toMatchObject({
      status: 'active',
    })
  })

  it('is reviewed on a working day within twenty, and renewed three times at most', async () => {
    const { administrator, ref, input, ctx } = await suspended()
    const put = (reviewOn: string) => putMeasure(as(administrator), ref, { version: 1, ...input, reviewOn })
    expect(await put('2026-06-07')).toMatchObject({
      problem: { fields: { reviewOn: expect.stringContaining('working day') } },
    })
    expect(await put('2026-08-31')).toMatchObject({ problem: { kind: 'invalid' } })
    value(await put('2026-06-12'))
    const renew = async () => {
      const measure = await ctx.db.concernMeasure.findFirstOrThrow({ where: { concern: { ref }, endedAt: null } })
      const { version } = await concernOf(ctx, ref)
      return renewMeasure(as(administrator), ref, {
        version,
        measureId: measure.id,
        reviewOn: '2026-06-12',
        reason: input.reason,
      })
    }
    for (let times = 0; times < 3; times += 1) value(await renew())
    expect(await renew()).toMatchObject({ problem: { kind: 'refused' } })
    const measure = await ctx.db.concernMeasure.findFirstOrThrow({ where: { concern: { ref }, endedAt: null } })
    value(
      await endMeasure(as(administrator), ref, { version: (await concernOf(ctx, ref)).version, measureId: measure.id }),
    )
    expect(await ctx.db.concernMeasure.count({ where: { concern: { ref }, endedAt: null } })).toBe(0)
  })

  it('is for those who look after it, not for a party, a stranger or a conflicted administrator', async () => {
    const { ctx, lead, ref, input } = await suspended()
    const conflicted = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const declaration = await ctx.db.declaration.findFirstOrThrow({ where: { personId: conflicted.id } })
    await ctx.db.interest.create({
      data: { personId: conflicted.id, declarationId: declaration.id, kind: 'family', otherPersonId: lead.id },
    })
    for (const who of [lead, conflicted, deciders[0]])
      expect(who && (await putMeasure(as(who), ref, { version: 1, ...input, reviewOn: '2026-06-12' }))).toMatchObject({
        problem: { kind: 'not-found' },
      })
    expect(await deskPage(as(conflicted), ref)).toEqual(await deskPage(as(conflicted), 'CO-2026-999'))
    expect(value(await concernQueue(as(conflicted))).rows.map((row) => row.ref)).not.toContain(ref)
  })
})

describe('standing', () => {
  it('is reviewed by rule: two low ratings, one low on conduct, a serious word; each once, heard like any other', async () => {
    const ctx = database.ctx()
    const { lead, pairId, hostRatingId } = await makeRatedWork(ctx)
    await openByRule.run(ctx)
    expect(await ctx.db.concern.count({ where: { subjectId: lead.id } })).toBe(0)
    await ctx.db.rating.update({ where: { id: hostRatingId }, data: { conduct: 2 } })
    await openByRule.run(ctx)
    await openByRule.run(ctx)
    const [opened, ...more] = await ctx.db.concern.findMany({ where: { subjectId: lead.id } })
    expect(more).toEqual([])
    expect(opened).toMatchObject({ kind: 'standing', openedById: null })
    if (!opened) throw new Error('none')
    await draw(ctx, opened.ref)
    value(await sayHow(as(lead), opened.ref, { statement }))
    await decide(ctx, opened.ref, 'suspended', '2026-07-10')
    expect(await ctx.db.standing.findUniqueOrThrow({ where: { personId: lead.id } })).toMatchObject({
      status: 'suspended',
    })
    database.setNow('2026-07-11')
    for (const job of (await import('#services/bank/index.ts')).room.jobs ?? [])
      if (job.name === 'bank.end-suspensions') await job.run(ctx)
    expect(await ctx.db.standing.findUniqueOrThrow({ where: { personId: lead.id } })).toMatchObject({
      status: 'active',
    })
    expect(pairId).toBeDefined()
  })
})

describe('what is not for here', () => {
  it('shows whom to tell of a child at risk, and keeps nothing of what was written', async () => {
    const ctx = database.ctx()
    const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const work = await makeRatedWork(ctx)
    const ref = await flagIt(as(work.lead), work)
    value(await sendElsewhere(as(administrator), ref, { version: 1, why: 'safeguarding' }))
    expect(await ctx.db.concernStatement.count({ where: { concern: { ref } } })).toBe(0)
    expect(await findConcern(as(work.lead), ref)).toMatchObject({
      value: { elsewhere: expect.stringContaining('LADO') },
    })
    expect(await findConcern(as(work.host), ref)).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('ends what somebody brought who leaves, hands on what they decide, and stops nothing that is about them', async () => {
    const ctx = database.ctx()
    const work = await makeRatedWork(ctx)
    const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const { ref } = value(await bring(as(member), { about: 'person', id: work.lead.id, reason: 'conduct', statement }))
    const flag = await flagIt(as(work.lead), work)
    await draw(ctx, flag)
    const [decider] = await drawnFor(ctx, flag)
    if (!decider) throw new Error('nobody')
    value(await leaveFairness(ctx, decider.id))
    expect((await drawnFor(ctx, flag)).map(({ id }) => id)).not.toContain(decider.id)
    value(await leaveFairness(ctx, work.lead.id))
    expect((await concernOf(ctx, ref)).status).toBe('opened')
    value(await leaveFairness(ctx, member.id))
    expect((await concernOf(ctx, ref)).status).toBe('withdrawn')
  })
})

describe('mediation', () => {
  /** A dispute about work of Leeds for Essex, opened by the host so many days ago. */
  const disputed = async (ctx: Ctx, daysAgo: number) => {
    const host = await makePerson(ctx, { posts: [{ yotCode: 'essex' }] })
    const provider = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const { id: offeringId } = await makeOffering(ctx, { by: { yotCode: 'leeds', contactId: provider.id } })
    const engagement = await makeEngagement(ctx, {
      offeringId,
      by: { yotCode: 'leeds', contactId: provider.id },
      host: { yotCode: 'essex', contactId: host.id },
      deliverer: provider,
      status: 'disputed',
    })
    await ctx.db.engagement.update({
      where: { id: engagement.id },
      data: { stateBefore: 'agreed', totalPence: 100_000 },
    })
    const openedOn = addDays(ctx.clock.today(), -daysAgo)
    await ctx.db.dispute.create({
      data: {
        engagementId: engagement.id,
        openedSide: 'host',
        openedById: host.id,
        reason: 'amount',
        statement: 'It was to cost less.',
        otherStatement: 'It costs what we agreed.',
        statementBy: dateFromIso(addDays(openedOn, 14)),
        openedAt: dateFromIso(openedOn),
      },
    })
    return { host, provider, engagement }
  }

  it('is drawn after fourteen days, of neither region; what is recommended binds nobody until both accept the same text', async () => {
    const ctx = database.ctx()
    const early = await disputed(ctx, 13)
    const { host, provider, engagement } = await disputed(ctx, 14)
    await mediateDisputes.run(ctx)
    await mediateDisputes.run(ctx)
    expect(await ctx.db.concern.count({ where: { subjectId: early.engagement.id } })).toBe(0)
    const { ref } = await ctx.db.concern.findFirstOrThrow({ where: { subjectId: engagement.id } })
    await draw(ctx, ref)
    const [mediator] = await drawnFor(ctx, ref)
    if (!mediator) throw new Error('nobody')
    const page = value(await deskPage(as(mediator), ref))
    expect(page.dispute?.statements.map(({ text }) => text)).toEqual([
      'It was to cost less.',
      'It costs what we agreed.',
    ])
    const given = { outcome: 'recommended', reasons: 'Half of what was agreed was done; half of the price fits that.' }
    expect(await recordView(as(mediator), ref, { points: [given] })).toMatchObject({ problem: { kind: 'invalid' } })
    value(await recordView(as(mediator), ref, { points: [{ ...given, to: 'agreed', total: 50_000 }] }))
    const stands = () => ctx.db.engagement.findUniqueOrThrow({ where: { id: engagement.id } })
    expect(await stands()).toMatchObject({ status: 'disputed', totalPence: 100_000 })
    const { dispute, version } = value(await findDispute(as(host), engagement.ref))
    expect(dispute?.recommendation).toBe(given.reasons)
    const accepting = { number: dispute?.resolution?.number ?? 0, hash: dispute?.resolution?.hash ?? '' }
    value(await acceptResolution(as(host), engagement.ref, { version, ...accepting }))
    expect(await stands()).toMatchObject({ status: 'disputed' })
    value(await acceptResolution(as(provider), engagement.ref, { version: (await stands()).version, ...accepting }))
    expect(await stands()).toMatchObject({ status: 'agreed', totalPence: 50_000 })
    const shown = JSON.stringify([await findDispute(as(host), engagement.ref), await findConcern(as(host), ref)])
    expect(shown).not.toContain(mediator.name)
  })

  it('ends by itself after ten working days in which not both accepted, without blame, and ratings open all the same', async () => {
    const ctx = database.ctx()
    const { engagement } = await disputed(ctx, 14)
    await mediateDisputes.run(ctx)
    const { ref } = await ctx.db.concern.findFirstOrThrow({ where: { subjectId: engagement.id } })
    await draw(ctx, ref)
    const [mediator] = await drawnFor(ctx, ref)
    if (!mediator) throw new Error('nobody')
    const reasons = 'Half of what was agreed was done; half of the price fits that.'
    value(await recordView(as(mediator), ref, { points: [{ outcome: 'recommended', reasons, to: 'cancelled' }] }))
    const end = engagementRoom.jobs?.find(({ name }) => name === 'engagements.end-unanswered')
    const lastDay = addWorkingDays('2026-06-01', 10)
    database.setNow(lastDay)
    await end?.run(ctx)
    expect(await ctx.db.engagement.findUniqueOrThrow({ where: { id: engagement.id } })).toMatchObject({
      status: 'disputed',
    })
    database.setNow(addDays(lastDay, 1))
    await end?.run(ctx)
    expect(await ctx.db.engagement.findUniqueOrThrow({ where: { id: engagement.id } })).toMatchObject({
      status: 'cancelled',
      isUnresolved: true,
    })
    expect(await ctx.db.outboxMessage.count({ where: { key: `work-delivered:engagement:${engagement.id}` } })).toBe(1)
  })
})
