import type { RoundStatus } from '#prisma/generated/enums.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { asSystem, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { inQueue } from '#services/reviews/request/requests-queue.ts'
import { type Plan, planIn } from '#services/reviews/team/proposal.ts'
import { regionName } from '#services/yots/index.ts'
import { endDeadRounds } from './dead-rounds.ts'
import { roundStatuses } from './gather-round.ts'
import { roundResultSchema } from './keep-plan.ts'
import { onlyOfficers } from './start-round.ts'

const roundStatusWords = {
  running: 'Being planned',
  planned: 'Planned',
  stopped: 'Stopped early',
  failed: 'Failed',
  interrupted: 'Interrupted',
} as const

export const planned: RoundStatus[] = ['planned', 'stopped']

/** The requests of rounds that this officer may know of. */
export const visibleIn = async (ctx: Ctx, roundId: string) => ({
  AND: [await inQueue(ctx), { roundTeams: { some: { roundId } } }],
})

/** All rounds, newest first, and how many requests wait that this officer may know of. */
export const roundsPage = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'team.propose')) return forbidden(onlyOfficers)
  await endDeadRounds(asSystem(ctx))
  const queue = await inQueue(ctx)
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const [rounds, waiting] = await Promise.all([
    tables(ctx).round.findMany({
      orderBy: { number: 'desc' },
      take: 50,
      select: {
        number: true,
        status: true,
        startedAt: true,
        startedBy: true,
        isFair: true,
        teams: { where: { requestId: { notIn: hidden } }, select: { acceptedAt: true } },
      },
    }),
    tables(ctx).reviewRequest.findMany({
      where: { AND: [queue, { kind: 'review', status: { in: [...roundStatuses] } }] },
      orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
      select: { ref: true, status: true, yot: { select: { name: true } } },
    }),
  ])
  return ok({
    waiting: waiting.map(({ ref, status, yot }) => ({ ref, status: reviewLife.states[status], yotName: yot.name })),
    isRunning: rounds.some(({ status }) => status === 'running'),
    rounds: rounds.map(({ teams, status, ...round }) => ({
      ...round,
      status: roundStatusWords[status],
      teams: teams.length,
      accepted: teams.filter(({ acceptedAt }) => acceptedAt).length,
    })),
  })
}

/** "No plan can be more than 0.01% better." */
export const sayGap = (bound: number, objective: number): string => {
  if (bound - objective < 1) return 'No other plan is better.'
  const percent = ((bound - objective) / Math.max(1, Math.abs(objective))) * 100
  if (percent > 100) return 'It is not yet known how much better a plan could be.'
  const digits = percent < 0.01 ? 4 : percent < 1 ? 2 : 0
  const most = Math.ceil(percent * 10 ** digits) / 10 ** digits
  return `No plan can be more than ${most.toFixed(digits)}% better.`
}

/** What is different from the last plan of the same request. */
export const differenceOf = (plan: Plan, before: Plan | undefined, nameOf: (id: string) => string) => {
  if (!before) return { isNew: true, says: [] }
  const says: string[] = []
  const key = ({ personId, role }: Plan['members'][number]) => `${personId} ${role}`
  const [now, then] = [plan, before].map(({ members }) => new Set(members.map(key)))
  for (const member of plan.members) if (!then?.has(key(member))) says.push(`${nameOf(member.personId)} joins`)
  for (const member of before.members) if (!now?.has(key(member))) says.push(`${nameOf(member.personId)} leaves`)
  if (plan.window.startsOn !== before.window.startsOn) says.push('other dates')
  return { isNew: false, says }
}

/**
 * One round for an officer: how far it is or what came of it, the team of every request they may know of with what it lacks and what
 * is different from the last plan, and how work and regions are shared. Requests they are conflicted with
 * leave no trace here.
 */
