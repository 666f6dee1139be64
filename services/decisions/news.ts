import { isoFromDate } from '#services/core/clock.ts'
import type { NewsSource } from '#services/core/news.ts'
import { shortDate } from '#services/core/words.ts'
import { tables } from './tables.ts'
import { bodyName } from './words.ts'

/** Decisions that were published in the window, for everybody; those of a regional meeting for its region. */
export const decisionNews: NewsSource = async (ctx, { from, to }) => {
  const rows = await tables(ctx).decision.findMany({
    where: { publishedAt: { gte: from, lt: to } },
    orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, ref: true, title: true, decidedOn: true, body: true, region: true },
  })
  return rows.map(({ id, ref, title, decidedOn, body, region }) => ({
    section: 'changed',
    kind: 'decision',
    id,
    title,
    line: `${bodyName({ body, region })}, ${shortDate(isoFromDate(decidedOn))}: what was decided, and why.`,
    path: `/decisions/${ref}`,
    regions: region === null ? [] : [region],
    themes: [],
  }))
}
