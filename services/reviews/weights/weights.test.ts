import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import { standardWeights, withWords } from '#services/matching/index.ts'
import { roundSettled, startRound } from '#services/reviews/rounds/start-round.ts'
import { weightsInForce } from '#services/reviews/team/weights-in-force.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { fromFields, toFields, tryWeightsSchema } from './fields.ts'
import { publishWeights } from './publish-weights.ts'
import { sayDifference, trialPage } from './trial-page.ts'
import { trialSettled, tryWeights } from './try-weights.ts'
import { changeWeightsPage, weightsPage } from './weights-page.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = ({ actor }: { actor: Actor }) => database.ctx(actor)
let administrator: MadePerson
let coordinator: MadePerson
let nearby: MadePerson

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  coordinator = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  await makeBank(ctx, 12)
  nearby = await makePerson(ctx, {
    name: 'Nearby Newcomer',
    posts: [{ yotCode: 'bradford', level: 'second_tier' }],
    bank: { roles: ['reviewer', 'co_lead'], themes: { G1: 3, A1: 3, K2: 3, K3: 3 } },
  })
  await db().declaration.create({
    data: { personId: nearby.id, kind: 'annual', isNil: true, statedAt: ctx.clock.now() },
  })
  const head = await makeHost(ctx, 'leeds')
  await makeReview(ctx, { yotCode: 'leeds', requestedById: head.id, status: 'scoping', caseHolderId: coordinator.id })
}, 60_000)

const typed = (changes: Record<string, number> = {}, version = 1) =>
  tryWeightsSchema.parse({
    ...toFields(standardWeights),
    ...changes,
    version,
    reason: 'Strength should not count here.',
  })

const tried = async (changes: Record<string, number>, version = 1) => {
  const result = await tryWeights(as(administrator), typed(changes, version), null)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  await trialSettled(result.value.id)
  return result.value.id
}

const pageOf = async (id: string, who = administrator) => {
  const page = await trialPage(as(who), id)
  if (!page.ok) throw new Error(JSON.stringify(page.problem))
  return page.value
}

describe('weights', () => {
  it('go through the form unchanged, and say their own numbers', () => {
    expect(fromFields(toFields(standardWeights), standardWeights)).toEqual(
      Object.fromEntries(
        Object.entries(standardWeights).flatMap(([name, weight]) =>
          typeof weight === 'number' ? [] : [[name, weight.value]],
        ),
      ),
    )
    const changed = withWords(
      2,
      fromFields({ ...toFields(standardWeights), below: 1, freshMonths: 30 }, standardWeights),
    )
    expect(changed.newcomer.says).toContain('fewer than 1 rating get')
    expect(changed.themes.says).toContain('the last 30 months')
  })

  it.each([
    [{ evidenced: 500 }, 'strong', 'Strong must count at least as much as evidence'],
    [{ some: 300 }, 'evidenced', 'Evidence must count at least as much as some experience'],
    [{ staleMonths: 12 }, 'staleMonths', 'Work cannot count least before it has stopped counting in full'],
    [{ stalePercent: 90 }, 'stalePercent', 'The oldest work cannot count more than older work'],
    [{ zeroAtMiles: 0 }, 'zeroAtMiles', 'Nothing from: enter a whole number from 1 to 1,200'],
    [{ step: 1.5 }, 'step', 'Less for the first review carried: enter a whole number from 0 to 500'],
  ])('may not be %j', (changes, field, say) => {
    const parsed = tryWeightsSchema.safeParse({
      ...toFields(standardWeights),
      ...changes,
      version: 1,
      reason: 'Because we say so.',
    })
    expect(parsed.error?.issues).toContainEqual(expect.objectContaining({ path: [field], message: say }))
  })
})

