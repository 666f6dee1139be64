import { beforeAll, expect, it } from 'vitest'
import { issueTerms } from '#services/reviews/work/issue-terms.ts'
import { answerRemark, sayRemark } from '#services/reviews/work/remarks.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { setQuorum } from './board.ts'
import { decideRequest } from './decide-request.ts'

/* Two who press at once: one wins, the other is told. RACES=1000 runs each as often as quality.md asks. */

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)
const timeout = 60_000 + races * 1_000

let holder: MadePerson
let head: MadePerson
let board: [MadePerson, MadePerson]
beforeAll(async () => {
  database.setNow('2026-06-01')
  const officer = (role: 'coordinator' | 'board_member', region?: string) =>
    makePerson(database.ctx(), { appointments: [{ role, ...(region ? { region } : {}) }] })
  holder = await officer('coordinator', 'North West')
  board = [await officer('board_member'), await officer('board_member')]
  head = await makeHost(database.ctx(), 'salford')
}, 60_000)

it('two of the board decide differently at once: one decision, with those who took part in it alone', {
  timeout,
}, async () => {
  const { id, ref } = await makeReview(database.ctx(), {
    yotCode: 'salford',
    requestedById: head.id,
    status: 'coordinator_checked',
    caseHolderId: holder.id,
  })
  for (let race = 0; race < races; race += 1) {
    const { version } = await db().reviewRequest.update({ where: { id }, data: { status: 'coordinator_checked' } })
    const at = { ref, version, reasons: 'The need is clear to us.' }
    const results = await Promise.all([
      decideRequest(as(board[0]), { ...at, decision: 'approved', tookPart: [board[1].id] }),
      decideRequest(as(board[1]), { ...at, decision: 'declined' }),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale', why: expect.any(String) } })
    const { status } = await db().reviewRequest.findUniqueOrThrow({ where: { id } })
    const parts = await db().boardPart.findMany({ where: { requestId: id } })
    expect(new Set(parts.map(({ decision }) => decision))).toEqual(new Set([status]))
    expect(parts.filter(({ tookPart }) => tookPart)).toHaveLength(status === 'approved' ? 2 : 1)
    await db().boardPart.deleteMany({ where: { requestId: id } })
  }
})

it('two answer one remark at once: one answer, the other is told', { timeout }, async () => {
  const bank = await makeBank(database.ctx(), 4)
  const { id, ref } = await makeReview(database.ctx(), {
    yotCode: 'salford',
    requestedById: head.id,
    status: 'confirmed',
    caseHolderId: holder.id,
  })
  await makeTeam(database.ctx(), id, bank)
  await issueTerms(as(holder), { ref, text: 'Travel is paid by the host.' })
  await sayRemark(as(head), { ref, about: 'terms', number: 1, text: 'Each pays for its own.', proposed: undefined })
  const remark = await db().remark.findFirstOrThrow({ where: { requestId: id } })
  for (let race = 0; race < races; race += 1) {
    await db().remark.update({ where: { id: remark.id }, data: { answer: null, answeredAt: null } })
    const say = (answer: string) => answerRemark(as(holder), { ref, id: remark.id, answer })
    const results = await Promise.all([say('Yes.'), say('No.')])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'refused' } })
  }
})

it('two set the quorum at once from one page: one version, the other is told', { timeout }, async () => {
  const keepers = await Promise.all(
    [1, 2].map(() => makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })),
  )
  for (let version = 0; version < races; version += 1) {
    const results = await Promise.all(keepers.map((one, at) => setQuorum(as(one), { version, members: at + 1 })))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale' } })
  }
  expect(await db().boardQuorum.count()).toBe(races)
})
