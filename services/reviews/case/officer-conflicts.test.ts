import { beforeAll, describe, expect, it } from 'vitest'
import { allGrantsFor } from '#services/bank/index.ts'
import { declareYearly, recheckPerson } from '#services/conflicts/index.ts'
import { notFound } from '#services/core/result.ts'
import { reviewPage } from '#services/reviews/pages/review-page.ts'
import { teamPage } from '#services/reviews/pages/team-page.ts'
import { checkRequest } from '#services/reviews/request/check-request.ts'
import { decideRequest } from '#services/reviews/request/decide-request.ts'
import { requestsQueue } from '#services/reviews/request/requests-queue.ts'
import { submitReview } from '#services/reviews/request/submit-review.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { conflictPageIn, decideConflictIn } from './decide-conflict.ts'
import { askForApproval, declareConflictWith } from './officer-conflicts.ts'
import { chooseCaseHolder, passCase } from './pass-case.ts'

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)

let administrator: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01')
  administrator = await makePerson(ctx(), { name: 'Ada Free', appointments: [{ role: 'administrator' }] })
})

const seen = async (person: MadePerson, ref: string) => {
  const page = await reviewPage(as(person), ref)
  if (!page.ok) throw new Error(page.problem.kind)
  return page.value
}
const mailsTo = async (id: string, { email }: MadePerson) => {
  const rows = await lettersIn(ctx().db, { where: { caseId: id, topic: 'mail' } })
  return rows.filter(({ payload }) => JSON.stringify(payload).includes(email))
}
const decision = { decision: 'approved' as const, reasons: 'The need is clear.' }

/** A request that waits for the board, and a member of the board who led the host until last year. */
const withFormerLead = async (yotCode: string) => {
  const head = await makeHost(ctx(), yotCode)
  const review = await makeReview(ctx(), { yotCode, requestedById: head.id, status: 'coordinator_checked' })
  const former = await makePerson(ctx(), {
    name: `Former lead of ${yotCode}`,
    appointments: [{ role: 'board_member' }],
    posts: [{ yotCode, from: '2020-01-01', until: '2025-05-31' }],
  })
  return { ...review, head, former }
}

