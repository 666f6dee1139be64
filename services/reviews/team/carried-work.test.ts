import { beforeAll, describe, expect, it } from 'vitest'
import { checkOfficers } from '#services/conflicts/index.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { carriedWork } from './carried-work.ts'

const database = openTestDatabase()

let personId: string
let requestId: string
const carried = async (exceptId?: string) =>
  (await carriedWork(database.ctx(), { on: '2026-11-02', ...(exceptId ? { exceptId } : {}) })).get(personId)
const answer = (status: 'offered' | 'accepted' | 'declined') =>
  database.ctx().db.invitation.updateMany({ where: { personId }, data: { status } })

beforeAll(async () => {
  database.setNow('2026-06-01')
  const [person] = await makeBank(database.ctx(), 1)
  if (!person) throw new Error('Nobody in the bank')
  const head = await makeHost(database.ctx(), 'barnet')
  const review = await makeReview(database.ctx(), { yotCode: 'barnet', requestedById: head.id, status: 'inviting' })
  await makeTeam(database.ctx(), review.id, [person], 'offered')
  ;[personId, requestId] = [person.id, review.id]
}, 60_000)

describe('what somebody carries', () => {
  it('is the days they are asked for, although they have not answered', async () => {
    expect(await carried()).toMatchObject({ booked: [{}], open: 0, used: { days: 0, reviews: 0 } })
  })

  it('is the work itself once they said yes', async () => {
    await answer('accepted')
    expect(await carried()).toMatchObject({ booked: [{}], open: 1, used: { reviews: 1 } })
  })

  it('is nothing once they said no, and not the review that is asked about', async () => {
    expect(await carried(requestId)).toBeUndefined()
    await answer('declined')
    expect(await carried()).toBeUndefined()
  })

  it('leaves out what must not exist for one of its readers, and not what is of their own service', async () => {
    await answer('accepted')
    const ctx = database.ctx()
    const reader = async (traits: PersonTraits) =>
      (await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }], ...traits })).id
    const free = await reader({})
    const works = await reader({ posts: [{ yotCode: 'barnet', level: 'manager' }] })
    const leads = await reader({ posts: [{ yotCode: 'barnet' }] })
    await checkOfficers(ctx, caseOf(requestId))
    const seenBy = async (...readerIds: string[]) =>
      (await carriedWork(ctx, { on: '2026-11-02', readerIds })).get(personId)?.used.reviews
    expect(await seenBy(free)).toBe(1)
    expect(await seenBy(leads)).toBe(1)
    expect(await seenBy(works)).toBeUndefined()
    expect(await seenBy(free, works)).toBeUndefined()
  })
})
