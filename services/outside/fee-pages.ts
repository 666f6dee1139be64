import { primaryAddresses } from '#services/accounts/index.ts'
import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { unpaidMembers } from '#services/memberships/index.ts'
import { visibleProviders } from './desk.ts'
import { outsideLife } from './lifecycle.ts'
import { outsideProviders } from './providers.ts'
import { tables } from './tables.ts'
import { owesFee } from './year.ts'

/** A fee that an outside provider owes, as the lists of unpaid fees have it. ISO days, pence. */
export type OutsideFee = {
  ref: string
  version: number
  name: string
  region: string
  state: string
  until: string
  feePence: number
  poReference: string | null
  invoiceReference: string | null
  invoicedOn: string | null
  invoiceName: string | null
  invoiceAddress: string | null
  address: string
}

/**
 * Fees that outside providers owe, by name: all, or those whose invoice is to be sent. For administrators, of those that they are not
 * tied to; none for anybody else.
 */
export const outsideFees = async (ctx: Ctx, which: 'unpaid' | 'to-invoice'): Promise<OutsideFee[]> => {
  if (!may(ctx.actor, 'outside.keep')) return []
  const known = await visibleProviders(ctx, { status: { in: outsideLife.marked('known') } })
  const rows = known.filter(
    (row) =>
      owesFee(row) &&
      (which === 'unpaid' ||
        (row.invoicedOn === null && outsideLife.openTo(row.status, ['administrator']).includes('invoiced'))),
  )
  const addresses = await primaryAddresses(
    ctx,
    rows.flatMap(({ contactId }) => contactId ?? []),
  )
  return rows
    .map((row) => ({
      ref: row.ref,
      version: row.version,
      name: row.name,
      region: row.region,
      state: outsideLife.states[row.status],
      until: row.approvedUntil ? isoFromDate(row.approvedUntil) : '',
      feePence: row.feePence ?? 0,
      poReference: row.poReference,
      invoiceReference: row.invoiceReference,
      invoicedOn: row.invoicedOn && isoFromDate(row.invoicedOn),
      invoiceName: row.invoiceName,
      invoiceAddress: row.invoiceAddress,
      address: addresses.get(row.contactId ?? '') ?? row.contactAddress,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** A fee that is open, whoever owes it. ISO day, pence. */
export type UnpaidFee = {
  /** What the form sends back: whose it is, with the version that was shown. */
  key: string
  name: string
  owedPence: number
  invoiceReference: string | null
  invoicedOn: string | null
}

/** Every fee that is open, of members and of outside providers, by name. For administrators. */
export const unpaidFees = async (ctx: Ctx): Promise<Result<UnpaidFee[]>> => {
  const members = await unpaidMembers(ctx)
  if (!members.ok) return members
  const outside = await outsideFees(ctx, 'unpaid')
  return ok(
    [
      ...members.value.map(({ id, version, payerName, ...fee }) => ({
        ...fee,
        key: `${id}:${version}`,
        name: payerName,
      })),
      ...outside.map(({ ref, version, name, feePence, invoiceReference, invoicedOn }) => ({
        ...{ key: `${ref}:${version}`, name: `${name} (outside provider)` },
        ...{ owedPence: feePence, invoiceReference, invoicedOn },
      })),
    ].sort((a, b) => a.name.localeCompare(b.name, 'en')),
  )
}

/** A provider whose fee the actor may read of: who speaks for it, and administrators who are not tied to it. */
const findPayer = async (ctx: Ctx, ref: string) => {
  const row = await outsideProviders.find(ctx, ref)
  const sides = row === null ? [] : outsideProviders.sidesOf(ctx, row)
  const isSpeaker = sides.includes('speaker')
  return row !== null && (isSpeaker || sides.includes('administrator')) ? { row, isSpeaker } : null
}

/** What the invoice of the year says, but for its number; refused where nothing is owed. ISO day, pence. */
export const findOutsideParticulars = async (ctx: Ctx, ref: string) => {
  const payer = await findPayer(ctx, ref)
  if (!payer) return notFound()
  const { row, isSpeaker } = payer
  if (!outsideLife.is('known', row.status) || !owesFee(row) || row.approvedUntil === null || row.feePence === null)
    return refused('Nothing is owed.')
  return ok({
    ref,
    name: row.name,
    invoiceName: row.invoiceName,
    invoiceAddress: row.invoiceAddress,
    until: isoFromDate(row.approvedUntil),
    feePence: row.feePence,
    poReference: row.poReference,
    isSpeaker,
  })
}

/** A receipt of a provider, for whoever may read of its fee. ISO days, pence. */
export const findOutsideReceipt = async (ctx: Ctx, ref: string, receipt: string) => {
  const payer = await findPayer(ctx, ref)
  const found = payer && (await tables(ctx).outsidePayment.findUnique({ where: { ref: receipt } }))
  if (!found || found.outsideId !== payer.row.id) return notFound()
  const { until, paidOn, feePence, poReference, invoiceReference } = found
  return ok({
    ref,
    receipt,
    name: payer.row.name,
    until: isoFromDate(until),
    paidOn: isoFromDate(paidOn),
    ...{ feePence, poReference, invoiceReference, isSpeaker: payer.isSpeaker },
  })
}
