import type { MembershipKind } from '#prisma/generated/enums.ts'
import { addDays, addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** What membership costs and how its dates run, in one version. Days are whole days; `inForceFrom` is an ISO day. */
export type Terms = {
  version: number
  inForceFrom: string
  individualFeePence: number
  groupFeePence: number
  /** Days before the end of a year from which it is due for renewal. */
  noticeDays: number
  /** Days after the end for which somebody who has not paid is still a member. */
  graceDays: number
}

/** Every version of the terms, the newest first. */
export const allTerms = async (ctx: Ctx): Promise<Terms[]> => {
  const rows = await tables(ctx).membershipTerms.findMany({ orderBy: { version: 'desc' } })
  return rows.map(({ createdAt: _, inForceFrom, ...row }) => ({ ...row, inForceFrom: isoFromDate(inForceFrom) }))
}

/** The terms in force on a day: the newest version whose day has come. */
export const termsOn = async (ctx: Ctx, on: string): Promise<Terms> => {
  const row = await tables(ctx).membershipTerms.findFirstOrThrow({
    where: { inForceFrom: { lte: dateFromIso(on) } },
    orderBy: { version: 'desc' },
  })
  const { createdAt: _, inForceFrom, ...rest } = row
  return { ...rest, inForceFrom: isoFromDate(inForceFrom) }
}

export const feeFor = (terms: Terms, kind: MembershipKind): number =>
  kind === 'group' ? terms.groupFeePence : terms.individualFeePence

/** The last day of a membership year that begins on a day. */
export const yearFrom = (startsOn: string): string => {
  const anniversary = addMonths(startsOn, 12)
  // Begun on 29 February: its anniversary is 1 March, so the year's last day is 28 February.
  return anniversary.endsWith(startsOn.slice(4)) ? addDays(anniversary, -1) : anniversary
}

/** What paid-up time amounts to on a day: in force, due for renewal (before or after its end), or lapsed. */
export const statusByDates = (endsOn: string, on: string, terms: Terms): 'active' | 'due' | 'lapsed' => {
  if (on > addDays(endsOn, terms.graceDays)) return 'lapsed'
  return on >= addDays(endsOn, -terms.noticeDays) ? 'due' : 'active'
}
