import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import type { RoundPlan } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { jsonOf, planOf } from '#services/reviews/team/plan-of.ts'
import type { GatheredRound } from './gather-round.ts'

/** What is kept of a round besides its teams. */
export const roundResultSchema = z.object({
  status: z.enum(['optimal', 'within-gap', 'time-limit']),
  objective: z.number(),
  bound: z.number(),
  gap: z.number(),
  minimum: z.number(),
  floor: z.number().optional(),
  solver: z.object({ name: z.string(), version: z.string() }),
  milliseconds: z.record(z.string(), z.number()),
  /** Total of each team, by request: for comparing teams, never shown as a number. */
  totals: z.record(z.string(), z.number()),
})

export const passedOverSchema = z.array(
  z.object({
    personId: z.string(),
    say: z.string(),
    elsewhere: z.array(z.object({ request: z.string(), say: z.string() })),
  }),
)

/** Keeps the plan of a round with a team for every request, and ends the round. */
export const keepPlan = async (
  ctx: Ctx,
  roundId: string,
  { requests, found }: GatheredRound,
  plan: RoundPlan,
  isStopped: boolean,
): Promise<void> => {
  const { status, objective, bound, gap, minimum, floor, solver, milliseconds } = plan
  const totals = Object.fromEntries(
    plan.teams.map(({ request, members }) => [request, members.reduce((sum, { score }) => sum + score, 0)]),
  )
  await inTransaction(ctx, async (ctx) => {
    const { round, roundTeam } = tables(ctx)
    const ended = await round.updateMany({
      where: { id: roundId, status: 'running' },
      data: {
        status: isStopped && status === 'time-limit' ? 'stopped' : 'planned',
        slot: null,
        endedAt: ctx.clock.now(),
        bound,
        objective,
        result: jsonOf({ status, objective, bound, gap, minimum, floor, solver, milliseconds, totals }),
      },
    })
    if (ended.count === 0) return ok(undefined)
    const rows = plan.teams.flatMap((team) => {
      const window = requests.find(({ id }) => id === team.request)?.windows[team.window ?? 0]
      if (!window) return []
      const kept = planOf(
        { found: found.get(team.request) ?? new Map(), absences: [] },
        { ...team, differs: '' },
        window,
      )
      const passedOver = team.passedOver.map(({ expert, elsewhere, say }) => ({ personId: expert, elsewhere, say }))
      return [
        { roundId, requestId: team.request, windowId: window.id, plan: jsonOf(kept), passedOver: jsonOf(passedOver) },
      ]
    })
    await roundTeam.createMany({ data: rows })
    await audit(ctx, {
      event: 'round.planned',
      subject: { kind: 'round', id: roundId },
      data: { status, teams: rows.length },
    })
    return ok(undefined)
  })
}

/** Says that a round has no plan, so that another can be started. */
export const keepFailure = async (ctx: Ctx, roundId: string): Promise<void> => {
  await tables(ctx).round.updateMany({
    where: { id: roundId, status: 'running' },
    data: {
      status: 'failed',
      slot: null,
      endedAt: ctx.clock.now(),
      says: 'Planning ended with a fault of the exchange. Nothing was proposed; the fault is in its log.',
    },
  })
}
