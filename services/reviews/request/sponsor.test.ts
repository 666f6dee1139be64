import { beforeAll, expect, it } from 'vitest'
import { silenceJob } from '#services/core/life/silence.ts'
import { notFound } from '#services/core/result.ts'
import { reviewPage } from '#services/reviews/pages/review-page.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { checkRequest, returnRequest } from './check-request.ts'
import { answerAsSponsor, askSponsorAgain, sponsorPage } from './sponsor.ts'
import { sponsorSilence } from './sponsor-clock.ts'
import { submitReview } from './submit-review.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)
const visitor = () => database.ctx({ kind: 'visitor', personId: null, name: '', grants: [] })

let holder: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01')
  holder = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'North West' }] })
}, 60_000)

/** The links sent to the sponsor, the newest last. */
const links = async (id: string): Promise<string[]> => {
  const rows = await lettersIn(database.ctx().db, { where: { caseId: id, topic: 'mail' } })
  return rows.flatMap(({ payload }) => /\/sponsors\/([\w-]+)/.exec(JSON.stringify(payload))?.[1] ?? [])
}

const sent = async (yotCode: string) => {
  const head = await makeHost(database.ctx(), yotCode)
  const review = await makeReview(database.ctx(), { yotCode, requestedById: head.id, caseHolderId: holder.id })
  await database.ctx().db.reviewRequest.update({
    where: { id: review.id },
    data: { sponsorAddress: 'dana@example.org', sponsorSignedOn: null },
  })
  expect(await submitReview(as(head), { ref: review.ref, version: 1 })).toMatchObject({ ok: true })
  const version = async () =>
    (await database.ctx().db.reviewRequest.findUniqueOrThrow({ where: { id: review.id } })).version
  return { head, ...review, version }
}

it('agrees by link to what is asked, and until then the board does not get it', async () => {
  const { id, ref, head, version } = await sent('salford')
  const pass = async () => checkRequest(as(holder), { ref, version: await version(), note: 'Clear and ready.' })
  expect(await pass()).toMatchObject({
    problem: { kind: 'refused', why: expect.stringContaining('has not agreed yet') },
  })
  const [token = ''] = await links(id)
  expect(await sponsorPage(visitor(), token)).toMatchObject({
    value: {
      about: 'request',
      name: 'Dana Sponsor',
      questions: ['How good is our work on matter 1?', expect.any(String)],
    },
  })
  expect(JSON.stringify(await sponsorPage(visitor(), token))).not.toContain('dana@example.org')
  expect(await answerAsSponsor(visitor(), token, { agrees: 'no', words: '' })).toMatchObject({
    problem: { fields: { words: expect.any(String) } },
  })
  expect(await answerAsSponsor(visitor(), token, { agrees: 'no', words: 'Not before the inspection.' })).toMatchObject({
    ok: true,
  })
  expect(await answerAsSponsor(visitor(), token, { agrees: 'yes', words: '' })).toMatchObject({
    problem: { kind: 'refused' },
  })
  expect(await pass()).toMatchObject({ problem: { why: expect.stringContaining('Not before the inspection.') } })

  // Asked again: the link sent before is worth nothing.
  expect(await askSponsorAgain(as(head), { ref, version: await version() })).toMatchObject({
    problem: { kind: 'forbidden' },
  })
  expect(await askSponsorAgain(as(holder), { ref, version: await version() })).toMatchObject({ ok: true })
  const again = (await links(id)).find((one) => one !== token) ?? ''
  for (const stale of [token, 'unknown', `${again}x`]) {
    expect(await sponsorPage(visitor(), stale)).toEqual(notFound())
    expect(await answerAsSponsor(visitor(), stale, { agrees: 'yes', words: '' })).toEqual(notFound())
  }
  expect(await answerAsSponsor(visitor(), again, { agrees: 'yes', words: 'Gladly.' })).toMatchObject({ ok: true })
  expect(await pass()).toMatchObject({ ok: true })
  expect(await reviewPage(as(head), ref)).toMatchObject({ value: { sponsor: [{ agrees: true, words: 'Gladly.' }] } })
  database.setNow('2026-12-01')
  expect(await sponsorPage(visitor(), again)).toEqual(notFound())
  database.setNow('2026-06-01')
})

