import { beforeAll, describe, expect, it } from 'vitest'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { findBrokenAuditEntry } from '#services/core/audit.ts'
import { notFound } from '#services/core/result.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTerms } from './accept-terms.ts'
import { draftTerms, issueTerms } from './issue-terms.ts'
import { type RecordedEvent, recordStage } from './record-stage.ts'
import { resumeReview } from './resume-review.ts'
import { saveFinding } from './save-finding.ts'
import { postponeReview, withdrawReview } from './stop-review.ts'

const database = openTestDatabase()
const db = () => database.ctx().db

let holder: MadePerson
let bank: MadePerson[]

beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'London' }] })
  bank = await makeBank(database.ctx(), 4)
}, 60_000)

const hosts = ['hackney', 'camden', 'lambeth', 'bexley', 'barnet', 'brent', 'bromley', 'croydon', 'ealing', 'enfield']
let used = 0

const reviewAt = async (status: ReviewStatus) => {
  const yotCode = hosts[used++ % hosts.length] ?? 'barnet'
  const head = await makeHost(database.ctx(), yotCode)
  const review = await makeReview(database.ctx(), { yotCode, requestedById: head.id, status, caseHolderId: holder.id })
  await makeTeam(database.ctx(), review.id, bank)
  const [coLead, , reviewer] = bank
  if (!coLead || !reviewer) throw new Error('No team')
  return { head, coLead, reviewer, yotCode, ...review }
}

const row = (id: string) => db().reviewRequest.findUniqueOrThrow({ where: { id } })
const version = async (id: string) => (await row(id)).version
const mails = async (id: string, topic = 'mail') =>
  (await db().outboxMessage.findMany({ where: { caseId: id, topic } })).map(({ payload }) => JSON.stringify(payload))

describe('terms of reference', () => {
  it('are composed from the request, sent by whoever looks after the case, and accepted by both sides', async () => {
    const { id, ref, head, coLead, reviewer } = await reviewAt('confirmed')
    const drafted = await draftTerms(database.ctx(holder.actor), ref)
    if (!drafted.ok) throw new Error('No text')
    const { text } = drafted.value
    expect(text).toContain('How good is our work on matter 1?')
    expect(text).toContain('Voice of the child')
    expect(text).toContain(`Co-lead: ${coLead.name}.`)
    expect(await issueTerms(database.ctx(head.actor), { ref, text })).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await issueTerms(database.ctx(holder.actor), { ref, text })).toMatchObject({ value: { number: 1 } })
    const accept = (person: MadePerson, number: number) =>
      acceptTerms(database.ctx(person.actor), { ref, number, hasRead: 'yes' })
    expect(await accept(reviewer, 1)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await accept(head, 1)).toMatchObject({ ok: true })
    expect((await row(id)).status).toBe('confirmed')

    // A changed text is a new version: both accept that one.
    await issueTerms(database.ctx(holder.actor), { ref, text: `${text}\nAlso the board.` })
    expect(await accept(coLead, 1)).toMatchObject({ problem: { kind: 'stale' } })
    expect(await Promise.all([accept(coLead, 2), accept(head, 2), accept(head, 2)])).toEqual([
      { ok: true, value: { ref } },
      { ok: true, value: { ref } },
      { ok: true, value: { ref } },
    ])
    expect((await row(id)).status).toBe('preparing')
    expect(await db().stageMove.count({ where: { requestId: id, event: 'prepared' } })).toBe(1)
    expect(await db().conflictCheck.count({ where: { caseId: id, moment: 'terms' } })).toBeGreaterThan(0)
  })

  it('are not accepted while somebody on the team turns out to be blocked: their place is filled first', async () => {
    const { id, ref, head, reviewer, yotCode } = await reviewAt('confirmed')
    const drafted = await draftTerms(database.ctx(holder.actor), ref)
    if (!drafted.ok) throw new Error('No text')
    await issueTerms(database.ctx(holder.actor), { ref, text: drafted.value.text })
    const declaration = await db().declaration.findFirstOrThrow({ where: { personId: reviewer.id } })
    await db().interest.create({
      data: { personId: reviewer.id, declarationId: declaration.id, kind: 'family', yotCode },
    })
    expect(await acceptTerms(database.ctx(head.actor), { ref, number: 1, hasRead: 'yes' })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('no longer available') },
    })
    expect((await row(id)).status).toBe('inviting')
    expect((await mails(id)).some((mail) => mail.includes('A place in the team'))).toBe(true)
    await db().interest.deleteMany({ where: { personId: reviewer.id } })
  })
})

