import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import { asSystem } from '#services/core/access.ts'
import { planIn } from '#services/reviews/team/proposal.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTeams } from './accept-teams.ts'
import { endDeadRounds } from './dead-rounds.ts'
import { roundPage, roundsPage, sayGap } from './round-page.ts'
import { roundTeamPage } from './round-team-page.ts'
import { roundSettled, startRound, stopRound } from './start-round.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
let holder: MadePerson
let administrator: MadePerson
let bank: MadePerson[]

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  holder = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  bank = await makeBank(ctx, 18)
}, 60_000)
beforeEach(async () => {
  await db().reviewRequest.updateMany({ where: {}, data: { status: 'postponed' } })
})

const as = ({ actor }: { actor: Actor }) => database.ctx(actor)

const review = async (yotCode: string, status: 'approved' | 'scoping' = 'scoping') => {
  const head = await makeHost(database.ctx(), yotCode)
  return makeReview(database.ctx(), { yotCode, requestedById: head.id, status, caseHolderId: holder.id })
}

const planned = async (): Promise<number> => {
  const started = await startRound(as(holder), { isFair: false })
  if (!started.ok) throw new Error(JSON.stringify(started.problem))
  const round = await db().round.findUniqueOrThrow({ where: { number: started.value.number } })
  await roundSettled(round.id)
  return started.value.number
}

const pageOf = async (who: { actor: Actor }, number: number) => {
  const page = await roundPage(as(who), number)
  if (!page.ok) throw new Error(JSON.stringify(page.problem))
  return page.value
}

