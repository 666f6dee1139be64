import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Dated } from '#services/core/dated.ts'
import { newsFrom } from '#services/core/news.ts'
import { rooms } from '#services/exchange.ts'
import { releaseIfStill } from '#services/reviews/index.ts'
import { type MadeApplication, makeAssessor, makeAtPanel, value } from '#tests/factories/application.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { makeFieldPeople, makeFieldReview, makeSession } from '#tests/factories/fieldwork.ts'
import { makeMeeting } from '#tests/factories/meeting.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { datesFor } from './index.ts'

/*
 * What each room puts into the calendars of its people, and of nobody else.
 */

const database = openTestDatabase()
const ctx = () => database.ctx()
const today = '2026-06-01'
beforeAll(() => database.setNow(today))

const mine = (person: MadePerson): Promise<Dated[]> => datesFor(database.ctx(person.actor), rooms, { kind: 'mine' })
const titles = async (person: MadePerson) => (await mine(person)).map(({ title }) => title)
const day = ({ start }: Dated) => start.toISOString().slice(0, 10)

describe('a review', () => {
  let people: Awaited<ReturnType<typeof makeFieldPeople>>
  beforeAll(async () => {
    people = await makeFieldPeople(ctx())
  }, 60_000)

  it('has its visit in the calendars of host, team and whoever looks after it, off once it is withdrawn', async () => {
    const { id, ref, head, coLeads, observer, coordinator } = await makeFieldReview(ctx(), people, {
      yotCode: 'leeds',
      status: 'preparing',
    })
    const { startsOn, endsOn } = await ctx().db.reviewRequest.findUniqueOrThrow({ where: { id } })
    const visit = async (person: MadePerson) => (await mine(person)).find((one) => one.id === `review-${id}-visit`)
    for (const person of [head, coLeads[0], observer, coordinator])
      expect(await visit(person)).toMatchObject({
        title: expect.stringContaining(ref),
        start: startsOn,
        end: endsOn && dateFromIso(addDays(endsOn.toISOString().slice(0, 10), 1)),
        isAllDay: true,
        isOff: false,
        path: `/reviews/${ref}`,
      })
    expect(await visit(await makePerson(ctx(), { posts: [{ yotCode: 'kent' }] }))).toBeUndefined()
    const { sequence } = (await visit(head)) ?? { sequence: 0 }
    await ctx().db.reviewRequest.update({ where: { id }, data: { status: 'withdrawn', version: { increment: 1 } } })
    expect(await visit(head)).toMatchObject({ isOff: true, sequence: sequence + 1 })
  })

  it('has the steps that somebody owes, however far ahead, for whoever owes them', async () => {
    const { id, head, coLeads, reviewer } = await makeFieldReview(ctx(), people, {
      yotCode: 'york',
      status: 'preparing',
    })
    const steps = async (person: MadePerson) =>
      (await mine(person)).flatMap(({ id: of }) => (of.startsWith(`review-${id}-step-`) ? of.split('step-')[1] : []))
    expect(await steps(head)).toContain('documents')
    expect(await steps(coLeads[0])).toContain('team-call')
    expect(await steps(reviewer)).toEqual([])
  })

  it('has the sessions that somebody is in, at their time in London', async () => {
    const { id, head, reviewer, observer } = await makeFieldReview(ctx(), people, {
      yotCode: 'kent',
      status: 'on_site',
    })
    const session = await makeSession(ctx(), id)
    await ctx().db.sessionPerson.create({ data: { sessionId: session, personId: reviewer.id } })
    const found = async (person: MadePerson) => (await mine(person)).find((one) => one.id === `session-${session}`)
    expect(await found(reviewer)).toMatchObject({
      start: new Date('2026-06-02T08:30:00Z'),
      end: new Date('2026-06-02T09:30:00Z'),
      place: 'Room 1',
      isOff: false,
    })
    expect([await found(head), await found(observer)]).toEqual([undefined, undefined])
    await ctx().db.programmeSession.update({ where: { id: session }, data: { isCalledOff: true } })
    expect(await found(reviewer)).toMatchObject({ isOff: true })
  })

  it('has the days of its report and its plan', async () => {
    const { id, head, coLeads, reviewer } = await makeFieldReview(ctx(), people, {
      yotCode: 'hull',
      status: 'action_plan',
    })
    const [createdAt, openedAt] = [ctx().clock.now(), ctx().clock.now()]
    const report = await ctx().db.report.create({
      data: { reviewId: id, status: 'with_host', createdAt, commentBy: dateFromIso('2026-06-20') },
    })
    const plan = await ctx().db.actionPlan.create({
      data: {
        reviewId: id,
        status: 'open',
        openedAt,
        dueOn: dateFromIso('2026-09-01'),
        latestOn: dateFromIso('2026-11-01'),
        progressOn: dateFromIso('2027-03-01'),
      },
    })
    const days = async (person: MadePerson) =>
      Object.fromEntries(
        (await mine(person)).flatMap((one) => (/^(report|plan)-/.test(one.id) ? [[one.id, day(one)]] : [])),
      )
    expect(await days(head)).toEqual({
      [`report-${report.id}-comments`]: '2026-06-20',
      [`plan-${plan.id}-due`]: '2026-09-01',
    })
    await ctx().db.actionPlan.update({ where: { id: plan.id }, data: { status: 'sent' } })
    expect((await days(head))[`plan-${plan.id}-progress`]).toBe('2027-03-01')
    expect(await days(coLeads[1])).toEqual({ [`plan-${plan.id}-progress`]: '2027-03-01' })
    expect(await days(reviewer)).toEqual({})
  })

  it('has the invitation that waits, by its last day', async () => {
    const { id, coLeads } = await makeFieldReview(ctx(), people, { yotCode: 'bolton', status: 'inviting' })
    const where = { personId: coLeads[0].id, seat: { requestId: id } }
    await ctx().db.invitation.updateMany({ where, data: { status: 'offered' } })
    const invitation = await ctx().db.invitation.findFirstOrThrow({ where })
    expect(await mine(coLeads[0])).toContainEqual(
      expect.objectContaining({
        id: `due-invitation-${invitation.id}`,
        start: invitation.respondBy,
        sequence: invitation.version,
      }),
    )
  })
})