describe('the stages', () => {
  const record = async (
    person: MadePerson,
    review: { id: string; ref: string },
    event: RecordedEvent,
    day: string,
    isSooner?: 'yes',
  ) =>
    recordStage(database.ctx(person.actor), event, {
      isSooner,
      ref: review.ref,
      version: await version(review.id),
      happenedOn: day,
      note: 'Noted.',
    })

  it('are recorded with their day by those whose turn it is, to the end', async () => {
    database.setNow('2026-12-01')
    const review = await reviewAt('preparing')
    const { id, ref, head, coLead, reviewer } = review
    expect(await record(reviewer, review, 'arrived', '2026-11-02')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await record(coLead, review, 'arrived', '2026-12-02')).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await record(coLead, review, 'arrived', '2026-11-02')).toMatchObject({
      problem: { kind: 'invalid', fields: { isSooner: expect.stringContaining('The visit is agreed for') } },
    })
    expect(await record(coLead, review, 'arrived', '2026-11-02', 'yes')).toMatchObject({ ok: true })
    expect(await record(coLead, review, 'presented', '2026-11-01')).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await record(coLead, review, 'presented', '2026-11-04')).toMatchObject({ ok: true })
    expect(await record(coLead, review, 'presented', '2026-11-04')).toMatchObject({ ok: true })
    const [delivered, ...more] = await mails(id, 'work-delivered')
    expect(more).toEqual([])
    expect(JSON.parse(delivered ?? '')).toMatchObject({ work: 'review', workId: id, workRef: ref })
    expect(JSON.parse(delivered ?? '').people).toHaveLength(4)

    const write = (place: string, sources: string[], version = 0) =>
      saveFinding(database.ctx(coLead.actor), { ref, place, version, strengths: 'Strong.', areas: '', sources })
    expect(await record(coLead, review, 'draft-sent', '2026-11-20')).toMatchObject({
      problem: {
        kind: 'refused',
        why: 'The draft cannot be sent yet. A finding on two sources or more is missing under key line of enquiry 1, key line of enquiry 2, “Voice of the child and participation” and “Disproportionality and anti-racism”.',
      },
    })
    for (const place of ['1', '2', 'K2']) await write(place, ['Interviews', 'Case audits'])
    // The same source twice is one source.
    await write('K3', ['Interviews', 'interviews '])
    expect(await record(coLead, review, 'draft-sent', '2026-11-20')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringMatching(/under “Disproportionality and anti-racism”\.$/) },
    })
    expect(await write('K3', ['Interviews', 'Board minutes'], 1)).toMatchObject({ ok: true })
    expect(await record(coLead, review, 'draft-sent', '2026-11-20')).toMatchObject({ ok: true })
    // What the service checks stands still.
    expect(await write('K3', ['A', 'B'], 2)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await record(coLead, review, 'accuracy-given', '2026-11-25')).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await record(head, review, 'accuracy-given', '2026-11-25')).toMatchObject({ ok: true })

    expect(await write('1', ['Interviews'], 1)).toMatchObject({ ok: true })
    expect(await record(coLead, review, 'finalised', '2026-11-30')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('The report cannot be final yet.') },
    })
    expect(await write('1', ['Interviews', 'Case audits'], 2)).toMatchObject({ ok: true })
    expect(await record(coLead, review, 'finalised', '2026-11-30')).toMatchObject({ ok: true })
    expect(await write('K3', ['A', 'B'], 2)).toMatchObject({ problem: { kind: 'refused' } })

    expect(await record(head, review, 'closed', '2026-12-01')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await record(head, review, 'action-plan-agreed', '2026-12-01')).toMatchObject({ ok: true })
    expect(await record(holder, review, 'closed', '2026-12-01')).toMatchObject({ ok: true })
    expect(await row(id)).toMatchObject({ status: 'closed' })
    expect(await findBrokenAuditEntry(database.ctx())).toBeNull()
    database.setNow('2026-06-01')
  })

  it('findings are for the co-leads, from the visit on, and are not written over by an older page', async () => {
    const { ref, id, coLead, reviewer, head } = await reviewAt('preparing')
    const finding = { ref, place: '1', version: 0, strengths: 'Strong.', areas: '', sources: ['Interviews'] }
    expect(await saveFinding(database.ctx(coLead.actor), finding)).toMatchObject({ problem: { kind: 'refused' } })
    await db().reviewRequest.update({ where: { id }, data: { status: 'on_site' } })
    expect(await saveFinding(database.ctx(reviewer.actor), finding)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await saveFinding(database.ctx(head.actor), finding)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await saveFinding(database.ctx(coLead.actor), { ...finding, place: '9' })).toEqual(notFound())
    expect(await saveFinding(database.ctx(coLead.actor), finding)).toMatchObject({ ok: true })
    expect(await saveFinding(database.ctx(coLead.actor), finding)).toMatchObject({ problem: { kind: 'stale' } })
    expect(await saveFinding(database.ctx(coLead.actor), { ...finding, version: 1, strengths: '' })).toMatchObject({
      problem: { kind: 'invalid' },
    })
  })
})