describe('a round', () => {
  it('plans all approved requests together, nobody twice on the same days, and proves it', async () => {
    const [one, two] = [await review('leeds'), await review('hull', 'approved')]
    const page = await pageOf(holder, await planned())
    expect(page.teams.map(({ ref }) => ref).sort()).toEqual([one.ref, two.ref].sort())
    expect(page).toMatchObject({ status: 'planned', gap: 'No other plan is better.', isProven: true })
    const names = page.teams.flatMap(({ leads, others }) => [...leads, ...others])
    expect(new Set(names).size).toBe(names.length)
    expect(
      page.teams.every(
        ({ leads, others, missing }) => leads.length === 2 && others.length >= 2 && missing.length === 0,
      ),
    ).toBe(true)
    expect(page.teams.find(({ ref }) => ref === two.ref)?.cannotAccept).toBe('The scoping call comes first')
    const team = await roundTeamPage(as(holder), page.number, one.ref)
    if (!team.ok) throw new Error(JSON.stringify(team.problem))
    expect(team.value.members.map(({ name }) => name).sort()).toEqual(
      page.teams.filter(({ ref }) => ref === one.ref).flatMap(({ leads, others }) => [...leads, ...others].sort()),
    )
    expect(team.value.members.every(({ reasons }) => reasons.length > 0)).toBe(true)
    expect(team.value.covers.map(({ people }) => people.length > 0)).toEqual([true, true, true, true])
    expect(page.load).toEqual([{ label: '1 review', count: names.length }])
    expect(await db().outboxMessage.count({ where: { caseId: { in: [one.id, two.id] } } })).toBe(0)
  })

  it('gives a second press the same round, and ends when it is stopped', async () => {
    await review('york')
    const [one, two] = [
      await startRound(as(holder), { isFair: false }),
      await startRound(as(administrator), { isFair: true }),
    ]
    expect(one).toMatchObject({ ok: true })
    expect(two).toEqual(one)
    const running = await db().round.findFirstOrThrow({ where: { slot: 1 } })
    expect(await stopRound(as(holder), { number: running.number })).toMatchObject({ ok: true })
    await roundSettled(running.id)
    expect(await db().round.count({ where: { slot: 1 } })).toBe(0)
  })

  it('is accepted by request, after one more look at the facts, and only once', async () => {
    const [one, two] = [await review('bradford'), await review('wakefield')]
    const number = await planned()
    expect(await acceptTeams(as(holder), { number, refs: [one.ref] })).toMatchObject({
      ok: true,
      value: { accepted: [expect.stringContaining('Bradford')], refused: [] },
    })
    await acceptTeams(as(holder), { number, refs: [one.ref] })
    expect(await db().teamProposal.count({ where: { requestId: one.id } })).toBe(1)
    const row = await db().roundTeam.findFirstOrThrow({ where: { requestId: two.id, round: { number } } })
    const member = planIn(row.plan).members[0]?.personId ?? ''
    const [window] = await db().candidateWindow.findMany({ where: { requestId: two.id } })
    if (!window) throw new Error('no window')
    await db().absence.create({ data: { personId: member, from: window.startsOn, until: window.endsOn } })
    const late = await acceptTeams(as(holder), { number })
    expect(late).toMatchObject({ ok: false, problem: { kind: 'refused' } })
    expect(JSON.stringify(late)).toContain('Not free on')
    expect(await db().teamProposal.count({ where: { requestId: two.id } })).toBe(0)
    expect((await db().reviewRequest.findUniqueOrThrow({ where: { id: one.id } })).status).toBe('team_proposed')
  })

  it('shows nothing of a request to an officer who is conflicted with it', async () => {
    const [one, two] = [await review('doncaster'), await review('calderdale')]
    const former = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'calderdale', level: 'manager' }],
      appointments: [{ role: 'administrator' }],
    })
    const number = await planned()
    expect(JSON.stringify(await roundPage(as(former), number))).not.toContain(two.ref)
    await acceptTeams(as(former), { number, refs: [two.ref] })
    const page = await pageOf(former, number)
    expect(page.teams.map(({ ref }) => ref)).toEqual([one.ref])
    expect(JSON.stringify(page)).not.toContain(two.ref)
    expect(await roundTeamPage(as(former), number, two.ref)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(JSON.stringify(await roundTeamPage(as(former), number, one.ref))).not.toContain(two.ref)
    const list = await roundsPage(as(former))
    expect(JSON.stringify(list)).not.toContain(two.ref)
    expect(list).toMatchObject({ ok: true })
    expect(await db().teamProposal.count({ where: { requestId: two.id } })).toBe(0)
  })

  it('says what has changed since the last round, and keeps what nothing has changed', async () => {
    await review('kirklees')
    await planned()
    const page = await pageOf(holder, await planned())
    expect(page.teams[0]?.difference).toEqual({ isNew: false, says: [] })
  })

  it('is for coordinators and administrators alone', async () => {
    const [member] = bank
    if (!member) throw new Error('nobody')
    expect(await startRound(as(member), { isFair: false })).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await roundPage(as(member), 1)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await roundTeamPage(as(member), 1, 'PR-1')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await roundsPage(as(member))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await acceptTeams(as(member), { number: 1 })).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await stopRound(as(member), { number: 1 })).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('says that it was interrupted when the server that planned it went away', async () => {
    const last = await db().round.findFirstOrThrow({ orderBy: { number: 'desc' } })
    const beatAt = new Date(database.ctx().clock.now().getTime() - 120_000)
    await db().round.update({ where: { id: last.id }, data: { status: 'running', slot: 1, beatAt } })
    await endDeadRounds(asSystem(database.ctx()))
    const page = await pageOf(administrator, last.number)
    expect(page).toMatchObject({ status: 'interrupted', teams: expect.any(Array) })
    expect(page.says).toContain('restarted')
  })
})

it('puts the gap into words, never better than it is', () => {
  expect(sayGap(100, 100)).toBe('No other plan is better.')
  expect(sayGap(100_012, 100_000)).toBe('No plan can be more than 0.02% better.')
  expect(sayGap(1_000_001, 1_000_000)).toBe('No plan can be more than 0.0001% better.')
  expect(sayGap(300, 100)).toBe('It is not yet known how much better a plan could be.')
})
