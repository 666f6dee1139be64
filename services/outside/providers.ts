import type { Prisma } from '#prisma/generated/client.ts'
import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { outsideLife } from './lifecycle.ts'
import type { OutsideFacts } from './standing.ts'
import { tables } from './tables.ts'
import { tiedTo, tieSelect } from './ties.ts'

const select = {
  ...tieSelect,
  ref: true,
  status: true,
  numberKind: true,
  number: true,
  website: true,
  region: true,
  does: true,
  contactName: true,
  invoiceName: true,
  invoiceAddress: true,
  poReference: true,
  insuranceUntil: true,
  insuranceSeenUntil: true,
  numberSeenOn: true,
  wordOneOn: true,
  wordTwoOn: true,
  askedAt: true,
  assessorId: true,
  drawnAt: true,
  isSupported: true,
  viewReasons: true,
  decidedById: true,
  decidedAt: true,
  decisionReasons: true,
  approvedUntil: true,
  paidUntil: true,
  feePence: true,
  invoicedOn: true,
  invoiceReference: true,
  renewalAskedOn: true,
  version: true,
  assessor: { select: { name: true } },
  contact: { select: { name: true } },
} satisfies Prisma.OutsideProviderSelect

/** An outside provider as it stands. */
export type OutsideRow = Prisma.OutsideProviderGetPayload<{ select: typeof select }>

const isoOrNull = (date: Date | null): string | null => date && isoFromDate(date)

/** What the standing of a provider rests on, of its row. */
export const factsOf = (
  row: Pick<OutsideRow, 'status' | 'approvedUntil' | 'paidUntil' | 'insuranceSeenUntil'>,
): OutsideFacts => ({
  status: row.status,
  approvedUntil: isoOrNull(row.approvedUntil),
  paidUntil: isoOrNull(row.paidUntil),
  insuranceSeenUntil: isoOrNull(row.insuranceSeenUntil),
})

type Found = OutsideRow & { isTied: boolean }

/** A provider by its reference, and whether the actor is tied to it. */
const find = async (ctx: Ctx, ref: string): Promise<Found | null> => {
  const row = await tables(ctx).outsideProvider.findUnique({ where: { ref }, select })
  const { personId } = ctx.actor
  // One that must not exist for the actor costs what one costs that does not.
  const tied = personId === null ? new Map() : await tiedTo(ctx, row === null ? [] : [row], [personId])
  return row && { ...row, isTied: tied.get(row.id)?.has(personId) === true }
}

const sidesOf = ({ actor }: Ctx, found: Found): ('administrator' | 'assessor' | 'speaker')[] => {
  const { personId } = actor
  if (personId === null) return []
  return [
    ...(found.contactId === personId ? (['speaker'] as const) : []),
    ...(!found.isTied && may(actor, 'outside.keep') ? (['administrator'] as const) : []),
    ...(!found.isTied && found.assessorId === personId && may(actor, 'outside.assess') ? (['assessor'] as const) : []),
  ]
}

const kept = keep(outsideLife, {
  kind: 'outside-provider',
  table: 'OutsideProvider',
  find,
  sidesOf,
  read: (ctx, id): Promise<OutsideRow | null> => tables(ctx).outsideProvider.findUnique({ where: { id }, select }),
  write: (ctx, { id }, data: Prisma.OutsideProviderUncheckedUpdateInput) =>
    tables(ctx).outsideProvider.update({ where: { id }, data }),
})

/**
 * Outside providers and their moves: for administrators and the drawn assessor who are not tied to it, and for whoever speaks for it.
 * To anybody else there is nothing to move.
 */
export const outsideProviders = { ...kept, find, sidesOf }

/** Providers on a condition, as they stand. */
export const readProviders = (
  ctx: Ctx,
  where: Prisma.OutsideProviderWhereInput,
  orderBy: Prisma.OutsideProviderOrderByWithRelationInput[] = [{ askedAt: 'asc' }, { id: 'asc' }],
): Promise<OutsideRow[]> => tables(ctx).outsideProvider.findMany({ where, orderBy, select })

/** The answer to a second press of the same button on the same page, of a move that can be made again and again. */
export const again = (ref: string) => (): { ref: string } => ({ ref })