it('agreed work has its sessions, or its days, for both sides, and what waits by a day', async () => {
  const provider = await makePerson(ctx(), { bank: {} })
  const host = await makePerson(ctx(), { posts: [{ yotCode: 'leeds' }] })
  const offering = await makeOffering(ctx(), { by: { personId: provider.id } })
  const { id } = await makeEngagement(ctx(), {
    offeringId: offering.id,
    by: { personId: provider.id },
    host: { yotCode: 'leeds', contactId: host.id },
    deliverer: provider,
    status: 'agreed',
  })
  await ctx().db.engagement.update({
    where: { id },
    data: { termsInForce: 1, firstSessionOn: dateFromIso('2026-07-01'), lastSessionOn: dateFromIso('2026-07-02') },
  })
  const own = async (person: MadePerson) => (await mine(person)).filter((one) => one.id.startsWith(`engagement-${id}`))
  for (const person of [provider, host])
    expect(await own(person)).toMatchObject([
      { id: `engagement-${id}-days`, start: dateFromIso('2026-07-01'), end: dateFromIso('2026-07-03') },
    ])
  await ctx().db.engagementSession.create({
    data: {
      engagementId: id,
      position: 0,
      startsAt: new Date('2026-07-01T09:00:00Z'),
      endsAt: new Date('2026-07-01T11:00:00Z'),
      mode: 'remote',
      place: '',
    },
  })
  expect(await own(host)).toMatchObject([{ id: `engagement-${id}-0`, isOff: false }])
  await ctx().db.engagement.update({
    where: { id },
    data: { status: 'delivered', silentOn: dateFromIso('2026-07-09') },
  })
  expect((await mine(host)).map((one) => [one.id, day(one)])).toContainEqual([`due-engagement-${id}`, '2026-07-09'])
})

