import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { notFound } from '#services/core/result.ts'
import {
  addDocument,
  addVersion,
  addYoungVoice,
  documentPage,
  documentsPage,
  findingPlacePage,
  openDocument,
  peoplePage,
  removeYoungVoice,
  room,
  withdrawDocument,
  writeOnCase,
  youngPeoplePage,
} from '#services/fieldwork/index.ts'
import { remindOfSteps, reviewPage, stepsPage, tickStep } from '#services/reviews/index.ts'
import { type FieldReview, makeFieldPeople, makeFieldReview } from '#tests/factories/fieldwork.ts'
import { pdfFile, wordFile } from '#tests/factories/files.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)

let people: Awaited<ReturnType<typeof makeFieldPeople>>
let review: FieldReview

beforeAll(async () => {
  database.setNow('2026-06-02')
  people = await makeFieldPeople(database.ctx())
  review = await makeFieldReview(database.ctx(), people, { yotCode: 'hackney', status: 'preparing' })
}, 60_000)

const fileOf = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name)
const about = { title: 'Board papers', owner: 'Management board', publication: 'withheld' as const }

it('opens the self-assessment when preparation begins and tells both sides, observers and the association apart; once', async () => {
  const own = await makeFieldReview(database.ctx(), people, { yotCode: 'barnet', status: 'preparing' })
  const payload = { reviewId: own.id, ref: own.ref, yotName: 'Barnet', dueOn: '2026-07-01' }
  const hears = room.handlers?.['review-prepared']
  for (const id of ['one', 'two']) await hears?.(database.ctx(), { id, key: `review-prepared:${own.id}:1`, payload })
  const letters = (await lettersIn(db(), { where: { caseId: own.id, topic: 'mail' } })).map(({ payload }) =>
    JSON.stringify(payload),
  )
  const to = (person: MadePerson) => letters.filter((text) => text.includes(person.email))
  expect(to(own.head)).toHaveLength(1)
  expect(to(own.head)[0]).toContain('Send it by Wednesday 1 July 2026')
  expect(to(own.reviewer)).toHaveLength(1)
  expect(to(own.reviewer)[0]).not.toContain('1 July')
  for (const person of [own.observer, own.coordinator]) expect(to(person)).toEqual([])
  expect(await db().workbook.count({ where: { subjectId: own.id } })).toBe(1)
})

