import { beforeAll, describe, expect, it } from 'vitest'
import type { BankCandidate } from '#services/bank/index.ts'
import { checkOfficers } from '#services/conflicts/index.ts'
import { type Need, prepareBank, rankCandidates } from '#services/matching/index.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { type CarriedWork, carriedWork } from './carried-work.ts'
import { asCandidate } from './team-question.ts'

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

describe('what somebody carries, as the matcher takes it', () => {
  const need: Need = {
    ...{ id: 'need', yot: 'leeds', region: 'North', lat: null, lng: null, mode: 'remote', leads: 0, peers: [1, 1] },
    ...{
      days: 3,
      windows: [{ from: '2026-11-16', to: '2026-11-18' }],
      themes: [],
      excluded: [],
      nominated: [],
      locked: [],
    },
  }
  const mayServe = (work: Partial<CarriedWork>) => {
    const person: BankCandidate = {
      ...{
        id: 'a',
        name: 'A',
        yot: 'kent',
        region: 'South',
        lat: null,
        lng: null,
        maxKm: null,
        roles: ['peer'],
        rung: null,
      },
      ...{ themes: {}, lastOn: {}, rating: null, days: null, reviews: null, used: { days: 0, reviews: 0 }, busy: [] },
    }
    const none = { used: { days: 0, reviews: 0 }, booked: [], open: 0, done: 0, led: 0, lastLedOn: null, ledOn: {} }
    const bank = prepareBank([asCandidate(person, { ...none, ...work })], { asOf: '2026-06-01' })
    return rankCandidates(bank, { need, conflicts: [] }).ranked.length === 1
  }

  it('keeps fourteen days free before and after another review', () => {
    expect(mayServe({ booked: [{ from: '2026-10-30', to: '2026-11-01' }] })).toBe(true)
    expect(mayServe({ booked: [{ from: '2026-10-30', to: '2026-11-02' }] })).toBe(false)
    expect(mayServe({ booked: [{ from: '2026-12-03', to: '2026-12-04' }] })).toBe(true)
    expect(mayServe({ booked: [{ from: '2026-12-02', to: '2026-12-04' }] })).toBe(false)
  })

  it('is two reviews at once at most', () => {
    expect(mayServe({ open: 1 })).toBe(true)
    expect(mayServe({ open: 2 })).toBe(false)
  })
})
