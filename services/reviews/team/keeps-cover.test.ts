import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { reviewPage } from '#services/reviews/pages/review-page.ts'
import { reviewTasks } from '#services/reviews/pages/tasks.ts'
import { teamPage } from '#services/reviews/pages/team-page.ts'
import { fillSeat, seatPage } from '#services/reviews/repair/fill-seat.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptGaps } from './accept-gaps.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { declineInvitation } from './decline-invitation.ts'

/*
 * Whoever steps into a place keeps what the team covered, or whoever looks after the case is asked; and no team is confirmed while it
 * lacks something that nobody has accepted by name.
 */

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)

let holder: MadePerson
const people = new Map<string, MadePerson>()
const known = new Map<string, Record<string, number>>()

const join = async (name: string, yotCode: string, themes: Record<string, number>, isLead = false) => {
  const person = await makePerson(database.ctx(), {
    name,
    posts: [{ yotCode, level: 'second_tier' }],
    bank: { roles: isLead ? ['reviewer', 'co_lead'] : ['reviewer'], themes },
  })
  await db().declaration.create({
    data: { personId: person.id, kind: 'annual', isNil: true, statedAt: database.ctx().clock.now() },
  })
  people.set(person.id, person)
  known.set(person.id, themes)
  return person
}

const started = async (yotCode: string, team: readonly MadePerson[]) => {
  const head = await makeHost(database.ctx(), yotCode)
  const review = await makeReview(database.ctx(), {
    yotCode,
    requestedById: head.id,
    status: 'inviting',
    caseHolderId: holder.id,
  })
  await makeTeam(database.ctx(), review.id, team, 'offered')
  return { ...review, head }
}

const row = (id: string) => db().reviewRequest.findUniqueOrThrow({ where: { id } })
const seatsOf = (requestId: string) =>
  db().seat.findMany({ where: { requestId }, orderBy: { position: 'asc' }, include: { invitations: true } })
const open = async (requestId: string) =>
  (await seatsOf(requestId)).flatMap(({ invitations }) => invitations.filter(({ status }) => status === 'offered'))
const answer = async (invitation: { id: string; personId: string; version: number }, isYes: boolean) => {
  const person = people.get(invitation.personId)
  if (!person) throw new Error('Not of the bank')
  const { id, version } = invitation
  const result = isYes
    ? await acceptInvitation(as(person), { id, version, declares: 'nothing' })
    : await declineInvitation(as(person), { id, version, reason: '' })
  expect(result).toMatchObject({ ok: true })
}
const invitationOf = async (requestId: string, person: MadePerson) => {
  const found = (await open(requestId)).find(({ personId }) => personId === person.id)
  if (!found) throw new Error(`${person.name} is not asked`)
  return found
}
const letters = async (requestId: string, person: MadePerson) => {
  const rows = await lettersIn(db(), { where: { caseId: requestId, topic: 'mail' }, orderBy: { id: 'asc' } })
  return rows.map(({ payload }) => JSON.stringify(payload)).filter((text) => text.includes(person.email))
}
const page = async (ref: string) => {
  const result = await teamPage(as(holder), ref)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), {
    name: 'Holly Holder',
    appointments: [{ role: 'coordinator', region: 'Yorks Hum' }],
  })
}, 60_000)

it('asks somebody who covers what was lost, though not listed; then the coordinator; and confirms only what is accepted by name', async () => {
  const rest = { A1: 2, K2: 2, K3: 2 }
  const ada = await join('Ada Lead', 'durham', rest, true)
  const bo = await join('Bo Lead', 'kent', rest, true)
  const jay = await join('Jay Custody', 'essex', { G1: 3 })
  // Some evidence of a theme is not enough to cover it.
  const cy = await join('Cy Reviewer', 'devon', { ...rest, G1: 1 })
  const isla = await join('Isla Listed', 'hackney', rest)
  const fay = await join('Fay Custody', 'cardiff', { G1: 2 })
  const review = await started('leeds', [ada, bo, jay, cy])
  const place = (await seatsOf(review.id))[2]?.id ?? ''
  await db().alternate.create({ data: { seatId: place, personId: isla.id, rank: 1, reasons: ['Listed'] } })

  await answer(await invitationOf(review.id, jay), false)
  expect((await open(review.id)).map(({ personId }) => personId)).toContain(fay.id)
  expect((await page(review.ref)).covers.map(({ people }) => people.join())).toContain('Fay Custody')
  expect(JSON.stringify((await page(review.ref)).covers)).not.toContain('Jay')

  // Nobody else knows of it: the place stays open, and whoever looks after the case is told what that means.
  await answer(await invitationOf(review.id, fay), false)
  const seat = (await seatsOf(review.id)).find(({ id }) => id === place)
  expect(seat?.personId).toBeNull()
  expect((await letters(review.id, holder)).at(-1)).toMatch(
    /Without them: Nobody covers Constructive resettlement.*place in the team for .* is open/s,
  )
  const offered = await seatPage(as(holder), review.ref, place)
  if (!offered.ok) throw new Error('no page')
  expect(offered.value.people.map(({ name, loses }) => [name, loses.length])).toEqual([['Isla Listed', 1]])
  const { version } = await row(review.id)
  const filled = await fillSeat(as(holder), { ref: review.ref, version, seatId: place, personId: isla.id })
  expect(filled).toMatchObject({ ok: true })

  for (const invitation of await open(review.id)) await answer(invitation, true)
  expect((await row(review.id)).status).toBe('inviting')
  expect((await letters(review.id, holder)).at(-1)).toMatch(/Everyone has said yes to .* but the team lacks something/)
  expect(await reviewTasks(as(holder))).toMatchObject([{ title: expect.stringContaining('See what the team lacks') }])
  const held = await page(review.ref)
  expect(held.gaps).toMatchObject([{ key: 'theme:G1', mayAccept: true }])

  const input = {
    ref: review.ref,
    version: held.version,
    gaps: ['theme:G1'],
    reason: 'The service has other advice on it.',
  }
  expect(await acceptGaps(as(ada), input)).toMatchObject({ ok: false })
  expect(await acceptGaps(as(holder), { ...input, gaps: ['theme:A1'] })).toMatchObject({ problem: { kind: 'stale' } })
  expect((await row(review.id)).status).toBe('inviting')
  expect(await acceptGaps(as(holder), input)).toMatchObject({ ok: true, value: { isConfirmed: true } })
  expect((await row(review.id)).status).toBe('confirmed')
  expect(await acceptGaps(as(holder), input)).toMatchObject({ ok: false })
  const entries = await db().auditEntry.findMany({ where: { event: 'review.gaps-accepted', caseId: review.id } })
  expect(entries).toMatchObject([{ actorId: holder.id, data: { accepted: ['theme:G1'], isConfirmed: true } }])
  expect((await page(review.ref)).accepted).toMatchObject([{ acceptedBy: 'Holly Holder', reason: input.reason }])
  // The service reads what its team does without and whose decision that was, not the words written about it.
  const hosts = await reviewPage(as(review.head), review.ref)
  expect(hosts).toMatchObject({ ok: true, value: { accepted: [{ acceptedBy: 'Holly Holder', reason: null }] } })
  // The gap register has it, once and still open: the team that is confirmed lacks it.
  const noted = await db().gap.findMany({ where: { caseIds: { has: review.id } } })
  expect(noted).toMatchObject([
    { kind: 'question', sourceKey: `review:${review.id}:theme:G1`, themes: ['G1'], metOn: null },
  ])
  await db().reviewRequest.update({ where: { id: review.id }, data: { status: 'withdrawn' } })
})

