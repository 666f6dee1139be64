import type { GapKind } from '#prisma/generated/enums.ts'
import { audit, type CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tables } from './tables.ts'

/** Help that ended without: what it was, and of which service. */
export type GapSource = {
  kind: GapKind
  /** What it is written for, once: "need:<id>". */
  sourceKey: string
  /** Codes, the one that it is most about first. */
  themes: readonly string[]
  /** Whose need it was; null for an associate's. */
  yotCode: string | null
  /** The region where there is no service. */
  region?: string | null
  /** Places or people that it would have taken; one where left out. */
  weight?: number
  /** Cases that it comes of, all of one kind, the one that ended it first. */
  cases?: readonly CaseRef[]
}

const regionOf = async (ctx: Ctx, { yotCode, region = null }: GapSource): Promise<string | null> =>
  yotCode === null
    ? region
    : ((await ctx.db.yot.findUnique({ where: { code: yotCode }, select: { region: true } }))?.region ?? region)

/**
 * Writes a gap down, once by its key, whoever else does so at the same time: call it in the transaction in which help ended. Its audit entry is
 * of the case, so that whoever may not know of that does not learn of it.
 * @returns whether it was written now
 */
export const recordGap = async (ctx: Ctx, source: GapSource): Promise<boolean> => {
  const id = newId()
  const { cases = [] } = source
  const row = {
    id,
    kind: source.kind,
    sourceKey: source.sourceKey,
    themes: [...new Set(source.themes)],
    region: await regionOf(ctx, source),
    yotCode: source.yotCode,
    openedOn: dateFromIso(ctx.clock.today()),
    weight: source.weight ?? 1,
    caseKind: cases[0]?.kind ?? null,
    caseIds: cases.map(({ id }) => id),
  }
  const written = await inTransaction(ctx, async (ctx) => {
    if ((await insertRows(ctx, 'Gap', [row], { skipDuplicates: true })) === 0) return ok(false)
    await auditGap(ctx, 'recorded', { id, ...source }, cases[0])
    return ok(true)
  })
  return written.ok && written.value
}

const auditGap = (
  ctx: Ctx,
  event: 'recorded' | 'met',
  { id, kind }: { id: string; kind: GapKind },
  of: CaseRef | undefined,
): Promise<void> =>
  audit(ctx, { event: `gap.${event}`, subject: { kind: 'gap', id }, ...(of ? { case: of } : {}), data: { kind } })

/** What met a gap. */
export type MetBy = 'enquiry' | 'review' | 'course' | 'offering' | 'panel'

type Which =
  | { keys: readonly string[] }
  /** Open ones of these kinds about any of these themes: of one service, or of all where it is left out. */
  | { kinds: readonly GapKind[]; themes: readonly string[]; yotCode?: string }

/**
 * Something later met these gaps: they are closed with what did and today. Those that were met stay as they were. Where another case met it
 * than it comes of, there is no entry in the audit log: it would tell of one to whoever may know of the other.
 */
export const closeGaps = async (
  ctx: Ctx,
  which: Which,
  { metBy, of }: { metBy: MetBy; of?: CaseRef | undefined },
): Promise<number> => {
  const open = await tables(ctx).gap.findMany({
    where: {
      metOn: null,
      openedOn: { lte: dateFromIso(ctx.clock.today()) },
      ...('keys' in which
        ? { sourceKey: { in: [...which.keys] } }
        : {
            kind: { in: [...which.kinds] },
            themes: { hasSome: [...which.themes] },
            ...(which.yotCode === undefined ? {} : { yotCode: which.yotCode }),
          }),
    },
    select: { id: true, kind: true, caseKind: true, caseIds: true },
    orderBy: { id: 'asc' },
  })
  let closed = 0
  for (const gap of open) {
    const { id, caseKind, caseIds } = gap
    const { count } = await tables(ctx).gap.updateMany({
      where: { id, metOn: null },
      data: { metOn: dateFromIso(ctx.clock.today()), metBy },
    })
    const [own] = caseIds
    const ownCase = caseKind !== null && own !== undefined ? { kind: caseKind, id: own } : undefined
    const isOfOne = ownCase === undefined ? of === undefined : of === undefined || caseIds.includes(of.id)
    if (count > 0 && isOfOne) await auditGap(ctx, 'met', gap, of ?? ownCase)
    closed += count
  }
  return closed
}
