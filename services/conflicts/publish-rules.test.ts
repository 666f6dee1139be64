import { beforeAll, describe, expect, it } from 'vitest'
import { makeAdministrator, value } from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { checkPeople } from './check-people.ts'
import { previewRules } from './preview-rules.ts'
import { publishRules, withRuleChanged, withSettingsChanged } from './publish-rules.ts'
import { recheckEverybody } from './recheck-person.ts'
import { rerunCheck } from './rerun-check.ts'
import { ruleSetHistory, ruleSetInForce } from './rule-sets.ts'
import { sweep } from './sweep.ts'

const database = openTestDatabase()
let administrator: MadePerson
const own = () => database.ctx(administrator.actor)
beforeAll(async () => {
  database.setNow('2026-06-01')
  administrator = await makeAdministrator(database.ctx(), { name: 'Val Admin' })
})

const twoYears = {
  step: 'publish',
  version: 1,
  length: 2,
  unit: 'years',
  review: 'block',
  paidDelivery: 'manage',
  deciding: 'manage',
  isPublic: false,
  reason: 'Five years kept people away who could help most.',
} as const

describe('publishing rules', () => {
  it('shows what would change, puts the next version in force, and leaves old checks as they were', async () => {
    const ctx = database.ctx()
    const former = await makePerson(ctx, {
      name: 'Fay Former',
      posts: [{ yotCode: 'leeds', from: '2018-01-01', until: '2023-01-01' }],
      bank: {},
    })
    const host = await makeHost(ctx, 'leeds')
    const { id, ref } = await makeReview(ctx, { yotCode: 'leeds', requestedById: host.id, status: 'confirmed' })
    await makeTeam(ctx, id, [former])
    const check = async () => {
      const asked = { case: { kind: 'review_request' as const, id }, activity: 'review' as const }
      const found = await checkPeople(ctx, { ...asked, personIds: [former.id], moment: 'change' })
      return found.get(former.id)?.map(({ ruleId, effect, ruleSetVersion }) => `${ruleId} ${effect} ${ruleSetVersion}`)
    }
    expect(await check()).toEqual(['FORMER_EMPLOYER block 1', 'STALE manage 1'])
    const old = await ctx.db.conflictCheck.findFirstOrThrow({ where: { personId: former.id } })

    const next = value(await withRuleChanged(own(), 'FORMER_EMPLOYER', twoYears))
    const preview = await previewRules(own(), next)
    expect(preview).toMatchObject({
      now: { block: 1, note: 0 },
      after: { block: 0 },
      teams: [{ ref, changes: ['Fay Former: to be managed (is blocked)'] }],
    })
    expect((await ruleSetInForce(ctx)).version).toBe(1)

    expect(await publishRules(own(), next, 1)).toEqual({ ok: true, value: { version: 2 } })
    expect(await publishRules(own(), next, 1)).toMatchObject({ problem: { kind: 'stale' } })
    await recheckEverybody(ctx)
    expect(await check()).toEqual(['FORMER_EMPLOYER note 2', 'STALE manage 2'])
    expect((await rerunCheck(ctx, old.id))?.map(({ ruleId, effect }) => `${ruleId} ${effect}`)).toEqual([
      'FORMER_EMPLOYER block',
      'STALE manage',
    ])
    expect(await ruleSetHistory(ctx)).toMatchObject([
      {
        version: 2,
        publishedBy: 'Val Admin',
        reason: twoYears.reason,
        changes: [{ ruleId: 'FORMER_EMPLOYER', changes: [expect.stringContaining('2 years after')] }],
      },
      { version: 1, publishedOn: null },
    ])
  })

  it('is for administrators, needs a difference, and cannot undo what people were promised', async () => {
    const head = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent' }] })
    const asHead = database.ctx(head.actor)
    const inForce = await ruleSetInForce(asHead)
    const forbidden = { problem: { kind: 'forbidden' } }
    expect(await withRuleChanged(asHead, 'FORMER_EMPLOYER', twoYears)).toMatchObject(forbidden)
    expect(await publishRules(asHead, { ...inForce, version: inForce.version + 1 }, inForce.version)).toMatchObject(
      forbidden,
    )
    expect(await withRuleChanged(own(), 'SELF', { ...twoYears, review: 'note' })).toMatchObject({
      problem: { kind: 'invalid', fields: { review: 'Must stay a block' } },
    })
    const settings = {
      step: 'publish',
      version: 2,
      giftPounds: 50,
      declarationMonths: 12,
      reason: 'Only looking.',
    } as const
    expect(await withSettingsChanged(own(), settings)).toMatchObject({
      problem: { fields: { reason: expect.stringContaining('Nothing is different') } },
    })
    expect(await withSettingsChanged(own(), { ...settings, giftPounds: 75 })).toMatchObject({
      value: { settings: { giftAbovePence: 75_00 } },
    })
  })

  it('tells an administrator nothing of a review that must not exist for them', async () => {
    const ctx = database.ctx()
    const host = await makeHost(ctx, 'york')
    const before = await previewRules(own(), await ruleSetInForce(ctx))
    const declaration = await ctx.db.declaration.create({
      data: { personId: administrator.id, kind: 'annual', isNil: false, statedAt: ctx.clock.now() },
    })
    await ctx.db.interest.create({
      data: { personId: administrator.id, declarationId: declaration.id, kind: 'family', yotCode: 'york' },
    })
    await makeReview(ctx, { yotCode: 'york', requestedById: host.id, status: 'submitted' })
    await sweep(ctx, null)
    expect(await previewRules(own(), await ruleSetInForce(ctx))).toEqual(before)
  })
})
