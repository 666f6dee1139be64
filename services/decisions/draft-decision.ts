import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { sealText } from '#services/core/life/sealed-text.ts'
import { nextReference } from '#services/core/reference.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { decisions, textKind } from './move-decision.ts'
import { publishingFaults } from './name-fault.ts'
import { tables } from './tables.ts'
import { columnsOf, type DecisionText, faultsOf, sealedOf } from './text.ts'

/** A decision and what it is drafted from: one source is drafted once, ever. */
export type DecisionInput = DecisionText & { source: { kind: string; id: string } }

const bySource = (ctx: Ctx, { kind, id }: DecisionInput['source']) =>
  tables(ctx).decision.findUnique({
    where: { sourceKind_sourceId: { sourceKind: kind, sourceId: id } },
    select: { id: true, ref: true },
  })

type Locked = NonNullable<Awaited<ReturnType<typeof decisions.lock>>>

/** Seals the first version of a locked draft and publishes it. The text was checked. */
const publishRow = async (ctx: Ctx, row: Locked, text: DecisionText) => {
  const sealed = await sealText(ctx, { kind: textKind, subjectId: row.id }, sealedOf(text), 0)
  if (!sealed.ok) return sealed
  return decisions.move(ctx, row, 'published', { data: { ...columnsOf(text), publishedAt: ctx.clock.now() } })
}

const lockedBySource = async (ctx: Ctx, source: DecisionInput['source']) => {
  const found = await bySource(ctx, source)
  return found && decisions.lock(ctx, found.id)
}

/**
 * Writes a draft, in the caller's transaction, for whoever keeps the log to complete; once per source: asked again, it gives the one that
 * is there as it stands. The caller has asked who may.
 * @returns its reference; invalid, by the names of the parts of the text, where the text says what the log must not (a case, a child's details)
 */
export const draftDecision = (ctx: Ctx, { source, ...text }: DecisionInput): Promise<Result<{ ref: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const there = await bySource(ctx, source)
    if (there) return ok({ ref: there.ref })
    const faults = faultsOf(text, false)
    if (Object.keys(faults).length > 0) return invalid(faults)
    const id = newId()
    const row = { id, sourceKind: source.kind, sourceId: source.id, status: 'draft' as const, ...columnsOf(text) }
    const ref = await nextReference(ctx, 'DE')
    // Another worker that drafts it at this moment is waited for, and its draft is the one.
    const { count } = await tables(ctx).decision.createMany({ data: [{ ...row, ref }], skipDuplicates: true })
    const made = await (count === 0 ? bySource(ctx, source) : decisions.lock(ctx, id))
    if (!made) throw new Error(`The draft of ${source.kind} ${source.id} is not there`)
    if (count > 0 && 'status' in made) await decisions.begin(ctx, made, 'drafted', { happenedOn: text.day })
    return ok({ ref: made.ref })
  })

/**
 * The same, published at once: for minutes that are published with their decisions in one press. A draft of the same source takes this
 * text and is published; what is published or was dropped stays as it is. The caller has asked who may.
 * @returns its reference; invalid also where reasons, alternatives or conflicts are empty (where there were none, the text says so), and
 *   where somebody is named who holds no office
 */
export const publishDecision = (ctx: Ctx, input: DecisionInput): Promise<Result<{ ref: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { source, ...text } = input
    const faults = await publishingFaults(ctx, text)
    if (Object.keys(faults).length > 0) return invalid(faults)
    const drafted = await draftDecision(ctx, input)
    if (!drafted.ok) return drafted
    const row = await lockedBySource(ctx, source)
    if (row?.status !== 'draft') return drafted
    const published = await publishRow(ctx, row, text)
    return published.ok ? ok({ ref: row.ref }) : published
  })
