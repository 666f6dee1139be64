import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { askToRead } from './ask-to-read.ts'
import { chooseSubscription, chooseYours, endByOneClick, findEnding, findYours, subscriptionOf } from './choose.ts'
import { readersDesk } from './desk.ts'
import { enrolMembers } from './enrol.ts'
import { forgetAddresses } from './forget.ts'
import { tendIssues } from './jobs.ts'
import { keyFor } from './keys.ts'
import { endReader, noteRefusal, resumeReader } from './refusals.ts'
import { askSchema } from './schema.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)
const at = (iso: string) => database.setNow(iso)
const own = async (who: MadePerson) => db().subscription.findUniqueOrThrow({ where: { personId: who.id } })

let editor: MadePerson
let london: MadePerson
let leeds: MadePerson
let hackney: MadePerson

beforeAll(async () => {
  at('2026-06-01')
  const ctx = database.ctx()
  editor = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  london = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
  leeds = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  hackney = await makePerson(ctx, { posts: [{ yotCode: 'hackney' }] })
  for (const yotCode of ['leeds', 'hackney']) await makeMembership(ctx, { yotCode })
  await tendIssues(ctx, [], { asksLinks: false })
  expect(value(await enrolMembers(ctx))).toBe(2)
}, 60_000)

describe('a reader', () => {
  it('without an account is written to first, chooses by their link, and is forgotten 30 days after the end', async () => {
    const address = 'reader@example.net'
    const ask = () => askToRead(database.ctx(), askSchema.parse({ address, choice: 'monthly' }), '10.0.0.1')
    const now = database.ctx().clock.now().getTime()
    for (const seconds of [0, 1]) {
      at(new Date(now + seconds * 1000).toISOString())
      value(await ask())
    }
    const [row, ...others] = await db().subscription.findMany({ where: { personId: null } })
    expect(others).toEqual([])
    expect(row).toMatchObject({ status: 'pending', choice: 'monthly' })
    expect(JSON.stringify(row)).not.toContain(address)
    const key = keyFor(database.ctx(), 'own briefing', row?.id ?? '')
    const letters = await db().outboxMessage.findMany({ where: { payload: { path: ['to'], equals: address } } })
    expect(letters).toHaveLength(2)
    expect(JSON.stringify(letters[0]?.payload)).toContain(`/briefing/yours/${key}`)
    expect(value(await findYours(database.ctx(), key))).toMatchObject({ isPending: true })
    expect(await findYours(database.ctx(), `${key}x`)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await findYours(database.ctx(), keyFor(database.ctx(), 'end of briefing', row?.id ?? ''))).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await chooseYours(database.ctx(), key, { choice: 'fortnightly', regions: ['Wales'], themes: [] }))
    value(await chooseYours(database.ctx(), key, { choice: 'none', regions: [], themes: [] }))
    database.setNow(addDays(database.ctx().clock.today(), 29))
    await forgetAddresses(database.ctx())
    expect(value(await findYours(database.ctx(), key))).toMatchObject({ choice: 'none' })
    database.setNow(addDays(database.ctx().clock.today(), 2))
    await forgetAddresses(database.ctx())
    expect(await findYours(database.ctx(), key)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await db().subscription.findUniqueOrThrow({ where: { id: row?.id ?? '' } })).toMatchObject({
      address: null,
      addressHash: null,
      status: 'ended',
      reason: 'asked',
    })
  })

  it('is told nothing of whether an address is known, and an address is not written to more than three times a day', async () => {
    const ask = (address: string) =>
      askToRead(database.ctx(), askSchema.parse({ address, choice: 'monthly' }), '10.0.0.2')
    expect(await ask(leeds.email)).toEqual(await ask('nobody@example.net'))
    const now = database.ctx().clock.now().getTime()
    for (let time = 1; time < 5; time += 1) {
      at(new Date(now + time * 1000).toISOString())
      await ask('nobody@example.net')
    }
    expect(await db().outboxMessage.count({ where: { payload: { path: ['to'], equals: 'nobody@example.net' } } })).toBe(
      3,
    )
    expect(await db().subscription.count({ where: { personId: leeds.id } })).toBe(1)
  })

  it('ends it by one press of the header’s key, once, and a look ends nothing', async () => {
    const { id } = await own(hackney)
    const key = keyFor(database.ctx(), 'end of briefing', id)
    expect(value(await findEnding(database.ctx(), key))).toEqual({ isOver: false })
    expect((await own(hackney)).status).toBe('active')
    const other = keyFor(database.ctx(), 'end of briefing', (await own(leeds)).id)
    expect(await endByOneClick(database.ctx(), `${id}.${other.split('.')[1]}`)).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await endByOneClick(database.ctx(), key))
    value(await endByOneClick(database.ctx(), key))
    expect(await own(hackney)).toMatchObject({ status: 'ended', reason: 'one_click', version: 2 })
    expect(value(await enrolMembers(database.ctx()))).toBe(0)
    value(await chooseSubscription(as(hackney), { choice: 'fortnightly', regions: [], themes: [] }))
    expect(value(await subscriptionOf(as(hackney)))).toMatchObject({ choice: 'fortnightly' })
  })

  it('whose address refuses two issues is paused, and the association asks after it', async () => {
    const { id } = await own(hackney)
    const [one, two] = await db().issue.findMany({ take: 2, orderBy: { day: 'asc' } })
    await noteRefusal(database.ctx(), id, one?.id ?? '')
    await noteRefusal(database.ctx(), id, one?.id ?? '')
    expect(await own(hackney)).toMatchObject({ status: 'active', refusals: 1 })
    await noteRefusal(database.ctx(), id, two?.id ?? '')
    const { readers } = value(await readersDesk(as(editor)))
    expect(readers).toMatchObject([{ id, name: hackney.name }])
    expect(await readersDesk(as(london))).toMatchObject({ problem: { kind: 'forbidden' } })
    const [reader] = readers
    value(await resumeReader(as(editor), { id, version: reader?.version ?? 0 }))
    expect(await own(hackney)).toMatchObject({ status: 'active', refusals: 0 })
    expect(await endReader(as(editor), { id, version: reader?.version ?? 0 })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })
})
