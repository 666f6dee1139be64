import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkPeople } from '#services/conflicts/index.ts'
import type { Actor } from '#services/core/access.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { notFound } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { reviewPage } from '#services/reviews/pages/review-page.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { checkShortlist } from './check-shortlist.ts'
import { chooseProposal } from './choose-proposal.ts'
import { declareConflict, declineInvitation, leaveTeam } from './decline-invitation.ts'
import { editTeamPage, saveTeam } from './edit-team.ts'
import { invitationSilence } from './invitation-clock.ts'
import { inviteTeam } from './invite-team.ts'
import { planIn } from './proposal.ts'
import { proposeTeam } from './propose-team.ts'
import { releaseBlocked } from './release-blocked.ts'
import { withdrawReview } from './stop-review.ts'

const database = openTestDatabase()
const db = () => database.ctx().db

let holder: MadePerson
let bank: MadePerson[]

beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  bank = await makeBank(database.ctx(), 14)
}, 60_000)
// Each test has the bank to itself: what earlier ones agreed is put off.
beforeEach(async () => {
  database.setNow('2026-06-01')
  await db().reviewRequest.updateMany({ where: {}, data: { status: 'postponed' } })
})

const hosts = ['leeds', 'sheffield', 'hull', 'york', 'wakefield', 'calderdale', 'kirklees', 'doncaster', 'bradford']
let used = 0

const scoped = async (traits: { objections?: string[] } = {}) => {
  const yotCode = hosts[used++ % hosts.length] ?? 'leeds'
  const head = await makeHost(database.ctx(), yotCode)
  const review = await makeReview(database.ctx(), {
    yotCode,
    requestedById: head.id,
    status: 'scoping',
    caseHolderId: holder.id,
    ...traits,
  })
  return { head, yotCode, ...review }
}

const row = (id: string) => db().reviewRequest.findUniqueOrThrow({ where: { id } })
const version = async (id: string) => (await row(id)).version
const asHolder = () => database.ctx(holder.actor)
const proposed = async (review: { id: string; ref: string }) => {
  const result = await proposeTeam(asHolder(), { ref: review.ref, version: await version(review.id) })
  expect(result).toMatchObject({ ok: true })
  const rows = await db().teamProposal.findMany({ where: { requestId: review.id }, orderBy: { number: 'asc' } })
  return rows.map(({ number, plan }) => ({ number, plan: planIn(plan) }))
}
const invited = async (traits: { objections?: string[] } = {}) => {
  const review = await scoped(traits)
  await proposed(review)
  await chooseProposal(asHolder(), { ref: review.ref, version: await version(review.id), number: 1 })
  const result = await inviteTeam(asHolder(), { ref: review.ref, version: await version(review.id) })
  expect(result).toMatchObject({ ok: true })
  return review
}
const invitationsOf = (requestId: string) =>
  db().invitation.findMany({ where: { seat: { requestId } }, orderBy: [{ seat: { position: 'asc' } }, { id: 'asc' }] })
const others: MadePerson[] = []
const actorOf = (personId: string): Actor => {
  const person = [...bank, ...others].find(({ id }) => id === personId)
  if (!person) throw new Error('Not of the bank')
  return person.actor
}
const yes = (invitation: { id: string; personId: string }, kind?: 'family' | 'personal') =>
  acceptInvitation(database.ctx(actorOf(invitation.personId)), {
    id: invitation.id,
    version: 1,
    ...(kind ? { declares: 'something', kind } : { declares: 'nothing' }),
  })
const mailsTo = async (id: string, address: string, subject: string) => {
  const rows = await lettersIn(db(), { where: { caseId: id, topic: 'mail' } })
  return rows.filter(({ payload }) => {
    const text = JSON.stringify(payload)
    return text.includes(address) && text.includes(subject)
  }).length
}

