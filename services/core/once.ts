import { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from './context.ts'
import type { Job } from './jobs.ts'
import { ok, type Result } from './result.ts'
import { inTransaction } from './transaction.ts'

/**
 * Does `work` once per key, however often it is asked for: a second press waits for the first and gets its answer. A failed
 * Result is not remembered. The answer must be plain data.
 *
 * @param key names the form as it was sent (`parseForm` makes one); null does the work without looking
 */
export const once = async <T extends Prisma.InputJsonValue | null | undefined>(
  ctx: Ctx,
  key: string | null,
  work: (ctx: Ctx) => Promise<Result<T>>,
): Promise<Result<T>> => {
  if (key === null) return inTransaction(ctx, work)
  return inTransaction(ctx, async (ctx) => {
    const { formOutcome } = ctx.db
    // The unique key makes a second press wait here until the first has ended.
    const claim = await formOutcome.createMany({ data: [{ key, createdAt: ctx.clock.now() }], skipDuplicates: true })
    if (claim.count === 0) {
      const first = await formOutcome.findUniqueOrThrow({ where: { key } })
      return ok(first.value as T)
    }
    const result = await work(ctx)
    if (result.ok) await formOutcome.update({ where: { key }, data: { value: result.value ?? Prisma.DbNull } })
    // Within a caller's transaction, which goes on, nothing is undone by itself.
    else await formOutcome.delete({ where: { key } })
    return result
  })
}

/** A form is not sent a second time after this many days. */
const rememberedDays = 7

export const forgetOutcomes: Job = {
  name: 'core.forget-form-outcomes',
  title: 'Forget which forms were sent',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const before = new Date(ctx.clock.now().getTime() - rememberedDays * 24 * 60 * 60 * 1000)
    await ctx.db.formOutcome.deleteMany({ where: { createdAt: { lt: before } } })
  },
}
