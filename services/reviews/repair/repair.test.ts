import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import { releaseLapsed } from '#services/reviews/jobs.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { seatPage } from './fill-seat.ts'
import { mendTeam } from './mend-team.ts'
import { datesPage, moveDates } from './move-dates.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
let holder: MadePerson
let bank: MadePerson[]
const asHolder = () => database.ctx(holder.actor)
const person = (at: number): MadePerson => {
  const found = bank[at]
  if (!found) throw new Error(`nobody at ${at}`)
  return found
}

beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  // Co-leads are 0, 3 and 6: with one gone, only the third could lead.
  bank = await makeBank(database.ctx(), 8)
}, 60_000)

/** A team of these, all of whom said yes, but `waiting`, who have not answered; `gone` has said no and left an open place. */
const teamOf = async (
  yotCode: string,
  people: number[],
  { gone, waiting = [] }: { gone?: number; waiting?: number[] },
) => {
  const head = await makeHost(database.ctx(), yotCode)
  const review = await makeReview(database.ctx(), {
    yotCode,
    requestedById: head.id,
    status: gone === undefined ? 'confirmed' : 'inviting',
    caseHolderId: holder.id,
  })
  await makeTeam(database.ctx(), review.id, people.map(person))
  const { seat, invitation } = db()
  const at = async (who: number) => seat.findFirstOrThrow({ where: { requestId: review.id, personId: person(who).id } })
  for (const who of waiting)
    await invitation.updateMany({ where: { seatId: (await at(who)).id }, data: { status: 'offered' } })
  if (gone === undefined) return { ...review, seatId: '' }
  const { id: seatId } = await at(gone)
  await invitation.updateMany({ where: { seatId }, data: { status: 'declined' } })
  await seat.update({ where: { id: seatId }, data: { personId: null } })
  return { ...review, seatId }
}

const over = async (id: string) => db().reviewRequest.update({ where: { id }, data: { status: 'withdrawn' } })

const seatsOf = async (requestId: string) => {
  const seats = await db().seat.findMany({
    where: { requestId },
    orderBy: { position: 'asc' },
    include: { invitations: { orderBy: { offeredAt: 'asc' } } },
  })
  return seats.map(({ role, personId, invitations }) => {
    const own = invitations.find((each) => each.personId === personId)
    return `${role} ${bank.findIndex(({ id }) => id === personId)} ${own?.status ?? 'open'}`
  })
}

const mailTo = async (who: number, requestId: string) => {
  const { value } = await db()
    .emailAddress.findFirstOrThrow({ where: { personId: person(who).id } })
    .then((row) => ({ value: Object.values(row).find((each) => typeof each === 'string' && each.includes('@')) }))
  const messages = await lettersIn(db(), {
    where: { caseId: requestId, topic: 'mail' },
    orderBy: { id: 'asc' },
  })
  return messages.map(({ payload }) => JSON.stringify(payload)).filter((text) => text.includes(String(value)))
}

const waysFor = async ({ ref, seatId }: { ref: string; seatId: string }) => {
  const page = await seatPage(asHolder(), ref, seatId)
  if (!page.ok) throw new Error(JSON.stringify(page.problem))
  return page.value
}

describe('mending a team', () => {
  it('lets somebody who has not answered take the role nobody else could, and asks who is new', async () => {
    const review = await teamOf('leeds', [0, 3, 1, 2, 6], { gone: 0, waiting: [6] })
    const { otherWays, version } = await waysFor(review)
    const chain = otherWays.find(({ kind }) => kind === 'chain')
    if (!chain) throw new Error('no chain')
    expect(chain.changes.join(' ')).toContain('becomes co-lead instead of reviewer')
    const input = { ref: review.ref, version, seatId: review.seatId, way: 'chain' as const, shown: chain.shown }

    expect(await mendTeam(asHolder(), { ...input, shown: 'something else' })).toMatchObject({
      problem: { kind: 'stale' },
    })
    const mended = await mendTeam(asHolder(), input)
    expect(mended).toMatchObject({ ok: true, value: { moved: [person(6).id], left: [] } })
    const seats = await seatsOf(review.id)
    expect(seats.slice(0, 4)).toEqual([
      'co_lead 6 offered',
      'co_lead 3 accepted',
      'reviewer 1 accepted',
      'reviewer 2 accepted',
    ])
    const mails = await mailTo(6, review.id)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toContain('another role than reviewer')
    expect(await mailTo(3, review.id)).toEqual([])
    expect(await db().auditEntry.count({ where: { event: 'review.team-mended', caseId: review.id } })).toBe(1)
    expect(await mendTeam(asHolder(), input)).toMatchObject({ ok: false })
    await over(review.id)
  })

  it('puts the team together anew around those who said yes, and tells whoever is not needed', async () => {
    const weak = await makePerson(database.ctx(), {
      name: 'Weak Waiting',
      posts: [{ yotCode: 'hackney', level: 'manager' }],
      bank: { roles: ['reviewer'], themes: {} },
    })
    await db().declaration.create({
      data: { personId: weak.id, kind: 'annual', isNil: true, statedAt: database.ctx().clock.now() },
    })
    bank.push(weak)
    const review = await teamOf('hull', [0, 3, 1, 8, 2], { gone: 2, waiting: [8] })
    const answers = (status: 'accepted' | 'offered') =>
      db().invitation.updateMany({ where: { personId: weak.id }, data: { status } })
    await answers('accepted')
    expect(JSON.stringify((await waysFor(review)).otherWays)).not.toContain('Weak Waiting')
    await answers('offered')
    const { otherWays, version } = await waysFor(review)
    const anew = otherWays.find(({ kind }) => kind === 're-solve')
    if (!anew) throw new Error('no re-solve')
    expect(anew.changes.join(' ')).toContain('Weak Waiting leaves the team')
    const input = { ref: review.ref, version, seatId: review.seatId, way: 're-solve' as const, shown: anew.shown }
    expect(await mendTeam(asHolder(), input)).toMatchObject({ ok: true, value: { left: [weak.id] } })
    const seats = await seatsOf(review.id)
    expect(seats.slice(0, 3)).toEqual(['co_lead 0 accepted', 'co_lead 3 accepted', 'reviewer 1 accepted'])
    expect(seats.filter((seat) => seat.includes('open'))).toEqual([])
    expect((await mailTo(8, review.id)).join()).toContain('You are not needed')
    const gone = await db().invitation.findFirstOrThrow({ where: { personId: weak.id } })
    expect(gone.status).toBe('withdrawn')
    await over(review.id)
  })

  it('is for whoever looks after the case', async () => {
    const review = await teamOf('york', [0, 3, 1, 2], { gone: 2 })
    const other = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'London' }] })
    const input = { ref: review.ref, version: 1, seatId: review.seatId, way: 'chain' as const, shown: '' }
    expect(await mendTeam(database.ctx(other.actor), input)).toMatchObject({ problem: { kind: 'not-found' } })
    await over(review.id)
  })
})

