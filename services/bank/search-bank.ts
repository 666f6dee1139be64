import type { Prisma } from '#prisma/generated/client.ts'
import type { BankRole } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName, regions } from '#services/yots/index.ts'
import { availableOn, chargesOn, practisedWithin } from './in-force.ts'
import { maySeeNames } from './policy.ts'
import { recency } from './recency.ts'
import { rolesThatAllow, rolesThatOutgrow } from './roles.ts'
import { standingOn } from './standing.ts'
import { factsFrom, standingSelect } from './standings.ts'
import { tables } from './tables.ts'
import { themesByCode } from './themes.ts'
import { headlineFor, roleWords } from './words.ts'

export type BankFilter = {
  role?: BankRole
  /** A theme or skill; a theme stands for the skills under it. */
  theme?: string
  region?: string
  basis?: 'in_kind' | 'charged'
  /** From 1. */
  page?: number
}

/** Level from which somebody covers a theme. */
const coveringLevel = 2

const pageSize = 15
/** Counting stops here: "more than 1,000". */
const countedUpTo = 1000

/** Somebody in the bank as the list shows them. */
export type BankEntry = {
  person: { id: string; name: string }
  headline: string
  roles: string[]
  /** Names of the themes they know best, at most five. */
  themes: string[]
  isInKind: boolean
  charges: boolean
  worksRemotely: boolean
}

export type BankList = {
  people: BankEntry[]
  /** Everybody who fits, and those of them whose names the reader may see: the list is of these. */
  count: number
  named: number
  isMore: boolean
  page: number
  pageCount: number
}

/** The codes a filter by theme stands for: itself and what is under it. */
export const themeCodesUnder = async (ctx: Ctx, code: string): Promise<string[]> =>
  [...(await themesByCode(ctx)).values()]
    .filter((theme) => theme.code === code || theme.parentCode === code)
    .map((theme) => theme.code)

const coversTheme = (codes: string[]): Prisma.StandingWhereInput => ({
  person: { expertise: { some: { themeCode: { in: codes }, level: { gte: coveringLevel } } } },
})

const conditionFor = async (
  ctx: Ctx,
  { role, theme, region, basis }: BankFilter,
): Promise<Prisma.StandingWhereInput> => {
  const today = ctx.clock.today()
  const parts: Prisma.StandingWhereInput[] = [availableOn(today)]
  if (region !== undefined) parts.push({ lastRegion: region })
  if (theme !== undefined) parts.push(coversTheme(await themeCodesUnder(ctx, theme)))
  if (role !== undefined) {
    parts.push({ person: { roles: { some: { role: { in: rolesThatAllow(role) } } } } })
    parts.push({ person: { roles: { none: { role: { in: rolesThatOutgrow(role) } } } } })
    if (role !== 'mentor') parts.push(practisedWithin(today, recency.reviewMonths))
  }
  if (basis === 'in_kind') parts.push({ person: { profile: { isInKind: true } } })
  if (basis === 'charged') parts.push(chargesOn(today))
  return { AND: parts }
}

const isNamed: Prisma.StandingWhereInput = { person: { profile: { isNamePublic: true } } }

/**
 * The bank, the latest approved first, fifteen a page: who may do something today and fits the filter, of those who chose to be
 * named unless the reader is of a service, the bank or the association; the others are counted.
 */
export const searchBank = async (ctx: Ctx, filter: BankFilter): Promise<BankList> => {
  const { standing } = tables(ctx)
  const where = await conditionFor(ctx, filter)
  const seesNames = maySeeNames(ctx.actor)
  const listed = seesNames ? where : { AND: [where, isNamed] }
  const page = filter.page ?? 1
  const [count, fewer, rows, themes] = await Promise.all([
    standing.count({ where, take: countedUpTo + 1 }),
    seesNames ? null : standing.count({ where: listed, take: countedUpTo + 1 }),
    standing.findMany({
      where: listed,
      orderBy: [{ approvedOn: 'desc' }, { personId: 'desc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: {
        lastLevel: true,
        lastRegion: true,
        practisedUntil: true,
        person: {
          select: {
            ...standingSelect,
            name: true,
            expertise: {
              where: { level: { gte: coveringLevel } },
              orderBy: [{ level: 'desc' }, { themeCode: 'asc' }],
              take: 5,
              select: { themeCode: true },
            },
          },
        },
      },
    }),
    themesByCode(ctx),
  ])
  const today = ctx.clock.today()
  const people = rows.map(({ person, lastLevel, lastRegion, practisedUntil }): BankEntry => {
    const { profile } = person
    // What the clock needs of their posts is kept beside their standing.
    const posts = [{ from: '1998-01-01', until: practisedUntil && isoFromDate(practisedUntil) }]
    const { roles, mayCharge } = standingOn(factsFrom(person, posts), today)
    return {
      person: { id: person.id, name: person.name },
      headline: headlineFor(lastLevel, lastRegion),
      roles: roles.filter((role) => role !== 'observer' || roles.length === 1).map((role) => roleWords[role]),
      themes: person.expertise.flatMap(({ themeCode }) => themes.get(themeCode)?.name ?? []),
      isInKind: profile?.isInKind ?? true,
      charges: mayCharge,
      worksRemotely: profile?.canWorkRemotely ?? true,
    }
  })
  const isMore = count > countedUpTo
  const named = fewer ?? count
  return { people, count: Math.min(count, countedUpTo), named, isMore, page, pageCount: Math.ceil(named / pageSize) }
}

/** How many people fit a filter today, by region, from north to south. */
export const countByRegion = async (ctx: Ctx, filter: BankFilter): Promise<{ region: string; count: number }[]> => {
  const counts = await tables(ctx).standing.groupBy({
    by: ['lastRegion'],
    where: await conditionFor(ctx, filter),
    _count: { _all: true },
  })
  return regions.map((region) => ({
    region: regionName(region),
    count: counts.find((row) => row.lastRegion === region)?._count._all ?? 0,
  }))
}

/** How many people cover a theme (with what is under it) today, by region, from north to south. */
export const coverByRegion = (ctx: Ctx, code: string) => countByRegion(ctx, { theme: code })
