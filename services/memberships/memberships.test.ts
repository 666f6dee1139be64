import { describe, expect, it } from 'vitest'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Result } from '#services/core/result.ts'
import { grantsFor } from '#services/yots/index.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { hasMembership } from './has-membership.ts'
import { forgetJoinRequests, keepMemberships } from './jobs.ts'
import { askToJoin, decideMembership, withdrawRequest } from './join.ts'
import { membershipLife } from './lifecycle.ts'
import { findMember, listMembers } from './list-members.ts'
import { membershipOf } from './membership.ts'
import { decideJoinRequest, requestToJoin } from './newcomers.ts'
import { recordPayment } from './payments.ts'
import { findReceipt, membershipTasks, rulesOfMembership, yourMemberships } from './queries.ts'
import { askToRenew, endMembership } from './renew.ts'
import { publishTerms } from './set-terms.ts'
import { waitingRequests } from './waiting-requests.ts'

const database = openTestDatabase({ isVerified: true })
const today = '2026-06-15'

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const officer = async () =>
  database.ctx((await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })).actor)
const rowOf = (ctx: Ctx, id: string) => ctx.db.membership.findUniqueOrThrow({ where: { id } })
const mailTo = async (ctx: Ctx, address: string, key: string) =>
  (await lettersIn(ctx.db, { where: { topic: 'mail', key: { contains: key } } })).filter((message) =>
    JSON.stringify(message.payload).includes(`"${address}"`),
  )
const agreed = { decision: 'agreed' as const, reason: 'Welcome.' }