it('an enquiry is due to be answered, a membership to be renewed', async () => {
  const contact = await makePerson(ctx(), { posts: [{ yotCode: 'wigan' }] })
  const asker = await makePerson(ctx(), { posts: [{ yotCode: 'salford' }] })
  const offering = await makeOffering(ctx(), { by: { yotCode: 'wigan', contactId: contact.id } })
  const enquiry = await makeEnquiry(ctx(), { offeringId: offering.id, yotCode: 'salford', fromId: asker.id })
  const { id: membership } = await makeMembership(ctx(), { yotCode: 'wigan' })
  const ids = (await mine(contact)).map((one) => one.id)
  expect(ids).toEqual(expect.arrayContaining([`due-enquiry-${enquiry.id}`, `membership-${membership}`]))
  expect((await mine(asker)).map((one) => one.id)).not.toContain(`due-enquiry-${enquiry.id}`)
})

it('a place in the bank has what runs out, and moves with what mends it', async () => {
  const person = await makePerson(ctx(), {
    bank: { dayRatePence: 50_000, insuranceUntil: '2026-12-31', expiresOn: '2027-05-01', dbsSeenOn: '2025-06-01' },
    declaredOn: '2026-03-01',
  })
  const days = async () => new Map((await mine(person)).map((one) => [one.id.split('-').at(-1), one]))
  const before = await days()
  expect([...before].map(([bar, one]) => [bar, day(one)])).toEqual(
    expect.arrayContaining([
      ['insurance', '2026-12-31'],
      ['approval', '2027-05-01'],
    ]),
  )
  expect([...before.keys()]).toEqual(expect.arrayContaining(['declaration', 'insurance']))
  await ctx().db.profile.update({
    where: { personId: person.id },
    data: { insuranceUntil: dateFromIso('2027-12-31'), version: { increment: 1 } },
  })
  const after = (await days()).get('insurance')
  expect(after && day(after)).toBe('2027-12-31')
  expect(after?.sequence).toBeGreaterThan(before.get('insurance')?.sequence ?? 0)
})

it('an assessor has the day by which their view is due', async () => {
  const assessors = [await makeAssessor(ctx(), 'kent'), await makeAssessor(ctx(), 'essex')]
  const made: MadeApplication = await makeAtPanel(ctx(), assessors)
  const due = await ctx().db.assessment.findMany({ where: { applicationId: made.id } })
  expect(due.length).toBeGreaterThan(0)
  for (const { id, assessorId, dueOn } of due) {
    const assessor = assessors.find((one) => one.id === assessorId)
    expect(assessor && (await mine(assessor))).toContainEqual(
      expect.objectContaining({ id: `due-assessment-${id}`, start: dueOn }),
    )
    expect(assessor && (await titles(assessor)).join()).toContain(made.ref)
  }
})

