import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ctx } from '#services/core/context.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import {
  type AnswerInput,
  addStatement,
  answerSchema,
  openWorkbook,
  otherViews,
  ownViews,
  reaches,
  saveAnswer,
  sendViews,
  versionsOf,
} from './index.ts'

const database = openTestDatabase()

const open = (ctx: Ctx, subjectId: string) =>
  openWorkbook(ctx, { kind: 'test', subjectId, sides: ['host', 'team'] }, async () => [
    { group: 'One', text: 'We do this well.' },
    { group: 'One', text: 'We can show it.' },
  ])

const answer = (more: Partial<AnswerInput> = {}): AnswerInput => ({
  version: 0,
  mark: '7',
  confidence: 'some',
  evidence: 'Audits of spring.',
  whyNotApplicable: '',
  ...more,
})

describe('a workbook', () => {
  it('is opened once, keeps every version, and is sent when every statement has a mark or why not', async () => {
    const person = await makePerson(database.ctx())
    const ctx = database.ctx(person.actor)
    const subject = crypto.randomUUID()
    const [workbook, again] = await Promise.all([open(ctx, subject), open(ctx, subject)])
    expect(again.id).toBe(workbook.id)
    const say = (position: number, more: Partial<AnswerInput> = {}, side = 'host') =>
      saveAnswer(ctx, { workbookId: workbook.id, position, side, by: person.name }, answer(more))
    expect(await say(1)).toMatchObject({ ok: true })
    expect(await say(1)).toMatchObject({ problem: { kind: 'stale' } })
    expect(await say(1, { version: 1, mark: '4' })).toMatchObject({ ok: true })
    expect(await say(9)).toMatchObject({ problem: { kind: 'not-found' } })
    expect((await versionsOf(ctx, workbook, 1, 'host')).map(({ mark }) => mark)).toEqual([4, 7])
    const send = () => sendViews(ctx, { workbookId: workbook.id, side: 'host' })
    expect(await send()).toMatchObject({ problem: { kind: 'refused', why: '1 statement has no mark yet: 2.' } })
    expect(
      await addStatement(ctx, workbook.id, { side: 'host', group: 'Own', text: 'Schools know us.' }),
    ).toMatchObject({ ok: true })
    expect(await say(2, { mark: 'none', whyNotApplicable: 'We have no custody.' })).toMatchObject({ ok: true })
    expect(await say(3)).toMatchObject({ ok: true })
    expect(await Promise.all([send(), send()])).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await say(3, { version: 1 })).toMatchObject({ problem: { kind: 'refused' } })
    expect(await addStatement(ctx, workbook.id, { side: 'host', group: 'Own', text: 'Too late now.' })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })

  it('tells neither side what the other says, nor whether it says anything, until both are in or the day has come', async () => {
    const person = await makePerson(database.ctx())
    const ctx = database.ctx(person.actor)
    const { id } = await open(ctx, crypto.randomUUID())
    const subject = (await ctx.db.workbook.findUniqueOrThrow({ where: { id } })).subjectId
    const seenBy = async (side: string, isOpened = false) => otherViews(ctx, await open(ctx, subject), side, isOpened)
    const fill = async (side: string) => {
      for (const position of [1, 2]) {
        await saveAnswer(ctx, { workbookId: id, position, side, by: person.name }, answer({ evidence: `Says ${side}` }))
      }
    }
    expect(await seenBy('team')).toBeNull()
    await fill('host')
    await sendViews(ctx, { workbookId: id, side: 'host' })
    expect(await seenBy('team')).toBeNull()
    await fill('team')
    expect(await seenBy('host')).toBeNull()
    // The day opens what is sent; what is not sent stays its side's own.
    expect([...((await seenBy('team', true)) ?? [])].map(([side]) => side)).toEqual(['host'])
    expect([...((await seenBy('host', true)) ?? [])]).toEqual([])
    await sendViews(ctx, { workbookId: id, side: 'team' })
    expect(JSON.stringify([...((await seenBy('host')) ?? [])])).toContain('Says team')
    expect(JSON.stringify(await ownViews(ctx, await open(ctx, subject), 'host'))).not.toContain('Says team')
  })
})

describe('the threshold', () => {
  const of = (mark: number | null, whyNotApplicable = '') => ({
    mark,
    whyNotApplicable,
    confidence: 'some' as const,
    evidence: '',
  })

  it('is reached when every statement that applies has that mark', () => {
    expect(reaches(7, [of(7), of(10), of(null, 'No custody here')])).toBe(true)
    expect(reaches(7, [of(7), of(6)])).toBe(false)
    expect(reaches(7, [of(7), of(null)])).toBe(false)
    expect(reaches(7, [])).toBe(false)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 10 }),
        (marks, least) => {
          expect(
            reaches(
              least,
              marks.map((mark) => of(mark)),
            ),
          ).toBe(Math.min(...marks) >= least)
        },
      ),
    )
  })
})

it('an answer that does not apply says why', () => {
  const typed = { version: '0', mark: 'none', confidence: 'some' }
  expect(answerSchema.safeParse(typed).error?.issues).toMatchObject([{ path: ['whyNotApplicable'] }])
  expect(answerSchema.safeParse({ ...typed, whyNotApplicable: 'We have none.' }).success).toBe(true)
  expect(answerSchema.safeParse({ ...typed, mark: '11' }).success).toBe(false)
})
