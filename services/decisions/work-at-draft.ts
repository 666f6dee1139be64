import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { sealText } from '#services/core/life/sealed-text.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { draftDecision } from './draft-decision.ts'
import { decisions, textKind } from './move-decision.ts'
import { publishingFaults } from './name-fault.ts'
import { mayKeep, mayNotWorkAtLog } from './policy.ts'
import { columnsOf, type DecisionText, faultsOf, isSameText, sealedOf, textOf } from './text.ts'

type Done = Promise<Result<{ ref: string }>>

/** A decision that somebody writes by hand, as a draft. Forbidden to all but those who keep the log. */
export const writeDecision = (ctx: Ctx, { text }: { text: DecisionText }): Done =>
  mayKeep(ctx.actor)
    ? draftDecision(ctx, { ...text, source: { kind: 'hand', id: newId() } })
    : Promise.resolve(mayNotWorkAtLog())

/** Saves a draft as it was rewritten; it may still lack parts. */
export const rewriteDecision = (
  ctx: Ctx,
  ref: string,
  { version, text }: { version: number; text: DecisionText },
): Done =>
  decisions.asMove(
    ctx,
    { ref, version, event: 'rewritten' },
    async (_, { move }) => {
      const faults = faultsOf(text, false)
      if (Object.keys(faults).length > 0) return invalid(faults)
      const moved = await move({ data: columnsOf(text) })
      return moved.ok ? ok({ ref }) : moved
    },
    (row) => (isSameText(textOf(row), text) ? { ref } : null),
  )

/** Publishes a draft as it stands. Refused, with what is to be mended, where it is not complete or says what the log must not. */
export const publishDraft = (ctx: Ctx, ref: string, { version }: { version: number }): Done =>
  decisions.asMove(ctx, { ref, version, event: 'published' }, async (ctx, { row, move }) => {
    const text = textOf(row)
    const faults = Object.values(await publishingFaults(ctx, text))
    if (faults.length > 0) return refused(`${faults.join('. ')}.`)
    const sealed = await sealText(ctx, { kind: textKind, subjectId: row.id }, sealedOf(text), 0)
    return sealed.ok ? move({ data: { publishedAt: ctx.clock.now() } }) : sealed
  })

/** Says that a draft is not published, and why; its source is never drafted again. */
export const dropDecision = (ctx: Ctx, ref: string, { version, reason }: { version: number; reason: string }): Done =>
  decisions.asMove(ctx, { ref, version, event: 'dropped' }, (_, { move }) => move({ note: reason }))