describe('proposing a team', () => {
  it('offers different teams with reasons and alternates, checks everybody first and writes to nobody', async () => {
    const review = await scoped()
    const proposals = await proposed(review)
    expect(proposals.length).toBeGreaterThanOrEqual(2)
    const [first] = proposals
    expect(first?.plan.members.filter(({ role }) => role === 'lead')).toHaveLength(2)
    expect(first?.plan.members.filter(({ role }) => role === 'peer').length).toBeGreaterThanOrEqual(2)
    expect(first?.plan.members.every(({ reasons }) => reasons.length > 0)).toBe(true)
    expect(first?.plan.alternates.length).toBeGreaterThan(0)
    expect(first?.plan.missing).toEqual([])
    expect(await db().conflictCheck.count({ where: { caseId: review.id, moment: 'proposal' } })).toBe(bank.length)
    expect(await db().outboxMessage.count({ where: { caseId: review.id } })).toBe(0)
    expect((await row(review.id)).status).toBe('team_proposed')
  })

  it('says why somebody suited is absent, but of somebody the host would rather not have only that', async () => {
    const ctx = database.ctx()
    const themes = { G1: 3, A1: 3, K2: 3, K3: 3 }
    const past = (until: string) => [
      { yotCode: 'barnsley', from: '2019-01-01', until },
      { yotCode: 'dorset', level: 'second_tier' as const },
    ]
    const former = await makePerson(ctx, { posts: past('2023-03-31'), bank: { themes } })
    const unwanted = await makePerson(ctx, { posts: [{ yotCode: 'dorset' }], bank: { themes } })
    const head = await makeHost(ctx, 'barnsley')
    const review = await makeReview(ctx, {
      yotCode: 'barnsley',
      requestedById: head.id,
      status: 'scoping',
      caseHolderId: holder.id,
      objections: [unwanted.id],
    })
    const [first] = await proposed(review)
    const because = (personId: string) => first?.plan.absences.find((absence) => absence.personId === personId)?.because
    expect(because(former.id)?.join(' ')).toMatch(/2023/)
    expect(because(unwanted.id)).toEqual(['Not available.'])
    expect(JSON.stringify(first?.plan)).not.toMatch(/rather not|objection/i)
    const members = first?.plan.members.map(({ personId }) => personId)
    expect(members).not.toContain(former.id)
    expect(members).not.toContain(unwanted.id)
    await ctx.db.standing.updateMany({
      where: { personId: { in: [former.id, unwanted.id] } },
      data: { status: 'removed' },
    })
  })

  it('is for whoever looks after the case, who never joins its team', async () => {
    const review = await scoped()
    const other = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
    const stranger = await makePerson(database.ctx(), { bank: {} })
    const input = { ref: review.ref, version: 1 }
    expect(await proposeTeam(database.ctx(other.actor), input)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await proposeTeam(database.ctx(stranger.actor), input)).toEqual(notFound())
    const member = bank[0]
    if (!member) throw new Error('An empty bank')
    await db().reviewRequest.update({ where: { id: review.id }, data: { caseHolderId: member.id } })
    const both: Actor = { ...member.actor, grants: [...member.actor.grants, { role: 'coordinator', region: 'Wales' }] }
    await proposeTeam(database.ctx(both), input)
    const plans = await db().teamProposal.findMany({ where: { requestId: review.id } })
    expect(plans.length).toBeGreaterThan(0)
    expect(plans.flatMap(({ plan }) => planIn(plan).members.map(({ personId }) => personId))).not.toContain(member.id)
  })

  it('can be checked again as a shortlist without a word to anybody, and chosen until somebody is invited', async () => {
    const review = await scoped()
    const [first, second] = await proposed(review)
    const checked = await checkShortlist(asHolder(), { ref: review.ref, numbers: [1] })
    const people = (first?.plan.members.length ?? 0) + new Set(first?.plan.alternates.map((each) => each.personId)).size
    expect(checked).toMatchObject({ ok: true, value: { checked: people, blocked: 0, toManage: 0 } })
    const choose = async (number: number) =>
      chooseProposal(asHolder(), { ref: review.ref, version: await version(review.id), number })
    const next = async () => {
      const page = await reviewPage(database.ctx(review.head.actor), review.ref)
      return page.ok && page.value.next.says
    }
    expect(await next()).toContain('is being put together')
    expect(await choose(1)).toMatchObject({ ok: true })
    expect(await next()).toContain('A team is chosen')
    expect(await choose(2)).toMatchObject({ ok: true })
    expect(await choose(99)).toEqual(notFound())
    const seats = await db().seat.findMany({ where: { requestId: review.id } })
    expect(seats.map(({ personId }) => personId).sort()).toEqual(
      second?.plan.members.map((each) => each.personId).sort(),
    )
    expect(await db().outboxMessage.count({ where: { caseId: review.id } })).toBe(0)
    await inviteTeam(asHolder(), { ref: review.ref, version: await version(review.id) })
    expect(await choose(1)).toMatchObject({ problem: { kind: 'refused' } })
  })
})

