import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { MembersOnly } from './benefits.ts'
import { tables } from './tables.ts'

/**
 * Whether a service, or this person, may begin something that is for members only (`membersOnly`, which the page of rules
 * shows) today. What has begun goes on whatever becomes of the membership. A membership that is due for renewal still
 * counts; one that has lapsed does not.
 */
export const hasMembership = async (
  ctx: Ctx,
  _toBegin: MembersOnly,
  who: { yotCode: string; personId: string | null },
): Promise<boolean> => {
  const today = dateFromIso(ctx.clock.today())
  const found = await tables(ctx).membership.findFirst({
    where: {
      status: { in: ['active', 'due'] },
      startsOn: { lte: today },
      OR: [{ yotCode: who.yotCode }, ...(who.personId === null ? [] : [{ personId: who.personId }])],
    },
    select: { id: true },
  })
  return found !== null
}

/** Which of these services and people may today, as `hasMembership` says it of one: codes and person ids. One statement. */
export const membersAmong = async (
  ctx: Ctx,
  _toBegin: MembersOnly,
  who: { yotCodes: readonly string[]; personIds: readonly string[] },
): Promise<Set<string>> => {
  const today = dateFromIso(ctx.clock.today())
  const rows = await tables(ctx).membership.findMany({
    where: {
      status: { in: ['active', 'due'] },
      startsOn: { lte: today },
      OR: [{ yotCode: { in: [...who.yotCodes] } }, { personId: { in: [...who.personIds] } }],
    },
    select: { yotCode: true, personId: true },
  })
  return new Set(rows.flatMap(({ yotCode, personId }) => [yotCode ?? [], personId ?? []].flat()))
}
