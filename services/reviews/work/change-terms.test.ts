import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fingerprintOf } from '#services/core/life/sealed-text.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { notFound } from '#services/core/result.ts'
import { reviewTasks } from '#services/reviews/pages/tasks.ts'
import { termsPage } from '#services/reviews/pages/terms-page.ts'
import { postponeReview } from '#services/reviews/team/stop-review.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { acceptTerms } from './accept-terms.ts'
import { askForTerms, keepTerms, termsChangeSilence } from './change-terms.ts'
import { issueTerms } from './issue-terms.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)
const db = () => database.ctx().db

let holder: MadePerson
let bank: MadePerson[]
beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'North West' }] })
  bank = await makeBank(database.ctx(), 4)
}, 60_000)
beforeEach(() => database.setNow('2026-06-01'))

const agreed = 'Where:\nWe meet in York.'
const changed = 'Where:\nWe meet in Leeds.'
const text = 'The rooms in York are being painted then.'

const hosts = ['salford', 'bolton', 'wigan', 'stockport', 'trafford', 'tameside']
let used = 0

/** A review that prepares, its terms agreed by both sides. */
const preparing = async () => {
  const head = await makeHost(database.ctx(), hosts[used++ % hosts.length] ?? 'salford')
  const review = await makeReview(database.ctx(), {
    yotCode: head.actor.grants.find(({ yotCode }) => yotCode)?.yotCode ?? 'salford',
    requestedById: head.id,
    status: 'confirmed',
    caseHolderId: holder.id,
  })
  await makeTeam(database.ctx(), review.id, bank)
  const [coLead, , reviewer] = bank
  if (!coLead || !reviewer) throw new Error('No team')
  await issueTerms(as(holder), { ref: review.ref, text: agreed })
  for (const person of [head, coLead]) expect(await accept(person, review.ref, 1, agreed)).toMatchObject({ ok: true })
  return { ...review, head, coLead, reviewer }
}

const accept = (person: MadePerson, ref: string, number: number, text: string) =>
  acceptTerms(as(person), { ref, number, hash: fingerprintOf({ text, parts: null }), hasRead: 'yes' })

const page = async (person: MadePerson, ref: string) => {
  const found = await termsPage(as(person), ref)
  if (!found.ok) throw new Error(JSON.stringify(found.problem))
  return found.value
}
const pending = async (id: string) => (await db().reviewRequest.findUniqueOrThrow({ where: { id } })).termsChange
const clocks = (id: string) => db().silence.count({ where: { kind: 'terms-change', subjectId: id } })
const subjects = async (id: string, address: string) =>
  (await lettersIn(db(), { where: { caseId: id, topic: 'mail' } }))
    .map(({ payload }) => JSON.stringify(payload))
    .filter((mail) => mail.includes(address))

