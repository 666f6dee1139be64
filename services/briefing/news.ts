import { addDays, daysBetween, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { counted, longDate, shortDate } from '#services/core/words.ts'
import { type NoticeSection, noticeSections } from './schema.ts'
import { tables } from './tables.ts'

const isSection = (name: string): name is NoticeSection => Object.hasOwn(noticeSections, name)

/** More lines than editors keep open at once. */
const mostNotices = 200
/** A date is told of so many days before it comes. */
const datesAhead = 60

const leftWords = (until: string, on: string): string => {
  const days = daysBetween(on, until)
  return days === 0 ? 'Closes today.' : `${counted(days, 'day')} left, until ${shortDate(until)}.`
}

/** What editors added: in each issue until it is over, or once where it has no end. */
const notices = async (ctx: Ctx, { from, to }: { from: Date; to: Date }): Promise<News[]> => {
  const on = londonDate(to)
  const rows = await tables(ctx).notice.findMany({
    where: {
      withdrawnAt: null,
      addedAt: { lt: to },
      OR: [{ until: null, addedAt: { gte: from } }, { until: { gte: new Date(`${on}T00:00:00Z`) } }],
    },
    orderBy: [{ addedAt: 'desc' }, { id: 'asc' }],
    take: mostNotices,
  })
  return rows.flatMap(({ id, section, title, line, url, minutes, until, regions, themes }): News[] => {
    if (!isSection(section)) return []
    const last = until && isoFromDate(until)
    if (section === 'dates' && last !== null && last > addDays(on, datesAhead)) return []
    const when = last === null ? '' : section === 'dates' ? ` ${longDate(last)}.` : ` ${leftWords(last, on)}`
    return [
      {
        ...{ section, kind: 'notice', id, title, path: url, regions, themes },
        line: `${line.replace(/[^.!?]$/, '$&.')}${when} It takes ${counted(minutes, 'minute')} to read.`,
      },
    ]
  })
}

/** What was wrong in an issue before: the first line of the next. */
const corrections = async (ctx: Ctx, { from, to }: { from: Date; to: Date }): Promise<News[]> => {
  const rows = await tables(ctx).issue.findMany({
    where: { status: 'corrected', correctedAt: { gte: from, lt: to } },
    orderBy: { correctedAt: 'asc' },
    select: { id: true, day: true, correction: true },
  })
  return rows.map(({ id, day, correction }) => ({
    ...{ section: 'changed', kind: 'issue', id, regions: [], themes: [], isFirst: true },
    title: `Correction to the briefing of ${shortDate(isoFromDate(day))}`,
    line: correction ?? '',
    path: `/briefing/${isoFromDate(day)}`,
  }))
}

/** What this room has to tell in its own briefing. */
export const news: NewsSource = async (ctx, window) => [
  ...(await corrections(ctx, window)),
  ...(await notices(ctx, window)),
]
