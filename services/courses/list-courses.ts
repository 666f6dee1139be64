import { Prisma } from '#prisma/generated/client.ts'
import type { Delivery } from '#prisma/generated/enums.ts'
import { themeCodesUnder, themesByCode } from '#services/bank/index.ts'
import { addMonths, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName, regions } from '#services/yots/index.ts'

/** What the list of courses is narrowed to. */
export type CourseFilter = {
  region: string | null
  /** "remote" is what takes place remotely, wholly or partly. */
  mode: 'remote' | 'on_site' | null
  /** "2026-07" */
  month: string | null
  theme: string | null
  page: number
}

/** The filter that a URL asks for; what it does not know is left out. */
export const readCourseFilter = (params: URLSearchParams, themeCodes: readonly string[]): CourseFilter => {
  const month = params.get('month') ?? ''
  const page = /^[1-9]\d{0,3}$/.test(params.get('page') ?? '') ? Number(params.get('page')) : 1
  return {
    region: regions.find((one) => one === params.get('region')) ?? null,
    mode: (['remote', 'on_site'] as const).find((one) => one === params.get('mode')) ?? null,
    month: /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : null,
    theme: themeCodes.find((code) => code === params.get('theme')) || null,
    page,
  }
}

/** One date as the list shows it. */
export type CourseLine = {
  ref: string
  title: string
  slug: string
  /** Instants, ISO. */
  startsAt: string
  endsAt: string
  mode: Delivery
  place: string
  region: string
  provider: string
  free: number
  /** How many entries wait. */
  waiting: number
  isOpen: boolean
  /** Nobody new is given a place, because its provider may not offer. */
  isResting: boolean
  /** Called off: it stays in the list until its day. */
  isOff: boolean
  hasMark: boolean
}

type Row = {
  ref: string
  title: string
  slug: string
  startsAt: Date
  endsAt: Date
  mode: Delivery
  place: string
  region: string
  provider: string
  free: number
  waiting: number
  status: string
  rests: boolean
  hasMark: boolean
  count: number
}

const coursesPerPage = 50

/** Only so many are counted, the soonest, so that the list costs the same however many there are. */
const mostDates = 500

const conditionsOf = async (ctx: Ctx, { region, mode, month, theme }: CourseFilter): Promise<Prisma.Sql> => {
  const conditions = [
    Prisma.sql`d.status in ('open', 'closed', 'called_off')`,
    Prisma.sql`d."startsAt" > ${ctx.clock.now()}`,
  ]
  if (region !== null) conditions.push(Prisma.sql`d.region = ${region}`)
  if (mode === 'remote') conditions.push(Prisma.sql`d.mode in ('remote', 'hybrid')`)
  if (mode === 'on_site') conditions.push(Prisma.sql`d.mode in ('on_site', 'hybrid')`)
  if (month !== null)
    conditions.push(
      Prisma.sql`d."startsAt" >= ${londonInstant(`${month}-01`, '00:00')} and d."startsAt" < ${londonInstant(addMonths(`${month}-01`, 1), '00:00')}`,
    )
  if (theme !== null)
    conditions.push(
      Prisma.sql`exists (select 1 from "OfferingTheme" t where t."offeringId" = d."offeringId" and t."themeCode" = any(${await themeCodesUnder(ctx, theme)}))`,
    )
  return Prisma.join(conditions, ' and ')
}

/** The list's one statement: the soonest up to the limit, of which one page is counted. */
export const coursesSql = async (ctx: Ctx, filter: CourseFilter): Promise<Prisma.Sql> => {
  const where = await conditionsOf(ctx, filter)
  const offset = (filter.page - 1) * coursesPerPage
  return Prisma.sql`
    with found as materialized (
        select d.id, d."startsAt" from "CourseDate" d where ${where} order by d."startsAt", d.id limit ${mostDates + 1}
      ),
      page as (select id from found order by "startsAt", id limit ${coursesPerPage} offset ${offset})
    select d.ref, d.title, o.slug, d."startsAt", d."endsAt", d.mode::text as mode, d.place, d.region, d.status::text as status,
      d."restsSince" is not null as rests,
      coalesce(y.name, c.name) as provider, (select count(*)::int from found) as count,
      (d.places - (select count(*) from "Place" p where p."dateId" = d.id and p.status in ('booked', 'offered', 'attended', 'absent')))::int as free,
      (select count(distinct p."groupId") from "Place" p where p."dateId" = d.id and p.status = 'waiting')::int as waiting,
      exists (select from "Mark" m where m."offeringId" = o.id and m.status in ('awarded', 'questioned')) as "hasMark"
    from page join "CourseDate" d on d.id = page.id join "Offering" o on o.id = d."offeringId"
      join "Person" c on c.id = o."contactId" left join "Yot" y on y.code = o."yotCode"
    order by d."startsAt", d.id`
}

/** Dates that are open, whose booking has ended or that were called off, the soonest first, fifty a page. One statement, which counts places of one page alone. */
export const listCourses = async (
  ctx: Ctx,
  filter: CourseFilter,
): Promise<{ courses: CourseLine[]; count: number; isMore: boolean; pageCount: number; page: number }> => {
  const rows = await ctx.db.$queryRaw<Row[]>(await coursesSql(ctx, filter))
  const counted = rows[0]?.count ?? 0
  const count = Math.min(counted, mostDates)
  return {
    courses: rows.map(({ startsAt, endsAt, region, status, rests, count: _, ...row }) => ({
      ...row,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      region: regionName(region),
      isOpen: status === 'open' && !rests,
      isResting: status === 'open' && rests,
      isOff: status === 'called_off',
    })),
    count,
    isMore: counted > mostDates,
    pageCount: Math.ceil(count / coursesPerPage),
    page: filter.page,
  }
}

/** The choices of the filter: regions, themes, and the next twelve months as "2026-07". */
export const courseChoices = async (ctx: Ctx) => {
  const first = `${londonDate(ctx.clock.now()).slice(0, 7)}-01`
  const themes = await themesByCode(ctx)
  return {
    regions: regions.map((value) => ({ value, label: regionName(value) })),
    themes: [...themes].map(([value, { name }]) => ({ value, label: name })),
    months: Array.from({ length: 12 }, (_, at) => addMonths(first, at)),
  }
}
