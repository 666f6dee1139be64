import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConcernStatus } from '#prisma/generated/enums.ts'
import { standings } from '#services/bank/index.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import { findBroken } from '#services/core/invariant.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeDeciders, makeRatedWork } from '#tests/factories/concern.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { appealConcern } from './appeal.ts'
import { bring } from './bring.ts'
import { withdrawConcern } from './close.ts'
import { deskPage } from './desk.ts'
import { drawOne } from './draw.ts'
import { invariants } from './invariants.ts'
import { endMeasure, putMeasure, renewMeasure } from './measures.ts'
import { recordView } from './record-view.ts'
import { standDown } from './release.ts'
import { room } from './room.ts'
import { sayHow } from './state.ts'

/*
 * Random histories of concerns, through the use cases that pages call: whatever both sides, deciders and administrators press and
 * however time passes, nobody decides twice in a chain, no measure outlives its day, and what holds for a rating or a place in the
 * bank is what the measures and decisions in force come to. HISTORIES=10000 looks as long as fair-process.md asks.
 */

const histories = Number(process.env.HISTORIES ?? 6)

const database = openTestDatabase()
const as = (who: MadePerson) => database.ctx(who.actor)
const db = () => database.ctx().db
const seen = new Set<ConcernStatus>()

const acts = [
  ...['say', 'say', 'draw', 'view', 'view', 'view', 'let time pass'],
  ...['put in place', 'renew', 'end', 'appeal', 'appeal', 'withdraw', 'stand down'],
] as const
type Step = { does: (typeof acts)[number]; side: 'bringer' | 'other'; days: number; pick: number }
type History = { about: 'rating' | 'person'; isShort: boolean; steps: Step[] }

const said = 'The letter was dated the day that both sides had agreed to, and both have shown it.'

/** One concern with everybody it takes, and others than in the histories before. */
const begin = async ({ about, isShort }: History) => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  await ctx.db.appointment.updateMany({ data: { until: dateFromIso('2026-05-01') } })
  // Where there are few, whoever had a part is all that is left.
  const few = ['cardiff', 'manchester', 'bristol']
  const deciders = await makeDeciders(ctx, isShort ? few : [...few, 'birmingham', 'norfolk', 'swansea'])
  const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  const work = await makeRatedWork(ctx)
  const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const ref =
    about === 'rating'
      ? await flagIt(as(work.lead), work, 'personal')
      : value(await bring(as(member), { about: 'person', id: work.lead.id, reason: 'conduct', statement: said })).ref
  const sides = about === 'rating' ? { bringer: work.lead, other: work.host } : { bringer: member, other: work.lead }
  return { ref, sides, deciders, administrator, ratingId: work.hostRatingId, memberId: work.lead.id }
}
type Story = Awaited<ReturnType<typeof begin>>

/** The concerns of the chain, the first one first. */
const chainOf = async (ref: string) => {
  const { chainId } = await db().concern.findUniqueOrThrow({ where: { ref } })
  return db().concern.findMany({
    where: { chainId },
    orderBy: { openedOn: 'asc' },
    include: { views: true, measures: true, points: { include: { outcomes: true } } },
  })
}

/** Whatever is refused is an answer; anything thrown fails the test. */
const make = async (story: Story, { does, side, days, pick }: Step) => {
  if (days > 0) database.setNow(addDays(database.ctx().clock.today(), days))
  const chain = await chainOf(story.ref)
  const first = chain.find(({ ref }) => ref === story.ref)
  const concern = chain.find(({ status }) => status === 'opened' || status === 'hearing') ?? first
  if (!concern || !first) throw new Error('The concern is gone')
  const { ref, version, id } = concern
  const today = database.ctx().clock.today()
  const who = as(story.sides[side])
  const drawn = concern.views.filter((view) => view.round === concern.round && view.releasedAt === null)
  const decider = story.deciders.find((one) => one.id === drawn.at(side === 'bringer' ? 0 : -1)?.deciderId)
  const measure = concern.measures.find(({ endedAt }) => endedAt === null)
  const admin = as(story.administrator)
  const reviewOn = addWorkingDays(today, 1 + (pick % 20))
  const reason = 'A host rang this evening about how they spoke with children.'
  if (does === 'say') await sayHow(who, ref, { statement: `${said} So says the ${side}.` })
  else if (does === 'draw') await drawOne(database.ctx(), id)
  else if (does === 'appeal') await appealConcern(who, ref, { version, reason: 'new-evidence', statement: said })
  else if (does === 'withdraw') await withdrawConcern(who, ref, { version })
  else if (does === 'put in place') {
    const page = await deskPage(admin, ref)
    const target = page.ok ? page.value.possible[0]?.value : undefined
    if (target) await putMeasure(admin, ref, { version, target, reviewOn, reason })
  } else if (does === 'renew' && measure)
    await renewMeasure(admin, ref, { version, measureId: measure.id, reviewOn, reason })
  else if (does === 'end' && measure) await endMeasure(admin, ref, { version, measureId: measure.id })
  else if (does === 'stand down' && decider) await standDown(as(decider), ref)
  else if (does === 'view' && decider) {
    const page = await deskPage(as(decider), ref)
    const outcomes = page.ok ? (page.value.outcomes[0]?.outcomes ?? []) : []
    const outcome = outcomes[pick % Math.max(outcomes.length, 1)]
    const until = outcome?.day ? { until: addDays(today, 30) } : {}
    if (outcome) await recordView(as(decider), ref, { points: [{ outcome: outcome.code, reasons: said, ...until }] })
  }
  // What the exchange does by itself comes every hour.
  await silenceJob(room.silences ?? []).run(database.ctx())
  for (const { status } of await chainOf(story.ref)) seen.add(status)
}

