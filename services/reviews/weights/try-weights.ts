import { z } from 'zod'
import { asSystem, may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { type RoundPlan, type RoundTask, runRound, type Weights, withWords } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { jsonOf } from '#services/reviews/team/plan-of.ts'
import { weightsInForce } from '#services/reviews/team/weights-in-force.ts'
import { fieldChanges, fromFields, type TryWeights, toFields } from './fields.ts'
import { onlyPublishers } from './weights-page.ts'

/** How long a past round may be planned again, and how often that gives a sign of life. */
const mostSeconds = 60
const beatMs = 2_000
const deadAfterMs = 60_000

/** What a round was planned from, as the round kept it. */
const inputsSchema = z.custom<RoundTask>(
  (value) => z.object({ needs: z.array(z.unknown()), candidates: z.array(z.unknown()) }).safeParse(value).success,
)

/** Teams of a trial: enough to be compared with the round's own. */
export const trialTeamsSchema = z.array(
  z.object({
    requestId: z.string(),
    startsOn: z.string(),
    members: z.array(z.object({ personId: z.string(), role: z.enum(['lead', 'peer', 'observer']) })),
    missing: z.array(z.string()),
  }),
)

const running = new Map<string, Promise<void>>()

/** Waits until this process has ended planning a trial; at once when it is not planning it. */
export const trialSettled = (id: string): Promise<void> => running.get(id) ?? Promise.resolve()

/** Says of trials whose server went away that they were interrupted. */
export const endDeadTrials = async (ctx: Ctx): Promise<void> => {
  await tables(ctx).weightTrial.updateMany({
    where: { status: 'running', beatAt: { lt: new Date(ctx.clock.now().getTime() - deadAfterMs) } },
    data: { status: 'interrupted', slot: null },
  })
}

/**
 * Keeps new weights to be looked at, and plans a past round again under them in a thread of its own, from exactly what it was planned
 * from. Nothing is in force before it is published. One at a time; a second press gets the first one's answer.
 */
export const tryWeights = async (ctx: Ctx, input: TryWeights, key: string | null): Promise<Result<{ id: string }>> => {
  if (!may(ctx.actor, 'weights.publish')) return onlyPublishers()
  const { personId, name } = ctx.actor
  if (personId === null) return onlyPublishers()
  await endDeadTrials(asSystem(ctx))
  const inForce = await weightsInForce(ctx)
  if (input.version !== inForce.version) return overtaken('The weights in force')
  const next = withWords(inForce.version + 1, fromFields(input, inForce))
  if (fieldChanges(toFields(inForce), toFields(next)).length === 0)
    return invalid({ reason: `Nothing is different from version ${inForce.version}` })
  const round = await tables(ctx).round.findFirst({
    where: { status: { in: ['planned', 'stopped'] }, ...(input.round === undefined ? {} : { number: input.round }) },
    orderBy: { number: 'desc' },
    select: { number: true, inputs: true },
  })
  if (input.round !== undefined && !round) return invalid({ round: 'Choose a round that has a plan' })
  const tried = await once(ctx, key, async (ctx): Promise<Result<{ id: string; isNew: boolean }>> => {
    const now = ctx.clock.now()
    const { weightTrial } = tables(ctx)
    if (round && (await weightTrial.count({ where: { slot: 1 } })) > 0)
      return refused('Other weights are being tried just now. Wait a minute, then try again.')
    if (round && (await tables(ctx).round.count({ where: { slot: 1 } })) > 0)
      return refused('A round is being planned just now. Wait until it has ended, then try again.')
    const row = await weightTrial.create({
      data: {
        basedOn: inForce.version,
        settings: jsonOf(next),
        reason: input.reason,
        roundNumber: round?.number ?? null,
        status: round ? 'running' : 'planned',
        slot: round ? 1 : null,
        startedAt: now,
        beatAt: now,
        startedById: personId,
        startedBy: name,
      },
    })
    await audit(ctx, {
      event: 'weights.tried',
      subject: { kind: 'weight-trial', id: row.id },
      data: { basedOn: inForce.version, round: round?.number ?? null },
    })
    return ok({ id: row.id, isNew: true })
  })
  if (!tried.ok) return tried
  const { id } = tried.value
  const task = inputsSchema.safeParse(round?.inputs)
  if (task.success && !running.has(id)) {
    const isWaiting = await tables(ctx).weightTrial.count({ where: { id, status: 'running' } })
    if (isWaiting > 0)
      running.set(
        id,
        planTrial(asSystem(ctx), id, underWeights(task.data, next)).finally(() => running.delete(id)),
      )
  }
  return ok({ id })
}

const underWeights = (task: RoundTask, weights: Weights): RoundTask => ({
  ...task,
  keepBonus: weights.kept.value,
  bankOptions: { ...task.bankOptions, weights },
  seconds: Math.min(task.seconds ?? mostSeconds, mostSeconds),
})

const planTrial = async (ctx: Ctx, id: string, task: RoundTask): Promise<void> => {
  const { weightTrial } = tables(ctx)
  const beat = setInterval(() => {
    weightTrial
      .updateMany({ where: { id, status: 'running' }, data: { beatAt: ctx.clock.now() } })
      .catch(() => ctx.log.warn({ trialId: id }, 'a trial of weights could not say how far it is'))
  }, beatMs)
  beat.unref()
  const end = (data: { status: 'planned' | 'failed'; teams?: ReturnType<typeof jsonOf> }) =>
    weightTrial.updateMany({ where: { id, status: 'running' }, data: { ...data, slot: null } })
  try {
    const plan = await runRound(task).plan
    await end({ status: 'planned', teams: jsonOf(teamsOf(task, plan)) })
  } catch (error) {
    ctx.log.error({ trialId: id, error: error instanceof Error ? error.message : String(error) }, 'a trial failed')
    await end({ status: 'failed' })
  } finally {
    clearInterval(beat)
  }
}

const teamsOf = ({ needs }: RoundTask, { teams }: RoundPlan): z.output<typeof trialTeamsSchema> =>
  teams.map(({ request, window, members, missing }) => ({
    requestId: request,
    startsOn: needs.find(({ id }) => id === request)?.windows[window ?? 0]?.from ?? '',
    members: members.map(({ expert, role }) => ({ personId: expert, role })),
    missing: missing.map(({ say }) => say),
  }))
