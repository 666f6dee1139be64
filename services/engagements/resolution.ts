import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptText, readText, type Sealed, sealText } from '#services/core/life/sealed-text.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { money } from '#services/core/words.ts'
import { followConfirmation } from './deliver.ts'
import { reverseLedger } from './ledger/reverse-ledger.ts'
import { clocks } from './lifecycle.ts'
import { engagements, type LockedEngagement } from './move-engagement.ts'
import { inDispute, nameOf, type OpenDispute, resolutionOf } from './open-dispute.ts'
import { otherSide, tellSides } from './people.ts'
import type { ResolutionInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Proposes what both sides do. A version of a sealed text: the last one counts, and starts without acceptances. Invalid for more
 * than the terms cost, and for work that counts as delivered while nobody has said what was given.
 */
export const proposeResolution = (
  ctx: Ctx,
  ref: string,
  input: ResolutionInput & { basedOn: number },
): Promise<Result<{ ref: string }>> =>
  inDispute(
    ctx,
    { ref, version: input.version, event: 'resolution-proposed' },
    async (ctx, { row, side, dispute, move }) => {
      const most = row.totalPence ?? 0
      const total = input.total ?? most
      if (total > most) return invalid({ total: `The terms say ${money(most)} in all; it can be less, not more` })
      const given = await tables(ctx).given.count({ where: { engagementId: row.id } })
      if ((input.to === 'confirmed' || input.to === 'delivered') && given === 0)
        return invalid({ to: 'The provider has not said what was given, so the work cannot count as delivered yet' })
      const text = `What becomes of the work: ${input.to}.\nThe price in all: ${money(total)}.\n\n${input.words}`
      const sealed = await sealText(
        ctx,
        resolutionOf(dispute.id),
        { text, parts: { to: input.to, totalPence: total, words: input.words } },
        input.basedOn,
      )
      if (!sealed.ok) return sealed
      const moved = await move({ said: { side, number: sealed.value.number } })
      if (!moved.ok) return moved
      await tellSides(ctx, row, [otherSide(side)], {
        occasion: `resolution:${dispute.id}:${sealed.value.number}`,
        kind: 'ask',
        letter: {
          subject: `${nameOf(row, side)} proposes how to settle it (${ref})`,
          lines: ['Read what is proposed. If you both accept the same text, the dispute is over.'],
          text: 'Read what is proposed',
          page: '/dispute',
        },
      })
      return ok(undefined)
    },
    async ({ id }) => {
      const newest = await readText(ctx, resolutionOf(id))
      return newest?.parts?.words === input.words && newest.parts.to === input.to
    },
  )

/** Both sides have accepted: the engagement stands where the resolution says, at its price, and the ledger follows. */
const settle = async (
  ctx: Ctx,
  row: LockedEngagement,
  dispute: OpenDispute,
  text: Sealed,
): Promise<Result<unknown>> => {
  const to = String(text.parts?.to) as ResolutionInput['to']
  const today = ctx.clock.today()
  const totalPence = Number(text.parts?.totalPence)
  if (row.stateBefore === 'confirmed') await reverseLedger(ctx, row, 'A dispute was settled between the two sides.')
  const moved = await engagements.move(ctx, row, 'dispute-settled', {
    to,
    said: { to, number: text.number, hash: text.hash },
    data: {
      stateBefore: null,
      totalPence,
      silentOn: to === 'delivered' ? dateFromIso(addDays(today, clocks.silenceDays)) : null,
      // What was paid of cancelled work does not settle what takes place after all.
      ...(to === 'cancelled' ? {} : { settledOn: null }),
      ...(to === 'confirmed' || to === 'cancelled' ? { confirmedOn: row.confirmedOn ?? dateFromIso(today) } : {}),
    },
  })
  if (!moved.ok) return moved
  await tables(ctx).dispute.update({
    where: { id: dispute.id },
    data: { endedAt: ctx.clock.now(), outcome: 'settled' },
  })
  await tellSides(ctx, row, ['host', 'provider'], {
    occasion: `dispute-settled:${dispute.id}`,
    kind: 'decision',
    letter: {
      subject: `Settled between the two of you (${row.ref})`,
      lines: ['Both sides have accepted the same resolution, and the dispute is over.'],
      text: 'See where it stands',
    },
  })
  // What follows depends on what is owed now, not before.
  return to === 'confirmed' ? followConfirmation(ctx, { ...moved.value, totalPence }) : ok(undefined)
}

/**
 * Accepts the newest resolution for the actor's side. Once both sides have, the engagement stands where the resolution says, at
 * the price that it says; what the ledger held of it before is reversed. Stale for a resolution that was replaced.
 */
export const acceptResolution = (
  ctx: Ctx,
  ref: string,
  { version, number, hash }: { version: number; number: number; hash: string },
): Promise<Result<{ ref: string }>> =>
  inDispute(
    ctx,
    { ref, version, event: 'resolution-accepted' },
    async (ctx, { row, side, dispute, move }) => {
      const of = resolutionOf(dispute.id)
      const text = await readText(ctx, of)
      const accepted = await acceptText(ctx, of, { number, hash, side }, () => 'what is proposed', text)
      if (!accepted.ok) return accepted
      if (!accepted.value.isNew)
        return refused('Your side has accepted it. Once the other side does, the dispute is over.')
      const moved = await move({ said: { side, number, hash } })
      if (!moved.ok) return moved
      if (accepted.value.sides.length === 2 && text) return settle(ctx, moved.value, dispute, text)
      await tellSides(ctx, row, [otherSide(side)], {
        occasion: `resolution-accepted:${dispute.id}:${number}`,
        kind: 'ask',
        letter: {
          subject: `${nameOf(row, side)} accepts what is proposed: yours is next (${ref})`,
          lines: ['Once you accept the same text, the dispute is over.'],
          text: 'Read what is proposed',
          page: '/dispute',
        },
      })
      return ok(undefined)
    },
    async ({ id }) => (await readText(ctx, resolutionOf(id)))?.number === number,
  )
