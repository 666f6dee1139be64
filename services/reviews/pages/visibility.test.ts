import { beforeAll, describe, expect, it } from 'vitest'
import { checkPeople } from '#services/conflicts/index.ts'
import { notFound } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { requestsQueue } from '#services/reviews/request/requests-queue.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { deskPage } from './desk-page.ts'
import { invitationPage } from './invitation-page.ts'
import { myReviews } from './list-reviews.ts'
import { reviewPage } from './review-page.ts'
import { reviewTasks } from './tasks.ts'
import { teamPage } from './team-page.ts'

const database = openTestDatabase()
const db = () => database.ctx().db

let holder: MadePerson
let bank: MadePerson[]
beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), {
    name: 'Holly Holder',
    appointments: [{ role: 'coordinator', region: 'North West' }],
  })
  bank = await makeBank(database.ctx(), 4)
}, 60_000)

const queue = (person: MadePerson, group: 'waiting' | 'team' = 'waiting') =>
  requestsQueue(database.ctx(person.actor), { group, page: 1, isMine: false })

const refsIn = async (person: MadePerson, group: 'waiting' | 'team' = 'waiting') => {
  const page = await queue(person, group)
  return page.ok ? page.value.rows.map(({ ref }) => ref) : page.problem.kind
}

describe('who knows of a request', () => {
  it('its own service, its coordinator, the board and administrators; nobody else, and nobody who is blocked', async () => {
    const head = await makeHost(database.ctx(), 'bury-and-rochdale')
    const unwanted = await makePerson(database.ctx(), { bank: {} })
    const review = await makeReview(database.ctx(), {
      yotCode: 'bury-and-rochdale',
      requestedById: head.id,
      status: 'coordinator_checked',
      caseHolderId: holder.id,
      objections: [unwanted.id],
    })
    const { ref } = review
    const board = await makePerson(database.ctx(), { appointments: [{ role: 'board_member' }] })
    const blocked = await makePerson(database.ctx(), {
      appointments: [{ role: 'board_member' }, { role: 'administrator' }],
      posts: [{ yotCode: 'bury-and-rochdale', level: 'manager' }],
    })
    const elsewhere = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Wales' }] })
    const neighbour = await makePerson(database.ctx(), { posts: [{ yotCode: 'bolton', level: 'manager' }] })
    await checkPeople(database.ctx(), {
      case: caseOf(review.id),
      activity: 'deciding',
      personIds: [blocked.id, board.id],
      moment: 'change',
    })

    for (const person of [head, holder, board]) {
      expect(await reviewPage(database.ctx(person.actor), ref)).toMatchObject({ ok: true, value: { ref } })
    }
    for (const person of [blocked, elsewhere, neighbour, unwanted]) {
      const ctx = database.ctx(person.actor)
      expect(await reviewPage(ctx, ref)).toEqual(notFound())
      expect(await deskPage(ctx, ref)).toEqual(notFound())
      expect(await teamPage(ctx, ref)).toEqual(notFound())
      expect(JSON.stringify(await myReviews(ctx))).not.toContain(ref)
      expect(JSON.stringify(await reviewTasks(ctx))).not.toContain(ref)
    }
    expect(await refsIn(board)).toContain(ref)
    expect(await refsIn(holder)).toContain(ref)
    expect(await refsIn(blocked)).not.toContain(ref)
    expect(await refsIn(elsewhere)).not.toContain(ref)
    expect(await refsIn(neighbour)).toBe('forbidden')
    const counts = await queue(blocked)
    expect(counts.ok && counts.value.groups.reduce((sum, { count }) => sum + count, 0)).toBe(0)

    // Somebody of the association at the host's own desk is not there: the host's page is theirs.
    expect(await deskPage(database.ctx(head.actor), ref)).toEqual(notFound())
    const names = (page: Awaited<ReturnType<typeof reviewPage>>) => (page.ok ? page.value.objections : 'none')
    expect(names(await reviewPage(database.ctx(head.actor), ref))).toEqual([{ name: unwanted.name, reason: null }])
    expect(names(await reviewPage(database.ctx(holder.actor), ref))).toEqual([{ name: unwanted.name, reason: null }])
    expect(names(await reviewPage(database.ctx(board.actor), ref))).toEqual([{ name: unwanted.name, reason: null }])
  })
})

