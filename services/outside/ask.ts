import { fingerprint, isWithinLimit } from '#services/accounts/index.ts'
import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, money } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { feeFor, invoiceeIn, termsOn } from '#services/memberships/index.ts'
import { tell } from '#services/notifications/index.ts'
import { drawAssessor } from './draw.ts'
import { readNumber } from './numbers.ts'
import { outsideProviders } from './providers.ts'
import type { AskInput } from './schema.ts'
import { tables } from './tables.ts'

const perSource = { most: 10, withinMinutes: 60 }

/** The association answers within this many working days. */
const answerWorkingDays = 20

/** The day by which a request is answered. ISO day. */
export const answerDay = (askedAt: Date): string => addWorkingDays(londonDate(askedAt), answerWorkingDays)

/** What a year as an outside provider costs: as much as an individual membership, by the terms in force today. Pence. */
export const outsideFee = async (ctx: Ctx): Promise<number> =>
  feeFor(await termsOn(ctx, ctx.clock.today()), 'individual')

/** What somebody reads before they ask: the fee, and by when they would hear. */
export const aboutOutside = async (ctx: Ctx): Promise<{ fee: string; workingDays: number }> => ({
  fee: money(await outsideFee(ctx)),
  workingDays: answerWorkingDays,
})

/**
 * Keeps that an organisation asks to offer here, draws an assessor, and writes to whoever speaks for it with a reference and a day. The
 * answer is the same where its number is known already, which only its mail says. Refused when too many came from one source.
 */
export const askToOffer = (ctx: Ctx, input: AskInput, source: string): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const key = fingerprint(ctx.config, 'source', `asking to offer from ${source}`)
    if (!(await isWithinLimit(ctx, { key, ...perSource })))
      return refused('Too many requests have come from where you are. Try again in an hour.')
    const number = readNumber(input.numberKind, input.number)
    if (number === null) return invalid({ number: 'Enter the number as its register has it' })
    const id = newId()
    const { understood: _, invoiceName, invoiceAddress, poReference, insuranceUntil, ...said } = input
    if (insuranceUntil < ctx.clock.today())
      return invalid({ insuranceUntil: 'Your insurance must be in force. Renew it, then ask' })
    const { count } = await tables(ctx).outsideProvider.createMany({
      data: [
        {
          ...said,
          id,
          number,
          ...invoiceeIn({ invoiceName, invoiceAddress }),
          poReference: poReference ?? null,
          ref: await nextReference(ctx, 'OP'),
          status: 'asked',
          insuranceUntil: dateFromIso(insuranceUntil),
          askedAt: ctx.clock.now(),
        },
      ],
      skipDuplicates: true,
    })
    const row = count === 0 ? null : await outsideProviders.lock(ctx, id)
    if (row === null) {
      await tell(ctx, {
        people: [{ address: input.contactAddress, as: 'asker' }],
        about: { kind: 'outside-provider', id },
        occasion: 'known',
        kind: 'decision',
        letter: {
          subject: 'Your organisation is known here already',
          lines: [
            `Somebody, we hope you, asked that ${input.name} may offer on Critical Friend. An organisation with its number is being looked at, or is here already, so nothing new was begun.`,
            'If somebody else speaks for it and should not, write to us.',
          ],
          action: { text: 'How outside providers come here', path: '/outside' },
        },
      })
      return ok(null)
    }
    await outsideProviders.begin(ctx, row, 'asked', { said: { numberKind: input.numberKind } })
    const fee = money(await outsideFee(ctx))
    await tell(ctx, {
      people: [{ address: input.contactAddress, as: 'asker' }],
      about: { kind: 'outside-provider', id },
      occasion: 'asked',
      kind: 'decision',
      letter: {
        subject: `We have what you ask for ${input.name}: ${row.ref}`,
        lines: [
          `Somebody, we hope you, asked that ${input.name} may offer on Critical Friend. The reference is ${row.ref}.`,
          `The association looks up its number, asks to see its insurance, hears the two people you named, and decides by ${longDate(answerDay(row.askedAt))}. It writes to this address with the reasons.`,
          `Nothing is owed unless it is approved; then the fee is ${fee} a year.`,
        ],
        action: { text: 'What an outside provider is', path: '/outside' },
      },
    })
    const drawn = await drawAssessor(ctx, id)
    return drawn.ok ? ok(null) : drawn
  })