describe('a document of a case', () => {
  it('is looked at by its content, and named after no child', async () => {
    const add = (bytes: Buffer, name: string) =>
      addDocument(as(review.head), review.ref, { ...about, file: fileOf(bytes, name) })
    expect(await add(Buffer.from('<html>'), 'plan.pdf')).toMatchObject({
      problem: { kind: 'invalid', fields: { file: expect.stringMatching(/^Choose a PDF/) } },
    })
    expect(await add(pdfFile(), 'Jordan Smith 12-03-2009.pdf')).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await db().caseDocument.count({ where: { requestId: review.id } })).toBe(0)
    expect(await add(wordFile(), 'plan.exe')).toMatchObject({ ok: true })
    expect(await documentsPage(as(review.observer), review.ref)).toMatchObject({
      value: { documents: [{ title: 'Board papers', newest: { fileName: 'plan.docx' } }] },
    })
  })

  it('is opened by those on the case alone, each opening kept; a new version overwrites nothing', async () => {
    const made = await addDocument(as(review.head), review.ref, { ...about, file: fileOf(pdfFile('one'), 'one.pdf') })
    if (!made.ok) throw new Error('No document')
    const { id } = made.value
    for (const person of [review.head, review.reviewer, review.observer]) {
      expect(await openDocument(as(person), review.ref, id, 1)).toMatchObject({ value: { fileName: 'one.pdf' } })
    }
    const elsewhere = await makeFieldReview(database.ctx(), people, { yotCode: 'camden', status: 'preparing' })
    for (const person of [review.coordinator, elsewhere.head]) {
      expect(await openDocument(as(person), review.ref, id, 1)).toEqual(notFound())
      expect(await documentsPage(as(person), review.ref)).toEqual(notFound())
    }
    expect(await openDocument(as(review.reviewer), elsewhere.ref, id, 1)).toEqual(notFound())
    expect(
      await addVersion(as(review.head), review.ref, id, { version: 1, file: fileOf(pdfFile('two'), 'two.pdf') }),
    ).toMatchObject({ ok: true })
    expect(
      await addVersion(as(review.head), review.ref, id, { version: 1, file: fileOf(pdfFile('x'), 'x.pdf') }),
    ).toMatchObject({
      problem: { kind: 'stale' },
    })
    const first = await openDocument(as(review.reviewer), review.ref, id, 1)
    expect(first.ok && Buffer.from(first.value.bytes).toString()).toContain('one')
    expect(await documentPage(as(review.head), review.ref, id)).toMatchObject({
      value: {
        versions: [
          { number: 2, openings: [] },
          { number: 1, openings: { length: 4 } },
        ],
      },
    })
    await expect(db().documentOpening.deleteMany({ where: { documentId: id } })).rejects.toThrow(/kept as it is/)
    expect(await withdrawDocument(as(review.reviewer), review.ref, id, { version: 2 })).toEqual(notFound())
    expect(await withdrawDocument(as(review.head), review.ref, id, { version: 2 })).toMatchObject({ ok: true })
    expect(await openDocument(as(review.reviewer), review.ref, id, 1)).toEqual(notFound())
  })

  it('is told to the others on the case, once a day however many come', async () => {
    const own = await makeFieldReview(database.ctx(), people, { yotCode: 'brent', status: 'preparing' })
    const add = (person: MadePerson) =>
      addDocument(as(person), own.ref, { ...about, file: fileOf(pdfFile('three'), 'three.pdf') })
    const told = async () =>
      (await lettersIn(db(), { where: { caseId: own.id, topic: 'mail' } }))
        .map(({ payload }) => JSON.stringify(payload))
        .filter((text) => text.includes('New documents'))
    for (let more = 0; more < 3; more += 1) expect(await add(own.head)).toMatchObject({ ok: true })
    const first = await told()
    expect(first.length).toBeGreaterThan(2)
    expect(first.some((text) => text.includes(own.reviewer.email))).toBe(true)
    for (const person of [own.head, own.coordinator])
      expect(first.some((text) => text.includes(person.email))).toBe(false)
    database.setNow('2026-06-03')
    await add(own.reviewer)
    expect((await told()).some((text) => text.includes(own.head.email))).toBe(true)
    database.setNow('2026-06-02')
  })

  it('is one of sixty at most, and the same bytes are kept once', async () => {
    const { ref, head, id } = await makeFieldReview(database.ctx(), people, { yotCode: 'lambeth', status: 'preparing' })
    const add = () => addDocument(as(head), ref, { ...about, file: fileOf(pdfFile('same'), 'same.pdf') })
    for (let count = 0; count < 60; count += 1) expect(await add()).toMatchObject({ ok: true })
    expect(await add()).toMatchObject({ problem: { kind: 'refused', why: expect.stringContaining('at most 60') } })
    const versions = await db().documentVersion.findMany({ where: { document: { requestId: id } } })
    expect(new Set(versions.map(({ hash }) => hash)).size).toBe(1)
  })
})

describe('the young people’s part', () => {
  it('is gathered by the service, read by the team beside the golden thread, and by nobody else', async () => {
    const asked = {
      kind: 'question' as const,
      text: 'Do workers keep what they promise?',
      gathered: 'Our young advisers, by vote',
    }
    expect(await addYoungVoice(as(review.reviewer), review.ref, asked)).toEqual(notFound())
    expect(await addYoungVoice(as(review.coordinator), review.ref, asked)).toEqual(notFound())
    const added = await addYoungVoice(as(review.head), review.ref, asked)
    expect(added).toMatchObject({ ok: true })
    expect(await addYoungVoice(as(review.head), review.ref, { ...asked, kind: 'view' })).toMatchObject({
      problem: { kind: 'invalid', fields: { kind: expect.stringContaining('once the feedback is presented') } },
    })
    expect(await findingPlacePage(as(review.observer), review.ref, 'K2')).toMatchObject({
      value: { young: { questions: [{ text: asked.text }], views: [] } },
    })
    expect(await findingPlacePage(as(review.observer), review.ref, 'K3')).toMatchObject({ value: { young: null } })
    expect(await youngPeoplePage(as(review.coordinator), review.ref)).toEqual(notFound())
    if (!added.ok) throw new Error('Not added')
    const { id: _, ...row } = await db().youngVoice.findUniqueOrThrow({ where: { id: added.value.id } })
    await db().youngVoice.createMany({ data: Array.from({ length: 28 }, () => row) })
    expect(await addYoungVoice(as(review.head), review.ref, asked)).toMatchObject({ ok: true })
    expect(await addYoungVoice(as(review.head), review.ref, asked)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('at most 30') },
    })
    await db().youngVoice.deleteMany({ where: { id: { not: added.value.id } } })
    expect(await removeYoungVoice(as(review.head), review.ref, added.value.id)).toMatchObject({ ok: true })
    expect(await youngPeoplePage(as(review.reviewer), review.ref)).toMatchObject({ value: { questions: [] } })
  })
})

