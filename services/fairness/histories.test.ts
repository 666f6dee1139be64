import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ConcernStatus } from '#prisma/generated/enums.ts'
import { standings } from '#services/bank/index.ts'
import { addDays, dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import { findBroken } from '#services/core/invariant.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { changeOffering, offeringSchema } from '#services/offerings/index.ts'
import { criteria, meanOf, mendWords, monthOf, priorFor, ratingFacts, ratingsOf } from '#services/ratings/index.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeDeciders, makeRatedWork, type RatedWork } from '#tests/factories/concern.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { appealConcern } from './appeal.ts'
import { appealedOf } from './appealed.ts'
import { bring } from './bring.ts'
import { withdrawConcern } from './close.ts'
import { readConcern } from './concerns.ts'
import { drawOne } from './draw.ts'
import { invariants } from './invariants.ts'
import { endMeasure, possibleMeasures, putMeasure, renewMeasure } from './measures.ts'
import { outcomesOfPoint } from './outcomes.ts'
import { recordView } from './record-view.ts'
import { standDown } from './release.ts'
import { room } from './room.ts'
import { sayHow } from './state.ts'

/*
 * Random histories of concerns, through the use cases that pages call: whatever both sides, deciders and administrators press and
 * however time passes, nobody decides twice in a chain, no measure outlives its day, what holds for a rating, an offering or a place
 * in the bank is what the measures and decisions in force come to, and figures are what the ratings that were kept come to.
 * HISTORIES=10000 looks as long as fair-process.md asks.
 */

const histories = Number(process.env.HISTORIES ?? 6)

const database = openTestDatabase()
const as = (who: MadePerson) => database.ctx(who.actor)
const db = () => database.ctx().db
const seen = new Set<ConcernStatus>()

const acts = [
  ...['say', 'say', 'draw', 'view', 'view', 'view', 'let time pass', 'mend'],
  ...['put in place', 'renew', 'end', 'appeal', 'appeal', 'withdraw', 'stand down'],
] as const
type Step = { does: (typeof acts)[number]; side: 'bringer' | 'other'; days: number; pick: number }
type History = { about: 'rating' | 'fact' | 'person' | 'offering'; isShort: boolean; steps: Step[] }

const said = 'The letter was dated the day that both sides had agreed to, and both have shown it.'
const firstDay = '2026-06-01'

/** Everybody and everything that histories are about; each begins with them as they were. */
type Cast = {
  work: RatedWork
  member: MadePerson
  administrator: MadePerson
  deciders: MadePerson[]
  /** Whom a short history has to do without. */
  spare: string[]
  provider: MadePerson
  offering: { id: string; slug: string }
}
let cast: Cast

beforeAll(async () => {
  database.setNow(firstDay)
  const ctx = database.ctx()
  const work = await makeRatedWork(ctx)
  // Five more hosts have rated the same person in the months before.
  for (const month of ['01', '02', '03', '04', '05']) {
    const other = await makeRatedWork(ctx, { yotCode: 'essex' })
    const revealedAt = new Date(`2026-${month}-20T12:00:00Z`)
    await ctx.db.ratingPair.update({ where: { id: other.pairId }, data: { revealedAt } })
    await ctx.db.ratedPerson.updateMany({ where: { pairId: other.pairId }, data: { personId: work.lead.id } })
    await ctx.db.rating.update({
      where: { id: other.hostRatingId },
      data: { relevance: Number(month), quality: null, usefulness: 5 },
    })
  }
  const pool = await makeDeciders(ctx, ['cardiff', 'manchester', 'bristol', 'birmingham', 'norfolk', 'swansea'])
  const provider = await makePerson(ctx, { posts: [{ yotCode: 'sunderland', level: 'manager' }] })
  cast = {
    work,
    member: await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] }),
    administrator: await makePerson(ctx, { appointments: [{ role: 'administrator' }] }),
    deciders: pool,
    spare: pool.slice(3).map(({ id }) => id),
    provider,
    offering: await makeOffering(ctx, { by: { yotCode: 'sunderland', contactId: provider.id } }),
  }
}, 120_000)

type Story = { ref: string; sides: Record<Step['side'], MadePerson>; minute: number }