describe('joining', () => {
  it('is asked by who speaks for the payer, decided with a reason, and begins a year', async () => {
    database.setNow(today)
    const admin = await officer()
    const lead = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const manager = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', level: 'manager' }] })
    const ask = { kind: 'group' as const, yotCode: 'leeds', poReference: 'PO 9' }
    expect(await askToJoin(database.ctx(manager.actor), ask)).toMatchObject({ problem: { kind: 'forbidden' } })
    const { id } = value(await askToJoin(database.ctx(lead.actor), ask))
    expect(await askToJoin(database.ctx(lead.actor), ask)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await membershipOf(database.ctx(), manager.id)).toMatchObject({ state: 'applied', isMember: false })
    expect(value(await waitingRequests(admin))).toContainEqual(
      expect.objectContaining({ id, yotName: expect.stringContaining('Leeds') }),
    )
    expect(await decideMembership(database.ctx(lead.actor), id, { version: 1, ...agreed })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    value(await decideMembership(admin, id, { version: 1, ...agreed }))
    // The same button on the same page again is the same press; another reason, or another's press, is told how it stands.
    value(await decideMembership(admin, id, { version: 1, ...agreed }))
    const again = [admin, await officer()] as const
    expect(await decideMembership(again[0], id, { version: 1, ...agreed, reason: 'No.' })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await decideMembership(again[1], id, { version: 1, ...agreed })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await rowOf(admin, id)).toMatchObject({
      status: 'active',
      feePence: 15_000,
      isPaid: false,
      poReference: 'PO 9',
    })
    expect(await membershipOf(database.ctx(), manager.id)).toMatchObject({
      state: 'active',
      endsOn: '2027-06-14',
      by: 'group',
    })
    expect(await mailTo(admin, lead.email, `membership:${id}:agreed`)).toHaveLength(1)
  })

  it('declined or taken back, it can be asked again', async () => {
    database.setNow(today)
    const admin = await officer()
    const { id: personId, actor, email } = await makePerson(database.ctx())
    const ctx = database.ctx(actor)
    const first = value(await askToJoin(ctx, { kind: 'individual' }))
    value(
      await decideMembership(admin, first.id, { version: 1, decision: 'declined', reason: 'Not in youth justice.' }),
    )
    expect(JSON.stringify(await mailTo(admin, email, first.id))).toContain('Not in youth justice.')
    const second = value(await askToJoin(ctx, { kind: 'individual' }))
    value(await withdrawRequest(ctx, { id: second.id, version: 1 }))
    value(await askToJoin(ctx, { kind: 'individual' }))
    expect(await admin.db.membership.count({ where: { personId } })).toBe(3)
  })

  it('nobody decides on their own request', async () => {
    database.setNow(today)
    const admin = await officer()
    const { id } = value(await askToJoin(admin, { kind: 'individual' }))
    expect(await decideMembership(admin, id, { version: 1, ...agreed })).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('of somebody new waits for a decision, then makes one person with a post and a membership', async () => {
    database.setNow(today)
    const admin = await officer()
    const input = {
      name: 'Nell New',
      address: 'nell@york.example',
      service: 'York YOT',
      title: 'Head of Service',
      kind: 'individual' as const,
    }
    expect(await requestToJoin(database.ctx(), { ...input, service: 'Yrok' }, 'a')).toMatchObject({
      problem: { kind: 'invalid', fields: { service: expect.stringContaining('York') } },
    })
    value(await requestToJoin(database.ctx(), input, 'a'))
    value(await requestToJoin(database.ctx(), input, 'a'))
    expect(await admin.db.emailAddress.count({ where: { address: input.address } })).toBe(0)
    const waiting = value(await waitingRequests(admin)).filter(({ address }) => address === input.address)
    expect(waiting).toHaveLength(1)
    value(await decideJoinRequest(admin, waiting[0]?.id ?? '', { version: 1, ...agreed }))
    const { personId } = await admin.db.emailAddress.findUniqueOrThrow({ where: { address: input.address } })
    expect(await grantsFor(admin, personId)).toEqual([{ role: 'person' }, { role: 'manager', yotCode: 'york' }])
    expect(await membershipOf(admin, personId)).toMatchObject({
      state: 'active',
      by: 'individual',
      endsOn: '2027-06-14',
    })
  })
})

describe('a request to join that was decided', () => {
  it('by two administrators at once, each in their own way, is decided by one, and the other is told', async () => {
    const [one, other] = [await officer(), await officer()]
    for (let race = 0; race < races; race += 1) {
      const address = `race-${race}@york.example`
      const input = { name: 'Rae Cer', address, service: 'York YOT', title: 'Officer', kind: 'individual' as const }
      value(await requestToJoin(database.ctx(), input, `race-${race}`))
      const waiting = value(await waitingRequests(one)).find((request) => request.address === address)
      const both = await Promise.all([
        decideJoinRequest(one, waiting?.id ?? '', { version: 1, ...agreed }),
        decideJoinRequest(other, waiting?.id ?? '', { version: 1, decision: 'declined', reason: 'Not one of us.' }),
      ])
      expect(both.filter(({ ok }) => ok)).toHaveLength(1)
      expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale' } })
      const letters = await lettersIn(database.ctx().db, { where: { key: { contains: waiting?.id ?? 'none' } } })
      // That it was received, and one answer.
      expect(letters.filter(({ key }) => !key.includes('received'))).toHaveLength(1)
    }
  })

  it('is kept for a year, and forgotten the day after', async () => {
    database.setNow(today)
    const admin = await officer()
    const address = 'otto@york.example'
    const input = { name: 'Otto New', address, service: 'York YOT', title: 'Officer', kind: 'individual' as const }
    value(await requestToJoin(database.ctx(), input, 'b'))
    const [waiting] = value(await waitingRequests(admin)).filter((request) => request.address === address)
    const declined = { version: 1, decision: 'declined' as const, reason: 'Not a service of ours.' }
    value(await decideJoinRequest(admin, waiting?.id ?? '', declined))
    const kept = async (day: string) => {
      database.setNow(day)
      await forgetJoinRequests.run(database.ctx())
      return database.ctx().db.joinRequest.count({ where: { id: waiting?.id ?? '' } })
    }
    expect([await kept('2027-06-15'), await kept('2027-06-16')]).toEqual([1, 0])
    database.setNow(null)
  })
})

describe('a year', () => {
  const begun = async (endsOn: string, more: { status?: 'active' | 'due' | 'lapsed' } = {}) => {
    const person = await makePerson(database.ctx())
    const { id } = await makeMembership(database.ctx(), {
      personId: person.id,
      startsOn: addDays(endsOn, -364),
      endsOn,
      ...more,
    })
    return { ...person, membershipId: id, ctx: database.ctx(person.actor) }
  }

  it('falls due, is reminded of before, on and after its end, and lapses: each once', async () => {
    const endsOn = '2026-09-30'
    database.setNow(today)
    const { membershipId, email } = await begun(endsOn)
    const seen: string[] = []
    for (let day = addDays(endsOn, -70); day <= addDays(endsOn, 100); day = addDays(day, 5)) {
      database.setNow(day)
      await keepMemberships.run(database.ctx())
      await keepMemberships.run(database.ctx())
      seen.push((await rowOf(database.ctx(), membershipId)).status)
    }
    expect([...new Set(seen)]).toEqual(['active', 'due', 'lapsed'])
    const letters = await mailTo(database.ctx(), email, `membership:${membershipId}`)
    expect(
      letters.map(({ key }) =>
        key
          .split(':')
          .slice(3, 5)
          .join(':')
          .replace(/:[0-9a-f]{8}-.*/, ''),
      ),
    ).toEqual(['lapsed', 'remind:-30', 'remind:0', 'remind:30', 'remind:75'])
    database.setNow(null)
  })

  /** How many letters there are after the job has run on each of these days, counted from one that is given. */
  const lettersBy = async (of: { membershipId: string; email: string }, from: string, days: number[]) => {
    const counts: number[] = []
    for (const day of days) {
      database.setNow(addDays(from, day))
      await keepMemberships.run(database.ctx())
      counts.push((await mailTo(database.ctx(), of.email, `membership:${of.membershipId}`)).length)
    }
    database.setNow(null)
    return counts
  }

  it('is reminded of on the 30th day before its end, on it, and on the 30th and 75th after, and not a day sooner', async () => {
    const endsOn = '2027-09-30'
    const days = [-31, -30, -1, 0, 29, 30, 74, 75]
    expect(await lettersBy(await begun(endsOn), endsOn, days)).toEqual([0, 1, 1, 2, 2, 3, 3, 4])
  })

  it('is reminded of late for a week at most', async () => {
    const endsOn = '2027-03-31'
    expect(await lettersBy(await begun(endsOn), endsOn, [36])).toEqual([1])
    expect(await lettersBy(await begun(endsOn), endsOn, [37])).toEqual([0])
  })

  it('begun without its fee, is reminded of that on the 30th and 60th day', async () => {
    const year = await begun('2028-05-31')
    const startsOn = isoFromDate((await rowOf(database.ctx(), year.membershipId)).startsOn)
    await database.ctx().db.membership.update({
      where: { id: year.membershipId },
      data: { isPaid: false, paidOn: null, decidedAt: new Date(`${startsOn}T09:00:00Z`) },
    })
    expect(await lettersBy(year, startsOn, [29, 30, 59, 60])).toEqual([0, 1, 1, 2])
  })

  it('asked to be renewed, it is reminded of no more; paid, it follows on', async () => {
    database.setNow('2026-06-15')
    const admin = await officer()
    const { ctx, membershipId, email, id } = await begun('2026-06-30', { status: 'due' })
    expect(await membershipTasks(ctx)).toMatchObject([{ title: 'Renew your membership', dueOn: '2026-06-30' }])
    value(await askToRenew(ctx, membershipId, { version: 1, poReference: 'PO 12' }))
    expect(await membershipTasks(ctx)).toEqual([])
    expect((await membershipOf(ctx, id)).sentence).toContain('its renewal was asked for on Monday 15 June 2026')
    database.setNow('2026-06-30')
    await keepMemberships.run(database.ctx())
    expect(await mailTo(admin, email, 'remind')).toEqual([])
    const paid = { version: 2, paidOn: '2026-06-29', invoiceReference: 'INV 3' }
    expect(await recordPayment(ctx, membershipId, paid)).toMatchObject({ problem: { kind: 'forbidden' } })
    const { ref, endsOn } = value(await recordPayment(admin, membershipId, paid))
    expect(endsOn).toBe('2027-06-30')
    expect(value(await recordPayment(admin, membershipId, paid))).toMatchObject({ ref, endsOn })
    expect(await recordPayment(await officer(), membershipId, paid)).toMatchObject({ problem: { kind: 'stale' } })
    expect(value(await findReceipt(ctx, ref))).toMatchObject({
      feePence: 15_000,
      poReference: 'PO 12',
      invoiceReference: 'INV 3',
      startsOn: '2026-07-01',
    })
    const stranger = await makePerson(database.ctx())
    expect(await findReceipt(database.ctx(stranger.actor), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(value(await yourMemberships(ctx)).memberships[0]?.receipts).toMatchObject([{ ref }])
    database.setNow(null)
  })

  it('lapsed, begins again on the day it is paid', async () => {
    database.setNow(today)
    const { membershipId } = await begun('2026-01-31', { status: 'lapsed' })
    const result = await recordPayment(await officer(), membershipId, { version: 1, paidOn: '2026-06-10' })
    expect(value(result).endsOn).toBe('2027-06-09')
  })

  it('ended by who pays, with a reason or none, it can be joined again', async () => {
    database.setNow(today)
    const { ctx, membershipId } = await begun('2027-01-31')
    const stranger = database.ctx((await makePerson(database.ctx())).actor)
    expect(await endMembership(stranger, membershipId, { version: 1, reason: 'not_said' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await endMembership(ctx, membershipId, { version: 1, reason: 'new_job' }))
    expect(await rowOf(ctx, membershipId)).toMatchObject({ status: 'ended', leavingReason: 'new_job' })
    value(await askToJoin(ctx, { kind: 'individual' }))
  })
})

describe('what a membership is for', () => {
  it('a lapsed service begins nothing that is for members; one that is due still does', async () => {
    database.setNow(today)
    await makeMembership(database.ctx(), { yotCode: 'slough', status: 'lapsed' })
    await makeMembership(database.ctx(), { yotCode: 'reading', status: 'due' })
    const may = (yotCode: string) => hasMembership(database.ctx(), 'review.request', { yotCode, personId: null })
    expect(await may('slough')).toBe(false)
    expect(await may('reading')).toBe(true)
  })

  it('lapsing takes no role away: who leads or manages a service goes on with what is under way', async () => {
    database.setNow(today)
    const { id } = await makePerson(database.ctx(), { posts: [{ yotCode: 'slough' }] })
    expect(await grantsFor(database.ctx(), id)).toContainEqual({ role: 'service_lead', yotCode: 'slough' })
  })

  it('the page of rules says the terms in force and every move', async () => {
    database.setNow(today)
    const rules = await rulesOfMembership(database.ctx())
    expect(rules.terms).toMatchObject({ individualFeePence: 15_000 })
    expect(rules.moves.map(({ event }) => event)).toEqual(membershipLife.events)
  })
})

describe('the terms', () => {
  it('have versions: the newest whose day has come is in force, and a year begun keeps its fee', async () => {
    database.setNow(today)
    const admin = await officer()
    const { id } = await makePerson(database.ctx())
    const { id: membershipId } = await makeMembership(database.ctx(), { personId: id })
    const next = {
      version: 1,
      inForceFrom: '2026-07-01',
      individualFeePence: 17_500,
      groupFeePence: 60_000,
      noticeDays: 60,
      graceDays: 90,
    }
    value(await publishTerms(admin, next))
    expect(await publishTerms(admin, next)).toMatchObject({ problem: { kind: 'stale' } })
    expect(await rulesOfMembership(admin)).toMatchObject({ terms: { version: 1 }, coming: [{ version: 2 }] })
    database.setNow('2026-07-01')
    expect(await rulesOfMembership(admin)).toMatchObject({ terms: { version: 2 }, coming: [] })
    expect(await rowOf(admin, membershipId)).toMatchObject({ feePence: 15_000 })
    database.setNow(null)
  })
})

describe('the association’s list', () => {
  it('shows a coordinator their region only, and nobody else anything', async () => {
    database.setNow(today)
    await makeMembership(database.ctx(), { yotCode: 'cardiff', status: 'lapsed' })
    await makeMembership(database.ctx(), { yotCode: 'hull' })
    const wales = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Wales' }] })
    const person = await makePerson(database.ctx())
    const sort = { by: 'payer' as const, order: 'asc' as const }
    const seen = value(await listMembers(database.ctx(wales.actor), {}, sort, 1))
    expect(seen.rows.map(({ region }) => region)).toEqual(['Wales'])
    expect(value(await listMembers(database.ctx(wales.actor), { status: 'active' }, sort, 1)).rows).toEqual([])
    expect(value(await listMembers(await officer(), { region: 'Wales', status: 'lapsed' }, sort, 1)).count).toBe(1)
    expect(await listMembers(database.ctx(person.actor), {}, sort, 1)).toMatchObject({ problem: { kind: 'forbidden' } })
    const hull = await database.ctx().db.membership.findFirstOrThrow({ where: { yotCode: 'hull' } })
    expect(await findMember(database.ctx(wales.actor), hull.id)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(isoFromDate(hull.endsOn) > today).toBe(true)
  })
})
