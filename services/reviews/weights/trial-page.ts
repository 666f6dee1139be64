import { asSystem, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { weightsSchema } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { inQueue } from '#services/reviews/request/requests-queue.ts'
import { type Plan, planIn } from '#services/reviews/team/proposal.ts'
import { weightsInForce } from '#services/reviews/team/weights-in-force.ts'
import { fieldChanges, toFields } from './fields.ts'
import { endDeadTrials, trialTeamsSchema } from './try-weights.ts'
import { onlyPublishers } from './weights-page.ts'

type Tried = { startsOn: string; members: Pick<Plan['members'][number], 'personId' | 'role'>[]; missing: string[] }

const roleWords = {
  lead: 'co-lead',
  peer: 'reviewer',
  observer: 'observer',
  facilitator: 'facilitator',
  trainee: 'trainee',
} as const

/** "Ann Lee instead of Bo Ray"; other roles, other dates, and what it lacks that the round's own team did not. */
export const sayDifference = (plan: Plan, tried: Tried, nameOf: (id: string) => string): string[] => {
  const then = new Map(plan.members.map(({ personId, role }) => [personId, role]))
  const now = new Map(tried.members.map(({ personId, role }) => [personId, role]))
  const says = [
    ...[...now].filter(([id]) => !then.has(id)).map(([id, role]) => `${nameOf(id)} would be ${roleWords[role]}`),
    ...[...then].filter(([id]) => !now.has(id)).map(([id]) => `${nameOf(id)} would not be in it`),
    ...[...now].flatMap(([id, role]) => {
      const before = then.get(id)
      return before === undefined || before === role
        ? []
        : [`${nameOf(id)} would be ${roleWords[role]} instead of ${roleWords[before]}`]
    }),
  ]
  if (tried.startsOn !== plan.window.startsOn) says.push(`it would begin on ${longDate(tried.startsOn)}`)
  const lacked = new Set(plan.missing.map(({ say }) => say))
  for (const say of new Set(tried.missing)) if (!lacked.has(say)) says.push(`it would lack something: ${say}`)
  const lacks = new Set(tried.missing)
  for (const say of lacked) if (!lacks.has(say)) says.push(`it would no longer lack something: ${say}`)
  return says
}

const compare = async (ctx: Ctx, roundNumber: number, teams: unknown) => {
  const tried = new Map(trialTeamsSchema.parse(teams).map((team) => [team.requestId, team]))
  const rows = await tables(ctx).reviewRequest.findMany({
    where: { AND: [await inQueue(ctx), { roundTeams: { some: { round: { number: roundNumber } } } }] },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      ref: true,
      yot: { select: { name: true } },
      roundTeams: { where: { round: { number: roundNumber } }, select: { plan: true } },
    },
  })
  const pairs = rows.flatMap(({ id, ref, yot, roundTeams: [team] }) => {
    const other = tried.get(id)
    return team && other ? [{ ref, yotName: yot.name, plan: planIn(team.plan), other }] : []
  })
  const people = await ctx.db.person.findMany({
    where: {
      id: { in: pairs.flatMap(({ plan, other }) => [...plan.members, ...other.members].map((each) => each.personId)) },
    },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? 'Somebody who has left'
  const teamsNow = pairs.map(({ ref, yotName, plan, other }) => ({
    ref,
    yotName,
    says: sayDifference(plan, other, nameOf),
  }))
  return {
    same: teamsNow.filter(({ says }) => says.length === 0).map(({ ref, yotName }) => ({ ref, yotName })),
    changed: teamsNow.filter(({ says }) => says.length > 0),
  }
}

/**
 * Weights that somebody would publish: what is different in them, and what a past round's teams would have been. Requests that the
 * reader must not know of are left out.
 */
export const trialPage = async (ctx: Ctx, id: string) => {
  if (!may(ctx.actor, 'weights.publish')) return onlyPublishers()
  await endDeadTrials(asSystem(ctx))
  const row = await tables(ctx).weightTrial.findUnique({ where: { id } })
  if (!row) return notFound()
  const inForce = await weightsInForce(ctx)
  const before =
    row.basedOn === inForce.version
      ? inForce
      : weightsSchema.parse(
          (await tables(ctx).weightSet.findUnique({ where: { version: row.basedOn } }))?.settings ?? inForce,
        )
  return ok({
    id,
    version: row.basedOn + 1,
    basedOn: row.basedOn,
    reason: row.reason,
    status: row.status,
    triedBy: row.startedBy,
    triedAt: row.startedAt,
    roundNumber: row.roundNumber,
    changes: fieldChanges(toFields(before), toFields(weightsSchema.parse(row.settings))),
    comparison: row.roundNumber !== null && row.teams !== null ? await compare(ctx, row.roundNumber, row.teams) : null,
    isPublished: row.publishedVersion !== null,
    isOvertaken: row.publishedVersion === null && row.basedOn !== inForce.version,
  })
}