it('has a place beside the team for an observer where the scoping call asked for one, and is whole without', async () => {
  const observer = await makePerson(database.ctx(), {
    name: 'Olu Observer',
    posts: [{ yotCode: 'lincolnshire', level: 'second_tier' }],
    bank: { roles: ['observer'], themes: {} },
  })
  await db().declaration.create({
    data: { personId: observer.id, kind: 'annual', isNil: true, statedAt: database.ctx().clock.now() },
  })
  const plain = await proposed(await scoped())
  expect(plain.flatMap(({ plan }) => plan.members.map(({ role }) => role))).not.toContain('observer')
  const review = await scoped()
  await db().reviewRequest.update({ where: { id: review.id }, data: { observersWanted: 1 } })
  await db().reviewRequest.update({ where: { id: review.id }, data: { facilitatorsWanted: 1, traineesWanted: 1 } })
  const onRung = async (name: string, rung: 'facilitator' | 'trainee', yotCode: string) => {
    const person = await makePerson(database.ctx(), {
      name,
      posts: [{ yotCode, level: 'second_tier' }],
      bank: { roles: [rung], themes: {} },
    })
    await db().declaration.create({
      data: { personId: person.id, kind: 'annual', isNil: true, statedAt: database.ctx().clock.now() },
    })
    others.push(person)
    return person
  }
  const facilitator = await onRung('Fay Facilitator', 'facilitator', 'norfolk')
  // Of the service that asks, so not for it; the other is of no service on the team.
  await onRung('Tom Tooclose', 'trainee', review.yotCode)
  const trainee = await onRung('Tia Trainee', 'trainee', 'suffolk')
  for (const { plan } of await proposed(review)) {
    const beside = plan.members.filter(({ role }) => role !== 'lead' && role !== 'peer')
    expect(beside.map(({ role, personId }) => [role, personId])).toEqual([
      ['facilitator', facilitator.id],
      ['observer', observer.id],
      ['trainee', trainee.id],
    ])
    // They cover nothing: what the team lacks is looked at without them.
    expect(plan.covered.flatMap(({ personIds }) => personIds)).not.toContain(facilitator.id)
  }
  const edit = await editTeamPage(asHolder(), review.ref, 1, { search: '' })
  if (!edit.ok) throw new Error('No page')
  const { places, windowId } = edit.value
  expect(places.find(({ role }) => role === 'Trainee')?.people.map(({ id }) => id)).toEqual([trainee.id])
  const beside = places.find(({ role }) => role === 'Observer')
  expect(beside?.people.map(({ id }) => id)).toContain(observer.id)
  const people = places.map(({ role, personId }) => (role === 'Observer' ? observer.id : personId))
  const at = { ref: review.ref, version: await version(review.id) }
  expect(await saveTeam(asHolder(), { ...at, number: 1, windowId, people })).toMatchObject({ ok: true })
  const last = await db().teamProposal.findFirstOrThrow({
    where: { requestId: review.id },
    orderBy: { number: 'desc' },
  })
  await chooseProposal(asHolder(), { ...at, version: await version(review.id), number: last.number })
  await inviteTeam(asHolder(), { ref: review.ref, version: await version(review.id) })
  for (const invitation of await invitationsOf(review.id)) {
    if (invitation.personId !== observer.id) expect(await yes(invitation)).toMatchObject({ ok: true })
  }
  expect((await row(review.id)).status).toBe('inviting')
  const own = (await invitationsOf(review.id)).find(({ personId }) => personId === observer.id)
  await declineInvitation(database.ctx(observer.actor), { id: own?.id ?? '', version: 1, reason: undefined })
  expect((await row(review.id)).status).toBe('confirmed')
  // Somebody beside the team drops out: another on the rung steps in, and nobody of the team is asked for it.
  const spare = await onRung('Fen Facilitator', 'facilitator', 'somerset')
  const leaving = (await invitationsOf(review.id)).find(({ personId }) => personId === facilitator.id)
  await leaveTeam(database.ctx(facilitator.actor), { id: leaving?.id ?? '', version: 2, reason: undefined })
  expect((await invitationsOf(review.id)).filter(({ status }) => status === 'offered')).toMatchObject([
    { personId: spare.id },
  ])
  const besideIds = [observer, facilitator, trainee, spare].map(({ id }) => id)
  await db().standing.updateMany({ where: { personId: { in: besideIds } }, data: { status: 'removed' } })
})

