import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { findBrokenAuditEntry } from '#services/core/audit.ts'
import { notFound } from '#services/core/result.ts'
import { editEvidence, logEvidence, restoreEvidence, setEvidenceAside } from '#services/fieldwork/index.ts'
import { findingsLacking } from '#services/reviews/index.ts'
import {
  type FieldReview,
  makeEntry,
  makeFieldPeople,
  makeFieldReview,
  makeSession,
} from '#tests/factories/fieldwork.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { agreeFinding } from './agree-finding.ts'
import { agreedFindings, placesWithoutFinding } from './agreed-findings.ts'
import { changeFinding, draftFinding, dropFinding } from './draft-finding.ts'
import { whatFindingLacks } from './rules.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)

let people: Awaited<ReturnType<typeof makeFieldPeople>>
const hosts = ['hackney', 'camden', 'lambeth', 'bexley', 'barnet', 'brent', 'bromley', 'croydon', 'ealing', 'enfield']
let used = 0
const reviewAt = (status: 'preparing' | 'on_site' | 'presented' | 'draft_report' = 'on_site') =>
  makeFieldReview(database.ctx(), people, { yotCode: hosts[used++ % hosts.length] ?? 'barnet', status })

beforeAll(async () => {
  database.setNow('2026-06-02')
  people = await makeFieldPeople(database.ctx())
}, 60_000)

const forbidden = { problem: { kind: 'forbidden' } }
const words = { kind: 'strength' as const, title: 'Plans are shared', text: 'Every plan is written with the child.' }
const noMore = { whyDespite: '', whyNoChildren: '', against: [] as string[] }

const draft = async (review: FieldReview, place: string, entries: string[], more: Partial<typeof noMore> = {}) => {
  const made = await draftFinding(as(review.coLeads[0]), review.ref, { place, ...words, ...noMore, entries, ...more })
  if (!made.ok) throw new Error(JSON.stringify(made.problem))
  return made.value.id
}
const row = (id: string) => db().finding.findUniqueOrThrow({ where: { id } })
const agree = async (review: FieldReview, person: MadePerson, id: string, edition?: number) =>
  agreeFinding(as(person), review.ref, id, { edition: edition ?? (await row(id)).edition })
const placesOf = async (id: string) => (await db().reviewRequest.findUniqueOrThrow({ where: { id } })).agreedPlaces

/** Two entries of two kinds from two sessions, under a place. */
const twoEntries = async (review: FieldReview, place = '1') => {
  const session = await makeSession(database.ctx(), review.id)
  return [
    await makeEntry(as(review.reviewer), review.ref, { place, source: `session:${session}` }),
    await makeEntry(as(review.observer), review.ref, { place, source: 'kind:data' }),
  ]
}

