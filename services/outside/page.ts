import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { money } from '#services/core/words.ts'
import { regionName } from '#services/yots/index.ts'
import { outsideLife } from './lifecycle.ts'
import { numberKinds } from './numbers.ts'
import { outsidePeople } from './people.ts'
import { factsOf, outsideProviders, readProviders } from './providers.ts'
import { outsideReceipts } from './receipts.ts'
import { type OutsideStand, outsideClocks, outsideNoes, outsideStand } from './standing.ts'
import { mayAskRenewal, owesFee, renewalFrom } from './year.ts'

/** What anybody may read of an outside provider. */
export type OutsidePage = {
  id: string
  ref: string
  name: string
  number: string
  website: string
  region: string
  does: string
  /** It may offer today. */
  isInForce: boolean
  /** The reader speaks for it. */
  isOwn: boolean
}

/** An outside provider that is or was approved, for anybody; not found while it is looked at or where it was not. */
export const findOutside = async (ctx: Ctx, ref: string): Promise<Result<OutsidePage>> => {
  const [row] = await readProviders(ctx, { ref, status: { in: [...outsideLife.marked('known'), 'ended'] } })
  if (!row) return notFound()
  return ok({
    id: row.id,
    ref,
    name: row.name,
    number: `${numberKinds[row.numberKind].title} ${row.number}`,
    website: row.website,
    region: regionName(row.region),
    does: row.does,
    isInForce: outsideNoes(factsOf(row), ctx.clock.today()).length === 0,
    isOwn: ctx.actor.personId !== null && row.contactId === ctx.actor.personId,
  })
}

/** A provider's own page, for whoever speaks for it: its clocks, its fee, whom it sends. Not found for others. ISO days. */
export const manageOutsidePage = async (ctx: Ctx, ref: string) => {
  const row = await outsideProviders.find(ctx, ref)
  if (!row || ctx.actor.personId === null || row.contactId !== ctx.actor.personId) return notFound()
  const today = ctx.clock.today()
  const facts = factsOf(row)
  return ok({
    ref,
    version: row.version,
    name: row.name,
    status: row.status,
    state: outsideLife.states[row.status],
    clocks: outsideClocks(facts, today),
    noes: outsideNoes(facts, today),
    fee:
      row.feePence !== null && owesFee(row)
        ? {
            sum: money(row.feePence),
            invoice:
              row.invoicedOn === null ? null : { on: isoFromDate(row.invoicedOn), number: row.invoiceReference ?? '' },
          }
        : null,
    invoicee: {
      invoiceName: row.invoiceName,
      invoiceAddress: row.invoiceAddress,
      poReference: row.poReference,
    },
    receipts: await outsideReceipts(ctx, row.id),
    renewal: {
      mayAsk: outsideLife.openTo(row.status, ['speaker']).includes('renewal-asked') && mayAskRenewal(row, today),
      askedOn: row.renewalAskedOn && isoFromDate(row.renewalAskedOn),
      fromDays: renewalFrom,
    },
    people: (await outsidePeople(ctx, row.id)).filter(({ personId }) => personId !== row.contactId),
    isOpen: outsideLife.is('known', row.status),
  })
}

/** The providers that the actor speaks for and that may be offered for at all, by name. */
export const outsideOf = async (ctx: Ctx): Promise<{ id: string; ref: string; name: string }[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const rows = await readProviders(ctx, { contactId: personId, status: { in: outsideLife.marked('known') } })
  return rows.map(({ id, ref, name }) => ({ id, ref, name }))
}

/** Where providers are and what they are called, by id. One statement, none where none is asked for. */
export const outsidePlaces = async (
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, { name: string; region: string }>> => {
  if (ids.length === 0) return new Map()
  const rows = await readProviders(ctx, { id: { in: [...ids] } })
  return new Map(rows.map(({ id, name, region }) => [id, { name, region }]))
}

/**
 * Why each of these providers may not offer on a day, today when it is left out, with what would mend it; null for one that may. One
 * statement.
 */
export const whyNotOutside = async (
  ctx: Ctx,
  ids: readonly string[],
  on = ctx.clock.today(),
): Promise<Map<string, string | null>> => {
  if (ids.length === 0) return new Map()
  const rows = await readProviders(ctx, { id: { in: [...ids] } })
  return new Map(
    rows.map((row) => {
      const [first] = outsideNoes(factsOf(row), on)
      return [row.id, first ? `${first.say} What mends it: ${first.mend}.` : null]
    }),
  )
}

/** How each of these providers stands today. One statement. */
export const outsideStands = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, OutsideStand>> => {
  if (ids.length === 0) return new Map()
  const rows = await readProviders(ctx, { id: { in: [...ids] } })
  return new Map(rows.map((row) => [row.id, outsideStand(factsOf(row), ctx.clock.today())]))
}

/** Whether a provider's place here has ended. */
export const isOutsideEnded = async (ctx: Ctx, id: string): Promise<boolean> =>
  (await readProviders(ctx, { id, status: 'ended' })).length > 0

/** Ids of all providers that may offer today. One statement. */
export const outsideInForce = async (ctx: Ctx): Promise<string[]> =>
  (await readProviders(ctx, { status: 'approved' }))
    .filter((row) => outsideNoes(factsOf(row), ctx.clock.today()).length === 0)
    .map(({ id }) => id)
