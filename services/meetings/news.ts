import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { counted, dateAndTime, longDate, shortDate } from '#services/core/words.ts'
import { officeName } from './elections/words.ts'
import { kindWords } from './list-meetings.ts'
import { tables } from './tables.ts'

const mostTitle = 70
const shortened = (text: string): string =>
  text.length <= mostTitle ? text : `${text.slice(0, mostTitle - 1).trimEnd()}…`

/** Elections in which something can still be done on the last day of the window: in each issue until that is over. */
const electionNews = async (ctx: Ctx, { from, to }: { from: Date; to: Date }): Promise<News[]> => {
  const on = dateFromIso(londonDate(to))
  const rows = await tables(ctx).election.findMany({
    where: {
      openedAt: { lt: to },
      OR: [
        { status: 'nominating', nominationsUntil: { gte: on } },
        { status: 'voting', votesUntil: { gte: on } },
        { status: 'declared', handoverOn: { gte: dateFromIso(londonDate(from)) } },
      ],
    },
    orderBy: [{ votesUntil: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row): News => {
    const { id, ref, region, status, nominationsUntil, votesUntil, handoverOn } = row
    const office = officeName(row)
    const day = (date: Date) => longDate(isoFromDate(date))
    const line =
      status === 'nominating'
        ? `Nominations until ${day(nominationsUntil)}; votes until ${day(votesUntil)}.`
        : status === 'voting'
          ? `Vote until ${day(votesUntil)}.`
          : `Decided; takes office on ${day(handoverOn)}.`
    const regions = region === null ? [] : [region]
    const of = { kind: 'election', id, path: `/elections/${ref}`, regions, themes: [] }
    return { section: 'consultations', ...of, title: shortened(`Election: ${office}`), line }
  })
}

/**
 * What became known to every member: meetings that were called for a region or for all, minutes that were published, and elections that are open.
 */
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
    ...(await electionNews(ctx, { from, to })),
  ]
}