describe('a finding', () => {
  it('is agreed once both co-leads have agreed to the edition that stands, and then the report has it', async () => {
    const review = await reviewAt()
    const [first, second] = review.coLeads
    const entries = await twoEntries(review)
    const id = await draft(review, '1', entries)
    expect(await agree(review, review.observer, id)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await agree(review, review.reviewer, id)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await agree(review, review.head, id)).toEqual(notFound())
    expect(await agree(review, review.coordinator, id)).toEqual(notFound())
    expect(await agree(review, first, id)).toEqual({ ok: true, value: { id } })
    expect(await agree(review, first, id)).toEqual({ ok: true, value: { id } })
    expect((await row(id)).status).toBe('draft')
    expect(await agreedFindings(database.ctx(), review.id)).toEqual([])
    expect(await agree(review, second, id)).toEqual({ ok: true, value: { id } })
    expect((await row(id)).status).toBe('agreed')
    expect(await agreedFindings(database.ctx(), review.id)).toMatchObject([{ id, place: { key: '1' }, ...words }])
    expect((await placesWithoutFinding(database.ctx(), review.id)).map(({ key }) => key)).toEqual(['2', 'K2', 'K3'])
    expect(await db().findingAgreement.count({ where: { findingId: id } })).toBe(2)
    await expect(db().findingAgreement.deleteMany({ where: { findingId: id } })).rejects.toThrow(/kept as it is/)
  })

  it('that changes is a new edition, to which nobody has agreed', async () => {
    const review = await reviewAt()
    const [first, second] = review.coLeads
    const entries = await twoEntries(review)
    const id = await draft(review, '1', entries)
    await agree(review, first, id)
    const change = { ...words, text: 'Most plans are.', place: '1', ...noMore, entries }
    const { version } = await row(id)
    expect(await changeFinding(as(review.reviewer), id, { version, ...change })).toMatchObject(forbidden)
    expect(await changeFinding(as(second), id, { version, ...change })).toMatchObject({ ok: true })
    expect(await changeFinding(as(first), id, { version, ...change, text: 'None is.' })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await agree(review, first, id, 1)).toMatchObject({ problem: { kind: 'stale' } })
    expect(await agree(review, second, id, 2)).toMatchObject({ ok: true })
    expect((await row(id)).status).toBe('draft')
    expect(await agree(review, first, id, 2)).toMatchObject({ ok: true })
    expect(await placesOf(review.id)).toHaveLength(1)
    const agreed = await row(id)
    expect(await dropFinding(as(first), id, { version: agreed.version, reasons: 'It was a mistake.' })).toMatchObject({
      ok: true,
    })
    expect(await placesOf(review.id)).toEqual([])
    expect(
      await draftFinding(as(first), (await reviewAt('preparing')).ref, {
        place: '1',
        ...words,
        ...noMore,
        entries: [],
      }),
    ).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is open again when an entry under it is set aside, changed or taken up again', async () => {
    const review = await reviewAt()
    const [first, second] = review.coLeads
    const [entry = '', other = ''] = await twoEntries(review)
    const id = await draft(review, '1', [entry, other])
    for (const person of [first, second]) await agree(review, person, id)
    expect(await placesOf(review.id)).toHaveLength(1)
    // It is under a finding: its author changes it no more.
    expect(await setEvidenceAside(as(review.reviewer), entry, { version: 1, reasons: 'Misheard.' })).toMatchObject(
      forbidden,
    )
    expect(await setEvidenceAside(as(first), entry, { version: 1, reasons: 'Misheard.' })).toMatchObject({ ok: true })
    expect(await row(id)).toMatchObject({ status: 'draft', edition: 2 })
    expect(await placesOf(review.id)).toEqual([])
    expect(await agree(review, first, id)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('It rests on 1 entry that counts.') },
    })
    expect(await restoreEvidence(as(second), entry, 2)).toMatchObject({ ok: true })
    for (const person of [first, second]) expect(await agree(review, person, id)).toMatchObject({ ok: true })
    expect((await row(id)).status).toBe('agreed')
    const edit = {
      place: '1',
      kind: 'area' as const,
      sourceKind: 'data' as const,
      source: 'kind:data',
      text: 'It was said once only.',
    }
    expect(await editEvidence(as(first), other, { version: 1, ...edit })).toMatchObject({ ok: true })
    expect((await row(id)).status).toBe('draft')
  })

  it('does not rest on what somebody wrote who turned out to be blocked from the case', async () => {
    const review = await reviewAt()
    const [first] = review.coLeads
    const entries = await twoEntries(review)
    const id = await draft(review, '1', entries)
    await db().conflict.create({
      data: {
        isSilent: true,
        isPublic: false,
        personId: review.reviewer.id,
        caseKind: 'review_request',
        caseId: review.id,
        activity: 'review',
        ruleId: 'FAMILY',
        effect: 'block',
        status: 'detected',
        ruleSetVersion: 1,
        facts: [],
        factsKey: randomUUID(),
        foundAt: database.ctx().clock.now(),
      },
    })
    expect(await agree(review, first, id)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('It rests on 1 entry that counts.') },
    })
    // Their entry stays; their own access is gone at once.
    expect(await db().evidence.count({ where: { requestId: review.id } })).toBe(2)
    expect(
      await logEvidence(as(review.reviewer), review.ref, {
        place: '1',
        kind: 'area',
        source: 'kind:data',
        text: 'One more thing I saw.',
        clientKey: randomUUID(),
        writtenAt: undefined,
      }),
    ).toEqual(notFound())
    await db().conflict.deleteMany({ where: { caseId: review.id } })
  })

  it('two co-leads agree at the same moment, and it is agreed', async () => {
    const review = await reviewAt()
    const id = await draft(review, '1', await twoEntries(review))
    const pressed = [...review.coLeads, ...review.coLeads].map((person) => agree(review, person, id, 1))
    expect(await Promise.all(pressed)).toEqual(pressed.map(() => ({ ok: true, value: { id } })))
    expect((await row(id)).status).toBe('agreed')
    expect(await db().findingAgreement.count({ where: { findingId: id } })).toBe(2)
  })

  it('an edit and a setting aside at once: one wins, the other is told, and nothing is agreed that rests on neither', async () => {
    const review = await reviewAt()
    const [first, second] = review.coLeads
    const [entry = '', other = ''] = await twoEntries(review)
    const id = await draft(review, '1', [entry, other])
    const edit = {
      place: '1',
      kind: 'area' as const,
      sourceKind: 'interview' as const,
      source: 'kind:interview',
      text: 'It was said once only.',
    }
    const [edited, aside] = await Promise.all([
      editEvidence(as(first), entry, { version: 1, ...edit }),
      setEvidenceAside(as(second), entry, { version: 1, reasons: 'Misheard.' }),
    ])
    expect([edited.ok, aside.ok].filter(Boolean)).toHaveLength(1)
    const lost = edited.ok ? aside : edited
    expect(lost).toMatchObject({ problem: { kind: 'stale' } })
    expect(await row(id)).toMatchObject({ status: 'draft', edition: 2 })
  })
})

