import { groupBy } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { lowRatings, seriousWords } from '#services/ratings/index.ts'
import { openConcern } from './open-concern.ts'
import { person } from './parties.ts'
import { tables } from './tables.ts'

/** Months in which two low ratings come together, and days back for which a cause is looked for. */
const months = 12
const lookBackDays = 60

type Cause = { personId: string; reason: 'low-ratings' | 'low-conduct' | 'serious'; causeKey: string; words: string }

/** What the rules open by themselves: two low ratings in twelve months, one low on conduct, a serious report. Each once. */
export const causesNow = async (ctx: Ctx): Promise<Cause[]> => {
  const today = ctx.clock.today()
  const [low, serious] = await Promise.all([
    lowRatings(ctx, addMonths(today, -months)),
    seriousWords(ctx, addDays(today, -lookBackDays)),
  ])
  const byPerson = groupBy(low, ({ personId }) => personId)
  return [
    ...serious.map(({ personId, id }) => ({
      personId,
      reason: 'serious' as const,
      causeKey: `standing:serious:${id}`,
      words: 'A host reported something serious in private.',
    })),
    ...[...byPerson].flatMap(([personId, rows]): Cause[] => {
      const conduct = rows.filter(({ isLowOnConduct }) => isLowOnConduct)
      const lows = rows.filter(({ isLow }) => isLow)
      return [
        ...conduct.map(({ ratingId }) => ({
          personId,
          reason: 'low-conduct' as const,
          causeKey: `standing:conduct:${ratingId}:${personId}`,
          words: 'A host gave a low mark for conduct.',
        })),
        ...(lows.length >= 2
          ? [
              {
                personId,
                reason: 'low-ratings' as const,
                causeKey: `standing:low:${lows
                  .slice(0, 2)
                  .map(({ ratingId }) => ratingId)
                  .sort()
                  .join(':')}:${personId}`,
                words: 'Two low ratings came within twelve months.',
              },
            ]
          : []),
      ]
    }),
  ]
}

/** Opens reviews of standing that the rules ask for; one at a time about anybody, and each cause once. */
export const openByRule: Job = {
  name: 'fairness.open-by-rule',
  title: 'Open reviews of standing that ratings or reports ask for',
  everyMinutes: 6 * 60,
  run: async (given) => {
    const ctx = asSystem(given)
    for (const { personId, reason, causeKey } of await causesNow(ctx)) {
      const known = await tables(ctx).concern.count({ where: { causeKey } })
      const running = await tables(ctx).concern.count({
        where: {
          kind: 'standing',
          subjectId: personId,
          status: { in: ['opened', 'hearing', 'in_effect', 'under_appeal'] },
        },
      })
      const place = await ctx.db.standing.count({ where: { personId, status: { not: 'removed' } } })
      if (known > 0 || running > 0 || place === 0) continue
      await openConcern(ctx, {
        kind: 'standing',
        subject: { kind: 'person', id: personId },
        title: 'A place in the bank',
        parties: [person('other', personId)],
        points: [{ reason, onceKey: causeKey }],
        statement: null,
        openKey: `standing:${personId}`,
        causeKey,
      })
    }
  },
}
