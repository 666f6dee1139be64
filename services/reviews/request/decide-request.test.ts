import { beforeAll, describe, expect, it } from 'vitest'
import { mayOpenCase, recheckPerson } from '#services/conflicts/index.ts'
import type { Actor } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { notFound } from '#services/core/result.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { passCase } from '#services/reviews/case/pass-case.ts'
import { reviewTasks } from '#services/reviews/pages/tasks.ts'
import { proposeTeam } from '#services/reviews/team/propose-team.ts'
import { handlers } from '#services/worker.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, type ReviewTraits } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { boardPage, setQuorum, whoDecided } from './board.ts'
import { checkRequest, returnRequest } from './check-request.ts'
import { decideRequest, lookAgain } from './decide-request.ts'
import { recordScoping } from './record-scoping.ts'
import { removeKloe, saveKloe, saveKloeThemes } from './save-kloes.ts'
import { savePlaces, savePurpose } from './save-sections.ts'
import { submitReview } from './submit-review.ts'

const database = openTestDatabase()
beforeAll(() => database.setNow('2026-06-01'))

const officer = (role: 'coordinator' | 'board_member' | 'administrator', region?: string) =>
  makePerson(database.ctx(), { appointments: [{ role, ...(region ? { region } : {}) }] })

const requestFrom = async (yotCode: string, traits: Partial<ReviewTraits> = {}) => {
  const head = await makeHost(database.ctx(), yotCode)
  const review = await makeReview(database.ctx(), { yotCode, requestedById: head.id, ...traits })
  return { head, ...review }
}

const row = (id: string) => database.ctx().db.reviewRequest.findUniqueOrThrow({ where: { id } })
const mailsTo = async (id: string, address: string) => {
  const rows = await lettersIn(database.ctx().db, { where: { caseId: id, topic: 'mail' } })
  return rows.filter(({ payload }) => JSON.stringify(payload).includes(address)).length
}