describe('inviting', () => {
  it('checks everyone once more: who is blocked by now is not written to, and an alternate is', async () => {
    const review = await scoped()
    await proposed(review)
    await chooseProposal(asHolder(), { ref: review.ref, version: await version(review.id), number: 1 })
    const [seat] = await db().seat.findMany({ where: { requestId: review.id, role: 'reviewer' } })
    const blocked = bank.find(({ id }) => id === seat?.personId)
    if (!blocked) throw new Error('No reviewer')
    const declaration = await db().declaration.create({
      data: { personId: blocked.id, kind: 'annual', isNil: false, statedAt: database.ctx().clock.now() },
    })
    const interest = await db().interest.create({
      data: { personId: blocked.id, declarationId: declaration.id, kind: 'family', yotCode: review.yotCode },
    })
    await inviteTeam(asHolder(), { ref: review.ref, version: await version(review.id) })
    const invitations = await invitationsOf(review.id)
    expect(invitations.map(({ personId }) => personId)).not.toContain(blocked.id)
    expect(invitations).toHaveLength(await db().seat.count({ where: { requestId: review.id } }))
    expect(await mailsTo(review.id, blocked.email, '')).toBe(0)
    expect(await mailsTo(review.id, holder.email, 'is invited to the team')).toBe(1)
    await db().interest.delete({ where: { id: interest.id } })
  })

  it('waits until a conflict that must be managed is, and nobody is written to meanwhile', async () => {
    const review = await scoped()
    await proposed(review)
    await chooseProposal(asHolder(), { ref: review.ref, version: await version(review.id), number: 1 })
    const [seat] = await db().seat.findMany({ where: { requestId: review.id } })
    const friend = seat?.personId ?? ''
    const declaration = await db().declaration.create({
      data: { personId: friend, kind: 'annual', isNil: false, statedAt: database.ctx().clock.now() },
    })
    const { id: interestId } = await db().interest.create({
      data: { personId: friend, declarationId: declaration.id, kind: 'personal', yotCode: review.yotCode },
    })
    const invite = async () => inviteTeam(asHolder(), { ref: review.ref, version: await version(review.id) })
    expect(await invite()).toMatchObject({ problem: { kind: 'refused', why: expect.stringContaining('Reviewer') } })
    expect(await db().outboxMessage.count({ where: { caseId: review.id } })).toBe(0)
    const reviewOn = new Date('2026-12-01')
    await db().conflict.updateMany({
      where: { caseId: review.id, personId: friend, effect: 'manage' },
      data: { status: 'managed', mitigation: 'Takes no part in interviews with their friend.', reviewOn },
    })
    expect(await invite()).toMatchObject({ ok: true })
    await db().interest.delete({ where: { id: interestId } })
  })
})

