import { beforeAll, describe, expect, it } from 'vitest'
import { asSystem, visitor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import type { Result } from '#services/core/result.ts'
import { findFaults } from '#services/invariants.ts'
import { type FieldReview, makeFieldPeople } from '#tests/factories/fieldwork.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { got, makeReported } from '#tests/factories/report.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { accuracySilence, giveComments } from './accuracy-clock.ts'
import { keyFor } from './action-link.ts'
import { answerComment } from './answer-comment.ts'
import { addAction, changeAction } from './change-action.ts'
import { makeComment } from './comment.ts'
import { finaliseReport } from './finalise-report.ts'
import { planPage } from './plan-page.ts'
import { reportPage } from './report-page.ts'
import { keepAside, saveSection } from './save-section.ts'
import { updateByLink } from './update-action.ts'

/*
 * Two who press at once: one wins, the other is told, nothing that was typed is lost. RACES=1000 runs each as often as
 * quality.md asks; the project on a PostgreSQL server runs them with connections of their own.
 */

const rounds = Number(process.env.RACES ?? 3)
const timeout = 60_000 + rounds * 3_000

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)
let people: Awaited<ReturnType<typeof makeFieldPeople>>

beforeAll(async () => {
  database.setNow('2026-06-02')
  people = await makeFieldPeople(database.ctx())
}, 60_000)

const at = async (stage: 'drafting' | 'with_host' | 'answering' | 'final'): Promise<FieldReview> =>
  makeReported(database.ctx(), people, { yotCode: 'hackney', stage })
const version = async ({ coLeads, ref }: FieldReview) => got(await reportPage(as(coLeads[0]), ref)).version
const won = (results: readonly Result<unknown>[]) => results.filter(({ ok }) => ok).length

describe('races of a report', { timeout }, () => {
  it('two save one part within a second: one is the version, both texts are kept', async () => {
    const review = await at('drafting')
    const { ref, reviewer, coLeads } = review
    for (let round = 0; round < rounds; round += 1) {
      const base = (
        await db().reportSection.findFirstOrThrow({ where: { report: { reviewId: review.id }, key: 'summary' } })
      ).version
      const save = async (person: MadePerson, text: string) => {
        const input = { version: base, text }
        const result = await saveSection(as(person), ref, 'summary', input)
        if (!result.ok) await keepAside(as(person), ref, 'summary', input)
        return result
      }
      const texts = [`First of ${round}.`, `Second of ${round}.`]
      const results = await Promise.all([save(reviewer, texts[0] ?? ''), save(coLeads[0], texts[1] ?? '')])
      expect(won(results)).toBe(1)
      expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale' } })
      const kept = await db().reportSectionVersion.findMany({
        where: { text: { in: texts }, section: { report: { reviewId: review.id } } },
      })
      expect(kept.map(({ isAside }) => isAside).sort()).toEqual([false, true])
    }
  })

  it('a comment as the time for comments ends: it is among those to answer, or its maker is told', async () => {
    for (let round = 0; round < rounds; round += 1) {
      database.setNow('2026-06-02')
      const { id, ref, head } = await at('with_host')
      const { commentBy } = await db().report.findFirstOrThrow({ where: { reviewId: id } })
      database.setNow(`${commentBy?.toISOString().slice(0, 10)}T12:00:00Z`)
      const comment = makeComment(as(head), ref, {
        place: '1.1',
        kind: 'slip',
        text: 'It is 14.',
        evidence: '',
        datedOn: undefined,
      })
      const done = giveComments(as(head), ref, { version: 2 })
      const [made, given] = await Promise.all([comment, done])
      expect(given).toMatchObject({ ok: true })
      expect(await db().accuracyComment.count({ where: { report: { reviewId: id } } })).toBe(made.ok ? 1 : 0)
      if (!made.ok) expect(made).toMatchObject({ problem: { kind: 'refused' } })
    }
    database.setNow('2026-06-02')
  })

  it('the host is done as silence ends its time: once', async () => {
    for (let round = 0; round < rounds; round += 1) {
      database.setNow('2026-06-02')
      const { id, ref, head } = await at('with_host')
      const { commentBy } = await db().report.findFirstOrThrow({ where: { reviewId: id } })
      database.setNow(addDays(commentBy?.toISOString().slice(0, 10) ?? '', 1))
      await Promise.all([
        giveComments(as(head), ref, { version: 2 }),
        silenceJob([accuracySilence]).run(asSystem(database.ctx())),
      ])
      const events = ['comments-given', 'comments-ended']
      expect(
        await db().move.count({
          where: {
            event: { in: events },
            subjectKind: 'report',
            subjectId: (await db().report.findFirstOrThrow({ where: { reviewId: id } })).id,
          },
        }),
      ).toBe(1)
      expect((await db().reviewRequest.findUniqueOrThrow({ where: { id } })).status).toBe('accuracy')
    }
    database.setNow('2026-06-02')
  })

  it('two answer one comment, and another makes it final: one answer, and final only after it', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const review = await at('with_host')
      const { id, ref, head, coLeads, reviewer } = review
      got(
        await makeComment(as(head), ref, {
          place: '1.1',
          kind: 'slip',
          text: 'It is 14.',
          evidence: '',
          datedOn: undefined,
        }),
      )
      got(await giveComments(as(head), ref, { version: 2 }))
      const answer = (person: MadePerson, reason: string) =>
        answerComment(as(person), ref, 1, { version: 1, answer: 'not_accepted', reason })
      const [first, second, final] = await Promise.all([
        answer(reviewer, 'The files say twelve throughout.'),
        answer(coLeads[1], 'It was twelve on the day of the visit.'),
        finaliseReport(as(coLeads[0]), ref, { version: await version(review) }),
      ])
      expect(won([first, second])).toBe(1)
      const { status } = await db().report.findFirstOrThrow({ where: { reviewId: id } })
      expect(status).toBe(final.ok ? 'final' : 'answering')
      expect(await db().accuracyComment.count({ where: { report: { reviewId: id }, answer: null } })).toBe(0)
    }
  })
})

