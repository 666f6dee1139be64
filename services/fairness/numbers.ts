import type { ConcernKind } from '#prisma/generated/enums.ts'
import { daysBetween, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { kinds } from './kinds.ts'
import { tables } from './tables.ts'

/** Fewer than this tell of somebody. */
export const enoughToShow = 5

export type KindNumbers = {
  kind: ConcernKind
  title: string
  /** Decided, in batches of five; null while there are fewer. */
  decided: number | null
  /** Median working span from opening to the decision, in days, and how many of them were decided late. */
  medianDays: number | null
  late: number | null
  /** By outcome, where every outcome there was has five or more. */
  outcomes: { says: string; count: number }[] | null
}

type Decided = { kind: ConcernKind; openedOn: string; toldOn: string; decideBy: string; outcome: string }

/**
 * How fair process performs, by kind, for everybody. Counted in batches of five in the order of decision, so that two looks never differ
 * by one; an outcome shows only when no outcome of its kind is rarer than five. Pure.
 */
export const numbersFrom = (decided: readonly Decided[]): KindNumbers[] =>
  (Object.keys(kinds) as ConcernKind[]).map((kind) => {
    const all = decided.filter((one) => one.kind === kind).sort((a, b) => a.toldOn.localeCompare(b.toldOn))
    const shown = all.slice(0, all.length - (all.length % enoughToShow))
    const none = { kind, title: kinds[kind].title, decided: null, medianDays: null, late: null, outcomes: null }
    if (shown.length === 0) return none
    const days = shown.map(({ openedOn, toldOn }) => daysBetween(openedOn, toldOn)).sort((a, b) => a - b)
    const late = shown.filter(({ toldOn, decideBy }) => toldOn > decideBy).length
    const counts = kinds[kind].outcomes.map(({ code, says }) => ({
      says,
      count: shown.filter(({ outcome }) => outcome === code).length,
    }))
    const isTelling = (count: number) => count > 0 && count < enoughToShow
    return {
      kind,
      title: kinds[kind].title,
      decided: shown.length,
      medianDays: days[Math.floor(days.length / 2)] ?? null,
      late: isTelling(late) || isTelling(shown.length - late) ? null : late,
      outcomes: counts.some(({ count }) => isTelling(count)) ? null : counts,
    }
  })

/** The same, of everything that was decided so far. */
export const fairnessNumbers = async (ctx: Ctx): Promise<KindNumbers[]> => {
  const rows = await tables(ctx).concern.findMany({
    where: { toldOn: { not: null } },
    select: {
      kind: true,
      openedOn: true,
      toldOn: true,
      decideBy: true,
      points: {
        orderBy: { position: 'asc' },
        take: 1,
        select: { outcomes: { orderBy: { carriedOutAt: 'asc' }, take: 1 } },
      },
    },
    orderBy: [{ toldOn: 'asc' }, { id: 'asc' }],
  })
  return numbersFrom(
    rows.flatMap(({ kind, openedOn, toldOn, decideBy, points }) =>
      toldOn === null
        ? []
        : [
            {
              kind,
              openedOn: isoFromDate(openedOn),
              toldOn: isoFromDate(toldOn),
              decideBy: isoFromDate(decideBy),
              outcome: points[0]?.outcomes[0]?.outcome.replace(/^changed:.*/, 'changed') ?? '',
            },
          ],
    ),
  )
}
