import { beforeAll, expect, it } from 'vitest'
import type { Ctx } from '#services/core/context.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import type { Handler } from '#services/core/outbox.ts'
import type { Result } from '#services/core/result.ts'
import { rooms } from '#services/exchange.ts'
import { documentsPage, wallPage, workbookPage, workLinks } from '#services/fieldwork/index.ts'
import { reportPage } from '#services/reports/index.ts'
import {
  acceptInvitation,
  acceptTerms,
  chooseProposal,
  decideRequest,
  draftTerms,
  inviteTeam,
  issueTerms,
  proposeTeam,
  recordPage,
  recordScoping,
  recordStage,
  reviewPage,
  stepsPage,
} from '#services/reviews/index.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { findPairOf } from './queries.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson): Ctx => database.ctx(person.actor)

let [head, holder, board]: MadePerson[] = []
let bank: MadePerson[] = []

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  head = await makeHost(ctx, 'york')
  holder = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  board = await makePerson(ctx, { appointments: [{ role: 'board_member' }] })
  bank = await makeBank(ctx, 6)
}, 60_000)

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

/** Hands every message of a topic to every room that listens, as the worker does. */
const deliver = async (topic: string, caseId: string) => {
  const handlers = rooms.flatMap(({ handlers = {} }): Handler[] => (handlers[topic] ? [handlers[topic]] : []))
  const messages = await db().outboxMessage.findMany({ where: { topic, caseId } })
  for (const message of messages) for (const handle of handlers) await handle(database.ctx(), message)
  return messages.length
}

it('runs from the board’s decision to close with one peer, its own terms and timeline, ratings and ledger, and nothing of a report', async () => {
  if (!head || !holder || !board) throw new Error('Nobody')
  const { id, ref } = await makeReview(database.ctx(), {
    yotCode: 'york',
    requestedById: head.id,
    status: 'coordinator_checked',
    caseHolderId: holder.id,
    kloes: [['G1'], ['A1']],
  })
  const at = async () => ({
    ref,
    version: (await db().reviewRequest.findUniqueOrThrow({ where: { id } })).version,
  })
  const reasons = 'A day with somebody who has done it would answer this sooner.'
  value(await decideRequest(as(board), { ...(await at()), decision: 'support-approved', reasons }))
  const page = value(await reviewPage(as(head), ref))
  expect(page).toMatchObject({
    title: 'Lighter peer support for York Youth Justice Service',
    status: 'approved',
    isReported: false,
  })
  expect(page.steps.map(({ title }) => title)).toEqual([
    'Request sent',
    'Checked by the coordinator',
    'Decided by the programme board',
    'Call about what would help',
    'Team proposed',
    'Team invited',
    'Team confirmed',
    'Terms accepted',
    'Support begins',
    'Support given',
    'Note with the main points',
    'Support closed',
  ])

  // A whole team is for reviews.
  const call = { calledOn: '2026-06-01', leadsWanted: 1, peersLeast: 0, peersMost: 1, days: 1, note: undefined }
  expect(await recordScoping(as(holder), { ...(await at()), ...call, peersMost: 4 })).toMatchObject({
    problem: { kind: 'invalid', fields: { peersMost: 'Choose 0 to 1' } },
  })
  value(await recordScoping(as(holder), { ...(await at()), ...call }))
  value(await proposeTeam(as(holder), await at()))
  const proposal = await db().teamProposal.findFirstOrThrow({ where: { requestId: id, number: 1 } })
  // One person, from one region, and nobody asks for the golden threads.
  expect(proposal.plan).toMatchObject({ members: [{ role: 'lead' }], missing: [] })
  value(await chooseProposal(as(holder), { ...(await at()), number: 1 }))
  value(await inviteTeam(as(holder), await at()))
  const invitation = await db().invitation.findFirstOrThrow({ where: { seat: { requestId: id } } })
  const peer = bank.find((person) => person.id === invitation.personId)
  if (!peer) throw new Error('Nobody was invited')
  const answer = { id: invitation.id, version: 1, declares: 'nothing' as const }
  expect(value(await acceptInvitation(as(peer), answer))).toBe('accepted')

  const { text } = value(await draftTerms(as(holder), ref))
  expect(text).toContain('This is support by peers')
  expect(text).not.toMatch(/self-assessment and documents|draft report|golden|Voice of the child/)
  value(await issueTerms(as(holder), { ref, text }))
  const hash = (await readText(database.ctx(), { kind: 'review-terms', subjectId: id }))?.hash ?? ''
  for (const person of [head, peer]) value(await acceptTerms(as(person), { ref, number: 1, hash, hasRead: 'yes' }))
  expect(await deliver('review-prepared', id)).toBe(0)
  for (const [person, find] of [head, peer].flatMap((person) =>
    [workbookPage, wallPage, reportPage].map((find) => [person, find] as const),
  )) {
    expect(await find(as(person), ref)).toMatchObject({ problem: { kind: 'not-found' } })
  }
  expect(await documentsPage(as(peer), ref)).toMatchObject({ ok: true })
  expect((await workLinks(as(peer), ref)).map(({ text }) => text)).toEqual([
    'People and messages',
    'Steps to tick off',
    'Documents',
  ])

  const startsOn = page.request.windows[0]?.startsOn ?? ''
  database.setNow(startsOn)
  value(await recordStage(as(peer), 'arrived', { ...(await at()), happenedOn: startsOn }))
  expect(await recordPage(as(holder), ref, 'closed')).toMatchObject({ problem: { kind: 'refused' } })
  value(await recordStage(as(peer), 'presented', { ...(await at()), happenedOn: startsOn }))
  expect(await deliver('work-delivered', id)).toBe(1)
  expect(await db().report.count({ where: { reviewId: id } })).toBe(0)
  expect(await findPairOf(as(head), { work: 'review', workId: id })).not.toBeNull()
  expect(await db().ratingPair.findFirstOrThrow({ where: { workId: id } })).toMatchObject({
    title: expect.stringMatching(/^Lighter peer support: /),
  })
  // A day, and none of preparing.
  expect(
    await db().ledgerEntry.findMany({ where: { sourceId: id }, select: { personId: true, minutes: true } }),
  ).toEqual([{ personId: peer.id, minutes: 444 }])
  expect(value(await stepsPage(as(peer), ref)).steps.map(({ title }) => title)).toEqual(['Note with the main points'])
  expect(value(await reviewPage(as(holder), ref)).moves.map(({ says }) => says)).toEqual(['Close the support'])
  value(await recordStage(as(holder), 'closed', { ...(await at()), happenedOn: startsOn }))
  expect(value(await reviewPage(as(peer), ref))).toMatchObject({ status: 'closed', isOver: true })
  database.setNow('2026-06-01')
})

it('leaves a review where it was: its presentation does not close it', async () => {
  if (!head || !holder) throw new Error('Nobody')
  const { ref } = await makeReview(database.ctx(), {
    yotCode: 'york',
    requestedById: head.id,
    status: 'presented',
    caseHolderId: holder.id,
  })
  const close = { ref, version: 1, happenedOn: '2026-06-01' }
  expect(await recordStage(as(holder), 'closed', close)).toMatchObject({ problem: { kind: 'refused' } })
  expect(value(await reviewPage(as(holder), ref)).moves.map(({ event }) => event)).not.toContain('closed')
})