it('is asked anew when a request comes back and is sent again', async () => {
  const { id, ref, head, version } = await sent('wigan')
  const [token = ''] = await links(id)
  await answerAsSponsor(visitor(), token, { agrees: 'yes', words: '' })
  await returnRequest(as(holder), { ref, version: await version(), note: 'Please add a question about girls.' })
  expect(await sponsorPage(visitor(), token)).toEqual(notFound())
  await submitReview(as(head), { ref, version: await version() })
  expect(await sponsorPage(visitor(), token)).toEqual(notFound())
  const pass = await checkRequest(as(holder), { ref, version: await version(), note: 'Clear and ready.' })
  expect(pass).toMatchObject({ problem: { why: expect.stringContaining('has not agreed yet') } })
})

it('is reminded once by another link, and whoever waits for them is told when they do not answer', async () => {
  const { id, ref, head } = await sent('tameside')
  const job = silenceJob([sponsorSilence])
  const silent = async (person: MadePerson) =>
    (await lettersIn(database.ctx().db, { where: { caseId: id, topic: 'mail' } })).filter(({ payload }) => {
      const mail = JSON.stringify(payload)
      return mail.includes(person.email) && mail.includes('The sponsor has not answered')
    }).length
  const at = async (iso: string) => {
    database.setNow(iso)
    await job.run(database.ctx())
  }
  const [first = ''] = await links(id)
  await at('2026-06-08T04:59:00Z')
  expect(await sponsorPage(visitor(), first)).toMatchObject({ ok: true })
  await at('2026-06-08T05:00:00Z')
  const all = await links(id)
  const [second = ''] = all.filter((token) => token !== first)
  expect(all).toHaveLength(2)
  expect(await sponsorPage(visitor(), first)).toEqual(notFound())
  expect(await sponsorPage(visitor(), second)).toMatchObject({ value: { ref, about: 'request' } })
  await at('2026-06-15T05:00:00Z')
  expect([await silent(head), await silent(holder)]).toEqual([0, 0])
  await at('2026-06-16T05:00:00Z')
  expect([await silent(head), await silent(holder)]).toEqual([1, 1])
  // The link still works; an answer ends it.
  expect(await answerAsSponsor(visitor(), second, { agrees: 'yes', words: '' })).toMatchObject({ ok: true })

  database.setNow('2026-06-01')
  const other = await sent('trafford')
  const [token = ''] = await links(other.id)
  await answerAsSponsor(visitor(), token, { agrees: 'yes', words: '' })
  await at('2026-08-01T05:00:00Z')
  expect(await links(other.id)).toHaveLength(1)
  database.setNow('2026-06-01')
})

it('answers once, whoever presses at the same time', { timeout: 60_000 + races * 1_000 }, async () => {
  const { id } = await sent('oldham')
  const [token = ''] = await links(id)
  for (let race = 0; race < races; race += 1) {
    await database
      .ctx()
      .db.sponsorAsk.updateMany({ where: { requestId: id }, data: { answeredAt: null, agrees: null } })
    const results = await Promise.all([
      answerAsSponsor(visitor(), token, { agrees: 'yes', words: '' }),
      answerAsSponsor(visitor(), token, { agrees: 'no', words: 'Not now.' }),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const ask = await database.ctx().db.sponsorAsk.findFirstOrThrow({ where: { requestId: id } })
    const { sponsorSignedOn } = await database.ctx().db.reviewRequest.findUniqueOrThrow({ where: { id } })
    expect(sponsorSignedOn !== null).toBe(ask.agrees)
  }
})
