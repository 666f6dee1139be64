import { beforeAll, describe, expect, it } from 'vitest'
import { silenceJob } from '#services/core/life/silence.ts'
import { notFound } from '#services/core/result.ts'
import { reviewPage } from '#services/reviews/pages/review-page.ts'
import { reviewTasks } from '#services/reviews/pages/tasks.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTerms } from './accept-terms.ts'
import { issueTerms } from './issue-terms.ts'
import { remarkSilence } from './remark-clock.ts'
import { answerRemark, proposedTerms, remarksAtDesk, remarksPage, sayRemark } from './remarks.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)

let holder: MadePerson
let bank: MadePerson[]
beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'North West' }] })
  bank = await makeBank(database.ctx(), 4)
}, 60_000)

const confirmed = async (yotCode: string) => {
  const head = await makeHost(database.ctx(), yotCode)
  const review = await makeReview(database.ctx(), {
    yotCode,
    requestedById: head.id,
    status: 'confirmed',
    caseHolderId: holder.id,
  })
  await makeTeam(database.ctx(), review.id, bank)
  await issueTerms(as(holder), { ref: review.ref, text: 'Travel is paid by the host.' })
  return { head, ...review }
}

const text = 'Each service pays for its own travel, as our budget is spent.'
const mails = async (id: string, address: string) =>
  (await lettersIn(database.ctx().db, { where: { caseId: id, topic: 'mail' } })).filter(({ payload }) =>
    JSON.stringify(payload).includes(address),
  )

describe('what the service says of the terms', () => {
  it('comes to whoever looks after the case with the text it would have, and is answered once; the team reads none of it', async () => {
    const { id, ref, head } = await confirmed('salford')
    const proposed = 'Travel is paid by each service.'
    expect(await sayRemark(as(head), { ref, about: 'terms', number: 1, text, proposed })).toMatchObject({ ok: true })
    const before = (await mails(id, holder.email)).length
    expect(JSON.stringify(await mails(id, holder.email))).toContain('They propose another text')
    expect((await reviewTasks(as(holder))).map(({ title }) => title)).toContainEqual(
      expect.stringContaining('says of the terms of reference'),
    )
    const desk = await remarksAtDesk(as(holder), ref)
    expect(desk).toMatchObject({ mayAnswer: true, terms: { number: 1 }, remarks: [{ text, proposed, answer: null }] })
    const remarkId = desk.remarks[0]?.id ?? ''
    expect(await proposedTerms(as(holder), ref, remarkId)).toBe(proposed)

    for (const one of bank) {
      expect(await remarksPage(as(one), ref, 'terms')).toEqual(notFound())
      expect(await remarksAtDesk(as(one), ref)).toMatchObject({ remarks: [] })
      expect(await proposedTerms(as(one), ref, remarkId)).toBeNull()
      expect(await sayRemark(as(one), { ref, about: 'terms', number: 1, text, proposed })).toMatchObject({
        problem: { kind: 'forbidden' },
      })
      expect(JSON.stringify(await reviewPage(as(one), ref))).not.toContain('budget is spent')
      expect(JSON.stringify(await mails(id, one.email))).not.toContain('budget is spent')
    }

    const answer = 'Yes: the next version says so.'
    expect(await answerRemark(as(head), { ref, id: remarkId, answer })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await answerRemark(as(holder), { ref, id: remarkId, answer })).toMatchObject({ ok: true })
    expect(await answerRemark(as(holder), { ref, id: remarkId, answer: 'No.' })).toMatchObject({
      problem: { kind: 'refused' },
    })
    expect(await remarksPage(as(head), ref, 'terms')).toMatchObject({
      value: { remarks: [{ text, answer: { text: answer } }] },
    })
    expect((await mails(id, holder.email)).length).toBe(before)
    // Nothing follows by itself: the terms stand until others are sent.
    expect(await remarksPage(as(head), ref, 'terms')).toMatchObject({ value: { matter: { number: 1 } } })
    await issueTerms(as(holder), { ref, text: proposed })
    expect(await sayRemark(as(head), { ref, about: 'terms', number: 1, text, proposed: undefined })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })

  it('is reminded of twice while nobody answers, and not once somebody has', async () => {
    const { id, ref, head } = await confirmed('bolton')
    const job = silenceJob([remarkSilence])
    const reminders = async () =>
      (await mails(id, holder.email)).filter(({ payload }) => JSON.stringify(payload).includes(': answer what')).length
    const at = async (iso: string) => {
      database.setNow(iso)
      await job.run(database.ctx())
      return reminders()
    }
    for (const number of [1, 1]) await sayRemark(as(head), { ref, about: 'terms', number, text, proposed: undefined })
    const [, second] = (await remarksAtDesk(as(holder), ref)).remarks
    expect(await answerRemark(as(holder), { ref, id: second?.id ?? '', answer: 'Yes.' })).toMatchObject({ ok: true })
    expect(await at('2026-06-04T04:59:00Z')).toBe(0)
    expect(await at('2026-06-04T05:00:00Z')).toBe(1)
    expect(await at('2026-06-09T05:00:00Z')).toBe(1)
    expect(await at('2026-06-10T05:00:00Z')).toBe(2)
    expect(await at('2026-08-10T05:00:00Z')).toBe(2)
    database.setNow('2026-06-01')
  })

  it('cannot be said once both have accepted, nor of what is not there', async () => {
    const { id, ref, head } = await confirmed('wigan')
    const own = { ref, text, proposed: undefined }
    expect(await sayRemark(as(head), { ...own, about: 'team', number: 1 })).toMatchObject({
      problem: { kind: 'refused' },
    })
    const terms = await database.ctx().db.sealedText.findFirstOrThrow({ where: { subjectId: id } })
    const accept = { ref, number: 1, hash: terms.hash, hasRead: 'yes' as const }
    for (const person of [head, bank[0] ?? head])
      expect(await acceptTerms(as(person), accept)).toMatchObject({ ok: true })
    expect(await sayRemark(as(head), { ...own, about: 'terms', number: 1 })).toMatchObject({
      problem: { kind: 'refused' },
    })
    expect(await remarksPage(as(head), ref, 'terms')).toEqual(notFound())
  })
})