/** Everything that holds of a chain whatever happened. */
const holds = async (story: Story) => {
  const chain = await chainOf(story.ref)
  const today = database.ctx().clock.today()
  const recorded = chain.flatMap(({ views }) => views.filter(({ recordedAt }) => recordedAt !== null))
  expect(new Set(recorded.map(({ deciderId }) => deciderId)).size, 'decided by somebody twice').toBe(recorded.length)
  const places = chain.flatMap(({ views }) => views)
  expect(new Set(places.map(({ deciderId }) => deciderId)).size, 'drawn for it twice').toBe(places.length)
  const measures = chain.flatMap((concern) => concern.measures)
  const running = measures.filter(({ endedAt }) => endedAt === null)
  for (const { reviewOn } of running) expect(isoFromDate(reviewOn) >= today, 'in place after its day').toBe(true)
  const outcomes = chain
    .flatMap(({ points }) => points.flatMap((point) => point.outcomes))
    .filter(({ undoneAt }) => undoneAt === null)
  const isSo = (...codes: string[]) => outcomes.some(({ outcome }) => codes.includes(outcome))
  const isOverdue = outcomes.some(({ outcome, until }) => outcome === 'mend' && until && isoFromDate(until) < today)
  const rating = await db().rating.findUniqueOrThrow({ where: { id: story.ratingId } })
  expect(rating.wordsHiddenOn !== null, 'words hidden').toBe(
    isSo('hide') || isOverdue || running.some(({ kind }) => kind === 'words-hidden'),
  )
  expect(rating.setAsideOn !== null, 'set aside').toBe(isSo('set-aside'))
  const place = (await standings(database.ctx(), [story.memberId])).get(story.memberId)
  const isSuspended =
    running.some(({ kind }) => kind === 'suspension') ||
    outcomes.some(({ outcome, until }) => outcome === 'suspended' && (!until || isoFromDate(until) >= today))
  if (isSuspended || isSo('removed')) expect(place?.roles ?? [], 'serves while suspended').toEqual([])
  else expect(place?.roles.length, 'serves').toBeGreaterThan(0)
}

const live = async (history: History) => {
  const story = await begin(history)
  for (const step of history.steps) {
    await make(story, step)
    await holds(story)
  }
  // Its clocks are not to run on in the histories after it.
  const ids = (await chainOf(story.ref)).flatMap(({ id, measures, points }) => [
    id,
    ...measures.map((one) => one.id),
    ...points.flatMap(({ outcomes }) => outcomes.map((one) => one.id)),
  ])
  await db().silence.deleteMany({ where: { subjectId: { in: ids } } })
}

const by =
  (side: Step['side']) =>
  (does: Step['does'], { days = 0, pick = 0 } = {}): Step => ({ does, side, days, pick })
const bringer = by('bringer')
const other = by('other')
const heard = [bringer('draw'), bringer('say'), other('say')]
const viewed = (pick = 0) => [...heard, bringer('view', { pick }), other('view', { pick })]
const decided = viewed()
/** "Heard anew", the last of four that an appeal of a flag can come to. */
const anew = viewed(3)

const toEachState: History[] = [
  { about: 'rating', isShort: true, steps: [...decided, other('let time pass', { days: 29 })] },
  { about: 'person', isShort: false, steps: [...decided, other('appeal'), ...decided] },
  // Nobody is left to hear it anew.
  { about: 'rating', isShort: true, steps: [...decided, other('appeal'), ...anew, ...decided] },
  { about: 'rating', isShort: true, steps: [bringer('put in place', { pick: 9 }), bringer('withdraw')] },
]

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(...acts),
  side: fc.constantFrom('bringer' as const, 'other' as const),
  days: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) }),
  pick: fc.nat(19),
})
const history: fc.Arbitrary<History> = fc.record({
  about: fc.constantFrom('rating' as const, 'person' as const),
  isShort: fc.boolean(),
  steps: fc
    .tuple(
      fc.constantFrom(
        [],
        heard,
        decided,
        [...decided, other('appeal'), ...decided],
        [...decided, other('appeal'), ...anew],
      ),
      fc.array(step, { minLength: 3, maxLength: 12 }),
    )
    .map(([begun, then]) => [...begun, ...then]),
})

describe('histories of concerns', () => {
  it('reach every state that both sides can bring about', async () => {
    for (const one of toEachState) await live(one)
    expect([...seen].sort()).toEqual(['final', 'hearing', 'in_effect', 'opened', 'under_appeal', 'withdrawn'].sort())
  }, 120_000)

  it('are decided by nobody twice, and leave in place what was decided and nothing else', async () => {
    await fc.assert(fc.asyncProperty(history, live), { numRuns: histories, endOnFailure: true })
    expect(await findBroken(db(), invariants)).toEqual([])
  }, 3_600_000)
})