describe('answering', () => {
  it('confirms the team with the last yes, keeps every declaration, and tells everyone once', async () => {
    const review = await invited()
    const invitations = await invitationsOf(review.id)
    const [last, ...others] = invitations
    if (!last) throw new Error('Nobody invited')
    for (const invitation of others) expect(await yes(invitation)).toEqual({ ok: true, value: 'accepted' })
    expect((await row(review.id)).status).toBe('inviting')
    // Two presses at once do it once.
    expect(await Promise.all([yes(last), yes(last)])).toEqual([
      { ok: true, value: 'accepted' },
      { ok: true, value: 'accepted' },
    ])
    expect((await row(review.id)).status).toBe('confirmed')
    expect(await db().move.count({ where: { subjectId: review.id, event: 'confirmed' } })).toBe(1)
    expect(await mailsTo(review.id, review.head.email, 'is confirmed')).toBe(1)
    expect(await db().declaration.count({ where: { caseId: review.id } })).toBe(invitations.length)
    expect(await db().conflictCheck.count({ where: { caseId: review.id, moment: 'acceptance' } })).toBeGreaterThan(0)
  })

  it('no, with or without a reason, brings the next alternate and moves nobody who said yes', async () => {
    const review = await invited()
    const [first, second] = await invitationsOf(review.id)
    if (!first || !second) throw new Error('Nobody invited')
    await yes(second)
    const before = await db().seat.findUniqueOrThrow({ where: { id: second.seatId } })
    const no = () =>
      declineInvitation(database.ctx(actorOf(first.personId)), { id: first.id, version: 1, reason: 'A busy spring.' })
    expect(await no()).toMatchObject({ ok: true })
    expect(await no()).toMatchObject({ ok: true })
    const invitations = await invitationsOf(review.id)
    const replacement = invitations.find(({ seatId, id }) => seatId === first.seatId && id !== first.id)
    expect(replacement).toMatchObject({ status: 'offered' })
    expect(invitations.filter(({ seatId }) => seatId === first.seatId)).toHaveLength(2)
    expect(await db().seat.findUniqueOrThrow({ where: { id: second.seatId } })).toEqual(before)
    expect(await mailsTo(review.id, holder.email, 'A busy spring.')).toBe(1)
    expect(await yes(first)).toMatchObject({ problem: { kind: 'stale' } })
  })

  it('of yes and no pressed at once, one wins and the other is told', async () => {
    for (let race = 0; race < races; race += 1) {
      const review = await invited()
      const [first] = await invitationsOf(review.id)
      if (!first) throw new Error('Nobody invited')
      const no = declineInvitation(database.ctx(actorOf(first.personId)), { id: first.id, version: 1 })
      const results = await Promise.all([yes(first), no])
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale' } })
      // Whoever was asked is free for the next.
      const stop = { ref: review.ref, version: await version(review.id), reasons: 'The service is being inspected.' }
      expect(await withdrawReview(database.ctx(review.head.actor), stop)).toMatchObject({ ok: true })
    }
  })

  it('belongs to the invitee alone', async () => {
    const review = await invited()
    const [first, second] = await invitationsOf(review.id)
    if (!first || !second) throw new Error('Nobody invited')
    const theirs = database.ctx(actorOf(second.personId))
    expect(await declineInvitation(theirs, { id: first.id, version: 1 })).toEqual(notFound())
    expect(await declineInvitation(theirs, { id: 'no-such-thing', version: 1 })).toEqual(notFound())
  })

  it('with “I have a conflict here” hides the case, and others are told only that they are not available', async () => {
    const review = await invited()
    const [first] = await invitationsOf(review.id)
    if (!first) throw new Error('Nobody invited')
    const ctx = database.ctx(actorOf(first.personId))
    expect(await declareConflict(ctx, { id: first.id, version: 1 })).toMatchObject({ ok: true })
    expect(await declareConflict(ctx, { id: first.id, version: 2 })).toEqual(notFound())
    expect(await mailsTo(review.id, holder.email, 'is not available')).toBe(1)
    expect(await mailsTo(review.id, holder.email, 'conflict of')).toBe(0)
  })

  it('with an interest that blocks frees the seat; with one to manage keeps it open until it is managed', async () => {
    const review = await invited()
    const [first, second] = await invitationsOf(review.id)
    if (!first || !second) throw new Error('Nobody invited')
    expect(await yes(first, 'family')).toEqual({ ok: true, value: 'not-possible' })
    expect(await yes(second, 'personal')).toEqual({ ok: true, value: 'to-manage' })
    const after = await invitationsOf(review.id)
    expect(after.find(({ id }) => id === first.id)?.status).toBe('withdrawn')
    expect(after.find(({ id }) => id === second.id)?.status).toBe('offered')
    expect(await mailsTo(review.id, holder.email, 'conflict to manage')).toBe(1)
    await db().interest.deleteMany({ where: { yotCode: review.yotCode } })
  })

  it('renews a yearly declaration that has grown old', async () => {
    const review = await invited()
    const [first] = await invitationsOf(review.id)
    if (!first) throw new Error('Nobody invited')
    const old = { statedAt: new Date('2025-01-01') }
    await db().declaration.updateMany({ where: { personId: first.personId, kind: 'annual' }, data: old })
    expect(await yes(first)).toEqual({ ok: true, value: 'accepted' })
    const [newest] = await db().declaration.findMany({
      where: { personId: first.personId, kind: 'annual' },
      orderBy: { statedAt: 'desc' },
    })
    expect(newest?.statedAt.getFullYear()).toBe(2026)
  })
})