describe('what each side sees', () => {
  const running = async (status: 'inviting' | 'confirmed' | 'presented' | 'draft_report', yotCode: string) => {
    const head = await makeHost(database.ctx(), yotCode)
    const unwanted = await makePerson(database.ctx(), { name: 'Unwanted Umar', bank: {} })
    const review = await makeReview(database.ctx(), {
      yotCode,
      requestedById: head.id,
      status,
      caseHolderId: holder.id,
      objections: [unwanted.id],
    })
    await makeTeam(database.ctx(), review.id, bank, status === 'inviting' ? 'offered' : 'accepted')
    return { head, ...review }
  }

  it('the team never sees whom the host would rather not have, nor the board’s notes', async () => {
    const { id, ref } = await running('confirmed', 'salford')
    await db().reviewRequest.update({
      where: { id },
      data: { checkNote: 'A note for the board', decisionReasons: 'The reasons of the board' },
    })
    const member = await reviewPage(database.ctx(bank[2]?.actor), ref)
    expect(member.ok).toBe(true)
    const seen = JSON.stringify(member)
    for (const secret of ['Unwanted', 'A note for the board', 'The reasons of the board', holder.name]) {
      expect(seen).not.toContain(secret)
    }
    expect(seen).toContain(bank[0]?.name)
  })

  it('the host sees who comes once everyone has said yes, and not before', async () => {
    const before = await running('inviting', 'oldham')
    const early = await reviewPage(database.ctx(before.head.actor), before.ref)
    expect(early.ok && early.value.team).toEqual([])
    const after = await running('confirmed', 'cheshire')
    const late = await reviewPage(database.ctx(after.head.actor), after.ref)
    expect(late.ok && late.value.team.map(({ name }) => name)).toEqual(bank.map(({ name }) => name))
  })

  it('an invitee reads their own invitation, and nothing once something blocks them', async () => {
    const { id } = await running('inviting', 'wigan')
    const [invitation] = await db().invitation.findMany({ where: { seat: { requestId: id } } })
    const invitee = bank.find((person) => person.id === invitation?.personId)
    const other = bank.find((person) => person.id !== invitation?.personId)
    if (!invitation || !invitee || !other) throw new Error('Nobody invited')
    expect(await invitationPage(database.ctx(invitee.actor), invitation.id)).toMatchObject({
      ok: true,
      value: { isOpen: true, known: expect.any(Array) },
    })
    expect(await invitationPage(database.ctx(other.actor), invitation.id)).toEqual(notFound())
    expect(await invitationPage(database.ctx(holder.actor), invitation.id)).toEqual(notFound())
    const declaration = await db().declaration.findFirstOrThrow({ where: { personId: invitee.id } })
    await db().interest.create({
      data: { personId: invitee.id, declarationId: declaration.id, kind: 'family', yotCode: 'wigan' },
    })
    expect(await invitationPage(database.ctx(invitee.actor), invitation.id)).toEqual(notFound())
    expect(
      (await myReviews(database.ctx(invitee.actor))).serving.map(({ invitationId }) => invitationId),
    ).not.toContain(invitation.id)
  })

  it('each finds what waits for them at home', async () => {
    const { ref, head } = await running('draft_report', 'stockport')
    const titles = async (person: MadePerson) =>
      (await reviewTasks(database.ctx(person.actor))).map(({ title }) => title)
    expect(await titles(head)).toContain('Comment on the facts: Stockport Youth Justice Service')
    const submitted = await makeReview(database.ctx(), {
      yotCode: 'stockport',
      requestedById: head.id,
      status: 'submitted',
      caseHolderId: holder.id,
    })
    const tasks = await reviewTasks(database.ctx(holder.actor))
    expect(tasks.map(({ href }) => href)).toContain(`/association/requests/${submitted.ref}`)
    expect(tasks.every(({ href }) => !href.includes(ref))).toBe(true)
  })
})
