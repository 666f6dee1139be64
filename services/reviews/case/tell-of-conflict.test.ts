import { beforeAll, expect, it } from 'vitest'
import { declareYearly, type InterestInput } from '#services/conflicts/index.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { handlers } from '#services/worker.ts'
import { endHolding } from '#services/yots/index.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam, type ReviewTraits } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

/*
 * Declaring something, or changing post, checks a person's open work at once; whoever looks after it is told, and nothing
 * of it is written to anybody who is conflicted.
 */

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)

let administrator: MadePerson
let holder: MadePerson
let spare: MadePerson
let head: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01')
  administrator = await makePerson(ctx(), { name: 'Ada Free', appointments: [{ role: 'administrator' }] })
  holder = await makePerson(ctx(), { name: 'Holly', appointments: [{ role: 'coordinator', region: 'North West' }] })
  spare = await makePerson(ctx(), { name: 'Sam Spare', appointments: [{ role: 'coordinator', region: 'Wales' }] })
  head = await makeHost(ctx(), 'bolton')
})

const scene = async (status: ReviewTraits['status'] = 'preparing') => {
  const member = await makePerson(ctx(), { name: 'Mel Member', bank: {}, declaredOn: '2026-05-01' })
  const other = await makePerson(ctx(), { name: 'Oz Other', bank: {}, declaredOn: '2026-05-01' })
  const review = await makeReview(ctx(), {
    yotCode: 'bolton',
    requestedById: head.id,
    status,
    caseHolderId: holder.id,
  })
  await makeTeam(ctx(), review.id, [member, other])
  const mailsTo = async (person: MadePerson) => {
    const rows = await lettersIn(ctx().db, {
      where: { caseId: review.id, topic: 'mail' },
      orderBy: { id: 'asc' },
    })
    return rows.map(({ payload }) => JSON.stringify(payload)).filter((text) => text.includes(person.email))
  }
  return { ...review, member, other, mailsTo }
}

const declare = async (person: MadePerson, interest: Partial<InterestInput>) => {
  await declareYearly(as(person), { isNil: false, interests: [{ kind: 'family', yotCode: 'bolton', ...interest }] })
  await deliverAll(ctx(), handlers)
}

it('tells whoever looks after the case of a conflict to manage, once', async () => {
  const { member, mailsTo, ref } = await scene()
  await declare(member, { kind: 'personal' })
  const told = await mailsTo(holder)
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('Mel Member has a conflict of interest with this review that has to be managed')
  expect(told[0]).toContain(`/association/requests/${ref}/team`)
  await declareYearly(as(member), { isNil: false, interests: [] })
  await deliverAll(ctx(), handlers)
  expect(await mailsTo(holder)).toHaveLength(1)
  expect(await mailsTo(member)).toEqual([])
})

it('tells of a block before the visit by freeing the place, and later in as many words', async () => {
  const before = await scene()
  await declare(before.member, {})
  expect(await before.mailsTo(holder)).toMatchObject([expect.stringContaining('Mel Member is no longer available')])
  const later = await scene('on_site')
  await declare(later.member, {})
  expect(await later.mailsTo(holder)).toMatchObject([
    expect.stringContaining('Mel Member may no longer take part in this review'),
  ])
  for (const { mailsTo, member } of [before, later]) expect(await mailsTo(member)).toEqual([])
})

it('tells of a post that begins or ends', async () => {
  const { member, mailsTo } = await scene('on_site')
  const { id: holdingId } = await ctx().db.holding.create({
    data: {
      personId: member.id,
      yotCode: 'bolton',
      postId: (
        await ctx().db.post.create({
          data: { yotCode: 'bolton', title: 'Manager', level: 'manager', createdOn: new Date('2026-01-01') },
        })
      ).id,
      title: 'Manager',
      level: 'manager',
      kind: 'substantive',
      from: new Date('2026-01-01'),
    },
  })
  const { version } = await ctx().db.post.findFirstOrThrow({ where: { yotCode: 'bolton', title: 'Manager' } })
  const ended = await endHolding(as(head), { holdingId, version, lastDay: '2026-05-31' })
  expect(ended).toMatchObject({ ok: true })
  await deliverAll(ctx(), handlers)
  // Having worked there until yesterday blocks a reviewer still.
  expect(await mailsTo(holder)).toMatchObject([expect.stringContaining('may no longer take part')])
})

it('says nothing to a holder who is conflicted too: the case passes first, and the next one hears', async () => {
  const { member, mailsTo, id } = await scene('on_site')
  await declareYearly(as(holder), { isNil: false, interests: [{ kind: 'family', yotCode: 'bolton' }] })
  await declare(member, { kind: 'personal' })
  const { caseHolderId } = await ctx().db.reviewRequest.findUniqueOrThrow({ where: { id } })
  expect(caseHolderId).toBe(spare.id)
  expect(await mailsTo(holder)).toEqual([])
  expect((await mailsTo(spare)).join()).toContain('Mel Member')
  const interest = await ctx().db.interest.findFirstOrThrow({ where: { personId: holder.id } })
  await ctx().db.interest.delete({ where: { id: interest.id } })
})

it('asks those who may approve it when whoever looks after the case has something to manage', async () => {
  const { mailsTo } = await scene('on_site')
  const conflicted = await makePerson(ctx(), {
    appointments: [{ role: 'administrator' }],
    posts: [{ yotCode: 'bolton', level: 'manager' }],
  })
  const sold = await makePerson(ctx(), { name: 'Sol Sold', appointments: [{ role: 'coordinator', region: 'London' }] })
  const second = await makeReview(ctx(), {
    yotCode: 'bolton',
    requestedById: head.id,
    status: 'scoping',
    caseHolderId: sold.id,
  })
  await declare(sold, { kind: 'personal' })
  const rows = await lettersIn(ctx().db, { where: { caseId: second.id, topic: 'mail' } })
  const told = rows.map(({ payload }) => JSON.stringify(payload))
  expect(told).toMatchObject([expect.stringContaining('Sol Sold looks after this case')])
  expect(told.join()).toContain(administrator.email)
  expect(told.join()).not.toContain(conflicted.email)
  expect(await mailsTo(sold)).toEqual([])
})