describe('an officer with something to manage first', () => {
  it('reads a request and does nothing with it until an old declaration is renewed', async () => {
    const holder = await makePerson(ctx(), {
      appointments: [{ role: 'coordinator', region: 'South East' }],
      declaredOn: '2025-05-31',
    })
    const head = await makeHost(ctx(), 'kent')
    const about = { yotCode: 'kent', requestedById: head.id, status: 'submitted' as const, caseHolderId: holder.id }
    const { ref } = await makeReview(ctx(), about)
    const page = await seen(holder, ref)
    expect(page.sides).toEqual([])
    expect(page.inTheWay).toMatchObject({ isToDeclare: true, approvers: [] })
    const input = { ref, version: 1, note: 'Clear and ready.' }
    const why = expect.stringContaining('Declare your interests first')
    expect(await checkRequest(as(holder), input)).toMatchObject({ problem: { kind: 'refused', why } })
    expect(await teamPage(as(holder), ref)).toMatchObject({ problem: { kind: 'refused', why } })
    expect(await askForApproval(as(holder), { ref })).toMatchObject({ problem: { kind: 'refused' } })

    await declareYearly(as(holder), { isNil: true, interests: [] })
    expect((await seen(holder, ref)).inTheWay).toBeNull()
    expect(await checkRequest(as(holder), input)).toMatchObject({ ok: true })
  })

  it('acts once somebody without a conflict approved how it is managed, and no longer than until its review', async () => {
    const { id, ref, former } = await withFormerLead('essex')
    const page = await seen(former, ref)
    expect(page.inTheWay).toMatchObject({
      says: expect.stringMatching(/You have a conflict of interest with this case\. .*Ask Ada Free/),
      isToDeclare: false,
    })
    expect(await decideRequest(as(former), { ref, version: 1, ...decision })).toMatchObject({
      problem: { kind: 'refused', why: page.inTheWay?.says },
    })
    expect(await askForApproval(as(former), { ref })).toMatchObject({ ok: true })
    await askForApproval(as(former), { ref })
    expect(await mailsTo(id, administrator)).toHaveLength(1)

    const [open] = (await seen(administrator, ref)).officerConflicts
    expect(open).toMatchObject({ name: former.name, isManaged: false })
    const conflictId = open?.id ?? ''
    expect(await conflictPageIn(as(former), ref, conflictId)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await conflictPageIn(as(administrator), ref, conflictId)).toMatchObject({
      ok: true,
      value: { isOfficers: true, moves: expect.arrayContaining(['confirm', 'mark-false']) },
    })
    const manage = {
      intent: 'manage' as const,
      mitigation: 'Another member reads the request with them.',
      reviewOn: '2026-07-01',
    }
    expect(await decideConflictIn(as(former), ref, conflictId, manage)).toMatchObject({ ok: false })
    expect(await decideConflictIn(as(administrator), ref, conflictId, manage)).toMatchObject({ ok: true })
    expect((await seen(administrator, ref)).officerConflicts).toMatchObject([
      { id: conflictId, isManaged: true, reviewOn: '2026-07-01' },
    ])

    expect((await seen(former, ref)).inTheWay).toBeNull()
    database.setNow('2026-07-02')
    expect((await seen(former, ref)).inTheWay).not.toBeNull()
    expect(await decideRequest(as(former), { ref, version: 1, ...decision })).toMatchObject({
      problem: { kind: 'refused' },
    })
    database.setNow('2026-06-01')
    await decideConflictIn(as(administrator), ref, conflictId, manage)
    expect(await decideRequest(as(former), { ref, version: 1, ...decision })).toMatchObject({ ok: true })
  })

  it('approves nobody’s, and is not asked to', async () => {
    const { ref, former } = await withFormerLead('norfolk')
    const other = await makePerson(ctx(), {
      name: 'Another former lead',
      appointments: [{ role: 'administrator' }],
      posts: [{ yotCode: 'norfolk', from: '2020-01-01', until: '2025-05-31' }],
    })
    const { inTheWay } = await seen(former, ref)
    expect(inTheWay?.approvers).toContain('Ada Free')
    expect(inTheWay?.approvers).not.toContain(other.name)
    expect((await seen(other, ref)).officerConflicts).toEqual([])
    const conflict = await ctx().db.conflict.findFirstOrThrow({
      where: { personId: former.id, activity: 'deciding', effect: 'manage' },
    })
    expect(await decideConflictIn(as(other), ref, conflict.id, { intent: 'confirm' })).toMatchObject({ ok: false })
  })

  it('goes from knowing nothing of it to having it managed when they end their own post at the host', async () => {
    const head = await makeHost(ctx(), 'suffolk')
    const { ref } = await makeReview(ctx(), {
      yotCode: 'suffolk',
      requestedById: head.id,
      status: 'coordinator_checked',
    })
    const made = await makePerson(ctx(), {
      name: 'Leaves at once',
      appointments: [{ role: 'board_member' }],
      posts: [{ yotCode: 'suffolk', level: 'manager' }],
    })
    expect(await decideRequest(as(made), { ref, version: 1, ...decision })).toEqual(notFound())
    const holding = await ctx().db.holding.findFirstOrThrow({ where: { personId: made.id } })
    await ctx().db.holding.update({ where: { id: holding.id }, data: { until: new Date('2026-05-31') } })
    await recheckPerson(ctx(), made.id)
    const now = { ...made, actor: { ...made.actor, grants: await allGrantsFor(ctx(), made.id) } }
    expect(await decideRequest(as(now), { ref, version: 1, ...decision })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('approve how yours is managed') },
    })
    expect((await seen(now, ref)).sides).toEqual([])
  })
})

