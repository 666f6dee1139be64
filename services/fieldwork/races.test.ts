import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkPeople } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { findFaults } from '#services/invariants.ts'
import { postponeReview, recordStage, withdrawReview } from '#services/reviews/index.ts'
import {
  type FieldReview,
  makeEntry,
  makeFieldPeople,
  makeFieldReview,
  makeSession,
} from '#tests/factories/fieldwork.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { editEvidence, setEvidenceAside } from './evidence/change-evidence.ts'
import { logEvidence } from './evidence/log-evidence.ts'
import { agreeFinding } from './findings/agree-finding.ts'
import { draftFinding } from './findings/draft-finding.ts'
import { callOffSession } from './programme/save-session.ts'

/*
 * Two who press at once in the work of a visit. RACES=1000 runs each as often as quality.md asks; the project on a PostgreSQL server
 * runs them with connections of their own.
 */

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)
let people: Awaited<ReturnType<typeof makeFieldPeople>>
let review: FieldReview

beforeAll(async () => {
  database.setNow('2026-06-02')
  people = await makeFieldPeople(database.ctx())
  review = await makeFieldReview(database.ctx(), people, { yotCode: 'hackney', status: 'on_site' })
}, 60_000)

const timeout = 60_000 + races * 1_000
const entry = { place: '1', kind: 'strength' as const, writtenAt: undefined, text: 'The desk was calm and kind.' }

describe('races of a visit', { timeout }, () => {
  it('an entry typed in a basement and sent three times is there once', async () => {
    for (let race = 0; race < races; race += 1) {
      const clientKey = randomUUID()
      const send = () => logEvidence(as(review.reviewer), review.ref, { ...entry, source: 'kind:data', clientKey })
      const answers = await Promise.all([send(), send(), send()])
      expect(answers.every(({ ok }) => ok)).toBe(true)
      expect(await db().evidence.count({ where: { requestId: review.id, clientKey } })).toBe(1)
    }
  })

  it('an entry for a session that is called off meanwhile is logged, and keeps its session', async () => {
    for (let race = 0; race < races; race += 1) {
      const sessionId = await makeSession(database.ctx(), review.id)
      const clientKey = randomUUID()
      const [logged, off] = await Promise.all([
        logEvidence(as(review.reviewer), review.ref, { ...entry, source: `session:${sessionId}`, clientKey }),
        callOffSession(as(review.head), review.ref, { sessionId, version: 1 }),
      ])
      expect([logged.ok, off.ok]).toEqual([true, true])
      const row = await db().evidence.findFirstOrThrow({ where: { requestId: review.id, clientKey } })
      expect(row.sessionId).toBe(sessionId)
      await db().evidence.deleteMany({ where: { sessionId } })
      await db().programmeSession.deleteMany({ where: { id: sessionId } })
    }
  })

  it('an edit and a setting aside of one entry: one wins, the other is told how it stands', async () => {
    for (let race = 0; race < races; race += 1) {
      const id = await makeEntry(as(review.coLeads[0]), review.ref)
      const results = await Promise.all([
        editEvidence(as(review.coLeads[0]), id, {
          version: 1,
          place: '1',
          kind: 'area',
          sourceKind: 'data',
          source: 'kind:data',
          text: 'The desk was busy, and calm.',
        }),
        setEvidenceAside(as(review.coLeads[0]), id, { version: 1, reasons: 'Heard from somebody else.' }),
      ])
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale', why: expect.any(String) } })
      expect(await db().evidence.count({ where: { id } })).toBe(1)
    }
  })

  it('both co-leads agree at once, and the finding is agreed', async () => {
    for (let race = 0; race < races; race += 1) {
      const session = await makeSession(database.ctx(), review.id)
      const entries = [
        await makeEntry(as(review.reviewer), review.ref, { place: '2', source: `session:${session}` }),
        await makeEntry(as(review.observer), review.ref, { place: '2', source: 'kind:data' }),
      ]
      const words = { place: '2', kind: 'strength' as const, title: 'Plans', text: 'Every plan is the child’s own.' }
      const made = await draftFinding(as(review.coLeads[0]), review.ref, {
        ...words,
        entries,
        against: [],
        whyDespite: '',
        whyNoChildren: '',
      })
      if (!made.ok) throw new Error(JSON.stringify(made.problem))
      const agree = (person: MadePerson) => agreeFinding(as(person), review.ref, made.value.id, { edition: 1 })
      const results = await Promise.all(review.coLeads.map(agree))
      expect(results.every(({ ok }) => ok)).toBe(true)
      expect((await db().finding.findUniqueOrThrow({ where: { id: made.value.id } })).status).toBe('agreed')
    }
  })
})

it('a host withdraws neither from a visit that has begun nor after the feedback; before, it may', async () => {
  const reasons = 'The service is to be inspected that month.'
  for (const [yotCode, status] of [
    ['camden', 'on_site'],
    ['lambeth', 'presented'],
  ] as const) {
    const { head, ref } = await makeFieldReview(database.ctx(), people, { yotCode, status })
    for (const stop of [withdrawReview, postponeReview])
      expect(await stop(as(head), { ref, version: 1, reasons })).toMatchObject({ problem: { kind: 'refused' } })
  }
})

it('somebody who turns out to be conflicted mid-visit loses the case at once; what they wrote stays', async () => {
  const own = await makeFieldReview(database.ctx(), people, { yotCode: 'brent', status: 'on_site' })
  const id = await makeEntry(as(own.reviewer), own.ref)
  const declaration = await db().declaration.findFirstOrThrow({ where: { personId: own.reviewer.id } })
  await db().interest.create({
    data: { personId: own.reviewer.id, declarationId: declaration.id, kind: 'family', yotCode: 'brent' },
  })
  await checkPeople(asSystem(database.ctx()), {
    case: { kind: 'review_request', id: own.id },
    activity: 'review',
    personIds: [own.reviewer.id],
    moment: 'change',
  })
  const again = await logEvidence(as(own.reviewer), own.ref, {
    ...entry,
    source: 'kind:data',
    clientKey: randomUUID(),
  })
  expect(again).toMatchObject({ problem: { kind: 'not-found' } })
  expect(await db().evidence.count({ where: { id } })).toBe(1)
  expect(
    await recordStage(as(own.reviewer), 'presented', { ref: own.ref, version: 1, happenedOn: '2026-06-02' }),
  ).toMatchObject({ problem: { kind: 'not-found' } })
})

it('leaves nothing that does not fit together', async () => {
  const faults = await findFaults(database.ctx().db)
  expect(faults.filter(({ name }) => name.includes('finding') || name.includes('evidence'))).toEqual([])
})
