import type { Ctx } from '#services/core/context.ts'
import { flagRating } from '#services/fairness/index.ts'
import { openRatings } from '#services/ratings/index.ts'
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
