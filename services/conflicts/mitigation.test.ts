import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliverAll } from '#services/core/outbox.ts'
import { handlers } from '#services/worker.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { checkPeople, verdictOf } from './check-people.ts'
import { findConflict } from './conflict-page.ts'
import {
  confirmConflict,
  endMitigation,
  manageConflict,
  markConflictFalse,
  renewMitigation,
  reopenConflict,
} from './decide.ts'
import { declareYearly, withdrawInterest } from './declare.ts'
import { expireConflicts } from './expire.ts'
import { recheckPerson } from './recheck-person.ts'

/*
 * What becomes of one conflict over time: of a reviewer whose friend works at the host, on a team for it.
 */

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)

let officer: MadePerson
let host: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01')
  officer = await makePerson(ctx(), { name: 'Ola Officer', appointments: [{ role: 'administrator' }] })
  host = await makeHost(ctx(), 'kent')
})
beforeEach(() => database.setNow('2026-06-01'))

const scene = async () => {
  const friend = await makePerson(ctx(), { name: 'Fran Friend', bank: {} })
  const { id } = await makeReview(ctx(), {
    yotCode: 'kent',
    requestedById: host.id,
    status: 'preparing',
    caseHolderId: officer.id,
  })
  await makeTeam(ctx(), id, [friend])
  await declareYearly(as(friend), {
    isNil: false,
    interests: [{ kind: 'personal', otherPersonId: host.id, from: '2020-01-01' }],
  })
  const about = { kind: 'review_request' as const, id }
  const check = async () => {
    const request = { case: about, activity: 'review' as const, personIds: [friend.id], moment: 'shortlist' as const }
    return (await checkPeople(ctx(), request)).get(friend.id) ?? []
  }
  const [conflict] = await check()
  if (!conflict) throw new Error('The friendship was not found')
  const { id: conflictId } = conflict
  const row = () => ctx().db.conflict.findUniqueOrThrow({ where: { id: conflictId } })
  const decide = {
    manage: (reviewOn = '2026-09-01') =>
      manageConflict(as(officer), { conflictId, mitigation: 'They write nothing about their friend.', reviewOn }),
    renew: (reviewOn: string, mitigation = 'They stay out of the interviews as well.') =>
      renewMitigation(as(officer), { conflictId, mitigation, reviewOn }),
    end: () => endMitigation(as(officer), { conflictId, reason: 'The friend leads the work now.' }),
    deny: () => markConflictFalse(as(officer), { conflictId, reason: 'Two people of one name.' }),
    reopen: () => reopenConflict(as(officer), { conflictId, reason: 'They are friends after all.' }),
  }
  const history = async () => {
    const page = await findConflict(ctx(), conflictId, about)
    return page.ok ? page.value.history.map(({ to, by }) => `${to}: ${by}`) : []
  }
  const mails = async () => {
    const rows = await lettersIn(ctx().db, {
      where: { caseId: id, topic: 'mail' },
      orderBy: { id: 'asc' },
    })
    return rows.map(({ payload }) => JSON.stringify(payload)).filter((text) => text.includes(officer.email))
  }
  return { id, friend, check, conflictId, row, decide, history, mails }
}