describe('who looks after a case', () => {
  it('is the coordinator of its region, and another region’s where that one is conflicted', async () => {
    const wales = await officer('coordinator', 'Wales')
    const east = await officer('coordinator', 'Eastern')
    const formerHead = await makePerson(database.ctx(), {
      appointments: [{ role: 'coordinator', region: 'North East' }],
      posts: [{ yotCode: 'sunderland', level: 'manager' }],
    })
    const own = await requestFrom('cardiff')
    await submitReview(database.ctx(own.head.actor), { ref: own.ref, version: 1 })
    expect((await row(own.id)).caseHolderId).toBe(wales.id)

    // The North East's coordinator works for the host: the case passes to whoever has fewest.
    const other = await requestFrom('sunderland')
    await submitReview(database.ctx(other.head.actor), { ref: other.ref, version: 1 })
    expect((await row(other.id)).caseHolderId).toBe(east.id)
    expect(await findReview(database.ctx(formerHead.actor), other.ref)).toBeNull()
    expect(await checkRequest(database.ctx(formerHead.actor), { ref: other.ref, version: 2, note: 'Mine' })).toEqual(
      notFound(),
    )
    expect(await mailsTo(other.id, formerHead.email)).toBe(0)
    expect(await mailsTo(other.id, east.email)).toBe(1)
  })

  it('changes when the holder learns of a conflict, and cannot be taken back', async () => {
    const first = await officer('coordinator', 'South West')
    const { head, id, ref } = await requestFrom('devon')
    await submitReview(database.ctx(head.actor), { ref, version: 1 })
    expect((await row(id)).caseHolderId).toBe(first.id)
    const declaration = await database.ctx().db.declaration.create({
      data: { personId: first.id, kind: 'annual', isNil: false, statedAt: database.ctx().clock.now() },
    })
    const { id: interestId } = await database.ctx().db.interest.create({
      data: { personId: first.id, declarationId: declaration.id, kind: 'family', yotCode: 'devon' },
    })
    expect(await findReview(database.ctx(first.actor), ref)).toBeNull()
    await deliverAll(database.ctx(), handlers)
    const passed = await row(id)
    expect(passed.caseHolderId).not.toBe(first.id)
    expect(passed.caseHolderId).not.toBeNull()

    // Even when the interest is withdrawn the case stays where it is.
    await database.ctx().db.interest.update({ where: { id: interestId }, data: { withdrawnAt: new Date() } })
    await recheckPerson(database.ctx(), first.id)
    expect(await mayOpenCase(database.ctx(first.actor), 'review_request', id)).toBe(true)
    await passCase(database.ctx(), id)
    expect((await row(id)).caseHolderId).toBe(passed.caseHolderId)
    const mine = await checkRequest(database.ctx(first.actor), { ref, version: passed.version, note: 'I take it back' })
    expect(mine).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})

describe('the coordinator’s check', () => {
  const submitted = async (yotCode: string) => {
    const holder = await officer('coordinator', 'London')
    const request = await requestFrom(yotCode, { status: 'submitted', caseHolderId: holder.id })
    return { ...request, holder }
  }

  it('passes a request on with a note, and tells the board without those who are conflicted', async () => {
    const { id, ref, holder } = await submitted('hackney')
    const board = await officer('board_member')
    const blocked = await makePerson(database.ctx(), {
      appointments: [{ role: 'board_member' }],
      posts: [{ yotCode: 'hackney', level: 'manager' }],
    })
    const other = await officer('coordinator', 'London')
    expect(await checkRequest(database.ctx(other.actor), { ref, version: 1, note: 'Fine' })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await checkRequest(database.ctx(holder.actor), { ref, version: 1, note: 'Clear and ready.' })).toMatchObject(
      {
        ok: true,
      },
    )
    expect(await row(id)).toMatchObject({ status: 'coordinator_checked', checkNote: 'Clear and ready.' })
    expect(await mailsTo(id, board.email)).toBe(1)
    expect(await mailsTo(id, blocked.email)).toBe(0)
  })

  it('sends a request back to be mended and sent again, keeping who looks after it', async () => {
    const { id, ref, head, holder } = await submitted('camden')
    await returnRequest(database.ctx(holder.actor), { ref, version: 1, note: 'Please add a question about girls.' })
    expect(await row(id)).toMatchObject({ status: 'draft', checkNote: 'Please add a question about girls.' })
    expect(await mailsTo(id, head.email)).toBe(1)
    await submitReview(database.ctx(head.actor), { ref, version: 2 })
    expect(await row(id)).toMatchObject({ status: 'submitted', caseHolderId: holder.id })
  })
})

describe('the board’s decision', () => {
  const checked = async (yotCode: string) => {
    const holder = await officer('coordinator', 'East Mids')
    const request = await requestFrom(yotCode, { status: 'coordinator_checked', caseHolderId: holder.id })
    return { ...request, holder, board: await officer('board_member') }
  }
  const decide = (
    actor: Actor,
    ref: string,
    decision: 'approved' | 'deferred' | 'declined' | 'redirected',
    version = 1,
    tookPart: string[] = [],
  ) =>
    decideRequest(database.ctx(actor), {
      ref,
      version,
      decision,
      reasons: 'The need is clear.',
      tookPart,
      deferredUntil: decision === 'deferred' ? '2026-09-01' : undefined,
      resource: decision === 'redirected' ? 'The YJB’s own toolkit on resettlement' : undefined,
    })

  it.each([
    ['approved', 'nottingham'],
    ['deferred', 'leicester'],
    ['redirected', 'lincolnshire'],
    ['declined', 'derby'],
  ] as const)('%s is kept with its reasons and told to the host', async (decision, yotCode) => {
    const { id, ref, head, board } = await checked(yotCode)
    expect(await decide(board.actor, ref, decision)).toMatchObject({ ok: true })
    expect(await row(id)).toMatchObject({ status: decision, decisionReasons: 'The need is clear.' })
    expect(await mailsTo(id, head.email)).toBe(1)
    const [move] = await database.ctx().db.move.findMany({ where: { subjectId: id, event: decision } })
    expect(move).toMatchObject({ movedById: board.id, note: 'The need is clear.' })
  })

  it('is not for a member who is conflicted, and not for whoever checked it', async () => {
    const { ref, holder } = await checked('derbyshire')
    const conflicted = await makePerson(database.ctx(), {
      appointments: [{ role: 'board_member' }],
      posts: [{ yotCode: 'derbyshire', level: 'manager' }],
    })
    expect(await decide(conflicted.actor, ref, 'approved')).toEqual(notFound())
    const both: Actor = { ...holder.actor, grants: [...holder.actor.grants, { role: 'board_member' }] }
    expect(await decide(both, ref, 'approved')).toMatchObject({ problem: { kind: 'refused' } })
    expect(await decide(holder.actor, ref, 'approved')).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('names a day within a year for a deferral, and what lighter support is meant', async () => {
    const { id, ref, board } = await checked('suffolk')
    const asked = { ref, version: 1, reasons: 'The need is clear.' }
    const ask = (more: Partial<Parameters<typeof decideRequest>[1]>) =>
      decideRequest(database.ctx(board.actor), { ...asked, decision: 'deferred', ...more })
    for (const deferredUntil of [undefined, '2026-06-01', '2025-01-01', '2027-06-02'])
      expect(await ask({ deferredUntil })).toMatchObject({ problem: { fields: { deferredUntil: expect.any(String) } } })
    expect(await ask({ decision: 'redirected' })).toMatchObject({
      problem: { fields: { resource: expect.any(String) } },
    })
    expect(await ask({ deferredUntil: '2026-09-01' })).toMatchObject({ ok: true })
    // Until that day it waits for nobody; on it, the board is told once.
    const waits = async () => (await reviewTasks(database.ctx(board.actor))).some(({ href }) => href.includes(ref))
    expect(await waits()).toBe(false)
    await lookAgain(database.ctx())
    expect(await mailsTo(id, board.email)).toBe(0)
    database.setNow('2026-09-01')
    await lookAgain(database.ctx())
    await lookAgain(database.ctx())
    expect(await mailsTo(id, board.email)).toBe(1)
    expect(await waits()).toBe(true)
    database.setNow('2026-06-01')
    const pointed = await ask({ decision: 'redirected', version: 2, resource: 'A day with a peer' })
    expect(pointed).toMatchObject({ ok: true })
    expect(await row(id)).toMatchObject({ pointedTo: 'A day with a peer', deferredUntil: null })
  })

  it('takes as many of the board as its quorum, none of whom stands aside; who took part and who stood aside is kept', async () => {
    const { id, ref, head, holder, board } = await checked('milton-keynes')
    const keeper = await officer('administrator')
    const second = await officer('board_member')
    const conflicted = await makePerson(database.ctx(), {
      name: 'Aside Alex',
      appointments: [{ role: 'board_member' }],
      posts: [{ yotCode: 'milton-keynes', level: 'manager' }],
    })
    expect(await setQuorum(database.ctx(board.actor), { version: 0, members: 2 })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await setQuorum(database.ctx(keeper.actor), { version: 0, members: 2 })).toMatchObject({ ok: true })
    expect(await setQuorum(database.ctx(keeper.actor), { version: 0, members: 1 })).toMatchObject({
      problem: { kind: 'stale' },
    })
    const needsMore = { problem: { fields: { tookPart: expect.stringContaining('takes 2 of the board') } } }
    expect(await decide(board.actor, ref, 'approved')).toMatchObject(needsMore)
    expect(await decide(board.actor, ref, 'approved', 1, [board.id])).toMatchObject(needsMore)
    expect(await decide(board.actor, ref, 'approved', 1, [conflicted.id])).toMatchObject({
      problem: { fields: { tookPart: expect.stringContaining('Aside Alex stands aside') } },
    })
    expect(await decide(board.actor, ref, 'approved', 1, [head.id])).toMatchObject({
      problem: { fields: { tookPart: expect.stringContaining('on the board today') } },
    })
    expect(await decide(board.actor, ref, 'approved', 1, [second.id])).toMatchObject({ ok: true })
    expect(await mailsTo(id, second.email)).toBe(1)
    expect(await mailsTo(id, conflicted.email)).toBe(0)
    const { took, aside } = await whoDecided(database.ctx(), id)
    expect(took.toSorted()).toEqual([board.name, second.name].toSorted())
    expect(aside).toContainEqual({ name: 'Aside Alex', why: 'a conflict of interest' })
    expect(await boardPage(database.ctx(holder.actor), ref)).toBeNull()
    expect(await setQuorum(database.ctx(keeper.actor), { version: 1, members: 1 })).toMatchObject({ ok: true })
  })

  it('may come after a deferral, but never twice', async () => {
    const { id, ref, board } = await checked('northamptonshire')
    await decide(board.actor, ref, 'deferred')
    expect(await decide(board.actor, ref, 'approved', 2)).toMatchObject({ ok: true })
    expect(await decide(board.actor, ref, 'declined', 3)).toMatchObject({ problem: { kind: 'refused' } })
    expect((await row(id)).status).toBe('approved')
  })

  it('is made by one of two who press at once; the other is told, and who presses twice decides once', async () => {
    const { id, ref, head, board } = await checked('leicestershire')
    const second = await officer('board_member')
    const results = await Promise.all([
      decide(board.actor, ref, 'approved'),
      decide(second.actor, ref, 'declined'),
      decide(board.actor, ref, 'approved'),
    ])
    const { status } = await row(id)
    expect(await database.ctx().db.move.count({ where: { subjectId: id } })).toBe(1)
    expect(await mailsTo(id, head.email)).toBe(1)
    const told = results.filter((result) => !result.ok)
    expect(told).toHaveLength(status === 'approved' ? 1 : 2)
    const why = expect.stringMatching(/is not possible now|This request was declined/)
    expect(told[0]).toMatchObject({ problem: { kind: 'stale', why } })
  })
})

it('scoping begins with its call, which settles the size of the team', async () => {
  const holder = await officer('coordinator', 'North West')
  const { id, ref, head } = await requestFrom('blackpool', { status: 'approved', caseHolderId: holder.id })
  const call = { ref, version: 1, calledOn: '2026-06-10', leadsWanted: 1, peersLeast: 2, peersMost: 3 }
  expect(await recordScoping(database.ctx(head.actor), call)).toMatchObject({ problem: { kind: 'forbidden' } })
  expect(await recordScoping(database.ctx(holder.actor), { ...call, calledOn: '2027-06-10' })).toMatchObject({
    problem: { kind: 'invalid' },
  })
  expect(await recordScoping(database.ctx(holder.actor), call)).toMatchObject({ ok: true })
  expect(await row(id)).toMatchObject({ status: 'scoping', leadsWanted: 1, peersMost: 3 })
  const move = await database.ctx().db.move.findFirstOrThrow({ where: { subjectId: id } })
  expect(isoFromDate(move.happenedOn)).toBe('2026-06-10')
})

it('scoping may settle other questions and places, by the service or the desk, until a team is proposed; the other side is told', async () => {
  const holder = await officer('coordinator', 'North West')
  const { id, ref, head } = await requestFrom('lancashire', { status: 'scoping', caseHolderId: holder.id })
  const at = async () => ({ ref, version: (await row(id)).version })
  const as = database.ctx(head.actor)
  expect(await savePurpose(as, { ...(await at()), purpose: 'Something else.' })).toMatchObject({
    problem: { kind: 'refused' },
  })
  expect(await removeKloe(as, { ...(await at()), position: 1 })).toMatchObject({ problem: { kind: 'refused' } })
  expect(await saveKloe(as, { ...(await at()), position: 3, question: 'Do girls get what they need?' })).toMatchObject({
    ok: true,
  })
  expect(await mailsTo(id, holder.email)).toBe(1)
  // The desk too, as the call settled it; the service is told. Nobody else of the association.
  const desk = database.ctx(holder.actor)
  const toHead = await mailsTo(id, head.email)
  expect(await saveKloe(desk, { ...(await at()), position: 3, question: 'Do girls get it in time?' })).toMatchObject({
    ok: true,
  })
  expect(await savePlaces(desk, { ...(await at()), places: ['trainee', 'facilitator'] })).toMatchObject({ ok: true })
  expect(await row(id)).toMatchObject({ facilitatorsWanted: 1, observersWanted: 0, traineesWanted: 1 })
  expect(await mailsTo(id, head.email)).toBe(toHead + 1)
  expect(await savePurpose(desk, { ...(await at()), purpose: 'Mine.' })).toMatchObject({
    problem: { kind: 'forbidden' },
  })
  const board = await officer('board_member')
  expect(await savePlaces(database.ctx(board.actor), { ...(await at()), places: [] })).toMatchObject({
    problem: { kind: 'forbidden' },
  })
  expect(await proposeTeam(database.ctx(holder.actor), await at())).toMatchObject({
    problem: { kind: 'refused', why: expect.stringContaining('Question 3 has no theme yet') },
  })
  expect(await saveKloeThemes(as, { ...(await at()), position: 3, themes: ['K4'] })).toMatchObject({ ok: true })
  expect(await mailsTo(id, holder.email)).toBe(1)
  await database.ctx().db.reviewRequest.update({ where: { id }, data: { status: 'team_proposed' } })
  expect(await saveKloe(as, { ...(await at()), position: 3, question: 'Too late?' })).toMatchObject({
    problem: { kind: 'refused' },
  })
})