/** One concern, with those who may decide it. */
const begin = async ({ about, isShort }: History): Promise<Story> => {
  const { work, member, provider, offering, spare } = cast
  database.setNow(firstDay)
  // Where there are few, whoever had a part is all that is left.
  const until = isShort ? dateFromIso('2026-05-01') : null
  await db().appointment.updateMany({ where: { personId: { in: spare } }, data: { until } })
  const brought = (about: 'person' | 'offering', id: string, reason: string) =>
    bring(as(member), { about, id, reason, statement: said })
  if (about === 'rating' || about === 'fact') {
    // Of what is personal words can be hidden for now; what rests on a false fact can be set aside.
    const ref = await flagIt(as(work.lead), work, about === 'fact' ? 'false-fact' : 'personal')
    return { ref, sides: { bringer: work.lead, other: work.host }, minute: 0 }
  }
  return about === 'person'
    ? {
        ref: value(await brought('person', work.lead.id, 'conduct')).ref,
        sides: { bringer: member, other: work.lead },
        minute: 0,
      }
    : {
        ref: value(await brought('offering', offering.slug, 'poor')).ref,
        sides: { bringer: member, other: provider },
        minute: 0,
      }
}

/** The concerns of the chain, the first one first. */
const chainOf = async (ref: string) => {
  const { chainId } = await db().concern.findUniqueOrThrow({ where: { ref } })
  return db().concern.findMany({
    where: { chainId },
    orderBy: [{ openedOn: 'asc' }, { id: 'asc' }],
    include: { views: true, measures: true, points: { include: { outcomes: true } } },
  })
}
type Chain = Awaited<ReturnType<typeof chainOf>>

/** Whoever rated writes the words anew, or the provider changes the offering, if they may. */
const mend = async ({ work, provider, offering }: Cast) => {
  await mendWords(as(work.host), { pairId: work.pairId, comment: 'They heard some of us.' })
  const { version, status } = await db().offering.findUniqueOrThrow({ where: { id: offering.id } })
  const words = { title: `Resettlement day ${version}`, summary: 'A day.', description: 'In your offices.' }
  const rest = { kind: 'training', basis: 'free', delivery: ['remote'], themes: ['G1'], contactId: provider.id }
  if (status === 'published')
    await changeOffering(as(provider), offering.slug, { ...offeringSchema.parse({ ...words, ...rest }), version })
}

/** Whatever is refused is an answer; anything thrown fails the test. */
const make = async (story: Story, { does, side, days, pick }: Step, chain: Chain) => {
  const ctx = database.ctx()
  story.minute += 1
  const day = addDays(ctx.clock.today(), days)
  database.setNow(`${day}T10:${String(story.minute).padStart(2, '0')}:00Z`)
  const first = chain.find(({ ref }) => ref === story.ref)
  const concern = chain.find(({ status }) => status === 'opened' || status === 'hearing') ?? first
  if (!concern || !first) throw new Error('The concern is gone')
  const { ref, version, id } = concern
  const who = as(story.sides[side])
  const drawn = concern.views.filter((view) => view.round === concern.round && view.releasedAt === null)
  const decider = cast.deciders.find((one) => one.id === drawn.at(side === 'bringer' ? 0 : -1)?.deciderId)
  const measure = concern.measures.find(({ endedAt }) => endedAt === null)
  const admin = as(cast.administrator)
  const reviewOn = addWorkingDays(day, 1 + (pick % 20))
  const reason = 'A host rang this evening about how they spoke with children.'
  if (does === 'say') await sayHow(who, ref, { statement: `${said} So says the ${side}.` })
  else if (does === 'draw') await drawOne(ctx, id)
  else if (does === 'appeal') await appealConcern(who, ref, { version, reason: 'new-evidence', statement: said })
  else if (does === 'withdraw') await withdrawConcern(who, ref, { version })
  else if (does === 'mend') await mend(cast)
  else if (does === 'put in place') {
    const whole = await readConcern(ctx, id)
    const [possible] = whole ? possibleMeasures(whole) : []
    if (possible) {
      const target = `${possible.kind}:${possible.targetId}`
      await putMeasure(admin, ref, { version, target, reviewOn, reason })
    }
  } else if (does === 'renew' && measure)
    await renewMeasure(admin, ref, { version, measureId: measure.id, reviewOn, reason })
  else if (does === 'end' && measure) await endMeasure(admin, ref, { version, measureId: measure.id })
  else if (does === 'stand down' && decider) await standDown(as(decider), ref)
  else if (does === 'view' && decider) {
    const whole = await readConcern(ctx, id)
    const outcomes = whole
      ? outcomesOfPoint(whole.kind, whole.points[0]?.reason ?? '', await appealedOf(ctx, whole))
      : []
    const outcome = outcomes[pick % Math.max(outcomes.length, 1)]
    const until = outcome?.day ? { until: addDays(day, 30) } : {}
    if (outcome) await recordView(as(decider), ref, { points: [{ outcome: outcome.code, reasons: said, ...until }] })
  }
  // What the exchange does by itself comes every hour.
  await silenceJob(room.silences ?? []).run(database.ctx())
}