describe('stopping', () => {
  const reasons = 'Our service is merging this year.'

  it('a withdrawn review releases everybody and tells them', async () => {
    const { id, ref, head, coLead } = await reviewAt('inviting')
    expect(await withdrawReview(database.ctx(coLead.actor), { ref, version: 1, reasons })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await withdrawReview(database.ctx(head.actor), { ref, version: 1, reasons })).toMatchObject({ ok: true })
    expect((await row(id)).status).toBe('withdrawn')
    expect(await db().invitation.count({ where: { seat: { requestId: id }, status: { not: 'withdrawn' } } })).toBe(0)
    const sent = await mails(id)
    for (const { email } of bank) expect(sent.filter((mail) => mail.includes(email))).toHaveLength(1)
    expect(sent.some((mail) => mail.includes(holder.email))).toBe(true)
  })

  it('cannot happen once the team is on site', async () => {
    const { ref, head } = await reviewAt('on_site')
    const stop = { ref, version: 1, reasons }
    expect(await withdrawReview(database.ctx(head.actor), stop)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await postponeReview(database.ctx(head.actor), stop)).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('a postponed review goes on at scoping with new dates, because its team was found for the old', async () => {
    const { id, ref, head } = await reviewAt('preparing')
    await postponeReview(database.ctx(head.actor), { ref, version: 1, reasons })
    expect(await row(id)).toMatchObject({ status: 'postponed', postponedFrom: 'preparing', startsOn: null })
    database.setNow('2026-10-01')
    expect(await resumeReview(database.ctx(head.actor), { ref, version: 2 })).toMatchObject({
      problem: { kind: 'invalid', fields: { startsOn: expect.stringContaining('new ones') } },
    })
    const dates = { startsOn: '2027-02-01', endsOn: '2027-02-03' }
    expect(await resumeReview(database.ctx(head.actor), { ref, version: 2, ...dates })).toMatchObject({ ok: true })
    expect(await row(id)).toMatchObject({ status: 'scoping', postponedFrom: null })
    database.setNow('2026-06-01')
  })

  it('a review postponed while it waits for a decision goes on waiting for it', async () => {
    const { id, ref, head } = await reviewAt('coordinator_checked')
    await postponeReview(database.ctx(head.actor), { ref, version: 1, reasons })
    await resumeReview(database.ctx(head.actor), { ref, version: 2 })
    expect(await row(id)).toMatchObject({ status: 'coordinator_checked' })
  })
})
