import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { sealText } from '#services/core/life/sealed-text.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { decisions, textKind } from './move-decision.ts'
import { publishingFaults } from './name-fault.ts'
import { tables } from './tables.ts'
import { columnsOf, type DecisionText, isSameText, sealedOf, textOf } from './text.ts'

type Done = Promise<Result<{ ref: string }>>

/**
 * Publishes a correction: the next version of its text, beside what it said before and why. Invalid where nothing differs, and where the
 * text is not fit to be published. The review day is not a part of the text: reviewing moves it.
 */
export const correctDecision = (
  ctx: Ctx,
  ref: string,
  { version, why, text: typed }: { version: number; why: string; text: DecisionText },
): Done => {
  const textFor = (row: { reviewOn: Date | null }): DecisionText => {
    const { reviewOn: _, ...text } = typed
    return { ...text, ...(row.reviewOn === null ? {} : { reviewOn: isoFromDate(row.reviewOn) }) }
  }
  return decisions.asMove(
    ctx,
    { ref, version, event: 'corrected' },
    async (ctx, { row, move }) => {
      const text = textFor(row)
      const faults = await publishingFaults(ctx, text)
      if (Object.keys(faults).length > 0) return invalid(faults)
      if (isSameText(textOf(row), text)) return invalid({ decided: 'Change what is wrong: it says the same as before' })
      const sealed = await sealText(ctx, { kind: textKind, subjectId: row.id }, sealedOf(text))
      if (!sealed.ok) return sealed
      const moved = await move({ data: columnsOf(text), note: why })
      return moved.ok ? ok({ ref }) : moved
    },
    (row) => (isSameText(textOf(row), textFor(row)) ? { ref } : null),
  )
}

/** Notes that a decision was reviewed and stays, and until when; without a day it is not reviewed again. */
export const keepDecision = (
  ctx: Ctx,
  ref: string,
  { version, kept, reviewOn }: { version: number; kept: string; reviewOn?: string | undefined },
): Done => {
  const next = reviewOn === undefined ? null : dateFromIso(reviewOn)
  return decisions.asMove(
    ctx,
    { ref, version, event: 'kept' },
    async (ctx, { move }) => {
      if (reviewOn !== undefined && reviewOn <= ctx.clock.today())
        return invalid({ reviewOn: 'The next review day must be after today' })
      const moved = await move({ data: { reviewOn: next }, note: kept })
      return moved.ok ? ok({ ref }) : moved
    },
    (row) => (row.reviewOn?.getTime() === next?.getTime() ? { ref } : null),
  )
}

/**
 * Notes that a decision was reviewed and that a later one stands in its place. Invalid where the later one is not in force, is
 * this one, or was decided before it.
 */
export const replaceDecision = async (
  ctx: Ctx,
  ref: string,
  { version, later, replaced }: { version: number; later: string; replaced: string },
): Done => {
  const found = await tables(ctx).decision.findUnique({ where: { ref: later }, select: { id: true } })
  const others = found ? [found.id] : []
  return decisions.asMove(ctx, { ref, version, event: 'replaced', others }, async (ctx, { row, move }) => {
    const by = found && (await decisions.lock(ctx, found.id))
    if (by?.status !== 'published' || by.id === row.id || by.decidedOn < row.decidedOn)
      return invalid({ later: 'Choose a decision that is in force and was taken later' })
    return move({ data: { replacedById: by.id, reviewOn: null }, note: replaced })
  })
}
