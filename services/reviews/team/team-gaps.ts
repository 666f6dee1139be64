import type { Ctx } from '#services/core/context.ts'
import { closeGaps } from '#services/gaps/index.ts'
import { type Gap, readGaps } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { chosenWindow, readSeats, seatedTeam } from './seats.ts'
import { gatherTeamFacts } from './team-question.ts'

/** Rules that nobody may set aside: whoever breaks them cannot serve. */
const neverAccepted: ReadonlySet<string> = new Set(['blocked', 'own-service'])

/** Whether somebody may accept by name that a team lacks or breaks this. */
export const mayAccept = ({ what, code }: Gap): boolean => what !== 'rule' || !neverAccepted.has(code ?? '')

/** What was accepted by name for the team that stands, oldest first. */
export const acceptedGaps = (ctx: Ctx, requestId: string) =>
  tables(ctx).acceptedGap.findMany({
    where: { requestId, endedAt: null },
    orderBy: [{ acceptedAt: 'asc' }, { id: 'asc' }],
  })

/** What the people seated in a team lack and break today, and what of it nobody has accepted yet. Runs their conflict check. */
export const teamGaps = async (ctx: Ctx, requestId: string): Promise<{ gaps: Gap[]; open: Gap[] }> => {
  const seats = await readSeats(ctx, requestId)
  const [facts, accepted] = await Promise.all([
    gatherTeamFacts(ctx, {
      requestId,
      moment: 'change',
      isChosenWindowOnly: true,
      isAgreedOnly: true,
      onlyCheck: seats.flatMap(({ personId }) => personId ?? []),
    }),
    acceptedGaps(ctx, requestId),
  ])
  const gaps = readGaps(facts.bank, facts.question, chosenWindow(facts)).gapsOf(seatedTeam(seats))
  const known = new Set(accepted.map(({ key }) => key))
  return { gaps, open: gaps.filter((gap) => !(known.has(gap.key) && mayAccept(gap))) }
}

/** What the gap register knows a lack of a team by. */
export const gapKey = (requestId: string, key: string): string => `review:${requestId}:${key}`

/** The team that is confirmed lacks these no longer: the gap register says that they were met. */
export const meetGaps = async (ctx: Ctx, requestId: string, stillThere: readonly Gap[]): Promise<void> => {
  const accepted = await tables(ctx).acceptedGap.findMany({ where: { requestId }, select: { key: true } })
  const lacks = new Set(stillThere.map(({ key }) => key))
  const keys = accepted.filter(({ key }) => !lacks.has(key)).map(({ key }) => gapKey(requestId, key))
  if (keys.length === 0) return
  await closeGaps(ctx, { keys }, { metBy: 'review', of: { kind: 'review_request', id: requestId } })
}

/** What was accepted for a team stops counting for what it no longer lacks; all of it when another team is chosen. */
export const endGaps = async (ctx: Ctx, requestId: string, stillThere: readonly Gap[] = []): Promise<void> => {
  await tables(ctx).acceptedGap.updateMany({
    where: { requestId, endedAt: null, key: { notIn: stillThere.map(({ key }) => key) } },
    data: { endedAt: ctx.clock.now() },
  })
}
