import { describe, expect, it } from 'vitest'
import { leaveExchange, primaryAddress, readSession, startAuditedSession } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { leavers } from '#services/exchange.ts'
import { makeDraft, value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db
const leave = (person: MadePerson) => leaveExchange(database.ctx(person.actor), leavers)

describe('leaving the exchange', () => {
  it('ends posts, membership, standing and sessions, erases addresses and profile, and keeps the name beside the work', async () => {
    const head = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const person = await makePerson(database.ctx(), {
      name: 'Lea Leaver',
      posts: [{ yotCode: 'leeds', level: 'manager' }],
      bank: { themes: { G1: 2 } },
    })
    await makeMembership(database.ctx(), { personId: person.id })
    const offering = await makeOffering(database.ctx(), { by: { personId: person.id } })
    const token = await startAuditedSession(
      database.ctx(),
      { personId: person.id, method: 'link', userAgent: null },
      allGrantsFor,
    )
    value(await leave(person))
    expect(await readSession(database.ctx(), token, allGrantsFor)).toMatchObject({ kind: 'ended' })
    expect(await allGrantsFor(database.ctx(), person.id)).toEqual([{ role: 'person' }])
    expect(await primaryAddress(database.ctx(), person.id)).toBeNull()
    const where = { personId: person.id }
    expect([
      await db().emailAddress.count({ where }),
      await db().profile.count({ where }),
      await db().expertise.count({ where }),
      await db().holding.count({ where: { ...where, until: null } }),
      await db().membership.count({ where: { ...where, status: { not: 'ended' } } }),
      await db().offering.count({ where: { id: offering.id, status: { not: 'archived' } } }),
    ]).toEqual([0, 0, 0, 0, 0, 0])
    expect(await db().person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({ name: 'Lea Leaver' })
    const mails = await lettersIn(db(), { where: { topic: 'mail' } })
    const sent = mails.map(({ payload }) => JSON.stringify(payload))
    expect(sent.some((mail) => mail.includes(person.email) && mail.includes('You have left'))).toBe(true)
    expect(sent.some((mail) => mail.includes(head.email) && mail.includes('has left the exchange'))).toBe(true)
  })

  it('waits until others are not left in the lurch, and then changes nothing', async () => {
    const ctx = database.ctx()
    const officer = await makePerson(ctx, { appointments: [{ role: 'assessor' }] })
    const { applicant } = await makeDraft(ctx)
    const head = await makePerson(ctx, { posts: [{ yotCode: 'kent' }] })
    const review = await makeReview(ctx, { yotCode: 'kent', requestedById: head.id, status: 'confirmed' })
    const reviewer = await makePerson(ctx, { bank: {} })
    await makeTeam(ctx, review.id, [reviewer])
    const associate = await makePerson(ctx, { bank: {} })
    const asker = await makePerson(ctx, { posts: [{ yotCode: 'essex', level: 'manager' }] })
    const offering = await makeOffering(ctx, { by: { personId: associate.id } })
    await makeEnquiry(ctx, { offeringId: offering.id, fromId: asker.id, yotCode: 'essex' })
    for (const person of [officer, applicant, head, reviewer, associate]) {
      expect(await leave(person)).toMatchObject({ problem: { kind: 'refused' } })
      expect(await primaryAddress(database.ctx(), person.id)).toBe(person.email)
    }
  })
})