/** Everything that holds of a chain whatever happened. */
const holds = async ({ about }: History, chain: Chain) => {
  const { work, offering } = cast
  const today = database.ctx().clock.today()
  for (const { status } of chain) seen.add(status)
  const recorded = chain.flatMap(({ views }) => views.filter(({ recordedAt }) => recordedAt !== null))
  expect(new Set(recorded.map(({ deciderId }) => deciderId)).size, 'decided by somebody twice').toBe(recorded.length)
  const places = chain.flatMap(({ views }) => views)
  expect(new Set(places.map(({ deciderId }) => deciderId)).size, 'drawn for it twice').toBe(places.length)
  const measures = chain.flatMap((concern) => concern.measures)
  const running = measures.filter(({ endedAt }) => endedAt === null)
  for (const { reviewOn } of running) expect(isoFromDate(reviewOn) >= today, 'in place after its day').toBe(true)
  const all = chain.flatMap(({ points }) => points.flatMap((point) => point.outcomes))
  const outcomes = all.filter(({ undoneAt }) => undoneAt === null)
  const isSo = (...codes: string[]) => outcomes.some(({ outcome }) => codes.includes(outcome))
  /** What was to be mended by a day that has passed, and was not changed since it was first decided so. */
  const isOverdue = (changedAt: Date | null) =>
    outcomes.some(({ outcome, until, round }) => {
      const first = all.filter((one) => one.outcome === 'mend' && one.round === round).map((one) => one.carriedOutAt)
      const isMended = changedAt !== null && first.some((at) => at < changedAt)
      return outcome === 'mend' && !isMended && until !== null && isoFromDate(until) < today
    })
  if (about === 'rating' || about === 'fact') {
    const rating = await db().rating.findUniqueOrThrow({ where: { id: work.hostRatingId } })
    const isHidden = isSo('hide') || isOverdue(rating.editedAt) || running.some(({ kind }) => kind === 'words-hidden')
    expect(rating.wordsHiddenOn !== null, 'words hidden').toBe(isHidden)
    expect(rating.setAsideOn !== null, 'set aside').toBe(isSo('set-aside'))
  } else if (about === 'offering') {
    const { status } = await db().offering.findUniqueOrThrow({ where: { id: offering.id } })
    const where = { subjectKind: 'offering', subjectId: offering.id, event: 'changed' }
    const changed = await db().move.findFirst({ where, orderBy: { movedAt: 'desc' } })
    const isPaused = isSo('paused') || isOverdue(changed?.movedAt ?? null)
    expect(status, 'in the catalogue, or paused').toBe(isPaused ? 'paused' : 'published')
  } else {
    const place = (await standings(database.ctx(), [work.lead.id])).get(work.lead.id)
    const isSuspended =
      running.some(({ kind }) => kind === 'suspension') ||
      outcomes.some(({ outcome, until }) => outcome === 'suspended' && (!until || isoFromDate(until) >= today))
    const isUnmet = outcomes.some(
      ({ outcome, until }) => outcome === 'condition' && until && isoFromDate(until) < today,
    )
    if (isSuspended || isUnmet || isSo('removed')) expect(place?.roles ?? [], 'serves while it may not').toEqual([])
    else expect(place?.roles.length, 'serves').toBeGreaterThan(0)
  }
}

