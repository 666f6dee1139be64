import { beforeAll, describe, expect, it } from 'vitest'
import { asActor, visitor } from '#services/core/access.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { closeGaps, recordGap } from './record-gap.ts'
import { reportSearch, reportSearchSchema, themesInWords } from './report-search.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db
const themes = [
  { code: 'A', name: 'Leadership and governance', synonyms: ['governance'] },
  { code: 'A1', name: 'Management board effectiveness', synonyms: ['management board', 'board development'] },
  { code: 'E', name: 'Health', synonyms: ['board'] },
]

beforeAll(() => database.setNow('2026-06-01'))

const record = (sourceKey: string, more: Partial<Parameters<typeof recordGap>[1]> = {}) =>
  recordGap(database.ctx(), { kind: 'enquiry', sourceKey, themes: ['A1'], yotCode: 'leeds', ...more })

describe('a gap', () => {
  it('is written once by its key, however many race, with one entry in the audit log', async () => {
    for (let race = 0; race < races; race += 1) {
      const key = `need:race-${race}`
      const wrote = await Promise.all(
        [1, 2, 3, 4].map(() => inTransaction(database.ctx(), async (ctx) => ok(await recordGap(ctx, source(key))))),
      )
      expect(wrote.map(value).filter(Boolean)).toHaveLength(1)
      const rows = await db().gap.findMany({ where: { sourceKey: key } })
      expect(rows).toMatchObject([{ region: 'Yorks Hum', themes: ['A1'], weight: 1, metOn: null }])
      expect(await db().auditEntry.count({ where: { subjectKind: 'gap', subjectId: rows[0]?.id ?? '' } })).toBe(1)
    }
  })

  it('is gone with the transaction in which help ended, where that does not happen', async () => {
    await inTransaction(database.ctx(), async (ctx) => {
      await recordGap(ctx, source('need:undone'))
      return { ok: false, problem: { kind: 'not-found' } }
    })
    expect(await db().gap.count({ where: { sourceKey: 'need:undone' } })).toBe(0)
  })

  it('is met once, by what came first, of its own service and about a theme of it', async () => {
    database.setNow('2026-06-02')
    await record('need:one', { themes: ['B1', 'B2'] })
    await record('need:other', { themes: ['B1'], yotCode: 'kent' })
    await record('need:else', { themes: ['C1'] })
    database.setNow('2026-06-20')
    const which = { kinds: ['enquiry' as const], themes: ['B2', 'B1'], yotCode: 'leeds' }
    const closed = []
    for (let turn = 0; turn < races; turn += 1)
      closed.push(...(await Promise.all([1, 2].map(() => closeGaps(database.ctx(), which, { metBy: 'enquiry' })))))
    expect(closed.reduce((sum, count) => sum + count, 0)).toBe(1)
    database.setNow('2026-07-20')
    expect(await closeGaps(database.ctx(), { keys: ['need:one'] }, { metBy: 'review' })).toBe(0)
    const rows = await db().gap.findMany({ where: { sourceKey: { in: ['need:one', 'need:other', 'need:else'] } } })
    const said = rows.map(({ sourceKey, metBy, metOn }) => [sourceKey, metBy, metOn?.toISOString().slice(0, 10)])
    expect(said.sort()).toEqual([
      ['need:else', null, undefined],
      ['need:one', 'enquiry', '2026-06-20'],
      ['need:other', null, undefined],
    ])
  })

  it('that another case met leaves no entry of either in the audit log', async () => {
    const head = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const made = () => makeReview(database.ctx(), { yotCode: 'leeds', requestedById: head.id })
    const [own, other] = [(await made()).id, (await made()).id]
    const kind = 'review_request' as const
    await record('request:own', { kind: 'request', cases: [{ kind, id: own }] })
    await record('request:same', { kind: 'request', cases: [{ kind, id: own }] })
    await closeGaps(database.ctx(), { keys: ['request:own'] }, { metBy: 'review', of: { kind, id: other } })
    await closeGaps(database.ctx(), { keys: ['request:same'] }, { metBy: 'review', of: { kind, id: own } })
    const entries = await db().auditEntry.findMany({ where: { subjectKind: 'gap', caseId: { in: [own, other] } } })
    expect(entries.map(({ event, caseId }) => [event, caseId === own]).sort()).toEqual([
      ['gap.met', true],
      ['gap.recorded', true],
      ['gap.recorded', true],
    ])
  })
})

const source = (sourceKey: string) => ({ kind: 'enquiry' as const, sourceKey, themes: ['A1'], yotCode: 'leeds' })

describe('a search without a result', () => {
  it('is told in one press, once a quarter, with the themes that the words name and without the words', async () => {
    database.setNow('2026-06-01')
    const person = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent', level: 'manager' }] })
    const ctx = () => database.ctx(person.actor)
    const asked = reportSearchSchema.parse({ of: 'offerings', words: 'Board development for chairs' })
    expect(value(await reportSearch(ctx(), asked, themes))).toEqual({ isNew: true })
    expect(value(await reportSearch(ctx(), { ...asked, words: 'board  DEVELOPMENT for chairs' }, themes))).toEqual({
      isNew: false,
    })
    database.setNow('2026-07-01')
    expect(value(await reportSearch(ctx(), asked, themes))).toEqual({ isNew: true })
    const rows = await db().gap.findMany({ where: { kind: 'search' } })
    expect(rows).toMatchObject([
      { themes: ['A1', 'E'], region: 'South East', yotCode: 'kent' },
      { themes: ['A1', 'E'] },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/chairs/i)
    expect(JSON.stringify(rows)).not.toContain(person.id)
  })

  it('is told by nobody who is not signed in, and holds nothing about a child', async () => {
    const asked = reportSearchSchema.parse({ of: 'bank', theme: 'A' })
    expect(await reportSearch(asActor(database.ctx(), visitor), asked, themes)).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(reportSearchSchema.safeParse({ of: 'bank', words: 'help for Kai born 12/03/2010' }).success).toBe(false)
  })

  it('names the more exact theme first, by whole words', () => {
    expect(themesInWords('Management-board effectiveness', themes)).toEqual(['A1', 'E'])
    expect(themesInWords('onboarding', themes)).toEqual([])
  })
})
