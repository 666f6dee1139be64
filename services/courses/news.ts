import type { Ctx } from '#services/core/context.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { counted, dateAndTime } from '#services/core/words.ts'

/** Days ahead for which dates are told of again. */
const aheadDays = 42
const most = 200

type Row = {
  id: string
  ref: string
  title: string
  region: string
  mode: string
  place: string
  startsAt: Date
  free: number
  openedAt: Date | null
  themes: string[]
}

/** Dates that take place after a time and have places left, with when booking was first opened. One statement. */
const openDates = (ctx: Ctx, after: Date): Promise<Row[]> => ctx.db.$queryRaw<Row[]>`
  select d.id, d.ref, d.title, d.region, d.mode::text as mode, d.place, d."startsAt", d.places - taken.count as free,
    (select min(m."movedAt") from "Move" m where m."subjectKind" = 'course' and m."subjectId" = d.id and m.event = 'opened') as "openedAt",
    coalesce((select array_agg(t."themeCode" order by t."themeCode") from "OfferingTheme" t where t."offeringId" = d."offeringId"), '{}') as themes
  from "CourseDate" d, lateral (
    select count(*)::int as count from "Place" p where p."dateId" = d.id and p.status in ('booked', 'offered', 'attended', 'absent')
  ) taken
  where d.status = 'open' and d."startsAt" > ${after} and taken.count < d.places
  order by d."startsAt", d.id limit ${most}`

/** Dates of courses that were opened for booking, and those that come soon, while places are left: the list that everybody reads. */
export const news: NewsSource = async (ctx, { from, to }) => {
  const soon = new Date(to.getTime() + aheadDays * 86_400_000)
  const rows = await openDates(ctx, to)
  return rows.flatMap(({ id, ref, title, region, mode, place, startsAt, free, openedAt, themes }): News[] => {
    if (openedAt === null || openedAt >= to) return []
    const isNew = openedAt >= from
    if (!isNew && startsAt > soon) return []
    const left = `${counted(free, 'place is', 'places are')} left`
    const where = mode === 'remote' ? 'online' : place === '' ? 'on site' : place
    return [
      {
        ...{ section: isNew ? 'offered' : 'dates', kind: 'course', id, title, path: `/courses/${ref}`, themes },
        line: `${dateAndTime(startsAt)}, ${where}. ${left}.`,
        regions: mode === 'on_site' ? [region] : [],
      },
    ]
  })
}
