import { asSystem, may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { type RoundProgress, type RoundRun, runRound } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { jsonOf } from '#services/reviews/team/plan-of.ts'
import type { KnownElsewhere } from '#services/reviews/team/team-question.ts'
import { weightsInForce } from '#services/reviews/team/weights-in-force.ts'
import { endDeadRounds } from './dead-rounds.ts'
import { gatherRound, requestsToPlan } from './gather-round.ts'
import { keepFailure, keepPlan } from './keep-plan.ts'

export const onlyOfficers = 'Rounds are for coordinators and administrators of the association.'

/** How often the planning process gives a sign of life and asks whether to stop. */
const beatMs = 2_000

/** Rounds that this process is planning. */
const running = new Map<string, Promise<void>>()

/** Waits until this process has ended planning a round; at once when it is not planning it. */
export const roundSettled = (roundId: string): Promise<void> => running.get(roundId) ?? Promise.resolve()

/**
 * Starts planning all approved requests together, in a thread of its own, and comes back at once with the round's number. While
 * one is being planned a second press gets the same round: the database holds one place for it.
 */
export const startRound = async (
  ctx: Ctx,
  { isFair }: { isFair: boolean },
  known?: KnownElsewhere,
): Promise<Result<{ number: number }>> => {
  if (!may(ctx.actor, 'team.propose')) return forbidden(onlyOfficers)
  const { personId, name } = ctx.actor
  if (personId === null) return forbidden(onlyOfficers)
  await endDeadRounds(asSystem(ctx))
  if ((await requestsToPlan(ctx)).length === 0) return refused('No approved request is waiting for a team.')
  const weights = await weightsInForce(ctx)
  const started = await inTransaction(
    ctx,
    async (ctx): Promise<Result<{ id: string; number: number; isNew: boolean }>> => {
      const { round } = tables(ctx)
      const now = ctx.clock.now()
      const last = await round.findFirst({ orderBy: { number: 'desc' }, select: { number: true } })
      const number = (last?.number ?? 0) + 1
      const data = { number, status: 'running', slot: 1, isFair, startedAt: now, beatAt: now } as const
      const claim = await round.createMany({
        data: [{ ...data, startedById: personId, startedBy: name, weightsVersion: weights.version }],
        skipDuplicates: true,
      })
      const held = await round.findUnique({ where: { slot: 1 }, select: { id: true, number: true } })
      if (!held) return refused('Another round has just ended. Look at it, then plan again.')
      if (claim.count === 1)
        await audit(ctx, { event: 'round.started', subject: { kind: 'round', id: held.id }, data: { number, isFair } })
      return ok({ ...held, isNew: claim.count === 1 })
    },
  )
  if (!started.ok) return started
  const { id, number, isNew } = started.value
  if (isNew)
    running.set(
      id,
      planInBackground(asSystem(ctx), id, isFair, known).finally(() => running.delete(id)),
    )
  return ok({ number })
}

/** Plans a round and keeps what comes of it, whatever that is. */
const planInBackground = async (ctx: Ctx, roundId: string, isFair: boolean, known?: KnownElsewhere): Promise<void> => {
  let progress: RoundProgress = { stage: 'score', bound: undefined, objective: undefined }
  let run: RoundRun | undefined
  let isStopped = false
  const beat = setInterval(async () => {
    try {
      const row = await tables(ctx).round.update({
        where: { id: roundId },
        data: {
          beatAt: ctx.clock.now(),
          stage: progress.stage,
          bound: progress.bound ?? null,
          objective: progress.objective ?? null,
        },
        select: { stopAskedAt: true },
      })
      if (row.stopAskedAt && run) {
        isStopped = true
        run.stop()
      }
    } catch {
      ctx.log.warn({ roundId }, 'a round could not say how far it is')
    }
  }, beatMs)
  beat.unref()
  try {
    const gathered = await gatherRound(ctx, isFair, known)
    await tables(ctx).round.update({
      where: { id: roundId },
      data: { inputs: jsonOf(gathered.task), inputsHash: gathered.inputsHash, ruleSetVersion: gathered.ruleSetVersion },
    })
    run = runRound(gathered.task, (of) => {
      progress = of
    })
    const plan = await run.plan
    clearInterval(beat)
    await keepPlan(ctx, roundId, gathered, plan, isStopped)
  } catch (error) {
    clearInterval(beat)
    ctx.log.error({ roundId, error: error instanceof Error ? error.message : String(error) }, 'a round failed')
    await keepFailure(ctx, roundId)
  }
}

/** Asks the round that is being planned to end soon with the best plan it has. Pressing twice does it once. */
export const stopRound = async (ctx: Ctx, { number }: { number: number }): Promise<Result<{ number: number }>> => {
  if (!may(ctx.actor, 'team.propose')) return forbidden(onlyOfficers)
  return inTransaction(ctx, async (ctx) => {
    const { round } = tables(ctx)
    const row = await round.findUnique({ where: { number }, select: { id: true, status: true } })
    if (!row) return notFound()
    const asked = await round.updateMany({
      where: { id: row.id, status: 'running', stopAskedAt: null },
      data: { stopAskedAt: ctx.clock.now() },
    })
    if (asked.count > 0)
      await audit(ctx, { event: 'round.stopped', subject: { kind: 'round', id: row.id }, data: { number } })
    return ok({ number })
  })
}
