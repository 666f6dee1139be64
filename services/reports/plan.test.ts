import { beforeAll, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import { makeFieldPeople } from '#tests/factories/fieldwork.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { got, makeReported } from '#tests/factories/report.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { keyFor } from './action-link.ts'
import { addAction, changeAction, dropAction, reopenAction, sayNotTakenUp } from './change-action.ts'
import { closePlan, completePlan, recordProgress } from './complete-plan.ts'
import { planJobs } from './plan-clocks.ts'
import { actionPage, planPage, progressPage } from './plan-page.ts'
import { questionLibrary } from './question-library.ts'
import { nextReminder } from './remind-day.ts'
import { share, withdrawShare } from './share.ts'
import { sharedBy, sharedItem, sharingPage } from './shared-page.ts'
import { actionByLink, updateAction, updateByLink } from './update-action.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)
const outside = () => database.ctx(visitor)
let people: Awaited<ReturnType<typeof makeFieldPeople>>

beforeAll(async () => {
  database.setNow('2026-06-02')
  people = await makeFieldPeople(database.ctx())
}, 60_000)

const hosts = ['hackney', 'camden', 'lambeth', 'bexley', 'barnet', 'brent', 'bromley', 'croydon', 'ealing']
let used = 0
const reported = () => makeReported(database.ctx(), people, { yotCode: hosts[used++] ?? 'merton', stage: 'final' })
type Review = Awaited<ReturnType<typeof reported>>

const notFound = { problem: { kind: 'not-found' } }
const page = async (person: MadePerson, ref: string) => got(await planPage(as(person), ref))
const status = async (id: string) => (await db().reviewRequest.findUniqueOrThrow({ where: { id } })).status
const action = {
  what: 'Tell the board what came of it.',
  ownerRole: 'Head of operations',
  ownerName: '',
  ownerAddress: 'owner@example.org',
  dueOn: '2026-09-01',
}

/** A plan with one action to an area, the others not taken up. */
const written = async (review: Review) => {
  const { head, ref } = review
  const { areas } = await page(head, ref)
  got(await addAction(as(head), ref, 1, action))
  for (const { position, version } of areas.slice(1))
    got(
      await sayNotTakenUp(as(head), ref, position, {
        version,
        notTakenUp: 'It is part of another plan of the council.',
      }),
    )
  return (await page(head, ref)).areas[0]?.actions[0]?.id ?? ''
}

const agreed = async () => {
  const review = await reported()
  const id = await written(review)
  got(await completePlan(as(review.head), review.ref, { version: (await page(review.head, review.ref)).version }))
  const key = keyFor(database.ctx(), 'action', id, 1)
  return { ...review, actionId: id, key }
}

const lettersTo = async (address: string) =>
  (await lettersIn(db(), { where: { topic: 'mail' } })).filter(({ payload }) => payload.to === address)

describe('an action plan', () => {
  it('has an area for each point of the final report, and is agreed by the head once each is answered', async () => {
    const review = await reported()
    const { id, ref, head, coLeads, coordinator } = review
    const { areas, status: stands, dueOn, latestOn } = await page(head, ref)
    expect(areas.map(({ text }) => text)).toEqual([
      'Say what came of matter 1.',
      'Tell the board.',
      'Say what came of matter 2.',
      'Tell the board.',
    ])
    expect([stands, dueOn, latestOn]).toEqual(['open', '2026-09-02', '2026-11-02'])
    for (const person of [coLeads[0], coordinator]) expect(await planPage(as(person), ref)).toMatchObject(notFound)
    const complete = async (person: MadePerson) =>
      completePlan(as(person), ref, { version: (await page(head, ref)).version })
    expect(await complete(head)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('4 areas for consideration have no action yet') },
    })
    expect(await addAction(as(coLeads[0]), ref, 1, action)).toMatchObject(notFound)
    expect(await addAction(as(head), ref, 9, action)).toMatchObject(notFound)
    expect(await addAction(as(head), ref, 1, { ...action, dueOn: '2026-06-01' })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    await written(review)
    const officer = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent', level: 'manager' }] })
    await db().reviewRequest.update({ where: { id }, data: { leadOfficerId: officer.id } })
    // Who arranges the review writes the plan; the head agrees it.
    expect((await page(officer, ref)).mayWrite).toBe(true)
    expect(await complete(officer)).toMatchObject(notFound)
    expect(await complete(head)).toMatchObject({ ok: true })
    expect(await status(id)).toBe('action_plan')
    expect((await page(coLeads[0], ref)).areas[0]?.actions[0]).toMatchObject({ what: action.what, ownerAddress: '' })
    expect(await planPage(as(coordinator), ref)).toMatchObject(notFound)
    expect(await lettersTo('owner@example.org')).toHaveLength(1)
  })
})