describe('a change of agreed terms', () => {
  it('is asked for as a text, and the terms that were agreed hold until the other side has accepted it', async () => {
    const { id, ref, head, coLead, reviewer } = await preparing()
    const ask = (person: MadePerson, proposed = changed, number = 1) =>
      askForTerms(as(person), { ref, number, text, proposed })
    expect(await ask(reviewer)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await ask(await makeHost(database.ctx(), 'kent'))).toEqual(notFound())
    expect(await ask(head, agreed)).toMatchObject({ problem: { fields: { proposed: expect.any(String) } } })
    expect(await ask(head, changed, 7)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await ask(head)).toMatchObject({ ok: true })
    expect(await ask(coLead)).toMatchObject({ problem: { why: expect.stringContaining('A change waits already') } })

    // Whoever asked has accepted by asking; what stands is still what was agreed.
    expect(await page(coLead, ref)).toMatchObject({
      number: 1,
      text: agreed,
      change: { number: 2, text: changed, waitsFor: 'a co-lead', mayAccept: true, lastDay: '2026-06-15' },
      mayChange: false,
    })
    expect(await page(head, ref)).toMatchObject({ change: { mayAccept: false, mayKeep: true } })
    expect((await reviewTasks(as(coLead))).map(({ title }) => title)).toContainEqual(
      expect.stringContaining('Answer the change of terms'),
    )
    expect((await reviewTasks(as(head))).map(({ title }) => title)).not.toContainEqual(
      expect.stringContaining('Answer the change of terms'),
    )
    // Not by the fingerprint of something else.
    expect(await accept(coLead, ref, 2, agreed)).toMatchObject({ problem: { kind: 'stale' } })
    expect(await accept(coLead, ref, 2, changed)).toMatchObject({ ok: true })
    expect(await page(head, ref)).toMatchObject({ number: 2, text: changed, change: null, mayChange: true })
    expect([await pending(id), await clocks(id)]).toEqual([null, 0])
    expect((await subjects(id, head.email)).at(-1)).toContain('The terms are changed')
    // Neither side can fall back on what was replaced.
    expect(await accept(coLead, ref, 1, agreed)).toMatchObject({ ok: false })
  })

  it('is left by either side with a reason, and lapses without an answer, warned of before', async () => {
    const { id, ref, head, coLead } = await preparing()
    const ask = () => askForTerms(as(coLead), { ref, number: 1, text, proposed: changed })
    expect(await ask()).toMatchObject({ ok: true })
    const keep = { ref, number: 2, reason: 'Leeds is too far for our staff.' }
    expect(await keepTerms(as(head), keep)).toMatchObject({ ok: true })
    expect(await page(head, ref)).toMatchObject({ number: 1, change: null, mayChange: true })
    expect((await subjects(id, coLead.email)).at(-1)).toContain('Leeds is too far')
    expect(await keepTerms(as(head), keep)).toMatchObject({ problem: { kind: 'refused' } })

    expect(await ask()).toMatchObject({ ok: true })
    const job = silenceJob([termsChangeSilence])
    const at = async (iso: string) => {
      database.setNow(iso)
      await job.run(database.ctx())
    }
    const warnings = async () => (await subjects(id, head.email)).filter((mail) => mail.includes('waits until')).length
    await at('2026-06-10T04:59:00Z')
    expect(await warnings()).toBe(0)
    await at('2026-06-10T05:00:00Z')
    expect(await warnings()).toBe(1)
    await at('2026-06-16T04:59:00Z')
    expect(await pending(id)).toBe(3)
    await at('2026-06-16T05:00:00Z')
    expect([await pending(id), await clocks(id)]).toEqual([null, 0])
    expect((await page(head, ref)).text).toBe(agreed)
    expect(await accept(head, ref, 3, changed)).toMatchObject({ ok: false })
  })

  it('ends with whatever takes the review out of its terms', async () => {
    const { id, ref, head } = await preparing()
    await askForTerms(as(head), { ref, number: 1, text, proposed: changed })
    const { version } = await db().reviewRequest.findUniqueOrThrow({ where: { id } })
    expect(await postponeReview(as(head), { ref, version, reasons: 'We merge.' })).toMatchObject({ ok: true })
    expect([await pending(id), await clocks(id)]).toEqual([null, 0])
  })

  it('pressed at once with “leave them”, one counts and the other is told', async () => {
    for (let time = 0; time < races; time += 1) {
      const { id, ref, head, coLead } = await preparing()
      await askForTerms(as(head), { ref, number: 1, text, proposed: changed })
      const [accepted, kept] = await Promise.all([
        accept(coLead, ref, 2, changed),
        keepTerms(as(head), { ref, number: 2, reason: 'Let us leave it.' }),
      ])
      expect([accepted.ok, kept.ok].filter(Boolean)).toHaveLength(1)
      if (!accepted.ok)
        expect(accepted).toMatchObject({ problem: { why: expect.stringContaining('not asked for any more') } })
      expect((await page(head, ref)).text).toBe(accepted.ok ? changed : agreed)
      expect(await pending(id)).toBeNull()
      await db().reviewRequest.update({ where: { id }, data: { status: 'closed' } })
    }
  })
})