it('keeps what a team covers over random teams and drop-outs, and never confirms one that lacks something', async () => {
  const homes = ['lancashire', 'nottingham', 'birmingham', 'dorset', 'bolton', 'croydon', 'gwynedd-mon', 'sunderland']
  const codes = ['G1', 'A1', 'K2', 'K3']
  const yots = await db().yot.findMany({
    where: { code: { in: homes } },
    select: { code: true },
    orderBy: { code: 'asc' },
  })
  await db().standing.updateMany({ data: { status: 'removed' } })
  const crowd: MadePerson[] = []
  for (const [at, { code }] of yots.entries()) {
    // Everybody covers two or three of the four, and every second may lead.
    const themes = Object.fromEntries(
      codes.filter((_, bit) => (at + bit) % 3 !== 0).map((theme) => [theme, 2 + (at % 2)]),
    )
    crowd.push(await join(`Crowd ${at}`, code, themes, at % 2 === 0))
  }
  const everyone = crowd
  const covers = (ids: readonly (string | null)[]) =>
    codes.filter((code) => ids.some((id) => id !== null && (known.get(id)?.[code] ?? 0) >= 2))
  const seen = { replaced: 0, asked: 0, confirmed: 0, held: 0 }
  const hosts = ['sheffield', 'hull', 'york', 'wakefield', 'calderdale', 'kirklees', 'doncaster', 'bradford']
  let turn = 0
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(
        everyone.map((_, at) => at),
        { minLength: 4, maxLength: 5 },
      ),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 3 })), { minLength: 4, maxLength: 4 }),
      async (chosen, answers) => {
        const team = chosen.flatMap((at) => everyone[at] ?? [])
        const review = await started(hosts[turn++ % hosts.length] ?? 'hull', team)
        for (const [who, kind] of answers) {
          const waiting = await open(review.id)
          const invitation = waiting[who % Math.max(1, waiting.length)]
          if (!invitation) break
          const before = await seatsOf(review.id)
          await answer(invitation, kind > 0)
          const after = await seatsOf(review.id)
          if (kind > 0) continue
          const now = after.find(({ id }) => id === invitation.seatId)
          if (now?.personId) {
            seen.replaced += 1
            const had = covers(before.map(({ personId }) => personId))
            expect(covers(after.map(({ personId }) => personId))).toEqual(expect.arrayContaining(had))
          } else {
            seen.asked += 1
            expect((await letters(review.id, holder)).at(-1)).toContain(' is open')
          }
        }
        for (const invitation of await open(review.id)) await answer(invitation, true)
        const seats = await seatsOf(review.id)
        const isFull = seats.every(({ personId, invitations }) =>
          invitations.some((each) => each.personId === personId && each.status === 'accepted'),
        )
        const { status } = await row(review.id)
        if (status === 'confirmed') {
          seen.confirmed += 1
          expect(isFull).toBe(true)
          expect(covers(seats.map(({ personId }) => personId))).toEqual(codes)
        } else if (isFull) {
          seen.held += 1
          const { gaps } = await page(review.ref)
          expect(gaps.length).toBeGreaterThan(0)
        }
        await db().reviewRequest.update({ where: { id: review.id }, data: { status: 'withdrawn' } })
      },
    ),
    { numRuns: 20, seed: 11 },
  )
  // Ids are drawn at random, and with them who of two alike steps in: how often nobody can is left open.
  expect(Math.min(seen.replaced, seen.confirmed, seen.held)).toBeGreaterThan(0)
}, 120_000)
