import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { changedParts, type Sealed, versionsOf } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { decisionLife } from './lifecycle.ts'
import { decisions, textKind } from './move-decision.ts'
import { isOfBody, mayKeep } from './policy.ts'
import { tables } from './tables.ts'
import { bodyName, partNames } from './words.ts'

/** One correction: when, why, and each part that changed as it was and as it is. */
export type Correction = { on: string; why: string; changes: { part: string; before: string; after: string }[] }

/** A published decision as everybody reads it. ISO days. */
export type DecisionPage = {
  ref: string
  title: string
  stands: string
  on: string
  decided: string
  reasons: string
  alternatives: string
  conflicts: string
  restsOn: string
  decidedBy: string
  deciders: number
  reviewOn: string | null
  publishedOn: string
  replacedBy: { ref: string; title: string } | null
  replaces: { ref: string; title: string }[]
  /** The latest first. */
  corrections: Correction[]
  /** That it was published, reviewed and replaced: the latest first, with what was said; no name. */
  history: { id: string; says: string; on: string; note: string | null }[]
  mayWork: boolean
}

const said = ({ parts }: Sealed, name: string): string => String(parts?.[name] ?? '')

const isPart = (name: string): name is keyof typeof partNames => Object.hasOwn(partNames, name)

const correctionsOf = (versions: readonly Sealed[], reasons: readonly (string | null)[]): Correction[] =>
  versions
    .slice(1)
    .map((after, at) => {
      const before = versions[at] ?? after
      return {
        on: londonDate(after.sealedAt),
        why: reasons[at] ?? '',
        changes: changedParts(before, after)
          .filter(isPart)
          .map((name) => ({ part: partNames[name], before: said(before, name), after: said(after, name) })),
      }
    })
    .reverse()

/** One published decision with its corrections, for everybody; not found while it is a draft, or where it was dropped. Five statements at most. */
export const findDecision = async (ctx: Ctx, ref: string): Promise<Result<DecisionPage>> => {
  const other = { select: { ref: true, title: true } } as const
  const row = await tables(ctx).decision.findFirst({
    where: { ref, status: { in: decisionLife.marked('shown') } },
    include: { replacedBy: other, replaces: { ...other, orderBy: { decidedOn: 'asc' } } },
  })
  if (!row?.publishedAt) return notFound()
  const [versions, moves] = await Promise.all([
    versionsOf(ctx, { kind: textKind, subjectId: row.id }),
    decisions.history(ctx, row.id),
  ])
  const corrected = moves.filter(({ event }) => event === 'corrected').reverse()
  const { title, decided, reasons, alternatives, conflicts, restsOn, replacedBy, replaces } = row
  return ok({
    ref,
    ...{ title, decided, reasons, alternatives, conflicts, restsOn, replacedBy, replaces },
    stands: decisionLife.states[row.status],
    on: isoFromDate(row.decidedOn),
    decidedBy: bodyName(row),
    deciders: row.deciders,
    reviewOn: row.reviewOn && isoFromDate(row.reviewOn),
    publishedOn: londonDate(row.publishedAt),
    corrections: correctionsOf(
      versions,
      corrected.map(({ note }) => note),
    ),
    history: moves
      .filter(({ event }) => ['published', 'corrected', 'kept', 'replaced'].includes(event))
      .map(({ id, event, on, note }) => {
        const { title, says } = decisionLife.moveOf(event)
        return { id, says: title ?? says, on, note }
      }),
    mayWork: mayKeep(ctx.actor) || isOfBody(ctx.actor, row),
  })
}
