import { beforeAll, expect, it } from 'vitest'
import { notFound } from '#services/core/result.ts'
import {
  addOwnStatement,
  answerByLink,
  answerStatement,
  comparePage,
  endLink,
  inviteByLink,
  linkPage,
  sendWorkbook,
  statementPage,
  workbookPage,
} from '#services/fieldwork/index.ts'
import { stepsPage } from '#services/reviews/index.ts'
import { type FieldReview, makeFieldPeople, makeFieldReview } from '#tests/factories/fieldwork.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)

let review: FieldReview

beforeAll(async () => {
  database.setNow('2026-06-02')
  const people = await makeFieldPeople(database.ctx())
  review = await makeFieldReview(database.ctx(), people, { yotCode: 'hackney', status: 'preparing' })
}, 60_000)

const answer = {
  version: 0,
  mark: '6' as const,
  confidence: 'some' as const,
  evidence: 'Our own audit.',
  whyNotApplicable: '',
}
const page = async (person: MadePerson) => {
  const found = await workbookPage(as(person), review.ref)
  if (!found.ok) throw new Error('No workbook')
  return found.value
}

it('a self-assessment: both sides mark the same statements, sealed from each other; the association sees neither', async () => {
  const { ref, head, coLeads, reviewer, observer, coordinator } = review
  const statements = (await page(head)).statements
  // Two for each of the themes of the questions, and of the two golden threads.
  expect(statements).toHaveLength(8)
  expect((await page(reviewer)).statements.map(({ text }) => text)).toEqual(statements.map(({ text }) => text))
  expect(await workbookPage(as(coordinator), ref)).toEqual(notFound())
  expect(await comparePage(as(coordinator), ref)).toEqual(notFound())

  expect(await addOwnStatement(as(reviewer), ref, { group: 'Ours', text: 'Every school knows whom to ring.' })).toEqual(
    notFound(),
  )
  expect(
    await addOwnStatement(as(head), ref, { group: 'Ours', text: 'Every school knows whom to ring.' }),
  ).toMatchObject({ ok: true })
  const positions = (await page(head)).statements.map(({ position }) => position)
  expect(await answerStatement(as(observer), ref, 1, answer)).toMatchObject({ problem: { kind: 'forbidden' } })

  // Somebody without an account fills in the service's side by a link.
  expect(await inviteByLink(as(head), ref, { name: 'Ash Reed', address: 'ash@example.org' })).toMatchObject({
    ok: true,
  })
  const letters = await lettersIn(db(), { where: { topic: 'mail', caseId: review.id } })
  const token = /\/workbooks\/([\w-]+)/.exec(JSON.stringify(letters.map(({ payload }) => payload)))?.[1] ?? ''
  const visitor = database.ctx({ kind: 'visitor', personId: null, name: 'Visitor', grants: [] })
  expect(await linkPage(visitor, token)).toMatchObject({ value: { name: 'Ash Reed', isSent: false } })
  expect(await linkPage(visitor, `${token}x`)).toEqual(notFound())
  expect(await answerByLink(visitor, token, 1, answer)).toMatchObject({ ok: true })
  expect(await statementPage(as(head), ref, 1)).toMatchObject({
    value: { statement: { answer: { mark: 6, by: 'Ash Reed' } } },
  })
  const [contributor] = (await page(head)).contributors ?? []
  expect(await endLink(as(head), ref, contributor?.id ?? '')).toMatchObject({ ok: true })
  expect(await linkPage(visitor, token)).toEqual(notFound())

  expect(await sendWorkbook(as(head), ref)).toMatchObject({ problem: { kind: 'refused' } })
  for (const position of positions.slice(1)) await answerStatement(as(head), ref, position, answer)
  expect(await sendWorkbook(as(head), ref)).toMatchObject({ ok: true })
  const steps = await stepsPage(as(head), ref)
  expect(steps.ok && steps.value.steps.find(({ step }) => step === 'self-assessment')?.word).toMatchObject({
    isDone: true,
  })
  expect(await answerStatement(as(head), ref, 1, { ...answer, version: 1 })).toMatchObject({
    problem: { kind: 'refused' },
  })

  // What the service said is sealed from the team, and nothing tells that it is in.
  expect(await page(reviewer)).toMatchObject({ sent: null, isOpen: false, answered: 0 })
  expect(await comparePage(as(reviewer), ref)).toMatchObject({ value: { isOpen: false, rows: [] } })
  for (const position of positions) {
    await answerStatement(as(reviewer), ref, position, {
      ...answer,
      mark: position === 1 ? '2' : '7',
      evidence: 'What we read.',
    })
  }
  expect(await sendWorkbook(as(reviewer), ref)).toMatchObject({ problem: { kind: 'forbidden' } })
  expect(await comparePage(as(head), ref)).toMatchObject({ value: { isOpen: false, rows: [] } })
  expect(await sendWorkbook(as(coLeads[0]), ref)).toMatchObject({ ok: true })
  for (const person of [head, reviewer]) {
    const both = await comparePage(as(person), ref)
    expect(both).toMatchObject({ value: { isOpen: true } })
    expect(both.ok && both.value.rows[0]).toMatchObject({ position: 1, apart: 4 })
  }
  expect(await comparePage(as(coordinator), ref)).toEqual(notFound())
})