describe('messages on the case', () => {
  it('reach the others on it, or the team alone; the association reads none', async () => {
    const write = (person: MadePerson, text: string, to: 'everybody' | 'team' = 'everybody') =>
      writeOnCase(as(person), review.ref, { text, to })
    expect(await write(review.head, 'Parking is behind the court.')).toMatchObject({ ok: true })
    expect(await write(review.head, 'Only for you', 'team')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await write(review.observer, 'Shall we meet at eight?', 'team')).toMatchObject({ ok: true })
    expect(await write(review.coordinator, 'Hello')).toEqual(notFound())
    const textsFor = async (person: MadePerson) => {
      const page = await peoplePage(as(person), review.ref)
      return page.ok ? page.value.messages.map(({ text }) => text) : null
    }
    expect(await textsFor(review.reviewer)).toEqual(['Shall we meet at eight?', 'Parking is behind the court.'])
    expect(await textsFor(review.head)).toEqual(['Parking is behind the court.'])
    expect(await textsFor(review.coordinator)).toBeNull()
    const letters = await lettersIn(db(), { where: { caseId: review.id, topic: 'mail' } })
    const sent = letters.map(({ payload }) => JSON.stringify(payload)).filter((letter) => letter.includes('eight'))
    expect(sent).toHaveLength(3)
    expect(sent.some((letter) => letter.includes(review.head.email))).toBe(false)
    const page = await peoplePage(as(review.head), review.ref)
    expect(page.ok && page.value.contacts.map(({ address }) => address)).toContain(review.reviewer.email)
  })
})

describe('steps', () => {
  it('are ticked off by whoever owes them, and stay on the timeline: done, when, by whom, or not', async () => {
    const done = { isDone: 'yes' as const, happenedOn: '2026-06-01', note: '' }
    const tick = (person: MadePerson, step: 'team-call' | 'documents', more: object = {}) =>
      tickStep(as(person), review.ref, { step, ...done, ...more })
    expect(await tick(review.head, 'team-call')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await tick(review.reviewer, 'team-call')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await tick(review.coLeads[0], 'team-call', { happenedOn: '2026-06-03' })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    expect(await tick(review.coLeads[0], 'team-call')).toMatchObject({ ok: true })
    expect(await tick(review.head, 'documents', { isDone: 'no', happenedOn: undefined })).toMatchObject({
      problem: { kind: 'invalid', fields: { note: 'Say why it was not done' } },
    })
    expect(
      await tick(review.head, 'documents', { isDone: 'no', happenedOn: undefined, note: 'Our server was down.' }),
    ).toMatchObject({ ok: true })
    const page = await reviewPage(as(review.coordinator), review.ref)
    const step = (title: string) => page.ok && page.value.steps.find((one) => one.title === title)
    expect(step('Team call')).toMatchObject({ state: 'done', on: '2026-06-01', by: review.coLeads[0].name })
    expect(step('Documents sent')).toMatchObject({ state: 'not-done', by: review.head.name })
    // A later word counts, and none is lost.
    expect(await tick(review.head, 'documents')).toMatchObject({ ok: true })
    expect(await stepsPage(as(review.head), review.ref)).toMatchObject({
      value: {
        steps: expect.arrayContaining([
          expect.objectContaining({ step: 'documents', word: expect.objectContaining({ isDone: true }) }),
        ]),
      },
    })
    expect(await db().stepSaid.count({ where: { requestId: review.id, step: 'documents' } })).toBe(2)
  })

  it('are reminded of before their day and once after, and no more once ticked off', async () => {
    const other = await makeFieldReview(database.ctx(), people, { yotCode: 'bexley', status: 'preparing' })
    const steps = await stepsPage(as(other.head), other.ref)
    const due = steps.ok ? (steps.value.steps.find(({ step }) => step === 'team-call')?.dueOn ?? '') : ''
    const letters = async () =>
      (await lettersIn(db(), { where: { caseId: other.id, topic: 'mail' } })).filter(({ payload }) =>
        JSON.stringify(payload).includes('Team call'),
      ).length
    database.setNow(addDays(due, -4))
    await remindOfSteps(database.ctx())
    expect(await letters()).toBe(0)
    // Three days before, and the days after that.
    for (const day of [addDays(due, -3), due]) {
      database.setNow(day)
      await remindOfSteps(database.ctx())
    }
    // The two co-leads, once each.
    expect(await letters()).toBe(2)
    await tickStep(as(other.coLeads[1]), other.ref, { step: 'team-call', isDone: 'yes', happenedOn: due, note: '' })
    database.setNow('2026-06-02')
    expect(await letters()).toBe(2)
  })
})
