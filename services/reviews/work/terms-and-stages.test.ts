import { beforeAll, describe, expect, it } from 'vitest'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { findBrokenAuditEntry } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { fingerprintOf } from '#services/core/life/sealed-text.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { noteAgreedPlaces } from '#services/reviews/case/part-in.ts'
import { resumeReview } from '#services/reviews/team/resume-review.ts'
import { postponeReview, withdrawReview } from '#services/reviews/team/stop-review.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTerms } from './accept-terms.ts'
import { type FollowedEvent, followReview } from './follow-review.ts'
import { draftTerms, issueTerms } from './issue-terms.ts'
import { type RecordedEvent, recordStage } from './record-stage.ts'
import { findingsLacking } from './report-facts.ts'

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
  (await lettersIn(db(), { where: { caseId: id, topic } })).map(({ payload }) => JSON.stringify(payload))

/** What the page of a version of the terms sends. */
const acceptance = (ref: string, number: number, texts: readonly string[]) => ({
  ref,
  number,
  hash: fingerprintOf({ text: texts[number - 1] ?? '', parts: null }),
  hasRead: 'yes' as const,
})

describe('terms of reference', () => {
  it('are composed from the request, sent by whoever looks after the case, and accepted by both sides', async () => {
    const { id, ref, head, coLead, reviewer } = await reviewAt('confirmed')
    const drafted = await draftTerms(database.ctx(holder.actor), ref)
    if (!drafted.ok) throw new Error('No text')
    const { text } = drafted.value
    const texts = [text, `${text}\nAlso the board.`]
    expect(text).toContain('How good is our work on matter 1?')
    expect(text).toContain('Voice of the child')
    expect(text).toContain(`Co-lead: ${coLead.name}.`)
    expect(await issueTerms(database.ctx(head.actor), { ref, text })).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await issueTerms(database.ctx(holder.actor), { ref, text })).toMatchObject({ value: { number: 1 } })
    const accept = (person: MadePerson, number: number) =>
      acceptTerms(database.ctx(person.actor), acceptance(ref, number, texts))
    expect(await accept(reviewer, 1)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await accept(head, 1)).toMatchObject({ ok: true })
    expect((await row(id)).status).toBe('confirmed')

    // A changed text is a new version: both accept that one.
    await issueTerms(database.ctx(holder.actor), { ref, text: texts[1] ?? '' })
    expect(await accept(coLead, 1)).toMatchObject({
      problem: {
        kind: 'stale',
        why: 'You read version 1, and version 2 has replaced it. What changed is “What is shared”. Read it before you accept.',
      },
    })
    expect(await acceptTerms(database.ctx(coLead.actor), { ...acceptance(ref, 1, texts), number: 2 })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await Promise.all([accept(coLead, 2), accept(head, 2), accept(head, 2)])).toEqual([
      { ok: true, value: { ref } },
      { ok: true, value: { ref } },
      { ok: true, value: { ref } },
    ])
    expect((await row(id)).status).toBe('preparing')
    expect(await db().move.count({ where: { subjectId: id, event: 'prepared' } })).toBe(1)
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
    expect(await acceptTerms(database.ctx(head.actor), acceptance(ref, 1, [drafted.value.text]))).toMatchObject({
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

    const kloes = await db().kloe.findMany({ where: { requestId: id }, orderBy: { position: 'asc' } })
    const all = [...kloes.map((kloe) => kloe.id), 'K2', 'K3']
    const agree = (places: string[]) => noteAgreedPlaces(database.ctx(), id, places)
    const lacking = () => findingsLacking(database.ctx(), id)
    const follow = (event: FollowedEvent, day: string) =>
      inTransaction(database.ctx(coLead.actor), (ctx) => followReview(ctx, id, event, { happenedOn: day }))
    expect(await lacking()).toBe(
      'A finding agreed by the co-leads is missing under key line of enquiry 1, key line of enquiry 2, “Voice of the child and participation” and “Disproportionality and anti-racism”.',
    )
    await agree(all.slice(0, 3))
    expect(await lacking()).toMatch(/under “Disproportionality and anti-racism”\.$/)
    await agree(all)
    expect(await lacking()).toBeNull()
    expect(await follow('draft-sent', '2026-11-20')).toMatchObject({ ok: true })
    // Nothing follows twice.
    expect(await follow('draft-sent', '2026-11-20')).toMatchObject({ problem: { kind: 'refused' } })
    expect(await follow('accuracy-given', '2026-11-25')).toMatchObject({ ok: true })
    expect(await follow('finalised', '2026-11-30')).toMatchObject({ ok: true })
    expect(await record(holder, review, 'closed', '2026-11-29')).toMatchObject({
      problem: { kind: 'invalid', fields: { happenedOn: expect.stringContaining('30 November') } },
    })

    expect(await record(head, review, 'closed', '2026-12-01')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await follow('action-plan-agreed', '2026-12-01')).toMatchObject({ ok: true })
    expect(await record(holder, review, 'closed', '2026-12-01')).toMatchObject({ ok: true })
    // The days on which the visit really was.
    const { arrivedOn, leftOn, status } = await row(id)
    expect([status, arrivedOn, leftOn]).toEqual(['closed', dateFromIso('2026-11-02'), dateFromIso('2026-11-04')])
    expect(await findBrokenAuditEntry(database.ctx())).toBeNull()
    database.setNow('2026-06-01')
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