export const roundPage = async (ctx: Ctx, number: number): Promise<Result<RoundPage>> => {
  if (!may(ctx.actor, 'team.propose')) return forbidden(onlyOfficers)
  await endDeadRounds(asSystem(ctx))
  const round = await tables(ctx).round.findUnique({ where: { number }, omit: { inputs: true } })
  if (!round) return notFound()
  const earlier = await tables(ctx).round.findFirst({
    where: { status: { in: planned }, number: { lt: number } },
    orderBy: { number: 'desc' },
    select: { id: true, number: true },
  })
  const [requests, before] = await Promise.all([
    tables(ctx).reviewRequest.findMany({
      where: await visibleIn(ctx, round.id),
      orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        ref: true,
        status: true,
        caseHolderId: true,
        yot: { select: { name: true, region: true } },
        roundTeams: { where: { roundId: round.id } },
      },
    }),
    earlier ? tables(ctx).roundTeam.findMany({ where: { roundId: earlier.id } }) : [],
  ])
  const result = round.result === null ? null : roundResultSchema.parse(round.result)
  const beforeOf = new Map(before.map(({ requestId, plan }) => [requestId, planIn(plan)]))
  const read = requests.flatMap(({ roundTeams: [team], ...request }) =>
    team
      ? [
          {
            ...request,
            plan: planIn(team.plan),
            acceptedAt: team.acceptedAt,
          },
        ]
      : [],
  )
  const people = await readPeople(ctx, [
    ...read.flatMap(({ plan }) => plan.members),
    ...read.flatMap(({ id }) => beforeOf.get(id)?.members ?? []),
  ])
  const nameOf = (id: string) => people.get(id)?.name ?? 'Somebody who has left'
  const isAdministrator = ctx.actor.grants.some(({ role }) => role === 'administrator')
  const teams = read.map(({ id, ref, status, yot, plan, acceptedAt, caseHolderId }) => ({
    ref,
    yotName: yot.name,
    status: reviewLife.states[status],
    ...plan.window,
    leads: plan.members.flatMap(({ personId, role }) => (role === 'lead' ? [nameOf(personId)] : [])),
    others: plan.members.flatMap(({ personId, role }) => (role === 'lead' ? [] : [nameOf(personId)])),
    toManage: plan.members.filter(({ managed }) => managed.some(({ isManaged }) => !isManaged)).length,
    missing: [...new Set(plan.missing.map(({ say }) => say))],
    difference: differenceOf(plan, beforeOf.get(id), nameOf),
    isAccepted: acceptedAt !== null,
    cannotAccept: whyNotAccept(status, isAdministrator || caseHolderId === ctx.actor.personId),
  }))
  return ok({
    number,
    status: round.status,
    statusWords: roundStatusWords[round.status],
    isStopping: round.stopAskedAt !== null,
    says: round.says,
    isFair: round.isFair,
    startedAt: round.startedAt,
    startedBy: round.startedBy,
    seconds: Math.max(0, Math.round(((round.endedAt ?? ctx.clock.now()).getTime() - round.startedAt.getTime()) / 1000)),
    stage: round.stage,
    gap: round.bound === null || round.objective === null ? null : sayGap(round.bound, round.objective),
    isProven: result?.status !== 'time-limit',
    weightsVersion: round.weightsVersion,
    earlierNumber: earlier?.number ?? null,
    fairness: result ? sayFairness(result, read) : null,
    teams,
    load: loadOf(read),
    regions: regionsOf(read, people),
  })
}

export type RoundPage = {
  number: number
  status: keyof typeof roundStatusWords
  statusWords: string
  isStopping: boolean
  says: string
  isFair: boolean
  startedAt: Date
  startedBy: string
  seconds: number
  stage: string
  gap: string | null
  isProven: boolean
  weightsVersion: number
  earlierNumber: number | null
  fairness: string | null
  teams: {
    ref: string
    yotName: string
    status: string
    startsOn: string
    endsOn: string
    leads: string[]
    others: string[]
    /** How many of them have a conflict to be managed first. */
    toManage: number
    missing: string[]
    difference: { isNew: boolean; says: string[] }
    isAccepted: boolean
    cannotAccept: string | null
  }[]
  load: { label: string; count: number }[]
  regions: { label: string; count: number }[]
}

export const whyNotAccept = (status: string, holdsCase: boolean): string | null => {
  if (status === 'approved') return 'The scoping call comes first'
  if (status !== 'scoping' && status !== 'team_proposed') return 'It has moved on since'
  return holdsCase ? null : 'Its coordinator accepts it'
}

type Read = { id: string; plan: Plan }

/** How the weakest team stands, in words: only where the reader sees enough teams to compare. */
const sayFairness = (
  { totals, floor }: { totals: Record<string, number>; floor?: number | undefined },
  read: readonly Read[],
): string | null => {
  const seen = read.flatMap(({ id, plan }) =>
    plan.missing.length === 0 && totals[id] !== undefined ? [totals[id]] : [],
  )
  const [first = 0] = seen
  if (seen.length < 2 || first <= 0) return null
  const weakest = seen.reduce((least, total) => Math.min(least, total), first)
  const mean = seen.reduce((sum, total) => sum + total, 0) / seen.length
  const share = Math.round((100 * weakest) / mean)
  const say = `Of the complete teams, the weakest is ${share}% as good as the mean.`
  if (floor === undefined || floor <= 0) return say
  const most = Math.round((100 * Math.max(floor, weakest)) / mean)
  return `${say} No plan lifts the weakest above ${most}%.`
}

/** How many people have how many places in the teams shown. */
const loadOf = (read: readonly Read[]): { label: string; count: number }[] => {
  const places = new Map<string, number>()
  for (const { plan } of read)
    for (const { personId } of plan.members) places.set(personId, (places.get(personId) ?? 0) + 1)
  const most = Math.max(0, ...places.values())
  return Array.from({ length: most }, (_, at) => ({
    label: at === 0 ? '1 review' : `${at + 1} reviews`,
    count: [...places.values()].filter((count) => count === at + 1).length,
  }))
}

type Person = { name: string; region: string | null }

const regionsOf = (read: readonly Read[], people: ReadonlyMap<string, Person>): { label: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const { plan } of read)
    for (const { personId } of plan.members) {
      const region = people.get(personId)?.region
      const label = region ? regionName(region) : 'No region'
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
}

export const readPeople = async (ctx: Ctx, of: readonly { personId: string }[]): Promise<Map<string, Person>> => {
  const rows = await ctx.db.person.findMany({
    where: { id: { in: [...new Set(of.map(({ personId }) => personId))] } },
    select: {
      id: true,
      name: true,
      holdings: { orderBy: { from: 'desc' }, take: 1, select: { yot: { select: { region: true } } } },
    },
  })
  return new Map(rows.map(({ id, name, holdings }) => [id, { name, region: holdings[0]?.yot.region ?? null }]))
}
