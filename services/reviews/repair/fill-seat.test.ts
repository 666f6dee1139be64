import { beforeAll, expect, it } from 'vitest'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { seatPage } from './fill-seat.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
let holder: MadePerson
let bank: MadePerson[]

beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  bank = await makeBank(database.ctx(), 16)
}, 60_000)

it('offers who could take an open place, and other ways that move nobody who said yes', async () => {
  const head = await makeHost(database.ctx(), 'leeds')
  const review = await makeReview(database.ctx(), {
    yotCode: 'leeds',
    requestedById: head.id,
    status: 'inviting',
    caseHolderId: holder.id,
  })
  // Two co-leads and three reviewers; the first co-lead has said no, the last reviewer (a co-lead too) has not answered.
  const team = [bank[0], bank[3], bank[1], bank[2], bank[6]].flatMap((person) => person ?? [])
  await makeTeam(database.ctx(), review.id, team)
  const seats = await db().seat.findMany({ where: { requestId: review.id }, orderBy: { position: 'asc' } })
  const open = seats[0]?.id ?? ''
  await db().invitation.updateMany({ where: { seatId: open }, data: { status: 'declined' } })
  await db().seat.update({ where: { id: open }, data: { personId: null } })
  await db().invitation.updateMany({ where: { seatId: seats[4]?.id ?? '' }, data: { status: 'offered' } })
  const page = await seatPage(database.ctx(holder.actor), review.ref, open)
  if (!page.ok) throw new Error(JSON.stringify(page.problem))
  const { people, otherWays } = page.value
  expect(people.length).toBeGreaterThan(0)
  expect(people.map(({ personId }) => personId)).not.toContain(bank[0]?.id)
  const agreed = team.slice(1, 4).map(({ name }) => name)
  for (const { changes } of otherWays) {
    expect(changes.length).toBeGreaterThan(0)
    for (const say of changes) for (const name of agreed) expect(say.startsWith(`${name} `)).toBe(false)
  }
})
