import { createHash } from 'node:crypto'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { proposeTeams, sayOtherDates, type Team } from '#services/matching/index.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import type { Input, moveSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { notableAbsences } from './absences.ts'
import { withBeside } from './beside.ts'
import { planOf } from './plan-of.ts'
import type { Plan } from './proposal.ts'
import { gatherTeamFacts, type KnownElsewhere, type TeamFacts } from './team-question.ts'

/** Names what a proposal was made from, so that the same facts can be recognised again. */
export const hashOf = ({ bank, question }: TeamFacts): string =>
  `sha256:${createHash('sha256')
    .update(JSON.stringify([bank.asOf, bank.candidates, question]))
    .digest('hex')}`

/** What the dates that no proposal is for would have given. */
const otherDatesOf = ({ bank, question, windows }: TeamFacts, teams: readonly Team[]): Plan['otherDates'] =>
  sayOtherDates(bank, question, teams).flatMap(({ window, say }) => {
    const days = windows[window]
    return days ? [{ startsOn: days.startsOn, endsOn: days.endsOn, say }] : []
  })

/**
 * Proposes up to three different teams from the whole bank, best first, for the dates that are still to come: the conflict
 * rules run for everybody eligible first, and nobody is written to. Each press adds new proposals; the older are kept.
 */
export const proposeTeam = (
  ctx: Ctx,
  input: Input<typeof moveSchema>,
  known?: KnownElsewhere,
): Promise<Result<{ ref: string }>> =>
  reviews.asMove(
    ctx,
    { ...input, event: 'team-proposed' },
    async (ctx, { row: review }) => {
      const bare = await tables(ctx).kloe.findFirst({
        where: { requestId: review.id, themes: { none: {} } },
        orderBy: { position: 'asc' },
      })
      if (bare)
        return refused(`Question ${bare.position} has no theme yet, so nobody can be found for it. Ask the service.`)
      const facts = await gatherTeamFacts(ctx, {
        requestId: review.id,
        moment: 'proposal',
        fillsBeside: true,
        ...(known ? { known } : {}),
      })
      if (facts.windows.length === 0) {
        return refused('All the dates that the service gave have passed. Ask them for others.')
      }
      const teams = proposeTeams(facts.bank, facts.question)
      const moved = await reviews.move(ctx, review, 'team-proposed')
      if (!moved.ok) return moved
      const { teamProposal } = tables(ctx)
      const before = await teamProposal.count({ where: { requestId: review.id } })
      const proposedById = ctx.actor.personId
      if (proposedById === null) throw new Error('A team is proposed by a person')
      const inputsHash = hashOf(facts)
      const absences = notableAbsences(facts.bank, facts.question)
      const otherDates = otherDatesOf(facts, teams)
      // One instant for all: the page shows the newest proposals by it.
      const proposedAt = ctx.clock.now()
      for (const [index, team] of teams.entries()) {
        const window = facts.windows[team.window ?? 0]
        if (!window) continue
        await teamProposal.create({
          data: {
            requestId: review.id,
            number: before + index + 1,
            windowId: window.id,
            plan: withBeside(facts, planOf({ found: facts.found, absences, otherDates }, team, window)),
            inputsHash,
            weightsVersion: facts.bank.weights.version,
            ruleSetVersion: facts.ruleSetVersion,
            proposedById,
            proposedAt,
          },
        })
      }
      return ok({ ref: input.ref })
    },
    // It can be done again and again, and nothing is typed: a second press from one page is the same press.
    ({ ref }) => ({ ref }),
  )
