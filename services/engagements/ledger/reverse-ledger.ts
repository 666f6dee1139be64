import type { Prisma } from '#prisma/generated/client.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { LockedEngagement } from '#services/engagements/move-engagement.ts'
import { tables } from '#services/engagements/tables.ts'
import { type NewEntry, writeEntries } from './write-ledger.ts'

/** Entries older than this are not taken back: what was published of them would no longer be so. */
const reversibleYears = 2

/** The first ISO day of which an entry can still be taken back; 29 February looks back to the 28th. */
export const oldestReversible = (today: string): string => {
  const years = `${Number(today.slice(0, 4)) - reversibleYears}${today.slice(4)}`
  return years.endsWith('-02-29') && isoFromDate(dateFromIso(years)) !== years ? years.replace('-29', '-28') : years
}

export type KeptEntry = Prisma.LedgerEntryGetPayload<{ include: { shares: true } }>

/** The entry that takes another back, with the reason. It stands on the same day, so that the sums of that day come out. */
export const reversalOf = (entry: KeptEntry, why: string): NewEntry => ({
  key: `reverses:${entry.id}`,
  sourceKind: entry.sourceKind as NewEntry['sourceKind'],
  sourceId: entry.sourceId,
  title: entry.title,
  giver:
    entry.giverYotCode === null
      ? { personId: entry.giverPersonId ?? '', outsideId: entry.giverOutsideId, region: entry.giverRegion }
      : { yotCode: entry.giverYotCode, region: entry.giverRegion },
  receiver: { yotCode: entry.receiverYotCode, region: entry.receiverRegion },
  minutes: -entry.minutes,
  travelMinutes: -entry.travelMinutes,
  on: isoFromDate(entry.on),
  basis: entry.basis,
  isBySilence: false,
  shares: entry.shares.map(({ themeCode, perMille }) => ({ themeCode, perMille })),
  reversesId: entry.id,
  why,
})

/** Takes back what an engagement gave, entry by entry, each with the reason; nothing is deleted. None older than two years. */
export const reverseLedger = async (ctx: Ctx, row: LockedEngagement, why: string): Promise<void> => {
  const { ledgerEntry } = tables(ctx)
  const entries = await ledgerEntry.findMany({
    where: {
      sourceKind: 'engagement',
      sourceId: row.id,
      reversesId: null,
      on: { gte: dateFromIso(oldestReversible(ctx.clock.today())) },
    },
    include: { shares: true },
    orderBy: { seq: 'asc' },
  })
  const taken = await ledgerEntry.findMany({
    where: { reversesId: { in: entries.map(({ id }) => id) } },
    select: { reversesId: true },
  })
  const reversed = new Set(taken.map(({ reversesId }) => reversesId))
  await writeEntries(
    ctx,
    entries.filter(({ id }) => !reversed.has(id)).map((entry) => reversalOf(entry, why)),
  )
}