/** The figure of the month after, made anew from the ratings that were kept, by hand. */
const figuresHold = async () => {
  const { id } = cast.work.lead
  const month = monthOf(addDays(database.ctx().clock.today(), 31))
  database.setNow(month)
  const ctx = database.ctx()
  const pairs = await db().ratingPair.findMany({
    where: { people: { some: { personId: id } } },
    include: { ratings: { where: { side: 'host' } } },
  })
  const kept = pairs
    .flatMap(({ ratings, revealedAt }) =>
      ratings.map((rating) => ({ rating, on: londonDate(revealedAt ?? new Date()) })),
    )
    .filter(({ rating, on }) => on < month && rating.setAsideOn === null)
    .sort((a, b) => a.on.localeCompare(b.on) || a.rating.id.localeCompare(b.rating.id))
  const counted = kept.slice(0, kept.length - (kept.length % 3)).map(({ rating }) => meanOf(rating) ?? 0)
  const sum = counted.reduce((total, one) => total + one, 0)
  const prior = await priorFor(ctx)
  const { figure, byCriterion } = await ratingsOf(ctx, id)
  const shown = Math.round(((sum + prior.weight * prior.mean) / (counted.length + prior.weight)) * 10) / 10
  expect(figure, 'figure').toMatchObject({ count: counted.length, isEnough: true, shown })
  expect((await ratingFacts(ctx)).get(id), 'what the matcher weighs').toEqual({
    count: counted.length,
    mean: expect.closeTo(sum / counted.length, 9),
  })
  // Somebody left a criterion out.
  expect(byCriterion.find(({ name }) => name === 'quality')?.shown).toBeNull()
  expect(byCriterion.map(({ name }) => name)).toEqual(criteria.map(({ name }) => name))
}

/** Leaves everybody as they were: its clocks are not to run on in the histories after it, nor its tables to grow with them. */
const forget = async (ref: string) => {
  const { work, offering } = cast
  const chain = await chainOf(ref)
  const ids = chain.map((concern) => concern.id)
  const parts = chain.flatMap(({ measures, points }) => [
    ...measures.map(({ id }) => id),
    ...points.flatMap(({ outcomes }) => outcomes.map(({ id }) => id)),
  ])
  const ofThese = { where: { concernId: { in: ids } } }
  await db().silence.deleteMany({ where: { subjectId: { in: [...ids, ...parts] } } })
  await db().concernOutcome.deleteMany({ where: { id: { in: parts } } })
  await db().concernPoint.deleteMany(ofThese)
  await db().concernStatement.deleteMany(ofThese)
  await db().concernView.deleteMany(ofThese)
  await db().concernMeasure.deleteMany(ofThese)
  await db().concernParty.deleteMany(ofThese)
  await db().concern.deleteMany({ where: { id: { in: ids } } })
  await db().suspension.deleteMany({ where: { personId: work.lead.id } })
  await db().standingCondition.deleteMany({ where: { personId: work.lead.id } })
  const place = { status: 'active', statusBefore: null } as const
  await db().standing.update({ where: { personId: work.lead.id }, data: place })
  const words = { wordsHiddenOn: null, setAsideOn: null, mendBy: null, editedAt: null }
  await db().rating.update({ where: { id: work.hostRatingId }, data: words })
  await db().offering.update({ where: { id: offering.id }, data: { status: 'published' } })
  await db().outboxMessage.deleteMany({})
  await db().givenReference.deleteMany({})
}

const live = async (history: History) => {
  const story = await begin(history)
  let chain = await chainOf(story.ref)
  for (const step of history.steps) {
    await make(story, step, chain)
    chain = await chainOf(story.ref)
    await holds(history, chain)
  }
  expect(await findBroken(db(), invariants)).toEqual([])
  if (history.about === 'rating' || history.about === 'fact') await figuresHold()
  await forget(story.ref)
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
  // It ends on its day by itself.
  {
    about: 'person',
    isShort: false,
    steps: [
      bringer('put in place', { pick: 4 }),
      other('let time pass', { days: 7 }),
      other('let time pass', { days: 2 }),
    ],
  },
  // Set aside, and not counted any more.
  { about: 'fact', isShort: false, steps: viewed(3) },
  // Mended in time, which an appeal that stands does not ask for again; and not mended.
  {
    about: 'offering',
    isShort: false,
    steps: [...viewed(1), other('mend'), bringer('appeal'), ...decided, other('let time pass', { days: 60 })],
  },
  { about: 'offering', isShort: false, steps: [...viewed(1), other('let time pass', { days: 31 })] },
  {
    about: 'rating',
    isShort: false,
    steps: [
      ...viewed(1),
      other('appeal', { days: 10 }),
      ...decided,
      other('mend', { days: 3 }),
      other('say', { days: 30 }),
    ],
  },
]

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(...acts),
  side: fc.constantFrom('bringer' as const, 'other' as const),
  days: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) }),
  pick: fc.nat(19),
})
const history: fc.Arbitrary<History> = fc.record({
  about: fc.constantFrom('rating' as const, 'fact' as const, 'person' as const, 'offering' as const),
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
  }, 20_000_000)
})
