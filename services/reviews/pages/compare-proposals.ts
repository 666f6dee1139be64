import { expertiseOf } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { inMiles } from '#services/core/words.ts'
import { kilometresBetween } from '#services/matching/index.ts'
import { type Plan, seatRoleOf, seatRoleWords } from '#services/reviews/team/proposal.ts'
import { questionsOf } from '#services/reviews/team/who-covers.ts'
import { regionName } from '#services/yots/index.ts'

type Proposed = { number: number; plan: Pick<Plan, 'members'> }

/** One person of one or more proposals. */
export type Compared = {
  personId: string
  /** By proposal, in their order: the part they have in it, or null where they are not in it. */
  parts: (string | null)[]
  /** By question, in their order: 0 nothing, 1 has done it, 2 has led or advised on it, 3 others come to them; the best of its themes. */
  levels: number[]
  /** Where they work. */
  yotCode: string | null
  service: string | null
  region: string | null
  /** Whole miles from the service; null where either place is not known. */
  miles: number | null
  /** What speaks for them first, for those who build the team. */
  reason: string | null
  /** All that speaks for them that the service itself may read. */
  hostReasons: string[]
  /** In every proposal, so that they do not tell one from another. */
  isInAll: boolean
}

/**
 * Proposals side by side: who is in which, how well each covers every question and golden thread, from where and how far. Those who tell
 * proposals apart come first. Three statements, whatever the number of people.
 */
export const compareProposals = async (
  ctx: Ctx,
  request: { id: string; yotCode: string },
  proposals: readonly Proposed[],
): Promise<{ questions: string[]; people: Compared[] }> => {
  const personIds = [...new Set(proposals.flatMap(({ plan }) => plan.members.map(({ personId }) => personId)))]
  if (personIds.length === 0) return { questions: [], people: [] }
  const [questions, known, places, host] = await Promise.all([
    questionsOf(ctx, request.id),
    expertiseOf(ctx, { id: { in: personIds } }),
    ctx.db.holding.findMany({
      where: { personId: { in: personIds }, until: null, postId: { not: null } },
      orderBy: { from: 'asc' },
      select: {
        personId: true,
        yotCode: true,
        yot: { select: { name: true, region: true, latitude: true, longitude: true } },
      },
    }),
    ctx.db.yot.findUniqueOrThrow({
      where: { code: request.yotCode },
      select: { latitude: true, longitude: true },
    }),
  ])
  const placeOf = new Map(places.map(({ personId, yotCode, yot }) => [personId, { ...yot, yotCode }]))
  const people = personIds.map((personId): Compared => {
    const own = proposals.map(({ plan }) => plan.members.find((member) => member.personId === personId))
    const place = placeOf.get(personId)
    const themes = known.get(personId)?.themes ?? {}
    return {
      personId,
      parts: own.map((member) => (member ? seatRoleWords[seatRoleOf[member.role]] : null)),
      levels: questions.map(({ codes }) => Math.max(0, ...codes.map((code) => themes[code] ?? 0))),
      yotCode: place?.yotCode ?? null,
      service: place?.name ?? null,
      region: place ? regionName(place.region) : null,
      miles: place ? inMiles(kilometresBetween(place, host)) : null,
      reason: own.find((member) => member !== undefined)?.reasons[0] ?? null,
      hostReasons: own.find((member) => member !== undefined)?.hostReasons ?? [],
      isInAll: own.every((member) => member !== undefined),
    }
  })
  return {
    questions: questions.map(({ title }) => title),
    people: people.sort((one, other) => Number(one.isInAll) - Number(other.isInAll)),
  }
}
