import type { Basis } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { auditEngagement } from '#services/engagements/audit-engagement.ts'
import type { LockedEngagement } from '#services/engagements/move-engagement.ts'
import { tables } from '#services/engagements/tables.ts'
import { evenShares } from './shares.ts'

/** One entry to be written: who gave whom how much time, on which day. */
export type NewEntry = {
  key: string
  sourceKind: 'engagement' | 'review' | 'opening' | 'course' | 'reuse' | 'coordination'
  sourceId: string
  title: string
  giver: { yotCode: string; region: string } | { personId: string; outsideId?: string | null; region: string }
  /** Whose time it was, where the entry is one person's. */
  personId?: string
  /** Without a service: the association, for a region. */
  receiver: { yotCode: string | null; region: string }
  minutes: number
  /** Kept apart: in no sum of minutes. */
  travelMinutes?: number
  /** ISO day. */
  on: string
  basis: Basis
  isBySilence: boolean
  shares: readonly { themeCode: string; perMille: number }[]
  reversesId?: string
  why?: string
}

/**
 * Entries are numbered without a hole, so they are written one transaction after the other. It is the lock of the audit log, which every
 * such transaction takes as well: two locks could wait for each other.
 */
const lockLedger = (ctx: Ctx) => ctx.db.$queryRaw`select pg_advisory_xact_lock(7205759403792793)::text`

/** Adds what was written to the sums of the months. */
const addToMonths = async (ctx: Ctx, entries: readonly NewEntry[]): Promise<void> => {
  const sides = entries.flatMap(({ giver, receiver, minutes, travelMinutes = 0, basis, on, shares }) => {
    const month = `${on.slice(0, 7)}-01`
    const given = { month, basis, given: minutes, received: 0, gaveTravel: travelMinutes, gotTravel: 0, shares }
    const received = { month, basis, given: 0, received: minutes, gaveTravel: 0, gotTravel: travelMinutes, shares }
    return [
      ...('yotCode' in giver ? [{ yot: giver.yotCode, ...given }] : []),
      ...(receiver.yotCode === null ? [] : [{ yot: receiver.yotCode, ...received }]),
    ]
  })
  await ctx.db.$executeRaw`
    insert into "LedgerMonth" ("yotCode", month, basis, "givenMinutes", "receivedMinutes", "givenTravel", "receivedTravel", entries)
    select yot, month, basis::"Basis", sum(given), sum(received), sum("gaveTravel"), sum("gotTravel"), count(*)
    from jsonb_to_recordset(${JSON.stringify(sides)}::jsonb)
      as side (yot text, month date, basis text, given int, received int, "gaveTravel" int, "gotTravel" int)
    group by yot, month, basis order by yot, month, basis
    on conflict ("yotCode", month, basis) do update set
      "givenMinutes" = "LedgerMonth"."givenMinutes" + excluded."givenMinutes",
      "receivedMinutes" = "LedgerMonth"."receivedMinutes" + excluded."receivedMinutes",
      "givenTravel" = "LedgerMonth"."givenTravel" + excluded."givenTravel",
      "receivedTravel" = "LedgerMonth"."receivedTravel" + excluded."receivedTravel",
      entries = "LedgerMonth".entries + excluded.entries`
  const themes = sides.flatMap(({ shares, ...side }) => shares.map((share) => ({ ...side, ...share })))
  await ctx.db.$executeRaw`
    insert into "LedgerMonthTheme" ("yotCode", month, "themeCode", "givenShare", "receivedShare")
    select yot, month, "themeCode", sum(given * "perMille"), sum(received * "perMille")
    from jsonb_to_recordset(${JSON.stringify(themes)}::jsonb)
      as side (yot text, month date, "themeCode" text, "perMille" bigint, given bigint, received bigint)
    group by yot, month, "themeCode" order by yot, month, "themeCode"
    on conflict ("yotCode", month, "themeCode") do update set
      "givenShare" = "LedgerMonthTheme"."givenShare" + excluded."givenShare",
      "receivedShare" = "LedgerMonthTheme"."receivedShare" + excluded."receivedShare"`
}

/**
 * Writes entries that are not there yet, each once by its key, and adds them to the months' sums. What is given is received: one
 * entry says both. Call in the transaction of what they come of.
 */