const silence = silenceJob([invitationSilence])

describe('by itself', () => {
  it('an invitation expires after ten working days and not before', async () => {
    const review = await invited()
    const [first] = await invitationsOf(review.id)
    database.setNow('2026-06-15')
    await silence.run(database.ctx())
    expect((await invitationsOf(review.id)).every(({ status }) => status === 'offered')).toBe(true)
    database.setNow('2026-06-16')
    await Promise.all([silence.run(database.ctx()), silence.run(database.ctx())])
    const after = await invitationsOf(review.id)
    expect(after.find(({ id }) => id === first?.id)?.status).toBe('expired')
    const replaced = after.filter(({ seatId }) => seatId === first?.seatId)
    expect(replaced.length).toBeLessThanOrEqual(2)
  })

  it('somebody who becomes blocked after saying yes is released, and a complete team is open again', async () => {
    const review = await invited()
    for (const invitation of await invitationsOf(review.id)) await yes(invitation)
    expect((await row(review.id)).status).toBe('confirmed')
    const [first] = await invitationsOf(review.id)
    if (!first) throw new Error('Nobody invited')
    const declaration = await db().declaration.findFirstOrThrow({ where: { personId: first.personId } })
    await db().interest.create({
      data: { personId: first.personId, declarationId: declaration.id, kind: 'family', yotCode: review.yotCode },
    })
    await checkPeople(database.ctx(), {
      case: caseOf(review.id),
      activity: 'review',
      personIds: [first.personId],
      moment: 'change',
    })
    await releaseBlocked(database.ctx())
    expect((await row(review.id)).status).toBe('inviting')
    const after = await invitationsOf(review.id)
    expect(after.find(({ id }) => id === first.id)?.status).toBe('withdrawn')
    expect(after.filter(({ status }) => status === 'accepted')).toHaveLength(after.length - 2)
    await db().interest.deleteMany({ where: { yotCode: review.yotCode } })
  })

  it('somebody who drops out is replaced; once the visit has begun they speak to a co-lead', async () => {
    const review = await invited()
    for (const invitation of await invitationsOf(review.id)) await yes(invitation)
    const [first, second] = await invitationsOf(review.id)
    if (!first || !second) throw new Error('Nobody invited')
    const leave = (invitation: typeof first) =>
      leaveTeam(database.ctx(actorOf(invitation.personId)), { id: invitation.id, version: 2 })
    expect(await leave(first)).toMatchObject({ ok: true })
    expect((await row(review.id)).status).toBe('inviting')
    await db().reviewRequest.update({ where: { id: review.id }, data: { status: 'on_site' } })
    expect(await leave(second)).toMatchObject({ problem: { kind: 'refused' } })
  })
})
