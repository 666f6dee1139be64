import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { type FieldErrors, invalid, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { listed } from '#services/core/words.ts'
import { resolveYot } from './names/register.ts'
import { resolveOrganisation } from './organisations.ts'
import { mayKeepRegister, mayNotKeepRegister } from './policy.ts'
import { tables } from './tables.ts'
import { organisationTies, type TieInput, type TieKind, tieWords } from './ties-schema.ts'
import { yotRegister } from './yot-register.ts'

/** The code of the service that a name means; never a guess. */
const codeOf = async (ctx: Ctx, field: string, typed: string): Promise<Result<string>> => {
  const { register } = await yotRegister(ctx)
  const match = resolveYot(register, typed)
  if (match.kind === 'exact') return ok(match.code)
  const near = (match.kind === 'ask' ? match.candidates : match.near)
    .slice(0, 3)
    .flatMap((code) => register.yots.get(code)?.name ?? [])
  return invalid({
    [field]: near.length > 0 ? `Which service is that? Did you mean ${listed(near)}?` : 'No service has that name',
  })
}

const otherOf = async (
  ctx: Ctx,
  { kind, otherName }: TieInput,
): Promise<Result<{ otherCode?: string; organisationId?: string }>> => {
  if (!organisationTies.includes(kind)) {
    const code = await codeOf(ctx, 'otherName', otherName)
    return code.ok ? ok({ otherCode: code.value }) : code
  }
  const found = await resolveOrganisation(ctx, otherName)
  const say = (message: string): FieldErrors => ({ otherName: message })
  if (!found) return invalid(say('No organisation has that name yet. Add it below first'))
  return 'organisationId' in found
    ? ok(found)
    : invalid(say('Councils are tied to the services that cover them already. Enter another organisation'))
}

const tellConflicts = (ctx: Ctx, occasion: string) =>
  enqueue(ctx, { topic: 'recheck-everybody', key: `recheck-everybody:${occasion}`, payload: {} })

/**
 * Records how a service is tied to another or to an organisation. Conflicts of interest count it from then on; everybody is
 * checked again against every case by the message this writes.
 */
export const recordTie = (ctx: Ctx, input: TieInput): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayKeepRegister(ctx.actor)) return mayNotKeepRegister()
    const yot = await codeOf(ctx, 'yotName', input.yotName)
    const other = await otherOf(ctx, input)
    if (!yot.ok) return yot
    if (!other.ok) return other
    if (other.value.otherCode === yot.value) return invalid({ otherName: 'Enter another service' })
    const { id } = await tables(ctx).yotTie.create({
      data: {
        yotCode: yot.value,
        kind: input.kind,
        ...other.value,
        from: input.from ? dateFromIso(input.from) : null,
        until: input.until ? dateFromIso(input.until) : null,
        recordedAt: ctx.clock.now(),
      },
    })
    await audit(ctx, {
      event: 'tie.recorded',
      subject: { kind: 'yot-tie', id },
      yotCode: yot.value,
      data: { kind: input.kind, other: other.value.otherCode ?? null },
    })
    await tellConflicts(ctx, `tie:${id}`)
    return ok({ id })
  })

/** Takes back a tie that was recorded in error. It stays in the history and counts no more. */
export const removeTie = (ctx: Ctx, id: string): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayKeepRegister(ctx.actor)) return mayNotKeepRegister()
    const taken = await tables(ctx).yotTie.updateMany({
      where: { id, removedAt: null },
      data: { removedAt: ctx.clock.now() },
    })
    if (taken.count === 0) return ok(undefined)
    await audit(ctx, { event: 'tie.removed', subject: { kind: 'yot-tie', id } })
    await tellConflicts(ctx, `tie-removed:${id}`)
    return ok(undefined)
  })

export type ListedTie = {
  id: string
  yot: string
  says: string
  other: string
  from: string | null
  until: string | null
}

/** What the register keeps of ties and organisations, for those who keep it. Forbidden to others. */
export const findTies = async (
  ctx: Ctx,
): Promise<Result<{ ties: ListedTie[]; organisations: { id: string; name: string; otherNames: string[] }[] }>> => {
  if (!mayKeepRegister(ctx.actor)) return mayNotKeepRegister()
  const [ties, organisations] = await Promise.all([
    tables(ctx).yotTie.findMany({
      where: { removedAt: null },
      orderBy: [{ yot: { name: 'asc' } }, { id: 'asc' }],
      include: {
        yot: { select: { name: true } },
        other: { select: { name: true } },
        organisation: { select: { name: true } },
      },
    }),
    tables(ctx).organisation.findMany({
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      include: { names: { orderBy: { name: 'asc' } } },
    }),
  ])
  const says = (kind: TieKind) => tieWords[kind]
  return ok({
    ties: ties.map(({ id, yot, kind, other, organisation, from, until }) => ({
      id,
      yot: yot.name,
      says: says(kind),
      other: other?.name ?? organisation?.name ?? '',
      from: from && isoFromDate(from),
      until: until && isoFromDate(until),
    })),
    organisations: organisations.map(({ id, name, names }) => ({
      id,
      name,
      otherNames: names.map((row) => row.name).filter((other) => other !== name),
    })),
  })
}