it('a visit is cancelled for whoever is no longer in it, as it stood, and gone for whom the case is kept from', async () => {
  const [head, one, other] = [
    await makePerson(ctx(), { posts: [{ yotCode: 'durham' }] }),
    await makePerson(ctx(), { bank: {} }),
    await makePerson(ctx(), { bank: {} }),
  ]
  const { id, ref } = await makeReview(ctx(), { yotCode: 'durham', requestedById: head.id, status: 'preparing' })
  await makeTeam(ctx(), id, [one, other])
  const visit = async (person: MadePerson) => (await mine(person)).find((date) => date.id === `review-${id}-visit`)
  const before = await visit(one)
  expect(before).toMatchObject({ isOff: false })
  const { id: invitationId } = await ctx().db.invitation.findFirstOrThrow({
    where: { personId: one.id, seat: { requestId: id } },
  })
  value(
    await releaseIfStill(ctx(), { id: invitationId, requestId: id }, ['accepted'], {
      status: 'withdrawn',
      because: 'They asked for it.',
    }),
  )
  const after = await visit(one)
  expect(after).toMatchObject({ title: before?.title, start: before?.start, end: before?.end, isOff: true })
  expect(after?.title).toContain(ref)
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0)
  expect(await visit(other)).toMatchObject({ isOff: false })
  // Where the review goes on is not theirs to know.
  const moved = { startsOn: dateFromIso('2026-11-02'), endsOn: dateFromIso('2026-11-04'), version: { increment: 5 } }
  await ctx().db.reviewRequest.update({ where: { id }, data: moved })
  expect(await visit(one)).toEqual(after)
  await ctx().db.conflict.create({
    data: {
      ...{ personId: one.id, caseKind: 'review_request', caseId: id, activity: 'review', ruleId: 'FAMILY' },
      ...{ ruleSetVersion: 1, effect: 'block', isSilent: false, isPublic: false, factsKey: 'x', facts: [] },
      ...{ status: 'confirmed', foundAt: ctx().clock.now() },
    },
  })
  expect(await visit(one)).toBeUndefined()
})

it('somebody has the days on which they are not free', async () => {
  const person = await makePerson(ctx(), { bank: { absences: [{ from: '2026-08-03', until: '2026-08-14' }] } })
  expect(await mine(person)).toContainEqual(
    expect.objectContaining({
      title: 'Not free for reviews',
      start: dateFromIso('2026-08-03'),
      end: dateFromIso('2026-08-15'),
      path: '/profile/calendar',
      isAllDay: true,
    }),
  )
})

it('an election has its days for all, in its region where it is of one, and is off once it is called off', async () => {
  const chair = await makePerson(ctx(), { appointments: [{ role: 'administrator' }] })
  const meeting = await makeMeeting(ctx(), { kind: 'agm', status: 'called', on: '2026-09-10' })
  const { id } = await ctx().db.election.create({
    data: {
      ref: 'EL-2026-901',
      meetingId: meeting.id,
      role: 'coordinator',
      region: 'London',
      status: 'nominating',
      nominationsUntil: dateFromIso('2026-07-10'),
      votesUntil: dateFromIso('2026-08-10'),
      handoverOn: dateFromIso('2026-10-01'),
      termUntil: dateFromIso('2028-10-01'),
      openedById: chair.id,
      openedAt: ctx().clock.now(),
    },
  })
  const days = async (regions: string[]) =>
    (await datesFor(database.ctx(chair.actor), rooms, { kind: 'region', regions })).flatMap((one) =>
      one.id.startsWith(`election-${id}`) ? [[one.title, day(one), one.isOff]] : [],
    )
  const open = [
    ['Nominations close: Coordinator for London', '2026-07-10', false],
    ['Voting closes: Coordinator for London', '2026-08-10', false],
  ]
  expect(await days(['London'])).toEqual(open)
  expect(await days(['Wales'])).toEqual([])
  // The briefing says it in each issue until it is over.
  const news = async (day: string) => {
    const to = new Date(`${day}T07:00:00Z`)
    const all = await newsFrom(ctx(), rooms, { from: new Date(to.getTime() - 14 * 86_400_000), to })
    return all.flatMap(({ kind, line, regions }) => (kind === 'election' ? [[line, regions]] : []))
  }
  const said = 'Nominations until Friday 10 July 2026; votes until Monday 10 August 2026.'
  expect(await news('2026-07-10')).toEqual([[said, ['London']]])
  expect(await news('2026-07-11')).toEqual([])
  await ctx().db.election.update({ where: { id }, data: { status: 'declared', electedId: chair.id } })
  expect(await days(['London'])).toEqual([...open, ['Takes office: Coordinator for London', '2026-10-01', false]])
  await ctx().db.election.update({ where: { id }, data: { status: 'called_off', electedId: null } })
  expect((await days(['London'])).map(([, , isOff]) => isOff)).toEqual([true, true])
})
