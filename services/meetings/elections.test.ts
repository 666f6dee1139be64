import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allGrantsFor } from '#services/bank/index.ts'
import { addDays } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { makeMeeting } from '#tests/factories/meeting.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import {
  callOffMeeting,
  consentToStand,
  findElection,
  nominate,
  openElection,
  room,
  secondNomination,
  vote,
  withdrawNomination,
} from './index.ts'
import { winnerOf } from './rules.ts'

const database = openTestDatabase()
const as = (who: MadePerson) => database.ctx(who.actor)
const db = () => database.ctx().db
const tick = () => room.jobs?.find(({ name }) => name === 'meetings.days')?.run(database.ctx())
const races = Number(process.env.RACES ?? 10)

const codes = ['leeds', 'hull', 'york', 'sheffield', 'wakefield', 'kent', 'essex'] as const
const heads = new Map<string, MadePerson>()
const headOf = (code: (typeof codes)[number]): MadePerson => {
  const head = heads.get(code)
  if (!head) throw new Error(code)
  return head
}
let administrator: MadePerson
let lapsed: MadePerson
let deputy: MadePerson
let agm: { id: string; ref: string }

beforeAll(async () => {
  database.setNow('2026-06-01T08:00:00Z')
  const ctx = database.ctx()
  administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  for (const yotCode of codes) {
    heads.set(yotCode, await makePerson(ctx, { name: `Head of ${yotCode}`, posts: [{ yotCode }] }))
    await makeMembership(ctx, { yotCode })
  }
  lapsed = await makePerson(ctx, { posts: [{ yotCode: 'devon' }] })
  deputy = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'second_tier' }] })
})

beforeEach(async () => {
  database.setNow('2026-06-01T08:00:00Z')
  agm = await makeMeeting(database.ctx(), { kind: 'agm', on: '2026-07-15' })
})

const days = { nominationsUntil: '2026-06-15', votesUntil: '2026-06-30', handoverOn: '2026-09-01', years: 2 }
const open = async (more: Record<string, unknown> = {}) =>
  value(await openElection(as(administrator), agm.ref, { role: 'board_member', ...days, ...more })).ref

/** Puts the head of a service forward, seconded and consenting. */
const stand = async (ref: string, code: (typeof codes)[number], by = 'hull' as (typeof codes)[number]) => {
  value(await nominate(as(headOf(by)), ref, { yotCode: code, name: headOf(code).name }))
  const { id } = await db().nomination.findFirstOrThrow({
    where: { election: { ref }, nomineeId: headOf(code).id },
  })
  value(await secondNomination(as(headOf('york')), ref, { id }))
  value(await consentToStand(as(headOf(code)), ref, { id, statement: 'I would like to.' }))
  return id
}

