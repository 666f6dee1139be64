import { beforeAll, expect, it } from 'vitest'
import { notFound } from '#services/core/result.ts'
import { documentsPage, peoplePage, wallPage, workbookPage, workLinks } from '#services/fieldwork/index.ts'
import { endSight, giveSight, myReviews, reviewPage, reviewTasks, sightPage } from '#services/reviews/index.ts'
import { makeFieldPeople } from '#tests/factories/fieldwork.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReported } from '#tests/factories/report.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { planPage } from './plan-page.ts'
import { reportPage } from './report-page.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)

let bank: MadePerson[]
beforeAll(async () => {
  database.setNow('2026-06-01')
  bank = await makeBank(database.ctx(), 4)
}, 60_000)

it('lets somebody of the service follow its review and change nothing, until it is taken back or they leave their post', async () => {
  const yotCode = 'bury-and-rochdale'
  const head = await makeHost(database.ctx(), yotCode)
  const unwanted = await makePerson(database.ctx(), { name: 'Unwanted Una', bank: {} })
  const deputy = await makePerson(database.ctx(), { posts: [{ yotCode, level: 'manager' }] })
  const elsewhere = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent', level: 'manager' }] })
  const { id, ref } = await makeReview(database.ctx(), {
    yotCode,
    requestedById: head.id,
    status: 'presented',
    objections: [unwanted.id],
  })
  await makeTeam(database.ctx(), id, bank)

  expect(await reviewPage(as(deputy), ref)).toEqual(notFound())
  for (const one of [deputy, bank[0] ?? head]) {
    const result = await giveSight(as(one), { ref, personId: deputy.id })
    expect(result.ok).toBe(false)
  }
  expect(await giveSight(as(head), { ref, personId: elsewhere.id })).toMatchObject({ problem: { kind: 'invalid' } })
  expect(await giveSight(as(head), { ref, personId: head.id })).toMatchObject({ problem: { kind: 'invalid' } })
  expect(await giveSight(as(head), { ref, personId: deputy.id })).toMatchObject({ ok: true })
  expect(await giveSight(as(head), { ref, personId: deputy.id })).toMatchObject({ ok: true })
  expect(await sightPage(as(head), ref)).toMatchObject({ value: { given: [{ personId: deputy.id }] } })

  const seen = await reviewPage(as(deputy), ref)
  expect(seen).toMatchObject({ value: { standings: ['sight'], sides: [], moves: [], objections: null } })
  expect(JSON.stringify(seen)).not.toContain('Unwanted Una')
  expect((await myReviews(as(deputy))).hosted.map((one) => one.ref)).toContain(ref)
  expect(JSON.stringify(await reviewTasks(as(deputy)))).not.toContain(ref)
  expect(await workLinks(as(deputy), ref)).toEqual([])
  for (const page of [documentsPage, wallPage, peoplePage, workbookPage, sightPage])
    expect(await page(as(deputy), ref)).toEqual(notFound())

  const gone = { ...deputy.actor, grants: deputy.actor.grants.filter((grant) => grant.yotCode !== yotCode) }
  expect(await reviewPage(database.ctx(gone), ref)).toEqual(notFound())
  expect(await endSight(as(head), { ref, personId: deputy.id })).toMatchObject({ ok: true })
  expect(await reviewPage(as(deputy), ref)).toEqual(notFound())
})

it('gives the report to read once it is final, and the plan once it is agreed; nothing of what comes before', async () => {
  const people = await makeFieldPeople(database.ctx())
  for (const [yotCode, stage, isRead] of [
    ['salford', 'with_host', false],
    ['wigan', 'final', true],
  ] as const) {
    const { head, ref } = await makeReported(database.ctx(), people, { yotCode, stage })
    const deputy = await makePerson(database.ctx(), { posts: [{ yotCode, level: 'manager' }] })
    expect(await giveSight(as(head), { ref, personId: deputy.id })).toMatchObject({ ok: true })
    const read = await reportPage(as(deputy), ref)
    expect(read.ok).toBe(isRead)
    if (read.ok) expect(JSON.stringify(read.value)).toContain('is planned early')
    expect(await planPage(as(deputy), ref)).toEqual(notFound())
  }
})
