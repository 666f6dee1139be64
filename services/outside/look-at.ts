import type { z } from 'zod'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { again, outsideProviders } from './providers.ts'
import type { checkSchema, viewSchema } from './schema.ts'

const dayOrNull = (day: string | undefined): Date | null => (day === undefined ? null : dateFromIso(day))

/**
 * Keeps what an administrator looked up: the number in its register, the two who speak of its work, the insurance. Not found for
 * others and for whoever is tied to it; invalid where a day lies ahead, or the insurance seen has run out.
 */
export const keepChecks = (
  ctx: Ctx,
  ref: string,
  { version, numberSeenOn, wordOneOn, wordTwoOn, insuranceSeenUntil }: z.output<typeof checkSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'checked' },
    async (ctx, { move }) => {
      const today = ctx.clock.today()
      const ahead = Object.entries({ numberSeenOn, wordOneOn, wordTwoOn }).flatMap(([field, day]) =>
        day !== undefined && day > today ? [[field, 'The day must be today or before']] : [],
      )
      if (ahead.length > 0) return invalid(Object.fromEntries(ahead))
      if (insuranceSeenUntil !== undefined && insuranceSeenUntil < today)
        return invalid({ insuranceSeenUntil: 'This insurance has run out. Ask for one that is in force' })
      const moved = await move({
        data: {
          numberSeenOn: dayOrNull(numberSeenOn),
          wordOneOn: dayOrNull(wordOneOn),
          wordTwoOn: dayOrNull(wordTwoOn),
          insuranceSeenUntil: dayOrNull(insuranceSeenUntil),
        },
        said: { insuranceSeenUntil: insuranceSeenUntil ?? null },
      })
      return moved.ok ? ok({ ref }) : moved
    },
    again(ref),
  )

/** Records what the drawn assessor thinks, once. Not found for anybody else. */
export const recordOutsideView = (
  ctx: Ctx,
  ref: string,
  { version, view, reasons }: z.output<typeof viewSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'viewed' },
    async (_ctx, { row, move }) => {
      if (row.isSupported !== null) return refused('You have said what you think of this.')
      const moved = await move({ data: { isSupported: view === 'for', viewReasons: reasons } })
      return moved.ok ? ok({ ref }) : moved
    },
    (row) => (row.viewReasons === reasons ? { ref } : null),
  )
