import { beforeAll, describe, expect, it } from 'vitest'
import { primaryAddress } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { refused } from '#services/core/result.ts'
import { value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { changeJob } from './change-job.ts'
import { startHolding } from './start-holding.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
let newHead: MadePerson
let oldHead: MadePerson

beforeAll(async () => {
  database.setNow('2026-06-15')
  newHead = await makePerson(database.ctx(), { name: 'Nia New', posts: [{ yotCode: 'leeds' }] })
  oldHead = await makePerson(database.ctx(), { name: 'Ola Old', posts: [{ yotCode: 'kent' }] })
})

const manager = (traits: Parameters<typeof makePerson>[1] = {}) =>
  makePerson(database.ctx(), { name: 'Max Mover', posts: [{ yotCode: 'kent', level: 'manager' }], ...traits })
const rolesOf = async (personId: string) =>
  (await allGrantsFor(database.ctx(), personId)).flatMap(({ role, yotCode }) => (yotCode ? [`${role} ${yotCode}`] : []))
const mailsTo = async (address: string) =>
  (await lettersIn(db(), { where: { topic: 'mail' } }))
    .filter(({ payload }) => payload.to === address)
    .map(({ payload }) => JSON.stringify(payload))
const vacancy = () =>
  db().post.create({
    data: { yotCode: 'leeds', title: 'Court manager', level: 'manager', createdOn: new Date('2026-01-01') },
  })

describe('changing employer oneself', () => {
  it('ends the post and what it gave at once, states the new one, and asks the new service, which alone gives anything', async () => {
    const mover = await manager()
    const post = await db().holding.findFirstOrThrow({ where: { personId: mover.id } })
    expect(await rolesOf(mover.id)).toEqual(['manager kent'])
    const said = await changeJob(database.ctx(mover.actor), {
      ends: [post.id],
      lastDay: '2026-06-14',
      yot: 'Leeds YOS',
      title: 'Court manager',
      level: 'manager',
      from: '2026-06-15',
      address: 'max@leeds.example.org',
    })
    expect(said).toEqual({ ok: true, value: { isAsked: true, isProving: true } })
    expect(await rolesOf(mover.id)).toEqual([])
    expect(await db().holding.count({ where: { personId: mover.id, yotCode: 'leeds', postId: null } })).toBe(1)
    expect((await mailsTo(newHead.email)).some((mail) => mail.includes('says they have joined'))).toBe(true)
    expect((await mailsTo(oldHead.email)).some((mail) => mail.includes('Max Mover leaves'))).toBe(true)

    // The new head records them by the old address: the same person, one post, no longer only stated.
    const { id: postId } = await vacancy()
    const input = { postId, version: 1, name: 'Max Mover', address: mover.email, kind: 'substantive' as const }
    value(await startHolding(database.ctx(newHead.actor), { ...input, from: '2026-06-15' }))
    expect(await rolesOf(mover.id)).toEqual(['manager leeds'])
    expect(await db().holding.count({ where: { personId: mover.id } })).toBe(2)
  })

  it('ends nothing of anybody else’s, and nothing at all where one part is wrong', async () => {
    const mover = await manager()
    const others = await db().holding.findFirstOrThrow({ where: { personId: oldHead.id } })
    const own = await db().holding.findFirstOrThrow({ where: { personId: mover.id } })
    const ctx = database.ctx(mover.actor)
    expect(await changeJob(ctx, { ends: [others.id], lastDay: '2026-06-14' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    const wrong = { ends: [own.id], lastDay: '2026-06-14', yot: 'Atlantis', title: 'M', level: 'manager' as const }
    expect(await changeJob(ctx, { ...wrong, from: '2026-06-15' })).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await rolesOf(mover.id)).toEqual(['manager kent'])
  })
})

describe('being vouched for by the new service’s lead', () => {
  const vouch = async (who: MadePerson, formerAddress: string, address: string, name = 'Max Mover') => {
    const { id: postId } = await vacancy()
    const input = { postId, version: 1, name, address, formerAddress, kind: 'substantive' as const, from: '2026-06-15' }
    return startHolding(database.ctx(who.actor), input)
  }

  it('keeps one person: the post moves that minute, mail goes to the new address, the old ones and the old head are told', async () => {
    const mover = await manager()
    value(await vouch(newHead, mover.email, 'moved@leeds.example.org'))
    expect(await rolesOf(mover.id)).toEqual(['manager leeds'])
    expect(await primaryAddress(database.ctx(), mover.id)).toBe('moved@leeds.example.org')
    expect((await mailsTo(mover.email)).some((mail) => mail.includes('A new address signs you in'))).toBe(true)
    expect((await mailsTo(oldHead.email)).some((mail) => mail.includes('Max Mover has left'))).toBe(true)
    expect(await db().person.count({ where: { addresses: { some: { address: 'moved@leeds.example.org' } } } })).toBe(1)
  })

  it('does not take anybody over: another name, an unknown address, somebody else’s address, an officer', async () => {
    const mover = await manager()
    const other = await makePerson(database.ctx())
    const officer = await manager({ appointments: [{ role: 'assessor' }] })
    expect(await vouch(newHead, mover.email, 'a@leeds.example.org', 'Ann Other')).toMatchObject({
      problem: { fields: { name: expect.any(String) } },
    })
    expect(await vouch(newHead, 'nobody@kent.example.org', 'b@leeds.example.org')).toMatchObject({
      problem: { fields: { formerAddress: expect.any(String) } },
    })
    expect(await vouch(newHead, mover.email, other.email)).toMatchObject({
      problem: { fields: { address: expect.any(String) } },
    })
    expect(await vouch(newHead, officer.email, 'c@leeds.example.org')).toEqual(
      refused(expect.stringContaining('administrator')),
    )
    expect(
      await db().emailAddress.count({ where: { address: { endsWith: '@leeds.example.org' }, personId: mover.id } }),
    ).toBe(0)
    expect(await rolesOf(officer.id)).toEqual(['manager kent'])
  })
})
