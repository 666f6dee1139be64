import { isoFromDate } from '#services/core/clock.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { longDate, money } from '#services/core/words.ts'
import { tables } from './tables.ts'

/** New terms of membership: anybody may read them. Who joins or leaves is nobody's news. */
export const news: NewsSource = async (ctx, { from, to }) => {
  const rows = await tables(ctx).membershipTerms.findMany({
    // The exchange began with the first.
    where: { createdAt: { gte: from, lt: to }, version: { gt: 1 } },
    orderBy: { version: 'desc' },
  })
  return rows.map(
    ({ version, inForceFrom, groupFeePence, individualFeePence }): News => ({
      ...{
        section: 'changed',
        kind: 'membership-terms',
        id: String(version),
        path: '/membership',
        regions: [],
        themes: [],
      },
      title: 'New terms of membership',
      line: `From ${longDate(isoFromDate(inForceFrom))}: ${money(groupFeePence)} a year for a service, ${money(individualFeePence)} for a person.`,
    }),
  )
}
