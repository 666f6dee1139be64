import { londonDate } from '#services/core/clock.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { counted, dateAndTime, shortDate } from '#services/core/words.ts'
import { kindWords } from './list-meetings.ts'
import { tables } from './tables.ts'

const mostTitle = 70
const shortened = (text: string): string =>
  text.length <= mostTitle ? text : `${text.slice(0, mostTitle - 1).trimEnd()}…`

/** What became known to every member: meetings that were called for a region or for all, and minutes that were published. */
export const meetingNews: NewsSource = async (ctx, { from, to }) => {
  const { meeting } = tables(ctx)
  const window = { gte: from, lt: to }
  const [called, published] = await Promise.all([
    meeting.findMany({
      where: { calledAt: window, kind: { in: ['regional', 'agm'] }, status: { not: 'called_off' } },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      select: { id: true, ref: true, title: true, startsAt: true, region: true, place: true, mode: true },
    }),
    meeting.findMany({
      where: { publishedAt: window },
      orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        ref: true,
        title: true,
        kind: true,
        startsAt: true,
        region: true,
        _count: { select: { decisions: true } },
      },
    }),
  ])
  return [
    ...called.map(
      ({ id, ref, title, startsAt, region, place, mode }): News => ({
        section: 'dates',
        kind: 'meeting',
        id,
        title: shortened(title),
        line: `${dateAndTime(startsAt)}, ${mode === 'remote' ? 'remote' : place}. Put on the agenda what you want talked about.`,
        path: `/meetings/${ref}`,
        regions: region === null ? [] : [region],
        themes: [],
      }),
    ),
    ...published.map(
      ({ id, ref, title, kind, startsAt, region, _count }): News => ({
        section: 'changed',
        kind: 'minutes',
        id,
        title: shortened(`Minutes: ${title}, ${shortDate(londonDate(startsAt))}`),
        line: `${kindWords[kind]}, with ${_count.decisions === 0 ? 'no decision' : counted(_count.decisions, 'decision')}.`,
        path: `/meetings/${ref}/minutes`,
        regions: region === null ? [] : [region],
        themes: [],
      }),
    ),
  ]
}
