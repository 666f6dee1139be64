import { beforeAll, expect, it } from 'vitest'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound } from '#services/core/result.ts'
import {
  addEvidencePage,
  agreeFinding,
  callOffSession,
  draftFinding,
  entryPage,
  evidencePage,
  findingPlacePage,
  findingsOnReview,
  findingsPage,
  presentationPage,
  programmePage,
  saveSession,
  tonightPage,
  wallPage,
  workLinks,
} from '#services/fieldwork/index.ts'
import {
  type FieldReview,
  makeEntry,
  makeFieldPeople,
  makeFieldReview,
  makeSession,
} from '#tests/factories/fieldwork.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)

let review: FieldReview
let entry = ''
let finding = ''

beforeAll(async () => {
  database.setNow('2026-06-02')
  review = await makeFieldReview(database.ctx(), await makeFieldPeople(database.ctx()), { yotCode: 'hackney' })
  const [first, second] = review.coLeads
  const session = await makeSession(database.ctx(), review.id)
  entry = await makeEntry(as(review.reviewer), review.ref, {
    source: `session:${session}`,
    text: 'The board asked twice.',
  })
  const other = await makeEntry(as(first), review.ref, { source: 'kind:data', text: 'The numbers say so too.' })
  const drafted = await draftFinding(as(first), review.ref, {
    place: '1',
    kind: 'strength',
    title: 'A board that asks',
    text: 'The board asks and is answered.',
    whyDespite: '',
    whyNoChildren: '',
    entries: [entry, other],
    against: [],
  })
  if (!drafted.ok) throw new Error('No finding')
  finding = drafted.value.id
  for (const person of [first, second]) await agreeFinding(as(person), review.ref, finding, { edition: 1 })
}, 60_000)

const teamPages: Record<string, (ctx: Ctx) => Promise<{ ok: boolean }>> = {
  evidence: (ctx) => evidencePage(ctx, review.ref, {}),
  add: (ctx) => addEvidencePage(ctx, review.ref),
  entry: (ctx) => entryPage(ctx, review.ref, entry),
  wall: (ctx) => wallPage(ctx, review.ref),
  tonight: (ctx) => tonightPage(ctx, review.ref),
  findings: (ctx) => findingsPage(ctx, review.ref),
  place: (ctx) => findingPlacePage(ctx, review.ref, '1'),
}

const stand = (status: ReviewStatus) => db().reviewRequest.update({ where: { id: review.id }, data: { status } })

it('the team’s pages are the team’s alone: neither the service nor the association gets a byte', async () => {
  for (const page of Object.values(teamPages)) {
    for (const person of [...review.coLeads, review.reviewer, review.observer]) {
      expect(await page(as(person))).toMatchObject({ ok: true })
    }
    for (const person of [review.head, review.coordinator]) expect(await page(as(person))).toEqual(notFound())
  }
  expect(await programmePage(as(review.head), review.ref, null)).toMatchObject({ ok: true })
  expect(await programmePage(as(review.coordinator), review.ref, null)).toEqual(notFound())
  expect(await workLinks(as(review.coordinator), review.ref)).toEqual([
    { text: 'Steps to tick off', href: `/reviews/${review.ref}/steps` },
  ])
})

it('whoever turns out to be conflicted loses them at once', async () => {
  const { id: personId, actor } = review.reviewer
  await db().conflict.create({
    data: {
      ...{ personId, caseKind: 'review_request', caseId: review.id, activity: 'review', ruleId: 'FAMILY' },
      ...{ ruleSetVersion: 1, effect: 'block', isSilent: true, isPublic: false, factsKey: 'one', facts: [] },
      ...{ status: 'detected', foundAt: database.ctx().clock.now() },
    },
  })
  for (const page of Object.values(teamPages)) expect(await page(database.ctx(actor))).toEqual(notFound())
  expect(await programmePage(database.ctx(actor), review.ref, null)).toEqual(notFound())
  await db().conflict.deleteMany({ where: { caseId: review.id } })
})

