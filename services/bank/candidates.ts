import type { Prisma } from '#prisma/generated/client.ts'
import type { BankRole } from '#prisma/generated/enums.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { lastPostOf, postsHeldBy } from '#services/yots/index.ts'
import { byPerson } from './last-practice.ts'
import { topRung } from './roles.ts'
import { barToServing, sayToOthers, standingOn } from './standing.ts'
import { factsFrom, standingSelect } from './standings.ts'
import { tables } from './tables.ts'

const inBank = { leftAt: null, standing: { status: { not: 'removed' as const } } }

type Seat = 'lead' | 'peer' | 'observer'
type Level = 0 | 1 | 2 | 3

/**
 * Someone in the bank with the facts that matter for being chosen: what `services/matching` takes as a candidate.
 * ISO days, both included; kilometres; whole days a year.
 */
export type BankCandidate = {
  id: string
  name: string
  /** The service they are in on the day; null for those who have left. */
  yot: string | null
  /** Of that service, or of the last one. */
  region: string
  lat: number | null
  lng: number | null
  maxKm: number | null
  roles: Seat[]
  /** The highest rung that is theirs on the day; null for nobody's. */
  rung: BankRole | null
  /** Theme code → level. */
  themes: Record<string, Level>
  /** Theme code → day it was last used. */
  lastOn: Record<string, string>
  rating: { mean: number; count: number } | null
  days: number | null
  reviews: number | null
  used: { days: number; reviews: number }
  busy: { from: string; to: string }[]
  /** Why they may not be chosen for anything on the day. */
  barred?: string
}

/** What other rooms know of people in the bank, by person. Left out: nothing done and not rated yet. */
export type KnownElsewhere = {
  /** Days and reviews that this year already carries (reviews). */
  used?: ReadonlyMap<string, { days: number; reviews: number }>
  /** Mean of 1 to 5 and how many (ratings). */
  ratings?: ReadonlyMap<string, { mean: number; count: number }>
}

type Wanted = KnownElsewhere & {
  /** ISO day they are judged by. */
  on: string
  /** Only people of whom this is true; everyone when left out. */
  among?: Prisma.PersonWhereInput
}

/** The seats that roles in the bank can take in a team. To observe is to learn, so nobody observes who may review. */
export const seatsFor = (roles: readonly BankRole[]): Seat[] => {
  if (roles.includes('co_lead') || roles.includes('facilitator')) return ['lead', 'peer']
  if (roles.includes('reviewer')) return ['peer']
  return roles.includes('observer') ? ['observer'] : []
}

type KnownTheme = { themeCode: string; level: number; lastUsedOn: Date | null }

const knownFrom = (rows: readonly KnownTheme[]): Pick<BankCandidate, 'themes' | 'lastOn'> => ({
  themes: Object.fromEntries(rows.map(({ themeCode, level }) => [themeCode, levelOf(level)])),
  lastOn: Object.fromEntries(
    rows.flatMap(({ themeCode, lastUsedOn }) => (lastUsedOn ? [[themeCode, isoFromDate(lastUsedOn)]] : [])),
  ),
})

/** What the people that a condition names know, by person, of those who have a place in the bank. One statement. */
export const expertiseOf = async (
  ctx: Ctx,
  person: Prisma.PersonWhereInput,
): Promise<Map<string, Pick<BankCandidate, 'themes' | 'lastOn'>>> => {
  const rows = await tables(ctx).expertise.findMany({
    where: { person: { AND: [person, inBank] } },
    select: { personId: true, themeCode: true, level: true, lastUsedOn: true },
    orderBy: [{ personId: 'asc' }, { themeCode: 'asc' }],
  })
  return new Map([...byPerson(rows)].map(([personId, known]) => [personId, knownFrom(known)]))
}

const levelOf = (level: number): Level => (level >= 3 ? 3 : level === 2 ? 2 : level === 1 ? 1 : 0)

/**
 * Everyone in the bank as the matcher wants them, by id: those who may not serve on the day too, with `barred` saying
 * why. Removed people and those who left are not there. A fixed number of statements,
 * however many people. It holds names: the caller asks who may see the answer.
 */
export const bankCandidates = async (ctx: Ctx, { on, used, ratings, among }: Wanted): Promise<BankCandidate[]> => {
  const { standing, expertise, absence } = tables(ctx)
  const person = among ? { AND: [inBank, among] } : inBank
  const theirs = { person }
  const [people, themes, absences, posts] = await Promise.all([
    standing.findMany({
      where: theirs,
      orderBy: { personId: 'asc' },
      select: { person: { select: { ...standingSelect, name: true } } },
    }),
    expertise.findMany({
      where: theirs,
      select: { personId: true, themeCode: true, level: true, lastUsedOn: true },
      orderBy: [{ personId: 'asc' }, { themeCode: 'asc' }],
    }),
    absence.findMany({
      where: { ...theirs, until: { gte: dateFromIso(on) } },
      orderBy: [{ personId: 'asc' }, { from: 'asc' }],
    }),
    postsHeldBy(ctx, person),
  ])
  const [themesOf, absencesOf] = [byPerson(themes), byPerson(absences)]
  const postsOf = byPerson(posts)
  return people.map(({ person: { name, ...row } }): BankCandidate => {
    const { id, profile: said } = row
    const held = postsOf.get(id) ?? []
    const known = knownFrom(themesOf.get(id) ?? [])
    const last = lastPostOf(held, on)
    const { roles, practice, noes } = standingOn(factsFrom(row, held), on)
    const bar = barToServing(noes)
    return {
      id,
      name,
      yot: practice.state === 'in-post' ? (last?.yotCode ?? null) : null,
      region: last?.yot.region ?? '',
      lat: last?.yot.latitude ?? null,
      lng: last?.yot.longitude ?? null,
      maxKm: said?.maxKm ?? null,
      roles: seatsFor(roles),
      rung: topRung(roles),
      ...known,
      rating: ratings?.get(id) ?? null,
      days: said?.daysPerYear ?? null,
      reviews: said?.reviewsPerYear ?? null,
      used: used?.get(id) ?? { days: 0, reviews: 0 },
      busy: (absencesOf.get(id) ?? []).map(({ from, until }) => ({ from: isoFromDate(from), to: isoFromDate(until) })),
      ...(bar ? { barred: sayToOthers(bar) } : {}),
    }
  })
}
