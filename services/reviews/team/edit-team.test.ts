import { beforeAll, expect, it } from 'vitest'
import { reviewPage } from '#services/reviews/pages/review-page.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { chooseProposal } from './choose-proposal.ts'
import { editTeamPage, saveTeam } from './edit-team.ts'
import { lockSeat } from './lock-seat.ts'
import { planIn } from './proposal.ts'
import { proposeTeam } from './propose-team.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
let holder: MadePerson
let bank: MadePerson[]
let head: MadePerson
let review: { id: string; ref: string }
let windowId: string

const asHolder = () => database.ctx(holder.actor)
const version = async () => (await db().reviewRequest.findUniqueOrThrow({ where: { id: review.id } })).version
const page = async (asked: { people?: string[]; search?: string } = {}) => {
  const result = await editTeamPage(asHolder(), review.ref, 1, { search: '', ...asked })
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  bank = await makeBank(database.ctx(), 14)
  head = await makeHost(database.ctx(), 'leeds')
  review = await makeReview(database.ctx(), {
    yotCode: 'leeds',
    requestedById: head.id,
    status: 'scoping',
    caseHolderId: holder.id,
  })
  await proposeTeam(asHolder(), { ref: review.ref, version: await version() })
  windowId = (await db().candidateWindow.findFirstOrThrow({ where: { requestId: review.id } })).id
}, 60_000)

it('shows at once what a change breaks, lacks and costs, and who is not on the list and why', async () => {
  const before = await page()
  expect(before.effect).toMatchObject({ breaches: [], missing: [], say: 'As good as the best team.' })
  expect(before.places.map(({ role }) => role).slice(0, 3)).toEqual(['Co-lead', 'Co-lead', 'Reviewer'])
  const people = before.places.map(({ personId }) => personId)
  const without = await page({ people: ['', ...people.slice(1)] })
  expect(without.effect.missing).toEqual([
    expect.stringMatching(/^A co-lead is missing: \d+ others could serve on these dates\.$/),
  ])
  const twice = await page({ people: [people[1] ?? '', ...people.slice(1)] })
  expect(twice.effect.breaches.join()).toContain('Takes two places.')
  const notLead = bank.find((_, index) => index % 3 === 1)
  const [why] = (await page({ search: notLead?.name ?? '' })).why
  expect(why?.place).toBeGreaterThan(0)
  expect((await page({ search: 'nobody of that name' })).why).toEqual([])
})

it('says which two are from one service, and keeps no such team', async () => {
  const before = await page()
  const people = before.places.map(({ personId }) => personId)
  // Homes repeat after ten: the eleventh works where the first does.
  const firsts = bank.slice(0, 4).map(({ id }) => id)
  const at = people.findIndex((id) => firsts.includes(id))
  const twin = bank[10 + bank.findIndex(({ id }) => id === people[at])]
  const place = before.places.findIndex(({ role, personId }, index) => role === 'Reviewer' && index !== at && personId)
  const changed = people.map((id, index) => (index === place ? (twin?.id ?? '') : id))
  const { effect } = await page({ people: changed })
  const names = [bank.find(({ id }) => id === people[at])?.name, twin?.name]
  expect(effect.breaches.join()).toContain('are from one service; at most 1 may be.')
  for (const name of names) expect(effect.breaches.join()).toContain(name)
  const kept = await saveTeam(asHolder(), {
    ref: review.ref,
    number: 1,
    version: await version(),
    windowId,
    people: changed,
  })
  expect(kept).toMatchObject({ problem: { kind: 'refused', why: expect.stringContaining('from one service') } })
})

it('keeps a team put together by hand as another proposal, and refuses one that breaks a rule', async () => {
  const before = await page()
  const people = before.places.map(({ personId }) => personId)
  const free = before.places[2]?.people.find(({ id }) => !people.includes(id))
  const changed = people.map((id, at) => (at === 2 ? (free?.id ?? '') : id))
  const input = { ref: review.ref, number: 1, windowId }
  const twice = [people[1] ?? '', ...people.slice(1)]
  expect(await saveTeam(asHolder(), { ...input, version: await version(), people: twice })).toMatchObject({
    problem: { kind: 'refused' },
  })
  const outcome = await page({ people: changed })
  const saved = await saveTeam(asHolder(), { ...input, version: await version(), people: changed })
  expect(saved.ok).toBe(outcome.effect.breaches.length === 0)
  const newest = await db().teamProposal.findFirstOrThrow({
    where: { requestId: review.id },
    orderBy: { number: 'desc' },
  })
  if (saved.ok) {
    expect(
      planIn(newest.plan)
        .members.map(({ personId }) => personId)
        .sort(),
    ).toEqual(changed.filter(Boolean).sort())
    expect(planIn(newest.plan).differs).toContain('by hand from proposal 1')
  }
})

it('keeps somebody who is locked in every later proposal', async () => {
  await chooseProposal(asHolder(), { ref: review.ref, version: await version(), number: 1 })
  const seat = await db().seat.findFirstOrThrow({
    where: { requestId: review.id, role: 'reviewer' },
    orderBy: { position: 'asc' },
  })
  const locked = await lockSeat(asHolder(), { ref: review.ref, version: await version(), seatId: seat.id, lock: 'yes' })
  expect(locked).toEqual({ ok: true, value: { isLocked: true } })
  const before = await db().teamProposal.count({ where: { requestId: review.id } })
  await proposeTeam(asHolder(), { ref: review.ref, version: await version() })
  const rows = await db().teamProposal.findMany({ where: { requestId: review.id, number: { gt: before } } })
  expect(rows.length).toBeGreaterThan(0)
  for (const { plan } of rows)
    expect(planIn(plan).members).toContainEqual(expect.objectContaining({ personId: seat.personId, role: 'peer' }))
  const places = (await page()).places.map(({ personId }) => (personId === seat.personId ? '' : personId))
  const without = await saveTeam(asHolder(), {
    ref: review.ref,
    version: await version(),
    number: 1,
    windowId,
    people: places,
  })
  expect(without).toMatchObject({ problem: { kind: 'refused' } })
})

it('shows the service the team that is chosen, and why each, before anybody is asked; nothing of what people carry', async () => {
  const shown = async () => {
    const seen = await reviewPage(database.ctx(head.actor), review.ref)
    if (!seen.ok) throw new Error('not seen')
    return seen.value.chosen
  }
  await db().teamProposal.updateMany({ where: { requestId: review.id }, data: { chosenAt: null } })
  await db().alternate.deleteMany({ where: { seat: { requestId: review.id } } })
  await db().seat.deleteMany({ where: { requestId: review.id } })
  expect(await shown()).toBeNull()
  await chooseProposal(asHolder(), { ref: review.ref, version: await version(), number: 1 })
  const chosen = await shown()
  expect(chosen?.people.length).toBeGreaterThanOrEqual(4)
  expect(chosen?.questions.length).toBeGreaterThanOrEqual(4)
  for (const { parts, levels, says, why } of chosen?.people ?? []) {
    expect(parts).toHaveLength(1)
    expect(says[0]).toMatch(/Youth Justice/)
    expect(levels).toHaveLength(chosen?.questions.length ?? 0)
    expect(why).toContain('vidence for')
    expect(why).not.toMatch(/this year|Rated|asked less|conflict/)
  }
  // The team, asked and not, and outsiders read nothing of it.
  expect(await reviewPage(database.ctx(holder.actor), review.ref)).toMatchObject({ value: { chosen: null } })
})