describe('a mitigation', () => {
  it('is renewed before its review date, with other words and another date, by somebody without a conflict', async () => {
    const { check, row, decide, friend, conflictId } = await scene()
    expect(await decide.renew('2026-09-01')).toMatchObject({ problem: { kind: 'refused' } })
    await decide.manage()
    database.setNow('2026-08-20')
    await declareYearly(as(officer), { isNil: true, interests: [] })
    const own = { conflictId, mitigation: 'I shall take care myself.', reviewOn: '2026-12-01' }
    expect(await renewMitigation(as(friend), own)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await decide.renew('2026-08-20')).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await decide.renew('2027-02-20')).toMatchObject({ ok: true })
    expect(await row()).toMatchObject({ status: 'managed', mitigation: 'They stay out of the interviews as well.' })
    database.setNow('2027-02-20')
    expect(verdictOf((await check()).filter(({ ruleId }) => ruleId === 'PERSONAL'))).toBe('managed')
  })

  it('is ended before its review date with a reason, and managed anew', async () => {
    const { check, row, decide } = await scene()
    expect(await decide.end()).toMatchObject({ problem: { kind: 'refused' } })
    await decide.manage()
    expect(verdictOf(await check())).toBe('managed')
    expect(await decide.end()).toMatchObject({ ok: true })
    expect(verdictOf(await check())).toBe('to-manage')
    expect(await row()).toMatchObject({
      status: 'confirmed',
      mitigation: null,
      reviewOn: null,
      reason: 'The friend leads the work now.',
    })
    await decide.manage()
    expect(verdictOf(await check())).toBe('managed')
  })

  it('lapses by itself the day after its review date: it is logged, and whoever looks after the case is told once', async () => {
    const { check, row, decide, history, mails } = await scene()
    await deliverAll(ctx(), handlers)
    const before = (await mails()).length
    await decide.manage('2026-09-01')
    database.setNow('2026-09-01')
    await expireConflicts(ctx())
    expect((await row()).status).toBe('managed')
    database.setNow('2026-09-02')
    await expireConflicts(ctx())
    await expireConflicts(ctx())
    expect(await row()).toMatchObject({ status: 'confirmed', mitigation: null, reviewOn: null })
    expect(await history()).toEqual(['Confirmed: Ola Officer', 'Managed: Ola Officer', 'Confirmed: Critical Friend'])
    await deliverAll(ctx(), handlers)
    await expireConflicts(ctx())
    await deliverAll(ctx(), handlers)
    const told = (await mails()).slice(before)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('Fran Friend has a conflict of interest with this review that has to be managed')
    expect(verdictOf(await check())).toBe('to-manage')
  })

  it('expires with its facts, and the same facts found again start afresh', async () => {
    const { friend, check, row, decide, history } = await scene()
    await decide.manage()
    const interest = await ctx().db.interest.findFirstOrThrow({ where: { personId: friend.id } })
    await withdrawInterest(as(friend), interest.id)
    await recheckPerson(ctx(), friend.id)
    expect(await row()).toMatchObject({ status: 'expired', mitigation: null })
    expect(await check()).toEqual([])
    await ctx().db.interest.update({ where: { id: interest.id }, data: { withdrawnAt: null } })
    expect(verdictOf(await check())).toBe('to-manage')
    expect((await row()).status).toBe('detected')
    expect((await history()).at(-1)).toBe('Over: Critical Friend')
  })
})

describe('a conflict marked as not so', () => {
  it('stays so until somebody takes that back with a reason', async () => {
    const { check, row, decide, history } = await scene()
    expect(await decide.reopen()).toMatchObject({ problem: { kind: 'refused' } })
    expect(await decide.deny()).toMatchObject({ ok: true })
    expect(await check()).toEqual([])
    await expireConflicts(ctx())
    expect((await row()).status).toBe('false_alarm')
    expect(await decide.manage()).toMatchObject({ problem: { kind: 'refused' } })
    expect(await decide.reopen()).toMatchObject({ ok: true })
    expect(verdictOf(await check())).toBe('to-manage')
    expect(await history()).toEqual(['Marked as not so: Ola Officer', 'Found, not yet looked at: Ola Officer'])
  })
})

describe('time', () => {
  it('lets a conflict expire the day after its look-back, whether or not anybody looks', async () => {
    const former = await makePerson(ctx(), {
      posts: [{ yotCode: 'kent', level: 'manager', from: '2015-01-01', until: '2021-07-31' }],
      declaredOn: '2026-06-01',
    })
    const { id } = await makeReview(ctx(), { yotCode: 'kent', requestedById: host.id, status: 'scoping' })
    const about = { kind: 'review_request' as const, id }
    const request = { case: about, activity: 'deciding' as const, personIds: [former.id], moment: 'opening' as const }
    await checkPeople(ctx(), request)
    const where = { personId: former.id, ruleId: 'FORMER_EMPLOYER', caseId: id }
    const row = () => ctx().db.conflict.findFirstOrThrow({ where })
    expect(await row()).toMatchObject({ status: 'detected', effect: 'manage' })
    await confirmConflict(as(officer), { conflictId: (await row()).id })
    // Five years to be managed, another three to be noted.
    for (const [day, effect, status] of [
      ['2026-07-31', 'manage', 'confirmed'],
      ['2026-08-01', 'note', 'confirmed'],
      ['2029-07-31', 'note', 'confirmed'],
      ['2029-08-01', 'note', 'expired'],
    ] as const) {
      database.setNow(day)
      await expireConflicts(ctx())
      expect([day, await row()]).toMatchObject([day, { effect, status }])
    }
  })
})
