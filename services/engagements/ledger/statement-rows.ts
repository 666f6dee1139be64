import { type Basis, Prisma } from '#prisma/generated/client.ts'
import { themesByCode } from '#services/bank/index.ts'
import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/engagements/tables.ts'
import { correctionDays } from './correct-time.ts'
import { outsideNames } from './outside-names.ts'

/** An entry as the statement of one of its two services shows it. */
export type StatementRow = {
  id: string
  /** ISO day. */
  on: string
  title: string
  /** "given" by this service, or "received". */
  way: 'given' | 'received'
  other: string
  /** Of the other side. */
  region: string
  basis: Basis
  themes: string[]
  minutes: number
  travelMinutes: number
  isBySilence: boolean
  isReversal: boolean
  isOpening: boolean
  why: string | null
  hasThanks: boolean
  /** Something received for which a note of thanks can be written. */
  mayThank: boolean
  /** The reader's own time, which they may still correct. */
  mayCorrect: boolean
}

type Asked = {
  yotCode: string
  span: { from: Date; to: Date }
  hidden: readonly string[]
  theme: string | null
  skip?: number
  take?: number
}

/** Ids of the entries of a page, the latest first: each side by its own index, so that long statements cost no more than short ones. */
const idsOf = async (ctx: Ctx, { yotCode, span, hidden, theme, skip = 0, take }: Asked): Promise<string[]> => {
  const upTo = take === undefined ? Prisma.empty : Prisma.sql`limit ${skip + take}`
  const side = (column: Prisma.Sql) => Prisma.sql`(select e.id, e."on", e.seq from "LedgerEntry" e
    where ${column} = ${yotCode} and e."on" between ${span.from} and ${span.to} and e."sourceId" <> all(${[...hidden]}::uuid[])
      ${theme === null ? Prisma.empty : Prisma.sql`and exists (select from "LedgerShare" s where s."entryId" = e.id and s."themeCode" = ${theme})`}
    order by e."on" desc, e.seq desc ${upTo})`
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    select id from (${side(Prisma.sql`e."giverYotCode"`)} union ${side(Prisma.sql`e."receiverYotCode"`)}) as sides
    order by "on" desc, seq desc offset ${skip} ${take === undefined ? Prisma.empty : Prisma.sql`limit ${take}`}`
  return rows.map(({ id }) => id)
}

/**
 * The entries of a statement, a page of them or all.
 *
 * @returns `count` of all of them where a theme is asked for; else the months say it
 */
export const readRows = async (ctx: Ctx, asked: Asked): Promise<{ rows: StatementRow[]; count: number | null }> => {
  const { yotCode, span, hidden, theme } = asked
  const { ledgerEntry } = tables(ctx)
  const ids = await idsOf(ctx, asked)
  const [entries, count, themes] = await Promise.all([
    ledgerEntry.findMany({
      where: { id: { in: ids } },
      orderBy: [{ on: 'desc' }, { seq: 'desc' }],
      include: { thanks: { select: { id: true } }, shares: { orderBy: { themeCode: 'asc' } } },
    }),
    theme === null
      ? null
      : ledgerEntry.count({
          where: {
            OR: [{ giverYotCode: yotCode }, { receiverYotCode: yotCode }],
            on: { gte: span.from, lte: span.to },
            sourceId: { notIn: [...hidden] },
            shares: { some: { themeCode: theme } },
          },
        }),
    themesByCode(ctx),
  ])
  const [others, reversed] = await Promise.all([
    namesOf(ctx, entries, yotCode),
    ledgerEntry.findMany({ where: { reversesId: { in: ids } }, select: { reversesId: true } }),
  ])
  const isReversed = new Set(reversed.map(({ reversesId }) => reversesId))
  const today = ctx.clock.today()
  const rows = entries.map((entry): StatementRow => {
    const way = entry.giverYotCode === yotCode ? 'given' : 'received'
    const stands = entry.reversesId === null && !isReversed.has(entry.id)
    return {
      id: entry.id,
      on: isoFromDate(entry.on),
      title: entry.title,
      way,
      other: others(entry),
      region: way === 'given' ? entry.receiverRegion : entry.giverRegion,
      basis: entry.basis,
      themes: entry.shares.map(({ themeCode }) => themes.get(themeCode)?.name ?? themeCode),
      minutes: entry.minutes,
      travelMinutes: entry.travelMinutes,
      isBySilence: entry.isBySilence,
      isReversal: entry.reversesId !== null,
      isOpening: entry.sourceKind === 'opening',
      why: entry.why,
      hasThanks: entry.thanks !== null,
      mayThank: way === 'received' && stands && entry.thanks === null && entry.sourceKind !== 'opening',
      mayCorrect:
        stands &&
        entry.sourceKind === 'review' &&
        entry.personId !== null &&
        entry.personId === ctx.actor.personId &&
        today <= addDays(londonDate(entry.writtenAt), correctionDays),
    }
  })
  return { rows, count }
}

type Sides = {
  giverYotCode: string | null
  giverPersonId: string | null
  giverOutsideId: string | null
  receiverYotCode: string | null
}

const namesOf = async (ctx: Ctx, rows: readonly Sides[], yotCode: string) => {
  const codes = [
    ...new Set(rows.flatMap(({ giverYotCode, receiverYotCode }) => [giverYotCode ?? [], receiverYotCode ?? []].flat())),
  ]
  const ids = [...new Set(rows.flatMap(({ giverPersonId }) => giverPersonId ?? []))]
  const outsideIds = [...new Set(rows.flatMap(({ giverOutsideId }) => giverOutsideId ?? []))]
  const [yots, people, outside] = await Promise.all([
    ctx.db.yot.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } }),
    ctx.db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
    outsideNames(ctx, outsideIds),
  ])
  const yotNames = new Map(yots.map(({ code, name }) => [code, name]))
  const personNames = new Map(people.map(({ id, name }) => [id, name]))
  return ({ giverYotCode, giverPersonId, giverOutsideId, receiverYotCode }: Sides): string => {
    if (giverYotCode === yotCode) return (receiverYotCode && yotNames.get(receiverYotCode)) ?? 'the association'
    return (
      (giverYotCode && yotNames.get(giverYotCode)) ??
      (giverOutsideId && outside.get(giverOutsideId)) ??
      (giverPersonId && personNames.get(giverPersonId)) ??
      'an associate'
    )
  }
}