describe('an action', () => {
  const update = { version: 1, rag: 'green' as const, text: 'The first paper went to the board.', isDone: undefined }

  it('is said to stand by its owner without an account, of whom no page names the address', async () => {
    const { ref, head, actionId, key } = await agreed()
    expect(got(await actionByLink(outside(), key))).toMatchObject({ isOpen: true, what: action.what, updates: [] })
    expect(JSON.stringify(await actionByLink(outside(), key))).not.toContain('owner@')
    expect(await updateByLink(outside(), key, update)).toMatchObject({ ok: true })
    const { updates, rag } = got(await actionPage(as(head), ref, actionId))
    expect([rag, updates]).toMatchObject(['green', [{ by: 'Head of operations', text: update.text }]])
    // Two owners at once: one is kept, the other told.
    const results = await Promise.all(
      ['Half is done by now.', 'Nothing is done yet.'].map((text) =>
        updateByLink(outside(), key, { ...update, version: 2, text }),
      ),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale' } })
    expect(got(await actionByLink(outside(), key)).updates).toHaveLength(2)
  })

  it('refuses the link of an owner whose action is another’s now', async () => {
    const { ref, head, actionId, key } = await agreed()
    const changed = { ...action, version: 1, ownerAddress: 'next@example.org' }
    expect(await changeAction(as(head), actionId, changed)).toMatchObject({ ok: true })
    expect(await actionByLink(outside(), key)).toMatchObject(notFound)
    expect(await updateByLink(outside(), key, { ...update, version: 2 })).toMatchObject(notFound)
    expect(got(await actionPage(as(head), ref, actionId)).updates).toEqual([])
    expect(await lettersTo('next@example.org')).toHaveLength(1)
    expect(
      await updateByLink(outside(), keyFor(database.ctx(), 'action', actionId, 2), { ...update, version: 2 }),
    ).toMatchObject({ ok: true })
    // The key itself is nowhere in the database.
    const row = await db().action.findUniqueOrThrow({ where: { id: actionId } })
    expect(row.tokenHash).toBe(hashOfLinkKey(keyFor(database.ctx(), 'action', actionId, 2)))
    expect(JSON.stringify(row)).not.toContain(key)
  })

  it('is reminded of ten days before, one after and a month later, and no more once it is done', async () => {
    expect(nextReminder('2026-09-01', 0, '2026-06-02')).toBe('2026-08-22')
    expect(nextReminder('2026-09-01', 0, '2026-08-25')).toBe('2026-09-02')
    expect(nextReminder('2026-09-01', 2, '2026-06-02')).toBe('2026-10-02')
    expect(nextReminder('2026-09-01', 3, '2026-06-02')).toBeNull()
    const { actionId } = await agreed()
    await db().action.update({ where: { id: actionId }, data: { ownerAddress: 'late@example.org' } })
    const [remind] = planJobs
    const counts: number[] = []
    for (const day of [
      '2026-08-21',
      '2026-08-22',
      '2026-08-23',
      '2026-09-01',
      '2026-09-02',
      '2026-10-01',
      '2026-10-02',
      '2026-11-02',
      '2027-01-02',
    ]) {
      database.setNow(day)
      await remind?.run(database.ctx())
      await remind?.run(database.ctx())
      counts.push((await lettersTo('late@example.org')).length)
    }
    expect(counts).toEqual([0, 1, 1, 1, 2, 2, 3, 3, 3])
    database.setNow('2026-06-02')
    const done = await agreed()
    await db().action.update({ where: { id: done.actionId }, data: { ownerAddress: 'done@example.org' } })
    got(
      await updateByLink(outside(), done.key, { version: 1, rag: 'amber', text: 'It is all done now.', isDone: 'yes' }),
    )
    database.setNow('2026-09-02')
    await remind?.run(database.ctx())
    expect(await lettersTo('done@example.org')).toEqual([])
    expect(await updateByLink(outside(), done.key, { ...update, version: 2 })).toMatchObject({
      problem: { kind: 'refused' },
    })
    database.setNow('2026-06-02')
  })

  it('is dropped with a reason, and taken up again, by the host', async () => {
    const { ref, head, coLeads, actionId } = await agreed()
    const drop = (person: MadePerson) =>
      dropAction(as(person), actionId, { version: 1, reason: 'Another plan has it.' })
    expect(await drop(coLeads[0])).toMatchObject(notFound)
    expect(await drop(head)).toMatchObject({ ok: true })
    expect(await updateAction(as(head), actionId, { ...update, version: 2 })).toMatchObject({
      problem: { kind: 'refused' },
    })
    expect(await reopenAction(as(head), actionId, { version: 2 })).toMatchObject({ ok: true })
    expect(got(await actionPage(as(head), ref, actionId)).isOpen).toBe(true)
  })
})

describe('the progress review', () => {
  it('is proposed about ten months on, recorded by a co-lead, closed by the host’s words, and keeps its pages', async () => {
    const { id, ref, head, coLeads, reviewer, actionId, key } = await agreed()
    const propose = planJobs.find(({ name }) => name === 'reports-propose-progress')
    const proposals = async () =>
      db().outboxMessage.count({ where: { key: { contains: 'progress-proposed' }, caseId: id } })
    await propose?.run(database.ctx())
    expect(await proposals()).toBe(0)
    database.setNow(addDays(addMonths('2026-06-02', 10), -30))
    await propose?.run(database.ctx())
    await propose?.run(database.ctx())
    expect(await proposals()).toBe(3)
    const version = async () => (await page(head, ref)).version
    const record = async (person: MadePerson, outcomes: { id: string; outcome: 'moving' }[]) =>
      recordProgress(as(person), ref, { version: await version(), outcomes })
    const outcomes = [{ id: actionId, outcome: 'moving' as const }]
    for (const person of [head, reviewer]) expect(await record(person, outcomes)).toMatchObject(notFound)
    expect(await record(coLeads[0], [])).toMatchObject({
      problem: { kind: 'invalid', fields: { 'outcomes[0].outcome': expect.any(String) } },
    })
    expect(await record(coLeads[0], outcomes)).toMatchObject({ ok: true })
    expect(await status(id)).toBe('progress_review')
    expect(
      await updateByLink(outside(), key, {
        version: 1,
        rag: 'green',
        text: 'Too late to say this.',
        isDone: undefined,
      }),
    ).toMatchObject({ problem: { kind: 'refused' } })
    const changedForChildren = 'Children know who meets them at the gate.'
    expect(await closePlan(as(coLeads[0]), ref, { version: await version(), changedForChildren })).toMatchObject(
      notFound,
    )
    expect(await closePlan(as(head), ref, { version: await version(), changedForChildren })).toMatchObject({ ok: true })
    expect(await status(id)).toBe('closed')
    for (const person of [head, reviewer])
      expect(got(await progressPage(as(person), ref))).toMatchObject({
        changedForChildren,
        actions: [{ outcome: 'moving' }],
      })

    // Its questions are in the library when its head gives them, without the service's name, until they are taken back.
    const asked = async () => (await questionLibrary(as(reviewer))).filter(({ wasAsked }) => wasAsked)
    expect(await asked()).toEqual([])
    expect(await share(as(head), ref, { item: 'questions', audience: 'public', until: undefined })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    expect(await share(as(head), ref, { item: 'questions', audience: 'library', until: undefined })).toMatchObject({
      ok: true,
    })
    const given = await asked()
    expect(given.map(({ question }) => question)).toEqual([
      'How good is our work on matter 1?',
      'How good is our work on matter 2?',
    ])
    expect(given[0]?.themes).toEqual([{ code: 'G1', name: expect.any(String) }])
    expect(JSON.stringify(given)).not.toContain(ref)
    const shareId = (await db().share.findFirstOrThrow({ where: { reviewId: id } })).id
    expect(await withdrawShare(as(head), ref, { shareId })).toMatchObject({ ok: true })
    expect(await asked()).toEqual([])
    for (const { question, themes } of await questionLibrary(as(reviewer)))
      expect(themes.length, question).toBeGreaterThan(0)
    database.setNow('2026-06-02')
  })
})

describe('sharing', () => {
  it('is nothing until the head says so, item by item, by audience, until a day, and can be taken back', async () => {
    const { id, ref, head, coLeads, coordinator } = await reported()
    const { yotCode } = await db().reviewRequest.findUniqueOrThrow({ where: { id } })
    const member = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent', level: 'manager' }] })
    expect(got(await sharingPage(as(head), ref)).shares).toEqual([])
    for (const person of [coLeads[0], coordinator, member]) {
      expect(await sharingPage(as(person), ref)).toMatchObject(notFound)
      expect(await share(as(person), ref, { item: 'report', audience: 'public', until: undefined })).toMatchObject(
        notFound,
      )
    }
    const give = (
      item: 'report' | 'summary' | 'plan' | 'practice',
      audience: 'board' | 'members' | 'public' | 'library',
      until?: string,
    ) => share(as(head), ref, { item, audience, until })
    expect(await give('plan', 'public')).toMatchObject({ problem: { kind: 'refused' } })
    expect(await give('report', 'library')).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await give('report', 'board', '2026-09-01')).toMatchObject({
      problem: { kind: 'invalid', fields: { until: expect.stringContaining('31 August 2026 at the latest') } },
    })
    expect(await give('report', 'board', '2026-08-31')).toMatchObject({ ok: true })
    expect(await give('summary', 'members', '2026-12-31')).toMatchObject({ ok: true })
    expect(await give('practice', 'public', '2026-12-31')).toMatchObject({ ok: true })
    expect(await give('practice', 'library')).toMatchObject({ ok: true })
    const { shares } = got(await sharingPage(as(head), ref))
    const of = (item: string, audience: string) =>
      shares.find((one) => one.item === item && one.audience.startsWith(audience))
    const keyIn = (path: string | null | undefined) => path?.replace('/shared/', '') ?? ''
    const board = keyIn(of('The report', 'The board')?.path)
    const members = keyIn(of('The summary of the report', 'Members')?.path)
    const everybody = keyIn(of('Practice to share', 'Everybody')?.path)
    expect(of('Practice to share', 'The library')?.path).toBeNull()
    const listed = async (ctx: ReturnType<typeof as>) =>
      (await sharedBy(ctx, yotCode)).map(({ path }) => keyIn(path)).sort()
    expect(await listed(outside())).toEqual([everybody])
    expect(await listed(as(member))).toEqual([members, everybody].sort())

    expect(JSON.stringify(got(await sharedItem(outside(), board)))).toContain('Matter 1 is planned early.')
    const summary = got(await sharedItem(as(member), members))
    expect(summary.parts.map(({ key }) => key)).toEqual(['summary'])
    expect(await sharedItem(outside(), members)).toMatchObject(notFound)
    expect(got(await sharedItem(outside(), everybody)).parts.map(({ key }) => key)).toEqual(['practice'])
    // A share's own id opens nothing that is for holders of its link.
    expect(await sharedItem(as(member), of('The report', 'The board')?.id ?? '')).toMatchObject(notFound)
    const row = await db().share.findFirstOrThrow({ where: { reviewId: id, audience: 'board' } })
    expect(JSON.stringify(row)).not.toContain(board)

    expect(await withdrawShare(as(coLeads[0]), ref, { shareId: row.id })).toMatchObject(notFound)
    expect(await withdrawShare(as(head), ref, { shareId: row.id })).toMatchObject({ ok: true })
    expect(await sharedItem(outside(), board)).toMatchObject(notFound)
    database.setNow('2026-12-31')
    expect(await sharedItem(outside(), everybody)).toMatchObject({ ok: true })
    database.setNow('2027-01-01')
    expect(await sharedItem(outside(), everybody)).toMatchObject(notFound)
    expect(await sharedBy(as(member), yotCode)).toEqual([])
    database.setNow('2026-06-02')
  })
})