describe('races of an action', { timeout }, () => {
  it('two owners update it, or it becomes another’s meanwhile: one counts, the other is told', async () => {
    const { id, ref, head } = await at('final')
    got(await planPage(as(head), ref))
    const owned = {
      what: 'Tell the board.',
      ownerRole: 'Head',
      ownerName: '',
      ownerAddress: 'a@example.org',
      dueOn: '2026-12-01',
    }
    got(await addAction(as(head), ref, 1, owned))
    await db().actionPlan.updateMany({ where: { reviewId: id }, data: { status: 'sent' } })
    const row = await db().action.findFirstOrThrow({ where: { plan: { reviewId: id } } })
    let issue = 1
    const outside = () => database.ctx(visitor)
    for (let round = 0; round < rounds; round += 1) {
      const { version } = await db().action.findUniqueOrThrow({ where: { id: row.id } })
      const say = (text: string) =>
        updateByLink(outside(), keyFor(database.ctx(), 'action', row.id, issue), {
          version,
          rag: 'green',
          text,
          isDone: undefined,
        })
      expect(won(await Promise.all([say(`The first said ${round}.`), say(`The other said ${round}.`)]))).toBe(1)
      const before = await db().actionUpdate.count({ where: { actionId: row.id } })
      const [said, changed] = await Promise.all([
        updateByLink(outside(), keyFor(database.ctx(), 'action', row.id, issue), {
          version: version + 1,
          rag: 'red',
          text: 'I am still on it.',
          isDone: undefined,
        }),
        changeAction(as(head), row.id, { ...owned, version: version + 1, ownerAddress: `b${round}@example.org` }),
      ])
      expect(won([said, changed])).toBe(1)
      expect(await db().actionUpdate.count({ where: { actionId: row.id } })).toBe(before + (said.ok ? 1 : 0))
      if (changed.ok) issue += 1
    }
    await db().actionPlan.updateMany({ where: { reviewId: id }, data: { status: 'open' } })
  })

  it('leave nothing that does not fit together', async () => {
    const ours = (await findFaults(db())).filter(({ name }) => /^(report|plan|action|share)/.test(name))
    expect(ours).toEqual([])
  })
})
