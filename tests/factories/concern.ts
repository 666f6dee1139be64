import { beforeEach } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { drawOne, findConcern, flagRating, recordView, room, sayHow, type ViewInput } from '#services/fairness/index.ts'
import { openRatings } from '#services/ratings/index.ts'
import type { openTestDatabase } from '#tests/setup/database.ts'
import { value } from './application.ts'
import { type MadePerson, makePerson } from './person.ts'

const former = (yotCode: string) => ({
  posts: [{ yotCode, from: '2016-01-01', until: '2025-12-31', isStated: true }],
})

export type RatedWork = {
  host: MadePerson
  lead: MadePerson
  pairId: string
  /** The host's rating of the one who came, and theirs of the host. */
  hostRatingId: string
  leadRatingId: string
}

/** A review by one person whose two ratings have appeared, straight in the tables. */
export const makeRatedWork = async (
  ctx: Ctx,
  { yotCode = 'kent', comment = 'They did not listen to anybody.' } = {},
): Promise<RatedWork> => {
  const host = await makePerson(ctx, { posts: [{ yotCode, level: 'head' }] })
  const lead = await makePerson(ctx, { bank: { roles: ['co_lead'] }, ...former('durham') })
  const { id: workId } = await ctx.db.reviewRequest.create({
    data: {
      ref: `PR-${host.id}`,
      yotCode,
      status: 'presented',
      requestedById: host.id,
      leadOfficerId: host.id,
      createdAt: ctx.clock.now(),
    },
  })
  const work = {
    work: 'review' as const,
    workId,
    workRef: `PR-${host.id.slice(0, 8)}`,
    title: 'Peer review',
    hostYotCode: yotCode,
    people: [{ personId: lead.id, role: 'co_lead' }],
  }
  const { pairId } = value(await openRatings(ctx, work, { kind: 'review_request', id: workId }))
  const marks = { relevance: 2, preparation: 2, quality: 2, conduct: 3, usefulness: 2 }
  const given = { pairId, ...marks, submittedAt: ctx.clock.now() }
  const [hostRating, leadRating] = [
    await ctx.db.rating.create({ data: { ...given, comment, side: 'host', seat: 'host', raterId: host.id } }),
    await ctx.db.rating.create({
      data: { ...given, comment: 'Nothing was ready.', side: 'provider', seat: lead.id, raterId: lead.id },
    }),
  ]
  await ctx.db.ratingPair.update({ where: { id: pairId }, data: { revealedAt: ctx.clock.now() } })
  return { host, lead, pairId, hostRatingId: hostRating.id, leadRatingId: leadRating.id }
}

/** Assessors and members of the board in these services, none of them near Kent. */
export const makeDeciders = async (
  ctx: Ctx,
  yotCodes: readonly string[] = ['cardiff', 'manchester', 'bristol', 'birmingham', 'norfolk'],
): Promise<MadePerson[]> => {
  const made: MadePerson[] = []
  for (const [at, yotCode] of yotCodes.entries())
    made.push(
      await makePerson(ctx, {
        appointments: [{ role: at % 2 === 0 ? 'assessor' : 'board_member' }],
        posts: [{ yotCode, level: 'manager' }],
      }),
    )
  return made
}

/** A flag of the host's rating, brought by whoever came. */
export const flagIt = async (
  ctx: Ctx,
  { pairId, hostRatingId }: Pick<RatedWork, 'pairId' | 'hostRatingId'>,
  reason = 'false-fact',
): Promise<string> =>
  value(
    await flagRating(ctx, pairId, {
      ratingId: hostRatingId,
      reason,
      statement: 'The letter came on the day that we had agreed, and not late as it says.',
    }),
  ).ref

export const reasons = 'The letter was dated the day that both sides had agreed to, and both have shown it.'
export const statement = 'I have the mail that shows when the letter was sent.'

/** A view of one point, or of each of so many. `until`: an ISO day. */
export const view = (outcome: string, until?: string, points = 1): ViewInput => ({
  points: Array.from({ length: points }, () => ({ outcome, reasons, ...(until ? { until } : {}) })),
})

/**
 * What tests of concerns do again and again, on a database of theirs: before each test it is 1 June 2026, and there are five new
 * people who may decide. Call once at the top of the file.
 */
export const openHearings = (database: ReturnType<typeof openTestDatabase>) => {
  let deciders: MadePerson[] = []
  const as = (who: MadePerson) => database.ctx(who.actor)
  const concernOf = (ctx: Ctx, ref: string) =>
    ctx.db.concern.findUniqueOrThrow({
      where: { ref },
      include: { views: { orderBy: { drawnAt: 'asc' } }, points: { include: { outcomes: true } } },
    })
  const drawnFor = async (ctx: Ctx, ref: string): Promise<MadePerson[]> => {
    const { views, round } = await concernOf(ctx, ref)
    return views
      .filter((one) => one.round === round && one.releasedAt === null)
      .map(({ deciderId }) => {
        const found = deciders.find(({ id }) => id === deciderId)
        if (!found) throw new Error('A stranger was drawn')
        return found
      })
  }
  const draw = async (ctx: Ctx, ref: string) => value(await drawOne(ctx, (await concernOf(ctx, ref)).id))

  beforeEach(async () => {
    database.setNow('2026-06-01')
    const ctx = database.ctx()
    // Whoever decided in a test before is out of office in the next.
    await ctx.db.appointment.updateMany({ data: { until: dateFromIso('2026-05-01') } })
    deciders = await makeDeciders(ctx)
  })

  return {
    as,
    concernOf,
    drawnFor,
    draw,
    deciders: () => deciders,
    moreDeciders: async (yotCodes: readonly string[]) => {
      deciders = [...deciders, ...(await makeDeciders(database.ctx(), yotCodes))]
    },
    /** What the exchange does by itself. */
    tick: (ctx: Ctx) => silenceJob(room.silences ?? []).run(ctx),
    /** Drawn, and heard: both sides have spoken. */
    hear: async (ctx: Ctx, ref: string, { lead, host }: Pick<RatedWork, 'lead' | 'host'>) => {
      await draw(ctx, ref)
      for (const who of [lead, host]) {
        const page = await findConcern(as(who), ref)
        if (page.ok && page.value.maySay) value(await sayHow(as(who), ref, { statement }))
      }
    },
    /** Decided as this, whoever was drawn. */
    decide: async (ctx: Ctx, ref: string, outcome: string, until?: string) => {
      for (const decider of await drawnFor(ctx, ref)) value(await recordView(as(decider), ref, view(outcome, until)))
    },
  }
}
