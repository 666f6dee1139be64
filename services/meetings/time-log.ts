import { grantsOf, may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { localPath } from '#services/core/local-path.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { takeBackCoordination, writeCoordination } from '#services/engagements/index.ts'
import { regionName, yotsOf } from '#services/yots/index.ts'
import { namesOf } from './people.ts'
import { type TimeInput, timeKinds } from './schema.ts'
import { tables } from './tables.ts'

/** Minutes that one day has for one person. */
const mostOfDay = 960
const takeBackDays = 30
const monthsShown = 12

const mayNotLog = () => forbidden('Coordinators log their time here.')

/** The service that the actor works for, the first by its code; null for somebody without a post. */
const ownYot = async (ctx: Ctx): Promise<{ yotCode: string; region: string } | null> => {
  const [code] = yotsOf(ctx.actor).sort()
  const yot = code === undefined ? null : await ctx.db.yot.findUnique({ where: { code }, select: { region: true } })
  return code !== undefined && yot ? { yotCode: code, region: yot.region } : null
}

/**
 * Logs what the actor has just given as a coordinator, as of today, and writes it to the ledger as given to the association.
 *
 * @returns where they came from; forbidden for all but coordinators; invalid beyond what one day has
 */
export const logTime = async (ctx: Ctx, { kind, minutes, about }: TimeInput): Promise<Result<{ back: string }>> => {
  const { personId } = ctx.actor
  const [grant] = grantsOf(ctx.actor, 'time.log')
  const region = grant?.region
  if (personId === null || region === undefined) return mayNotLog()
  const back = localPath(about) ?? '/association/time'
  return inTransaction(ctx, async (ctx) => {
    // Two presses at once are added up one after the other.
    await ctx.db.$queryRaw`select 1 from "Person" where id = ${personId}::uuid for update`
    const { timeLog } = tables(ctx)
    const today = dateFromIso(ctx.clock.today())
    const { _sum } = await timeLog.aggregate({
      where: { personId, on: today, takenBackAt: null },
      _sum: { minutes: true },
    })
    if ((_sum.minutes ?? 0) + minutes > mostOfDay)
      return invalid({ minutes: `With what you logged today that is more than ${mostOfDay / 60} hours` })
    const id = newId()
    await timeLog.create({
      data: { id, personId, region, kind, minutes, on: today, loggedAt: ctx.clock.now() },
    })
    await audit(ctx, { event: 'time.logged', subject: { kind: 'time_log', id }, data: { kind, minutes } })
    const yot = await ownYot(ctx)
    await writeCoordination(ctx, { id, personId, yot, region, minutes, on: ctx.clock.today() })
    return ok({ back })
  })
}

/** Takes an own line back that was a slip, within thirty days: the ledger keeps both, and sums to nothing. Not found for others'. */
export const takeBackTime = (ctx: Ctx, id: string): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    await ctx.db.$queryRaw`select 1 from "TimeLog" where id = ${id}::uuid for update`
    const row = await tables(ctx).timeLog.findUnique({ where: { id } })
    if (!row || row.personId !== ctx.actor.personId) return notFound()
    if (row.takenBackAt !== null) return ok({ id })
    if (ctx.clock.today() > addDays(londonDate(row.loggedAt), takeBackDays))
      return refused(`A line can be taken back for ${takeBackDays} days.`)
    await tables(ctx).timeLog.update({ where: { id }, data: { takenBackAt: ctx.clock.now() } })
    await audit(ctx, { event: 'time.taken-back', subject: { kind: 'time_log', id } })
    await takeBackCoordination(ctx, id)
    return ok({ id })
  })

export type TimePage = {
  mayLog: boolean
  /** The reader's own lines, the latest first. What they were about is kept nowhere: it may be a case. */
  own: { id: string; on: string; kind: string; minutes: number; mayTakeBack: boolean }[]
  /** Minutes by coordinator and kind of the last twelve months: what they are for, never a case. */
  sums: { key: string; name: string; region: string; minutes: Record<string, number>; total: number }[]
}

/** What coordinators gave: a coordinator reads their own lines, an administrator the sums of all. Forbidden for others. */
export const findTime = async (ctx: Ctx): Promise<Result<TimePage>> => {
  const { actor } = ctx
  if (!may(actor, 'time.read')) return forbidden('Coordinators and administrators read this.')
  const { timeLog } = tables(ctx)
  const since = dateFromIso(addMonths(ctx.clock.today(), -monthsShown))
  const isAll = actor.grants.some(({ role }) => role === 'administrator')
  const [own, groups] = await Promise.all([
    timeLog.findMany({
      where: { personId: actor.personId ?? '', takenBackAt: null },
      orderBy: [{ on: 'desc' }, { id: 'desc' }],
      take: 50,
    }),
    timeLog.groupBy({
      by: ['personId', 'region', 'kind'],
      where: { on: { gte: since }, takenBackAt: null, ...(isAll ? {} : { personId: actor.personId ?? '' }) },
      _sum: { minutes: true },
    }),
  ])
  const names = await namesOf(
    ctx,
    groups.map(({ personId }) => personId),
  )
  const sums = new Map<string, TimePage['sums'][number]>()
  for (const { personId, region, kind, _sum } of groups) {
    const key = `${personId} ${region}`
    const sum = sums.get(key) ?? {
      ...{ key, name: names.get(personId) ?? '', region: regionName(region), minutes: {}, total: 0 },
    }
    const minutes = _sum.minutes ?? 0
    sums.set(key, { ...sum, minutes: { ...sum.minutes, [kind]: minutes }, total: sum.total + minutes })
  }
  const oldest = addDays(ctx.clock.today(), -takeBackDays)
  return ok({
    mayLog: may(actor, 'time.log'),
    own: own.map(({ id, on, kind, minutes, loggedAt }) => ({
      ...{ id, minutes, on: isoFromDate(on) },
      kind: timeKinds[kind],
      mayTakeBack: londonDate(loggedAt) >= oldest,
    })),
    sums: [...sums.values()].sort((a, b) => a.region.localeCompare(b.region) || a.name.localeCompare(b.name)),
  })
}

/** Whether the actor is asked for their time on the pages where they work. */
export const mayLogTime = (ctx: Ctx): boolean => may(ctx.actor, 'time.log')