export const writeEntries = async (
  ctx: Ctx,
  wanted: readonly NewEntry[],
): Promise<{ id: string; entry: NewEntry }[]> => {
  const entries = wanted.filter(({ minutes, sourceKind }) => minutes !== 0 || sourceKind === 'reuse')
  if (entries.length === 0) return []
  await lockLedger(ctx)
  const { ledgerEntry } = tables(ctx)
  const known = await ledgerEntry.findMany({
    where: { key: { in: entries.map(({ key }) => key) } },
    select: { key: true },
  })
  const kept = new Set(known.map(({ key }) => key))
  const fresh = entries.filter(({ key }) => !kept.has(key)).map((entry) => ({ id: newId(), entry }))
  if (fresh.length === 0) return []
  const { _max } = await ledgerEntry.aggregate({ _max: { seq: true } })
  const last = Number(_max.seq ?? 0)
  const writtenAt = ctx.clock.now()
  await insertRows(
    ctx,
    'LedgerEntry',
    fresh.map(
      ({ id, entry: { giver, receiver, shares: _, travelMinutes = 0, personId, reversesId, why, ...entry } }, at) => ({
        ...entry,
        id,
        seq: last + 1 + at,
        travelMinutes,
        giverYotCode: 'yotCode' in giver ? giver.yotCode : null,
        giverPersonId: 'personId' in giver ? giver.personId : null,
        giverOutsideId: 'personId' in giver ? (giver.outsideId ?? null) : null,
        giverRegion: giver.region,
        personId: personId ?? null,
        receiverYotCode: receiver.yotCode,
        receiverRegion: receiver.region,
        reversesId: reversesId ?? null,
        why: why ?? null,
        writtenAt,
      }),
    ),
  )
  const shares = fresh.flatMap(({ id, entry }) => entry.shares.map((share) => ({ entryId: id, ...share })))
  if (shares.length > 0) await insertRows(ctx, 'LedgerShare', shares)
  await addToMonths(
    ctx,
    fresh.map(({ entry }) => entry),
  )
  return fresh
}

/** The themes of an offering, each with the same share of what it gave. */
export const themesOfOffering = async (ctx: Ctx, offeringId: string) => {
  const rows = await ctx.db.offeringTheme.findMany({ where: { offeringId }, select: { themeCode: true } })
  return evenShares(rows.map(({ themeCode }) => themeCode))
}

/**
 * What the ledger has of an engagement: the days that stand in it, and how often something was taken back, so that the next
 * writing has a key of its own.
 */
const writtenOf = async (ctx: Ctx, engagementId: string) => {
  const entries = await tables(ctx).ledgerEntry.findMany({
    where: { sourceKind: 'engagement', sourceId: engagementId },
    select: { id: true, on: true, reversesId: true },
  })
  const reversed = new Set(entries.flatMap(({ reversesId }) => reversesId ?? []))
  const standing = entries.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id))
  return { days: new Set(standing.map(({ on }) => isoFromDate(on))), round: reversed.size }
}

/** Writes what an engagement gave, one entry a day, in the transaction that confirms it. */
export const writeLedger = async (ctx: Ctx, row: LockedEngagement): Promise<void> => {
  const given = await tables(ctx).given.groupBy({
    by: ['on'],
    where: { engagementId: row.id },
    _sum: { minutes: true, travelMinutes: true },
    orderBy: { on: 'asc' },
  })
  const region = row.providerYot?.region ?? row.hostYot.region
  const [shares, { days, round }] = await Promise.all([themesOfOffering(ctx, row.offeringId), writtenOf(ctx, row.id)])
  const engagement = await tables(ctx).engagement.findUniqueOrThrow({
    where: { id: row.id },
    select: { isBySilence: true },
  })
  const written = await writeEntries(
    ctx,
    given
      .filter(({ on }) => !days.has(isoFromDate(on)))
      .map(({ on, _sum }) => ({
        key: `engagement:${row.id}:${round}:${isoFromDate(on)}`,
        sourceKind: 'engagement' as const,
        sourceId: row.id,
        title: row.title,
        giver:
          row.providerYotCode === null
            ? { personId: row.providerPersonId ?? row.providerContactId, outsideId: row.offering.outsideId, region }
            : { yotCode: row.providerYotCode, region },
        receiver: { yotCode: row.hostYotCode, region: row.hostYot.region },
        minutes: _sum.minutes ?? 0,
        travelMinutes: _sum.travelMinutes ?? 0,
        on: isoFromDate(on),
        basis: row.basis,
        isBySilence: engagement.isBySilence,
        shares,
      })),
  )
  if (written.length > 0) await auditEngagement(ctx, row, 'ledger.written', { entries: written.length })
}