it('the wall asks as much of the database for a thousand entries as for fifty', async () => {
  const heard: string[] = []
  const listening = listeningCore(database.core(), database.ctx().clock, ({ sql }) => heard.push(sql))
  const [lead] = review.coLeads
  const entries = async (from: number, to: number) => {
    const now = database.ctx().clock.now()
    await db().evidence.createMany({
      data: Array.from({ length: to - from }, (_, at) => ({
        requestId: review.id,
        status: 'logged' as const,
        goldenThread: at % 2 === 0 ? 'K2' : 'K3',
        kind: 'strength' as const,
        sourceKind: at % 3 === 0 ? ('interview' as const) : ('data' as const),
        text: `Said by many, and noted as number ${from + at}.`,
        authorId: lead.id,
        clientKey: `many-${from + at}`,
        writtenAt: now,
        loggedAt: now,
      })),
    })
    heard.length = 0
    const page = await wallPage(listening.contextFor(lead.actor, 'one'), review.ref)
    if (!page.ok) throw new Error('No wall')
    return { statements: heard.filter((sql) => sql !== 'COMMIT').length, total: page.value.total }
  }
  const { total: before } = await entries(0, 0)
  const [few, many] = [await entries(0, 50), await entries(50, 1000)]
  expect([few.total, many.total]).toEqual([before + 50, before + 1000])
  expect(many.statements).toBeLessThanOrEqual(20)
  expect(many.statements).toBe(few.statements)
  await db().evidence.deleteMany({ where: { clientKey: { startsWith: 'many-' } } })
})

it('the service sees the presentation once it was held, and the findings once the draft report is with it', async () => {
  expect(await presentationPage(as(review.head), review.ref)).toEqual(notFound())
  expect(await findingsOnReview(as(review.head), review.ref)).toBeNull()
  expect(await findingsOnReview(as(review.coLeads[0]), review.ref)).toHaveLength(1)
  await stand('presented')
  expect(await presentationPage(as(review.head), review.ref)).toMatchObject({
    value: { places: [{ key: '1', findings: [{ title: 'A board that asks' }] }] },
  })
  expect(await findingsOnReview(as(review.head), review.ref)).toBeNull()
  await stand('draft_report')
  expect(await findingsOnReview(as(review.head), review.ref)).toMatchObject([{ key: '1' }])
  for (const person of [review.coordinator, review.reviewer]) {
    expect(await findingsOnReview(as(person), review.ref)).toBeNull()
  }
  expect(await presentationPage(as(review.coordinator), review.ref)).toEqual(notFound())
  await stand('on_site')
})

it('the wall says what rests on one source, and counts without reading a thousand texts', async () => {
  const page = await wallPage(as(review.reviewer), review.ref)
  expect(page).toMatchObject({
    value: {
      total: 2,
      rows: [
        { key: '1', counts: { focus_group: 1, data: 1 }, says: 'Two kinds or more', isSingle: false },
        { key: '2', total: 0, says: 'Nothing yet' },
        { key: 'K2' },
        { key: 'K3' },
      ],
    },
  })
  await makeEntry(as(review.reviewer), review.ref, { place: '2' })
  await makeEntry(as(review.reviewer), review.ref, { place: '2' })
  expect(await wallPage(as(review.reviewer), review.ref)).toMatchObject({
    value: { rows: [{}, { key: '2', total: 2, says: 'One kind of source only', isSingle: true }, {}, {}] },
  })
})

it('a programme shows what clashes, and keeps what is called off', async () => {
  const session = {
    day: '2026-06-03',
    startsAt: '09:30',
    endsAt: '10:30',
    room: 'Board room',
    title: 'Case managers',
    with: 'The case managers',
    sourceKind: 'focus_group' as const,
    people: [review.reviewer.id],
  }
  expect(await saveSession(as(review.observer), review.ref, session)).toMatchObject({ problem: { kind: 'forbidden' } })
  expect(await saveSession(as(review.coordinator), review.ref, session)).toEqual(notFound())
  expect(await saveSession(as(review.head), review.ref, { ...session, endsAt: '09:30' })).toMatchObject({
    problem: { kind: 'invalid', fields: { endsAt: expect.any(String) } },
  })
  const made = await saveSession(as(review.head), review.ref, session)
  expect(made).toMatchObject({ ok: true })
  await saveSession(as(review.coLeads[0]), review.ref, {
    ...session,
    startsAt: '10:00',
    endsAt: '11:00',
    room: 'board room ',
    title: 'The same people',
    with: 'Case Managers',
  })
  const clashes = async () => {
    const page = await programmePage(as(review.reviewer), review.ref, null)
    return page.ok ? page.value.clashes.map((says) => says.replace(/ on .*/, '')) : 'none'
  }
  expect(await clashes()).toEqual([
    'Board room is taken twice',
    `${review.reviewer.name} is in two places`,
    'The case managers are met twice at once',
  ])
  if (!made.ok) throw new Error('No session')
  const off = { sessionId: made.value.id, version: 1 }
  expect(await callOffSession(as(review.reviewer), review.ref, { ...off, version: 9 })).toMatchObject({
    problem: { kind: 'stale' },
  })
  expect(await callOffSession(as(review.reviewer), review.ref, off)).toMatchObject({ ok: true })
  expect(await clashes()).toEqual([])
})
