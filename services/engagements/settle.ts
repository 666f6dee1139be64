import { asSystem } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate, money } from '#services/core/words.ts'
import { engagements, findForActor, type LockedEngagement, providerName } from './move-engagement.ts'
import { otherSide, tellSides } from './people.ts'
import type { SettlementInput } from './schema.ts'
import { tables } from './tables.ts'
import { isPaid } from './terms.ts'
import { ownSide } from './terms-draft.ts'
import { isOwed } from './turn.ts'

/** Which side says what: the provider its invoice and what it received, the host its order and what it paid. */
const saidBy = { invoice: 'provider', received: 'provider', purchase_order: 'host', paid: 'host' } as const

/** Work that nobody pays for is settled as soon as it is confirmed. */
export const settleWhatCostsNothing = async (ctx: Ctx, row: LockedEngagement): Promise<Result<undefined>> => {
  if (isPaid(row.basis) && (row.totalPence ?? 0) > 0) return ok(undefined)
  const moved = await engagements.move(asSystem(ctx), row, 'settled', {
    data: { settledOn: dateFromIso(ctx.clock.today()) },
  })
  return moved.ok ? ok(undefined) : moved
}

/** As its finance system gave it, whatever spaces were typed. */
const numberOf = ({ number }: SettlementInput): string | null => number?.replaceAll(/\s+/g, ' ') || null

/** One number is used once by one provider, however it is typed. */
const providerKeyOf = (row: LockedEngagement) =>
  row.providerYotCode ?? row.offering.outsideId ?? row.providerPersonId ?? ''

/**
 * Records an invoice, a purchase order, a payment or its receipt, by the side whose statement it is; the exchange moves no money
 * and gives no invoice number. Invoices together are at most what the terms say; of cancelled work, what is owed for it. Paid or
 * received, whichever is said first, settles the engagement; cancelled work stays cancelled.
 */
export const recordMoney = async (ctx: Ctx, ref: string, input: SettlementInput): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found) return notFound()
  const isKept =
    found.version === input.version ||
    (await tables(ctx).settlement.count({
      where: { engagementId: found.id, kind: input.kind, number: numberOf(input), on: dateFromIso(input.on) },
    })) > 0
  return engagements.asMove(
    ctx,
    { ref, version: input.version, event: 'money-recorded' },
    async (ctx, { row, move }) => {
      const { kind, on } = input
      const side = ownSide(ctx, row)
      const { personId } = ctx.actor
      if (side === null || personId === null) return notFound()
      if (!isPaid(row.basis)) return refused('Nothing is paid for this work.')
      if (row.settledOn !== null) return refused('This is settled: nothing more is recorded.')
      if (!isOwed(row)) return refused('Nothing is owed for this work that the two of you agreed.')
      if (saidBy[kind] !== side)
        return forbidden(
          side === 'host'
            ? 'The provider records its invoice, and that the money came.'
            : 'The service records its purchase order, and that it paid.',
        )
      if (on > ctx.clock.today()) return invalid({ on: 'The day must be today or in the past' })
      const { settlement } = tables(ctx)
      const before = await settlement.findMany({ where: { engagementId: row.id } })
      const number = numberOf(input)
      if (kind === 'invoice') {
        const total = row.totalPence ?? 0
        const invoiced = before
          .filter((one) => one.kind === 'invoice')
          .reduce((sum, { netPence, vatPence }) => sum + (netPence ?? 0) + (vatPence ?? 0), 0)
        const sum = (input.net ?? 0) + (input.vat ?? 0)
        if (sum === 0) return invalid({ net: 'An invoice is for more than £0' })
        if (invoiced + sum > total)
          return invalid({
            net: `${row.status === 'cancelled' ? `${money(total)} is owed` : `The terms say ${money(total)}`} in all, and ${money(invoiced)} is invoiced already: this can be ${money(total - invoiced)} at most, VAT included`,
          })
      }
      // The database says whether a number is used already, of another engagement at this very moment too.
      const written = await settlement.createMany({
        skipDuplicates: true,
        data: {
          id: newId(),
          engagementId: row.id,
          kind,
          number,
          on: dateFromIso(on),
          netPence: kind === 'invoice' ? (input.net ?? 0) : null,
          vatPence: kind === 'invoice' ? (input.vat ?? 0) : null,
          providerKey: kind === 'invoice' ? providerKeyOf(row) : null,
          saidById: personId,
          saidAt: ctx.clock.now(),
        },
      })
      if (written.count === 0) return invalid({ number: 'You have recorded an invoice with this number already' })
      const isSettled = kind === 'paid' || kind === 'received'
      const moved = await move({
        said: { kind, on },
        to: isSettled && row.status === 'confirmed' ? 'settled' : row.status,
        ...(isSettled ? { data: { settledOn: dateFromIso(on) } } : {}),
      })
      if (!moved.ok) return moved
      const what = {
        invoice: `${providerName(row)} recorded invoice ${number} of ${longDate(on)}.`,
        purchase_order: `${row.hostYot.name} recorded purchase order ${number}.`,
        paid: `${row.hostYot.name} says that it paid on ${longDate(on)}.`,
        received: `${providerName(row)} says that the money came on ${longDate(on)}.`,
      }[kind]
      await tellSides(ctx, row, [otherSide(side)], {
        occasion: `money:${row.version}`,
        kind: 'news',
        letter: { subject: `${what.replace(/\.$/, '')} (${ref})`, lines: [what], text: 'See the engagement' },
      })
      return ok({ ref })
    },
    () => (isKept ? { ref } : null),
  )
}