describe('nominations', () => {
  it('want a seconder who is somebody else, and the consent of whoever is put forward', async () => {
    const ref = await open()
    for (const who of [lapsed, administrator])
      expect(await nominate(as(who), ref, { yotCode: 'kent', name: headOf('kent').name })).toMatchObject({
        problem: { kind: 'forbidden' },
      })
    expect(await nominate(as(headOf('hull')), ref, { yotCode: 'kent', name: 'Nobody There' })).toMatchObject({
      problem: { kind: 'invalid', fields: { name: expect.stringContaining('Head of kent') } },
    })
    expect(await nominate(as(headOf('hull')), ref, { yotCode: 'devon', name: lapsed.name })).toMatchObject({
      problem: { kind: 'invalid', fields: { yotCode: expect.anything() } },
    })
    value(await nominate(as(headOf('hull')), ref, { yotCode: 'kent', name: 'head of KENT' }))
    const { id } = await db().nomination.findFirstOrThrow({ where: { election: { ref } } })
    for (const who of ['hull', 'kent'] as const)
      expect(await secondNomination(as(headOf(who)), ref, { id })).toMatchObject({ problem: { kind: 'refused' } })
    expect(await consentToStand(as(headOf('hull')), ref, { id, statement: '' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await secondNomination(as(headOf('york')), ref, { id }))
    const standing = async () => value(await findElection(as(headOf('leeds')), ref)).nominations[0]?.isStanding
    expect(await standing()).toBe(false)
    value(await consentToStand(as(headOf('kent')), ref, { id, statement: '' }))
    expect(await standing()).toBe(true)
    database.setNow('2026-06-16T00:30:00Z')
    expect(await nominate(as(headOf('hull')), ref, { yotCode: 'essex', name: headOf('essex').name })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })

  it('of a region are for its own services', async () => {
    const ref = await open({ role: 'coordinator', region: 'Yorks Hum' })
    expect(await nominate(as(headOf('kent')), ref, { yotCode: 'leeds', name: headOf('leeds').name })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await nominate(as(headOf('hull')), ref, { yotCode: 'kent', name: headOf('kent').name })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    value(await nominate(as(headOf('hull')), ref, { yotCode: 'leeds', name: headOf('leeds').name }))
  })
})

describe('an election', () => {
  it('is held at a general meeting only, with five working days for each step', async () => {
    const forum = await makeMeeting(database.ctx(), {})
    const input = { role: 'board_member' as const, ...days }
    expect(await openElection(as(administrator), forum.ref, input)).toMatchObject({ problem: { kind: 'refused' } })
    const short = { ...input, nominationsUntil: '2026-06-05', votesUntil: '2026-06-10', handoverOn: '2026-07-15' }
    expect(await openElection(as(administrator), agm.ref, short)).toMatchObject({
      problem: {
        kind: 'invalid',
        fields: { nominationsUntil: expect.anything(), votesUntil: expect.anything(), handoverOn: expect.anything() },
      },
    })
    expect(await openElection(as(headOf('leeds')), agm.ref, input)).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('declares who stands alone, and hands the office over by itself on its day', async () => {
    const old = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
    const held = await db().appointment.findFirstOrThrow({ where: { personId: old.id } })
    const ref = await open({ role: 'coordinator', region: 'Yorks Hum', outgoingId: held.id })
    await stand(ref, 'leeds')
    database.setNow('2026-06-16T08:00:00Z')
    await tick()
    expect(value(await findElection(as(lapsed), ref)).result).toMatchObject({
      name: 'Head of leeds',
      isUnopposed: true,
    })
    const coordinates = async (who: MadePerson, day: string) => {
      database.setNow(`${day}T11:00:00Z`)
      return (await allGrantsFor(database.ctx(), who.id)).some(({ role }) => role === 'coordinator')
    }
    expect([await coordinates(old, '2026-08-31'), await coordinates(headOf('leeds'), '2026-08-31')]).toEqual([
      true,
      false,
    ])
    expect([await coordinates(old, '2026-09-01'), await coordinates(headOf('leeds'), '2026-09-01')]).toEqual([
      false,
      true,
    ])
    expect(await coordinates(headOf('leeds'), '2028-08-31')).toBe(true)
    expect(await coordinates(headOf('leeds'), '2028-09-01')).toBe(false)
    database.setNow('2026-06-17T08:00:00Z')
    expect(await room.leave?.(database.ctx(), headOf('leeds').id)).toMatchObject({
      problem: { kind: 'refused' },
    })
    database.setNow('2026-09-01T08:00:00Z')
    await tick()
    await tick()
    expect((await db().election.findUniqueOrThrow({ where: { ref } })).status).toBe('handed_over')
  })

  it('takes one vote a service, keeps who voted apart from what, and counts them', async () => {
    const ref = await open()
    const [kent, essex] = [await stand(ref, 'kent'), await stand(ref, 'essex')]
    database.setNow('2026-06-16T08:00:00Z')
    await tick()
    const { status } = await db().election.findUniqueOrThrow({ where: { ref } })
    expect(status).toBe('voting')
    for (const who of [deputy, lapsed, administrator])
      expect(await vote(as(who), ref, { yotCode: 'leeds', nominationId: kent })).toMatchObject({
        problem: { kind: 'forbidden' },
      })
    expect(await vote(as(headOf('leeds')), ref, { yotCode: 'hull', nominationId: kent })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    for (const code of ['leeds', 'hull', 'york'] as const)
      value(await vote(as(headOf(code)), ref, { yotCode: code, nominationId: essex }))
    for (const code of ['kent', 'wakefield'] as const)
      value(await vote(as(headOf(code)), ref, { yotCode: code, nominationId: kent }))
    expect(await vote(as(headOf('leeds')), ref, { yotCode: 'leeds', nominationId: kent })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('voted already') },
    })
    // Nothing that is kept ties a vote to who gave it: no time, no person, no service, and no order.
    const ballots = await db().electionBallot.findMany({ where: { election: { ref } } })
    expect(Object.keys(ballots[0] ?? {}).sort()).toEqual(['electionId', 'id', 'nominationId'])
    expect(ballots.every(({ id }) => id[14] === '4')).toBe(true)
    const said = JSON.stringify([
      await db().auditEntry.findMany({ where: { event: 'election.voted' }, select: { data: true, subjectId: true } }),
      await db().move.findMany({ where: { subjectKind: 'election' } }),
    ])
    for (const id of [kent, essex]) expect(said).not.toContain(id)
    await expect(db().electionBallot.deleteMany()).rejects.toThrow('append-only')
    await expect(db().electionVoter.deleteMany()).rejects.toThrow('append-only')
    const before = value(await findElection(as(headOf('leeds')), ref))
    expect(before).toMatchObject({ result: null, ballot: null, hasVoted: true })
    expect(before.nominations.every(({ votes }) => votes === null)).toBe(true)
    database.setNow('2026-07-01T08:00:00Z')
    expect(await vote(as(headOf('sheffield')), ref, { yotCode: 'sheffield', nominationId: kent })).toMatchObject({
      problem: { kind: 'refused' },
    })
    await tick()
    const after = value(await findElection(as(lapsed), ref))
    expect(after.result).toMatchObject({ name: 'Head of essex', isByLot: false, isUnopposed: false })
    expect(after.nominations.map(({ name, votes }) => [name, votes])).toEqual([
      ['Head of kent', 2],
      ['Head of essex', 3],
    ])
  })

  it('shows no figure where fewer than five voted, and voids votes for whoever withdraws', async () => {
    const ref = await open()
    const [kent, essex] = [await stand(ref, 'kent'), await stand(ref, 'essex')]
    database.setNow('2026-06-16T08:00:00Z')
    await tick()
    value(await vote(as(headOf('leeds')), ref, { yotCode: 'leeds', nominationId: kent }))
    value(await vote(as(headOf('hull')), ref, { yotCode: 'hull', nominationId: kent }))
    value(await vote(as(headOf('york')), ref, { yotCode: 'york', nominationId: essex }))
    value(await withdrawNomination(as(headOf('kent')), ref, { id: kent }))
    database.setNow('2026-07-01T08:00:00Z')
    await tick()
    const after = value(await findElection(as(lapsed), ref))
    expect(after).toMatchObject({ result: { name: 'Head of essex' }, voters: null })
    expect(after.nominations.map(({ votes }) => votes)).toEqual([null])
  })

  it('stays without a result where nobody stands or votes, and ends with its meeting', async () => {
    const [empty, unvoted, off] = [await open(), await open(), await open()]
    await stand(unvoted, 'kent')
    await stand(unvoted, 'essex')
    const status = async (ref: string) => (await db().election.findUniqueOrThrow({ where: { ref } })).status
    database.setNow('2026-06-16T08:00:00Z')
    await tick()
    expect(await status(empty)).toBe('unfilled')
    database.setNow('2026-07-01T08:00:00Z')
    await tick()
    expect(await status(unvoted)).toBe('unfilled')
    database.setNow('2026-06-02T08:00:00Z')
    agm = await makeMeeting(database.ctx(), { kind: 'agm', on: '2026-07-15' })
    const later = await open()
    value(await callOffMeeting(as(administrator), agm.ref, { version: 1, reason: 'Nobody can come.' }))
    expect(await status(later)).toBe('called_off')
    expect(await status(off)).toBe('unfilled')
  })

  it('has one vote of a service, however many press at once', async () => {
    for (let race = 0; race < races; race += 1) {
      database.setNow('2026-06-01T08:00:00Z')
      const ref = await open()
      const [kent, essex] = [await stand(ref, 'kent'), await stand(ref, 'essex')]
      database.setNow('2026-06-16T08:00:00Z')
      await tick()
      const results = await Promise.all(
        [kent, essex, kent].map((nominationId) => vote(as(headOf('leeds')), ref, { yotCode: 'leeds', nominationId })),
      )
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await db().electionBallot.count({ where: { election: { ref } } })).toBe(1)
      database.setNow(`${addDays('2026-06-30', 1)}T08:00:00Z`)
      await Promise.all([tick(), tick()])
      const { id } = await db().election.findUniqueOrThrow({ where: { ref } })
      expect(await db().move.count({ where: { event: 'counted', subjectId: id } })).toBe(1)
    }
  })

  it('draws by lot among equals only, and knows no winner without votes', () => {
    const last = (_: number, below: number) => below - 1
    expect(
      winnerOf(
        [
          { id: 'a', votes: 2 },
          { id: 'b', votes: 1 },
        ],
        last,
      ),
    ).toEqual({ id: 'a', isByLot: false })
    expect(
      winnerOf(
        [
          { id: 'a', votes: 2 },
          { id: 'b', votes: 2 },
          { id: 'c', votes: 1 },
        ],
        last,
      ),
    ).toEqual({
      id: 'b',
      isByLot: true,
    })
    expect(winnerOf([{ id: 'a', votes: 0 }], last)).toBeNull()
    expect(winnerOf([], last)).toBeNull()
  })
})