describe('an entry', () => {
  const entry = {
    place: '1',
    kind: 'strength' as const,
    source: 'kind:observation',
    text: 'The duty desk was calm and kind.',
    writtenAt: undefined,
  }

  it('sent three times is there once, under the time it was typed', async () => {
    const review = await reviewAt('preparing')
    const clientKey = randomUUID()
    const send = () =>
      logEvidence(as(review.reviewer), review.ref, { ...entry, clientKey, writtenAt: '2026-06-02T10:58:00.000Z' })
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map((answer) => answer.ok && answer.value.id)).size).toBe(1)
    const rows = await db().evidence.findMany({ where: { requestId: review.id } })
    expect(rows.map(({ writtenAt, loggedAt }) => [writtenAt.toISOString(), loggedAt.toISOString()])).toEqual([
      ['2026-06-02T10:58:00.000Z', '2026-06-02T12:00:00.000Z'],
    ])
    expect(await db().move.count({ where: { subjectId: rows[0]?.id ?? '', event: 'logged' } })).toBe(1)
  })

  it('is believed to have been typed at most thirty days ago, and not in time to come', async () => {
    const review = await reviewAt('preparing')
    const typedAt = async (writtenAt: string) => {
      const clientKey = randomUUID()
      expect(await logEvidence(as(review.reviewer), review.ref, { ...entry, clientKey, writtenAt })).toMatchObject({
        ok: true,
      })
      const row = await db().evidence.findFirstOrThrow({ where: { requestId: review.id }, orderBy: { id: 'desc' } })
      return row.writtenAt.toISOString()
    }
    expect(await typedAt('2026-05-03T12:00:00.000Z')).toBe('2026-05-03T12:00:00.000Z')
    for (const doubtful of ['2026-05-03T11:59:59.000Z', '2026-06-02T12:00:01.000Z'])
      expect(await typedAt(doubtful)).toBe('2026-06-02T12:00:00.000Z')
  })

  it('is for the team alone, from preparing until the draft report is sent', async () => {
    const review = await reviewAt('presented')
    const log = (person: MadePerson, ref = review.ref) =>
      logEvidence(as(person), ref, { ...entry, clientKey: randomUUID() })
    for (const person of [...review.coLeads, review.reviewer, review.observer]) {
      expect(await log(person)).toMatchObject({ ok: true })
    }
    for (const person of [review.head, review.coordinator]) expect(await log(person)).toEqual(notFound())
    expect(await log(review.reviewer, (await reviewAt('draft_report')).ref)).toMatchObject({
      problem: { kind: 'refused' },
    })
    const elsewhere = await reviewAt()
    const session = await makeSession(database.ctx(), elsewhere.id)
    expect(
      await logEvidence(as(review.reviewer), review.ref, {
        ...entry,
        source: `session:${session}`,
        clientKey: randomUUID(),
      }),
    ).toMatchObject({ problem: { kind: 'invalid', fields: { source: 'Choose where you learned it' } } })
  })

  it('is changed by its author while it is fresh, and by a co-lead from the next day', async () => {
    const review = await reviewAt()
    const [coLead] = review.coLeads
    const id = await makeEntry(as(review.reviewer), review.ref)
    const edit = {
      place: 'K3',
      kind: 'area' as const,
      sourceKind: 'interview' as const,
      source: 'kind:interview',
      text: 'Two of five said so.',
    }
    expect(await editEvidence(as(coLead), id, { version: 1, ...edit })).toMatchObject(forbidden)
    expect(await editEvidence(as(review.observer), id, { version: 1, ...edit })).toMatchObject(forbidden)
    expect(await editEvidence(as(review.reviewer), id, { version: 1, ...edit })).toMatchObject({ ok: true })
    expect(await editEvidence(as(review.reviewer), id, { version: 1, ...edit })).toMatchObject({ ok: true })
    database.setNow('2026-06-03')
    expect(await editEvidence(as(review.reviewer), id, { version: 2, ...edit })).toMatchObject(forbidden)
    expect(await setEvidenceAside(as(coLead), id, { version: 2, reasons: 'Said of another service.' })).toMatchObject({
      ok: true,
    })
    database.setNow('2026-06-02')
    expect(await findBrokenAuditEntry(database.ctx())).toBeNull()
  })
})