describe('publishing weights', () => {
  it('shows what a past round would have been, then puts the next version in force', async () => {
    const started = await startRound(as(coordinator), { isFair: false })
    if (!started.ok) throw new Error(JSON.stringify(started.problem))
    const round = await db().round.findFirstOrThrow({ where: { number: started.value.number } })
    await roundSettled(round.id)
    const teams = () => db().roundTeam.findMany({ where: { roundId: round.id } })
    const before = await teams()
    expect(JSON.stringify(before)).toContain(nearby.id)

    const same = await pageOf(await tried({ nominated: 61 }))
    expect(same).toMatchObject({ status: 'planned', roundNumber: round.number, comparison: { changed: [] } })
    expect(same.comparison?.same).toHaveLength(1)

    // Evidence counts alike and nearness not at all: others come first.
    const id = await tried({ strong: 280, some: 280, nearest: 0, newcomer: 0 })
    const page = await pageOf(id)
    expect(page.changes.map(({ name, from, to }) => `${name} ${from} ${to}`)).toContain(
      'Distance: for the nearest 150 points 0 points',
    )
    expect(page.comparison?.changed[0]?.says.join()).toMatch(/would be .*would not be in it/)
    expect((await weightsInForce(database.ctx())).version).toBe(1)

    expect(await publishWeights(as(administrator), { id })).toEqual({ ok: true, value: { version: 2 } })
    expect(await publishWeights(as(administrator), { id })).toEqual({ ok: true, value: { version: 2 } })
    expect(await weightsInForce(database.ctx())).toMatchObject({ version: 2, distance: { value: { nearest: 0 } } })
    expect(await db().weightSet.count()).toBe(1)
    expect(await db().auditEntry.count({ where: { event: 'weights.published' } })).toBe(1)
    expect(await teams()).toEqual(before)
    const shown = await weightsPage(as(coordinator))
    expect(shown).toMatchObject({
      value: {
        version: 2,
        mayPublish: false,
        history: [{ version: 2, reason: 'Strength should not count here.', changes: expect.any(Array) }],
      },
    })
    const again = await startRound(as(coordinator), { isFair: false })
    if (!again.ok) throw new Error(JSON.stringify(again.problem))
    const next = await db().round.findFirstOrThrow({ where: { number: again.value.number } })
    await roundSettled(next.id)
    expect(next.weightsVersion).toBe(2)
  })

  it('is stale once another version was published, and needs a difference', async () => {
    const late = await db().weightTrial.findFirstOrThrow({ where: { publishedVersion: null, basedOn: 1 } })
    expect(await publishWeights(as(administrator), { id: late.id })).toMatchObject({ problem: { kind: 'stale' } })
    expect(await pageOf(late.id)).toMatchObject({ isOvertaken: true })
    expect(await tryWeights(as(administrator), typed({}, 1), null)).toMatchObject({ problem: { kind: 'stale' } })
    const now = await weightsInForce(database.ctx())
    expect(await tryWeights(as(administrator), typed({ ...toFields(now) }, 2), null)).toMatchObject({
      problem: { fields: { reason: 'Nothing is different from version 2' } },
    })
  })

  it('tries one at a time, and is for administrators', async () => {
    const first = await tryWeights(as(administrator), typed({ region: 25 }, 2), 'one-form')
    const second = await tryWeights(as(administrator), typed({ region: 30 }, 2), 'another-form')
    expect(second).toMatchObject({ problem: { kind: 'refused', why: expect.stringContaining('being tried just now') } })
    expect(await tryWeights(as(administrator), typed({ region: 25 }, 2), 'one-form')).toEqual(first)
    if (!first.ok) throw new Error('not tried')
    expect(await publishWeights(as(administrator), first.value)).toMatchObject({ problem: { kind: 'refused' } })
    await trialSettled(first.value.id)
    for (const answer of [
      await changeWeightsPage(as(coordinator)),
      await tryWeights(as(coordinator), typed({ region: 25 }, 2), null),
      await trialPage(as(coordinator), first.value.id),
      await publishWeights(as(coordinator), first.value),
    ])
      expect(answer).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('shows nothing of a request to an administrator who is conflicted with it', async () => {
    const former = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'leeds', level: 'manager' }],
      appointments: [{ role: 'administrator' }],
    })
    const { id } = await db().weightTrial.findFirstOrThrow({ where: { publishedVersion: 2 } })
    const { ref } = await db().reviewRequest.findFirstOrThrow({ where: { yotCode: 'leeds' } })
    await startRound(as(coordinator), { isFair: false }).then(async (started) => {
      if (!started.ok) throw new Error('no round')
      const round = await db().round.findFirstOrThrow({ where: { number: started.value.number } })
      await roundSettled(round.id)
    })
    const page = await pageOf(id, former)
    expect(JSON.stringify(page)).not.toContain(ref)
    expect(JSON.stringify(await pageOf(id))).toContain(ref)
  })
})

it('puts the difference of two teams into words', () => {
  const plan = {
    window: { startsOn: '2027-03-01', endsOn: '2027-03-03' },
    members: [
      { personId: 'A', role: 'lead' as const, reasons: [], hostReasons: [], managed: [] },
      { personId: 'B', role: 'peer' as const, reasons: [], hostReasons: [], managed: [] },
    ],
    missing: [{ what: 'theme', say: 'Nobody covers custody.' }],
  }
  const whole = { format: 1 as const, alternates: [], covered: [], otherDates: [], absences: [], differs: '', ...plan }
  const other = {
    startsOn: '2027-03-08',
    members: [
      { personId: 'B', role: 'lead' as const },
      { personId: 'C', role: 'peer' as const },
    ],
    missing: ['No further co-lead is available.'],
  }
  expect(sayDifference(whole, other, (id) => id)).toEqual([
    'C would be reviewer',
    'A would not be in it',
    'B would be co-lead instead of reviewer',
    'it would begin on Monday 8 March 2027',
    'it would lack something: No further co-lead is available.',
    'it would no longer lack something: Nobody covers custody.',
  ])
})
