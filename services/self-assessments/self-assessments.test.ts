import { beforeAll, expect, it } from 'vitest'
import { notFound } from '#services/core/result.ts'
import { documentsPage } from '#services/fieldwork/index.ts'
import {
  beginSelfAssessment,
  finishSelfAssessment,
  markStatement,
  ownSelfAssessments,
  ownStatementPage,
  selfAssessmentPage,
  shownSelfAssessments,
  showSelfAssessment,
} from '#services/self-assessments/index.ts'
import { value } from '#tests/factories/application.ts'
import { type FieldReview, makeFieldPeople, makeFieldReview } from '#tests/factories/fieldwork.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)

let review: FieldReview
let officer: MadePerson
let stranger: MadePerson

beforeAll(async () => {
  database.setNow('2026-06-02')
  review = await makeFieldReview(database.ctx(), await makeFieldPeople(database.ctx()), {
    yotCode: 'hackney',
    status: 'preparing',
  })
  officer = await makePerson(database.ctx(), { posts: [{ yotCode: 'hackney', level: 'manager' }] })
  stranger = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
}, 60_000)

const send = { set: 'send', yotCode: 'hackney' }
const says = (mark: number, version = 0) => ({
  version,
  mark: String(mark) as '0',
  confidence: 'some' as const,
  evidence: `What shows ${mark}.`,
  whyNotApplicable: '',
})
const markAll = async (who: MadePerson, ref: string, mark: number) => {
  for (let position = 1; position <= 10; position += 1) value(await markStatement(as(who), ref, position, says(mark)))
}

it('the ten statements are filled in by anybody of the service, kept as drafts, and finished by whoever leads it', async () => {
  const { head } = review
  expect(await beginSelfAssessment(as(stranger), send)).toEqual(notFound())
  expect(await beginSelfAssessment(as(officer), { ...send, set: 'nothing' })).toEqual(notFound())
  const { ref } = value(await beginSelfAssessment(as(officer), send))
  // Whoever begins while one is being filled in fills in that one.
  expect(value(await beginSelfAssessment(as(head), send))).toEqual({ ref })

  const page = value(await selfAssessmentPage(as(officer), ref))
  expect(page.statements).toHaveLength(10)
  expect(page).toMatchObject({ answered: 0, threshold: 7, mayWrite: true, last: null, isReached: false, events: [] })

  value(await markStatement(as(officer), ref, 1, says(3)))
  value(await markStatement(as(head), ref, 1, says(6, 1)))
  expect(await markStatement(as(officer), ref, 1, says(9, 1))).toMatchObject({ problem: { kind: 'stale' } })
  const statement = value(await ownStatementPage(as(officer), ref, 1))
  expect(statement.statement.answer).toMatchObject({ mark: 6, evidence: 'What shows 6.' })
  expect(statement.versions.map(({ mark }) => mark)).toEqual([6, 3])

  expect(await finishSelfAssessment(as(officer), ref, { version: 1 })).toMatchObject({
    problem: { kind: 'forbidden' },
  })
  expect(await finishSelfAssessment(as(head), ref, { version: 1 })).toMatchObject({
    problem: { kind: 'refused', why: expect.stringContaining('9 statements have no mark yet') },
  })
  for (let position = 2; position <= 10; position += 1) value(await markStatement(as(officer), ref, position, says(7)))
  value(await finishSelfAssessment(as(head), ref, { version: 1 }))
  expect(await markStatement(as(officer), ref, 2, says(8, 1))).toMatchObject({ problem: { kind: 'refused' } })
  // One of the ten stands at 6.
  expect(value(await selfAssessmentPage(as(head), ref))).toMatchObject({ at: 9, isReached: false, mayWrite: false })
})

it('the next one stands beside the last, and reaches the mark only with 7 in all ten', async () => {
  const { head } = review
  const [{ all } = { all: [] }] = await ownSelfAssessments(as(head))
  const last = all[0]?.ref ?? ''
  database.setNow('2026-12-02')
  const { ref } = value(await beginSelfAssessment(as(head), send))
  await markAll(officer, ref, 8)
  value(await finishSelfAssessment(as(head), ref, { version: 1 }))
  const page = value(await selfAssessmentPage(as(officer), ref))
  expect(page).toMatchObject({ at: 10, isReached: true, last: { ref: last, on: '2026-06-02' } })
  expect(page.statements.map(({ answer, before }) => [answer?.mark, before?.mark]).slice(0, 2)).toEqual([
    [8, 6],
    [8, 7],
  ])
})

it('nobody else reads it before it is shown; a team reads what is attached to its review, a member what is shown to all', async () => {
  const { head, reviewer, coordinator } = review
  const [{ all } = { all: [] }] = await ownSelfAssessments(as(head))
  const ref = all[0]?.ref ?? ''
  const visitor = database.ctx({ kind: 'visitor', personId: null, name: 'Visitor', grants: [] })
  const readers = async () =>
    Promise.all(
      [as(reviewer), as(stranger), as(coordinator), visitor].map(async (ctx) => [
        (await selfAssessmentPage(ctx, ref)).ok,
        (await shownSelfAssessments(ctx, 'hackney')).length,
      ]),
    )
  const no = [false, 0]
  const yes = [true, 1]
  expect(await readers()).toEqual([no, no, no, no])
  expect(await showSelfAssessment(as(officer), ref, { version: 2, shownTo: 'teams' })).toMatchObject({
    problem: { kind: 'forbidden' },
  })
  expect(await showSelfAssessment(as(stranger), ref, { version: 2, shownTo: 'teams' })).toEqual(notFound())
  value(await showSelfAssessment(as(head), ref, { version: 2, shownTo: 'teams' }))
  expect(await readers()).toEqual([yes, no, no, no])
  expect(value(await documentsPage(as(reviewer), review.ref)).yotCode).toBe('hackney')
  // What the service said the time before is not shown with it, nor can a reader open what its people fill in.
  expect(value(await selfAssessmentPage(as(reviewer), ref))).toMatchObject({ last: null, isOwn: false, events: [] })
  expect(value(await selfAssessmentPage(as(reviewer), ref)).statements.every(({ before }) => before === null)).toBe(
    true,
  )
  expect(await ownStatementPage(as(reviewer), ref, 1)).toEqual(notFound())
  value(await showSelfAssessment(as(head), ref, { version: 3, shownTo: 'members' }))
  expect(await readers()).toEqual([yes, yes, yes, no])
  value(await showSelfAssessment(as(head), ref, { version: 4, shownTo: 'nobody' }))
  expect(await readers()).toEqual([no, no, no, no])
})

it('two who begin at once begin one', async () => {
  database.setNow('2027-06-02')
  const both = await Promise.all([beginSelfAssessment(as(officer), send), beginSelfAssessment(as(review.head), send)])
  expect(new Set(both.map((one) => value(one).ref)).size).toBe(1)
})