describe('moved dates', () => {
  it('carry over nobody’s yes: who can come is asked again, who cannot is released and told', async () => {
    const review = await teamOf('bradford', [0, 3, 1, 2], {})
    const row = await db().reviewRequest.findUniqueOrThrow({ where: { id: review.id } })
    const was = isoFromDate(row.startsOn ?? new Date(0))
    const days = { startsOn: addDays(was, 14), endsOn: addDays(was, 16) }
    await db().absence.create({
      data: { personId: person(2).id, from: dateFromIso(days.startsOn), until: dateFromIso(days.endsOn) },
    })
    const before = await seatsOf(review.id)
    const looked = await datesPage(asHolder(), review.ref, days)
    if (!looked.ok) throw new Error(JSON.stringify(looked.problem))
    expect(looked.value.effect?.people.map(({ isLost, say }) => isLost && say)).toEqual([
      false,
      false,
      false,
      expect.any(String),
    ])
    expect(looked.value.effect?.people[3]?.say).toContain('Not free on')
    expect(await seatsOf(review.id)).toEqual(before)

    const input = { ref: review.ref, version: row.version, ...days }
    const same = { startsOn: was, endsOn: addDays(was, 2) }
    expect(await moveDates(asHolder(), { ...input, ...same })).toMatchObject({
      problem: { fields: { startsOn: 'These are the dates that it has already' } },
    })
    expect(await moveDates(asHolder(), { ...input, startsOn: '2026-06-03', endsOn: '2026-06-05' })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    expect(await moveDates(asHolder(), input)).toMatchObject({ ok: true })
    expect(await seatsOf(review.id)).toEqual([
      'co_lead 0 offered',
      'co_lead 3 offered',
      'reviewer 1 offered',
      expect.stringMatching(/^reviewer \d offered$/),
    ])
    const moved = await db().reviewRequest.findUniqueOrThrow({ where: { id: review.id } })
    expect(moved.status).toBe('inviting')
    expect(isoFromDate(moved.startsOn ?? new Date(0))).toBe(days.startsOn)
    expect((await mailTo(0, review.id)).join()).toContain('does not count for the new dates')
    expect((await mailTo(2, review.id)).join()).toContain('days that you cannot do')
    // The same button on the same page again is the same press; other dates from it are told how it stands.
    const letters = await db().outboxMessage.count({ where: { caseId: review.id } })
    expect(await moveDates(asHolder(), input)).toMatchObject({ ok: true })
    expect(await db().outboxMessage.count({ where: { caseId: review.id } })).toBe(letters)
    expect(await moveDates(asHolder(), { ...input, ...same })).toMatchObject({ problem: { kind: 'stale' } })
    await over(review.id)
  })
})

it('releases and tells somebody whose place in the bank lapses after they said yes, and nobody else', async () => {
  const review = await teamOf('wakefield', [0, 3, 1, 4], {})
  await releaseLapsed(database.ctx())
  expect(await seatsOf(review.id)).toHaveLength(4)
  expect((await seatsOf(review.id)).join()).not.toContain('open')
  const yesterday = dateFromIso(addDays(database.ctx().clock.today(), -1))
  await db().standing.update({ where: { personId: person(4).id }, data: { expiresOn: yesterday } })
  await releaseLapsed(database.ctx())
  expect(await seatsOf(review.id)).toEqual([
    'co_lead 0 accepted',
    'co_lead 3 accepted',
    'reviewer 1 accepted',
    expect.stringMatching(/^reviewer \d offered$/),
  ])
  expect((await mailTo(4, review.id)).join()).toContain('released from a review team')
})
