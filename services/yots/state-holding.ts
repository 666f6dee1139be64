import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { typedDay, workingLife } from '#services/core/day.ts'
import { enqueue } from '#services/core/outbox.ts'
import { forbidden, invalid, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { nameForms } from './names/fold-name.ts'
import { resolveYot } from './names/register.ts'
import { tables } from './tables.ts'
import { yotRegister } from './yot-register.ts'

export const stateHoldingSchema = z.object({
  yot: z
    .string({ error: 'Enter the name of the youth justice service' })
    .trim()
    .min(1, 'Enter the name of the youth justice service')
    .max(200, 'Keep the name to 200 characters'),
  title: z
    .string({ error: 'Enter what your post was called' })
    .trim()
    .min(1, 'Enter what your post was called')
    .max(100, 'Keep the name of the post to 100 characters'),
  level: z.enum(['head', 'second_tier', 'manager'], { error: 'Choose the level of the post' }),
  kind: z.enum(['substantive', 'acting', 'interim', 'secondment'], { error: 'Choose how you held it' }),
  from: typedDay('Enter your first day, like 1 4 2019', workingLife),
  until: typedDay('Enter your last day, like 31 3 2024, or leave it empty', workingLife).optional(),
})
export type StateHoldingInput = z.infer<typeof stateHoldingSchema>

/** Conflicts are checked again, and their place in the bank follows. */
const sayChanged = async (ctx: Ctx, personId: string, holdingId: string, what: string): Promise<void> => {
  for (const topic of ['recheck-person', 'practice-changed']) {
    await enqueue(ctx, { topic, key: `${topic}:${holdingId}:${what}`, payload: { personId } })
  }
}

/** The service a typed name means; otherwise a sentence that offers what it may mean. */
export const codeOfName = async (ctx: Ctx, name: string): Promise<Result<string>> => {
  const { register } = await yotRegister(ctx)
  const match = resolveYot(register, name)
  if (match.kind === 'exact') return ok(match.code)
  const codes = match.kind === 'ask' ? match.candidates : match.near
  const names = codes.slice(0, 4).flatMap((code) => register.yots.get(code)?.name ?? [])
  return invalid({
    yot:
      names.length === 0
        ? 'We do not know this service. Check the name, or enter the council it belongs to'
        : `Enter one of these: ${names.join('; ')}`,
  })
}

/**
 * The services that a post counts for. A service that split stands for each that came of it, up to the day of the split:
 * whoever worked there knew the people, and the cases, of all of them. `at` is that service's name then.
 */
const placesOf = async (
  ctx: Ctx,
  { yot, until }: StateHoldingInput,
): Promise<Result<{ codes: readonly string[]; at: string | null }>> => {
  const { oldNames } = await yotRegister(ctx)
  const old = nameForms(yot).flatMap(({ key }) => oldNames.get(key) ?? [])[0]
  if (!old?.splitOn) {
    const code = await codeOfName(ctx, yot)
    return code.ok ? ok({ codes: [code.value], at: null }) : code
  }
  if (until !== undefined && until < old.splitOn) return ok({ codes: old.codes, at: old.name })
  const last = longDate(addDays(old.splitOn, -1))
  return invalid({
    until: `${old.name} became several services: enter your last day there, ${last} at the latest, and add the post you had after it`,
  })
}

/**
 * The actor states a post that they hold or held in a service of the register. It gives no role: it counts for recency
 * and for conflicts of interest, which are checked again. ISO days, both included.
 */
export const stateHolding = (ctx: Ctx, input: StateHoldingInput): Promise<Result<{ yotCodes: readonly string[] }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return forbidden('Sign in to say which posts you have held.')
    const today = ctx.clock.today()
    const { title, level, kind, from, until } = input
    if (from > today) return invalid({ from: 'Your first day must not be in the future' })
    if (from < '1998-01-01') return invalid({ from: 'Your first day must be after 1997, when the services began' })
    if (until !== undefined && until < from) return invalid({ until: 'Your last day must not be before the first' })
    if (until !== undefined && until > today)
      return invalid({ until: 'Leave the last day empty while you hold the post' })
    const found = await placesOf(ctx, input)
    if (!found.ok) return found
    const { codes, at } = found.value
    const { holding } = tables(ctx)
    const dates = { from: dateFromIso(from), until: until === undefined ? null : dateFromIso(until) }
    for (const yotCode of codes) {
      const row = { personId, yotCode, title: at === null ? title : `${title}, ${at}`, ...dates }
      if (await holding.findFirst({ where: row, select: { id: true } })) continue
      const { id } = await holding.create({ data: { ...row, level, kind }, select: { id: true } })
      await audit(ctx, {
        event: 'holding.stated',
        subject: { kind: 'holding', id },
        yotCode,
        data: { personId, kind, from, until: until ?? null },
      })
      await sayChanged(ctx, personId, id, 'stated')
    }
    return ok({ yotCodes: codes })
  })

/** The actor takes back a post that they stated. Posts on a service's books are the service's to change: not found here. */
export const takeBackHolding = (ctx: Ctx, { holdingId }: { holdingId: string }): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    const { holding } = tables(ctx)
    const found =
      personId === null ? null : await holding.findFirst({ where: { id: holdingId, personId, postId: null } })
    if (!found || personId === null) return notFound()
    await holding.delete({ where: { id: found.id } })
    await audit(ctx, {
      event: 'holding.taken-back',
      subject: { kind: 'holding', id: found.id },
      yotCode: found.yotCode,
      data: { personId },
    })
    await sayChanged(ctx, personId, found.id, 'taken-back')
    return ok(undefined)
  })
