import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/engagements/tables.ts'
import { reversalOf } from './reverse-ledger.ts'
import { writeEntries } from './write-ledger.ts'

/** What a coordinator gave to the association, as the room that keeps their log hands it on. */
export type CoordinationTime = {
  /** Of the line in the log. */
  id: string
  personId: string
  /** The service they work for; null for somebody without a post. */
  yot: { yotCode: string; region: string } | null
  /** The region that they coordinate: what it was for. */
  region: string
  minutes: number
  /** ISO day. */
  on: string
}

/**
 * Writes a line of a coordinator's log as given in kind to the association; once, however often it is asked for. It says neither what it was
 * about nor of what kind it was: the service's statement is read by people who may not know of the case.
 */
export const writeCoordination = async (ctx: Ctx, time: CoordinationTime): Promise<void> => {
  const { id, personId, yot, region, minutes, on } = time
  const written = await writeEntries(ctx, [
    {
      key: `coordination:${id}`,
      sourceKind: 'coordination',
      sourceId: id,
      title: 'Coordinating for the association',
      giver: yot ?? { personId, region },
      personId,
      receiver: { yotCode: null, region },
      minutes,
      on,
      basis: 'in_kind',
      isBySilence: false,
      shares: [],
    },
  ])
  if (written.length > 0)
    await audit(ctx, { event: 'ledger.written', subject: { kind: 'time_log', id }, data: { entries: written.length } })
}

/** Takes such an entry back, with the reason; nothing where it was taken back already. */
export const takeBackCoordination = async (ctx: Ctx, id: string): Promise<void> => {
  const entry = await tables(ctx).ledgerEntry.findUnique({
    where: { key: `coordination:${id}` },
    include: { shares: true },
  })
  if (!entry) return
  const taken = await writeEntries(ctx, [
    { ...reversalOf(entry, 'Taken back by whoever logged it.'), personId: entry.personId ?? '' },
  ])
  if (taken.length > 0)
    await audit(ctx, { event: 'ledger.reversed', subject: { kind: 'time_log', id }, data: { entries: taken.length } })
}
