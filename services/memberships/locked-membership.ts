import type { Prisma } from '#prisma/generated/client.ts'
import type { MembershipStatus } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { notFound } from '#services/core/result.ts'
import { type Mover, membershipLife } from './lifecycle.ts'
import { actsForPayer, mayManageMembers, mayNotManage, mayNotSpeak } from './policy.ts'
import { tables } from './tables.ts'

const include = {
  yot: { select: { name: true } },
  person: { select: { name: true } },
  payments: { orderBy: { recordedAt: 'desc' }, take: 1, select: { ref: true, paidOn: true } },
} satisfies Prisma.MembershipInclude

type Row = Prisma.MembershipGetPayload<{ include: typeof include }>

/** A membership that this transaction is about to move; ISO days. */
export type LockedMembership = Omit<Row, 'startsOn' | 'endsOn' | 'yot' | 'person' | 'payments'> & {
  startsOn: string
  endsOn: string
  /** "Leeds Youth Justice Service", or the person's name. */
  payerName: string
  /** The payment that was recorded last: its receipt, and the ISO day it was paid. */
  lastPayment: { ref: string; paidOn: string } | null
}

const read = async (ctx: Ctx, id: string): Promise<LockedMembership | null> => {
  const row = await tables(ctx).membership.findUnique({ where: { id }, include })
  if (!row) return null
  const { yot, person, payments, startsOn, endsOn, ...rest } = row
  return {
    ...rest,
    startsOn: isoFromDate(startsOn),
    endsOn: isoFromDate(endsOn),
    payerName: yot?.name ?? person?.name ?? '',
    lastPayment: payments[0] ? { ref: payments[0].ref, paidOn: isoFromDate(payments[0].paidOn) } : null,
  }
}

/** Memberships and their moves. Somebody's own is nobody else's to know of, nor what a service has only asked for; who keeps a service's is said. */
export const memberships = keep(membershipLife, {
  kind: 'membership',
  table: 'Membership',
  find: read,
  sidesOf: ({ actor }, row): Mover[] => [
    ...(actsForPayer(actor, row) ? (['payer'] as const) : []),
    ...(mayManageMembers(actor) ? (['association'] as const) : []),
  ],
  notOnSide: ({ yotCode, status }, by) => {
    if (!by.includes('payer')) return mayNotManage()
    return yotCode === null || status === 'applied' ? notFound() : mayNotSpeak()
  },
  read,
  write: (ctx, { id }, data: Prisma.MembershipUncheckedUpdateManyInput & { status: MembershipStatus }) =>
    tables(ctx).membership.updateMany({ where: { id }, data }),
  about: ({ yotCode }) => (yotCode === null ? {} : { yotCode }),
})

/** Locks a membership that was just made, notes what it began with, and gives it. */
export const beginLocked = async (
  ctx: Ctx,
  id: string,
  event: 'asked' | 'agreed',
  said: Parameters<typeof memberships.begin>[3] = {},
): Promise<void> => {
  const row = await memberships.lock(ctx, id)
  if (!row) throw new Error(`There is no membership ${id}`)
  await memberships.begin(ctx, row, event, said)
}

/** "Leeds Youth Justice Service", or the person's name. */
export const payerNameOf = async (ctx: Ctx, id: string): Promise<string> =>
  (await read(ctx, id))?.payerName || 'a membership that is not there'
