import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { writeCourse } from '#services/engagements/index.ts'
import type { LockedCourse } from './move-course.ts'
import { minutesOf } from './session-times.ts'
import { tables } from './tables.ts'

/**
 * Parts that sum to the whole, as even as whole minutes can be for so many each, the first of a kind first.
 *
 * @param weights how many came from each service
 */
export const partsOf = (whole: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  let weighed = 0
  let given = 0
  return weights.map((weight) => {
    weighed += weight
    const upTo = Math.floor((whole * weighed) / sum)
    const part = upTo - given
    given = upTo
    return part
  })
}

/**
 * Writes the trainers' time to the ledger, where it is free or in kind: the sessions' minutes times the trainers, spread over the services whose
 * people came, by how many. What a provider's own people learned is no gift. Once, in the transaction that closes the attendance.
 */
export const writeTrainersTime = async (ctx: Ctx, course: LockedCourse): Promise<void> => {
  const { basis, yotCode, personId, outsideId, id: offeringId } = course.offering
  if (basis !== 'free' && basis !== 'in_kind') return
  const [sessions, trainers, came] = await Promise.all([
    tables(ctx).courseSession.findMany({ where: { dateId: course.id }, select: { startsAt: true, endsAt: true } }),
    tables(ctx).courseTrainer.findMany({ where: { dateId: course.id }, select: { personId: true } }),
    tables(ctx).place.groupBy({
      by: ['yotCode'],
      where: { dateId: course.id, status: 'attended', yotCode: { not: null } },
      _count: true,
      orderBy: { yotCode: 'asc' },
    }),
  ])
  const others = came.flatMap(({ yotCode: code, _count }) =>
    code === null || code === yotCode ? [] : [{ yotCode: code, count: _count }],
  )
  const whole = minutesOf(sessions) * trainers.length
  if (whole === 0 || others.length === 0) return
  const parts = partsOf(
    whole,
    others.map(({ count }) => count),
  )
  await writeCourse(ctx, {
    id: course.id,
    title: course.title,
    offeringId,
    giver: yotCode === null ? { personId: personId ?? '', outsideId } : { yotCode },
    region: course.region,
    on: londonDate(course.endsAt),
    basis,
    ...(trainers.length === 1 && trainers[0] ? { personId: trainers[0].personId } : {}),
    received: others.map((one, at) => ({ yotCode: one.yotCode, minutes: parts[at] ?? 0 })),
  })
}
