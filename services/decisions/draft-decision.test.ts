import { describe, expect, it } from 'vitest'
import { asSystem } from '#services/core/access.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { value } from '#tests/factories/application.ts'
import { decisionInput } from '#tests/factories/decision.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { draftDecision, publishDecision } from './index.ts'

const database = openTestDatabase()
const ctx = () => asSystem(database.ctx())
const all = () => ctx().db.decision.findMany()

describe('a draft', () => {
  it('is written once for its source, however many ask at once', async () => {
    const source = { kind: 'minutes', id: 'item-1' }
    const drafted = await Promise.all(
      Array.from({ length: 6 }, (_, at) => draftDecision(ctx(), decisionInput({ source, title: `Written ${at}` }))),
    )
    expect(new Set(drafted.map((one) => value(one).ref)).size).toBe(1)
    const [row, ...others] = await all()
    expect(others).toEqual([])
    expect(row).toMatchObject({
      ref: value(await draftDecision(ctx(), decisionInput({ source }))).ref,
      status: 'draft',
    })
    expect(await ctx().db.move.count({ where: { subjectKind: 'decision' } })).toBe(1)
  })

  it('goes with the transaction of whoever asked for it', async () => {
    const source = { kind: 'minutes', id: 'item-undone' }
    await expect(
      inTransaction(ctx(), async (ctx) => {
        value(await draftDecision(ctx, decisionInput({ source })))
        throw new Error('The minutes failed')
      }),
    ).rejects.toThrow('The minutes failed')
    expect(await ctx().db.decision.count({ where: { sourceId: source.id } })).toBe(0)
    await inTransaction(ctx(), async (ctx) => ok(value(await draftDecision(ctx, decisionInput({ source })))))
    expect(await ctx().db.decision.count({ where: { sourceId: source.id } })).toBe(1)
  })

  it.each(['title', 'decided', 'reasons', 'alternatives', 'conflicts', 'restsOn'])(
    'names no case in its %s',
    async (part) => {
      const before = (await all()).length
      const said = decisionInput({ [part]: 'As in pr-2026-417 before' })
      for (const write of [draftDecision, publishDecision])
        expect(await write(ctx(), said)).toMatchObject({
          ok: false,
          problem: { kind: 'invalid', fields: { [part]: expect.stringContaining('reference of a case') } },
        })
      expect(await all()).toHaveLength(before)
    },
  )
})

describe('a decision published in one press', () => {
  it('takes the text it is given, and stays as it is when it comes again', async () => {
    const source = { kind: 'minutes', id: 'item-2' }
    const drafted = value(await draftDecision(ctx(), decisionInput({ source, title: 'As drafted', reasons: '' })))
    const published = value(await publishDecision(ctx(), decisionInput({ source, title: 'As published' })))
    expect(published).toEqual(drafted)
    expect(value(await publishDecision(ctx(), decisionInput({ source, title: 'Written again' })))).toEqual(drafted)
    const row = await ctx().db.decision.findUniqueOrThrow({ where: { ref: drafted.ref } })
    expect(row).toMatchObject({ status: 'published', title: 'As published' })
    expect(await ctx().db.sealedText.count({ where: { kind: 'decision', subjectId: row.id } })).toBe(1)
  })

  it.each(['reasons', 'alternatives', 'conflicts'])('says its %s, even that there were none', async (part) => {
    expect(await publishDecision(ctx(), decisionInput({ [part]: ' ' }))).toMatchObject({
      ok: false,
      problem: { kind: 'invalid', fields: { [part]: expect.stringContaining('say so') } },
    })
  })
})
