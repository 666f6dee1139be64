import type { z } from 'zod'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { longDate, money } from '#services/core/words.ts'
import { yearFrom } from '#services/memberships/index.ts'
import { outsideFee } from './ask.ts'
import { again, type OutsideRow, outsideProviders } from './providers.ts'
import type { renewalSchema } from './schema.ts'
import { tellSpeaker } from './tell-speaker.ts'

/** Whether the fee of its year is still owed. */
export const owesFee = ({ approvedUntil, paidUntil }: Pick<OutsideRow, 'approvedUntil' | 'paidUntil'>): boolean =>
  approvedUntil !== null && (paidUntil === null || paidUntil < approvedUntil)

/** Days before the end of its year from which another can be asked for. */
export const renewalFrom = 90

/** Whether another year can be asked for on a day. */
export const mayAskRenewal = ({ approvedUntil, renewalAskedOn }: OutsideRow, on: string): boolean =>
  approvedUntil !== null && renewalAskedOn === null && on >= addDays(isoFromDate(approvedUntil), -renewalFrom)

/** Its speaker asks for another year, with the last day of its insurance. Refused too early, or while it is asked already. */
export const askRenewal = (
  ctx: Ctx,
  ref: string,
  { version, insuranceUntil }: z.output<typeof renewalSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'renewal-asked' },
    async (ctx, { row, move }) => {
      const today = ctx.clock.today()
      if (!mayAskRenewal(row, today))
        return refused(`Another year can be asked for in the last ${renewalFrom} days of this one, once.`)
      if (insuranceUntil < today) return invalid({ insuranceUntil: 'Your insurance must be in force' })
      const moved = await move({
        data: { renewalAskedOn: dateFromIso(today), insuranceUntil: dateFromIso(insuranceUntil) },
      })
      return moved.ok ? ok({ ref }) : moved
    },
    again(ref),
  )

/** Renews a provider for a year from the end of the one it has, or from today. Refused where it did not ask, or its insurance was not seen. */
export const renewProvider = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'renewed' },
    async (ctx, { row, move }) => {
      const today = ctx.clock.today()
      if (row.renewalAskedOn === null) return refused('It has not asked for another year.')
      if (owesFee(row)) return refused('The fee of the year it has is not paid.')
      if (row.insuranceSeenUntil === null || isoFromDate(row.insuranceSeenUntil) < today)
        return refused('Insurance in force has not been seen.')
      const before = row.approvedUntil === null ? today : isoFromDate(row.approvedUntil)
      const approvedUntil = yearFrom(before < today ? today : addDays(before, 1))
      const feePence = await outsideFee(ctx)
      const moved = await move({
        data: {
          approvedUntil: dateFromIso(approvedUntil),
          feePence,
          invoicedOn: null,
          invoiceReference: null,
          renewalAskedOn: null,
        },
        said: { approvedUntil },
      })
      if (!moved.ok) return moved
      await tellSpeaker(ctx, row, {
        occasion: `renewed:${approvedUntil}`,
        subject: `${row.name} is approved for another year (${ref})`,
        lines: [
          `The association has approved ${row.name} until ${longDate(approvedUntil)}.`,
          `The fee of that year is ${money(feePence)}; an invoice follows. What you have published stays until ${longDate(before < today ? today : before)}, and after that once it is paid.`,
        ],
        text: 'See your page',
      })
      return ok({ ref })
    },
    (row) => (row.renewalAskedOn === null ? { ref } : null),
  )