describe('an officer who says that they are conflicted', () => {
  it.each([
    ['coordinator of the region', { role: 'coordinator' as const, region: 'South West' }, 'devon', 'Wales'],
    ['administrator', { role: 'administrator' as const }, 'dorset', 'South West'],
  ])(
    'a %s: it passes to another, of another region where theirs has nobody else, and cannot be taken back',
    async (_, appointment, yotCode, region) => {
      const head = await makeHost(ctx(), yotCode)
      await makePerson(ctx(), { appointments: [{ role: 'coordinator', region }] })
      const first = await makePerson(ctx(), { appointments: [appointment] })
      const { id, ref } = await makeReview(ctx(), {
        yotCode,
        requestedById: head.id,
        status: 'submitted',
        caseHolderId: first.id,
      })
      const holder = async () => (await ctx().db.reviewRequest.findUniqueOrThrow({ where: { id } })).caseHolderId

      expect(await declareConflictWith(as(head), { ref })).toMatchObject({ problem: { kind: 'forbidden' } })
      expect(await declareConflictWith(as(first), { ref })).toMatchObject({ ok: true })
      const passedTo = await holder()
      expect([first.id, null]).not.toContain(passedTo)
      const post = await ctx().db.appointment.findFirstOrThrow({ where: { personId: passedTo ?? '' } })
      expect(post).toMatchObject({ role: 'coordinator', region })

      // To them it is as if it had never been; nor does anything bring it back.
      expect(await reviewPage(as(first), ref)).toEqual(notFound())
      expect(await declareConflictWith(as(first), { ref })).toEqual(notFound())
      expect(await mailsTo(id, first)).toEqual([])
      const queue = await requestsQueue(as(first), { group: 'waiting', page: 1, isMine: false })
      expect(JSON.stringify(queue)).not.toContain(ref)
      await passCase(ctx(), id)
      await declareYearly(as(first), { isNil: true, interests: [] })
      await recheckPerson(ctx(), first.id)
      expect(await holder()).toBe(passedTo)
      expect(await checkRequest(as(first), { ref, version: 2, note: 'I take it back' })).toEqual(notFound())
      const conflict = await ctx().db.conflict.findFirstOrThrow({
        where: { personId: first.id, ruleId: 'SELF_DECLINED' },
      })
      expect(
        await decideConflictIn(as(administrator), ref, conflict.id, {
          intent: 'mark-false',
          reason: 'They mean nothing by it.',
        }),
      ).toMatchObject({ problem: { kind: 'refused' } })
    },
  )
})

describe('chooseCaseHolder', () => {
  const officer = (personId: string) => ({ personId, name: personId })
  const possible = {
    ofRegion: [officer('own')],
    coordinators: [officer('own'), officer('other')],
    administrators: [officer('admin')],
  }
  const choose = (blocked: string[], approval: string[]) =>
    chooseCaseHolder(possible, {
      blockedIds: new Set(blocked),
      needApproval: new Set(approval),
      openCases: new Map(),
    })
  it.each([
    [[], [], 'own'],
    [['own'], [], 'other'],
    [['own', 'other'], [], 'admin'],
    [['own', 'other', 'admin'], [], null],
    // Somebody whose conflict would have to be managed first comes after everybody who has none.
    [[], ['own'], 'other'],
    [[], ['own', 'other'], 'admin'],
    [['admin'], ['own', 'other'], 'own'],
  ])('blocked %j, to be managed %j: %s', (blocked, approval, expected) => {
    expect(choose(blocked, approval)).toBe(expected)
  })
})

it('a request that comes in goes to a coordinator who can act on it at once', async () => {
  const former = await makePerson(ctx(), {
    appointments: [{ role: 'coordinator', region: 'North East' }],
    posts: [{ yotCode: 'sunderland', from: '2020-01-01', until: '2025-05-31' }],
  })
  const head = await makeHost(ctx(), 'sunderland')
  const { id, ref } = await makeReview(ctx(), { yotCode: 'sunderland', requestedById: head.id })
  expect(await submitReview(as(head), { ref, version: 1 })).toMatchObject({ ok: true })
  const { caseHolderId } = await ctx().db.reviewRequest.findUniqueOrThrow({ where: { id } })
  expect(caseHolderId).not.toBeNull()
  expect(caseHolderId).not.toBe(former.id)
})