describe('the guard of the draft report', () => {
  it('holds once a finding is agreed under every key line of enquiry and golden thread', async () => {
    const review = await reviewAt()
    const [first, second] = review.coLeads
    await db().reviewRequest.update({ where: { id: review.id }, data: { status: 'presented' } })
    const lacking = () => findingsLacking(as(first), review.id)
    for (const place of ['1', '2', 'K2', 'K3']) {
      expect(await lacking()).toContain('A finding agreed by the co-leads is missing')
      const whyNoChildren = place === 'K2' ? 'No family wished to meet the team this week.' : ''
      const id = await draft(review, place, await twoEntries(review, place), { whyNoChildren })
      for (const person of [first, second]) expect(await agree(review, person, id)).toMatchObject({ ok: true })
    }
    expect(await lacking()).toBeNull()
  })
})

describe('what a finding lacks', () => {
  const entry = {
    sourceKind: 'interview' as const,
    session: 'a',
    isAgainst: false,
    isSetAside: false,
    isByBlocked: false,
  }
  const finding = { goldenThread: null, whyDespite: '', whyNoChildren: '', earlierSources: [] }
  const lacks = (entries: Partial<typeof entry | { sourceKind: 'data' | 'children_and_carers' }>[], more = {}) =>
    whatFindingLacks({ ...finding, ...more, entries: entries.map((one) => ({ ...entry, ...one })) })

  it('is another kind, another session, an answer, a child heard', () => {
    expect(lacks([])).toEqual(['It rests on 0 entries that count. Put at least two under it.'])
    expect(lacks([{}, { session: 'b' }])).toEqual([expect.stringContaining('one kind of source')])
    expect(lacks([{}, { sourceKind: 'data' }])).toEqual([expect.stringContaining('one session')])
    const two = [{}, { sourceKind: 'data' as const, session: 'b' }]
    expect(lacks(two)).toEqual([])
    expect(lacks([...two, { isAgainst: true }])).toEqual([expect.stringContaining('speaks against it')])
    expect(lacks([...two, { isAgainst: true }], { whyDespite: 'It was before the change.' })).toEqual([])
    expect(lacks([...two, { isAgainst: true, isSetAside: true }])).toEqual([])
    expect(lacks(two, { goldenThread: 'K2' })).toEqual([expect.stringContaining('No child or carer was heard')])
    expect(lacks(two, { goldenThread: 'K3' })).toEqual([])
    expect(lacks([...two, { sourceKind: 'children_and_carers' }], { goldenThread: 'K2' })).toEqual([])
    expect(lacks([], { earlierSources: ['Interviews', 'Case audits'] })).toEqual([])
  })
})
