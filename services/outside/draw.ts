import { asSystem } from '#services/core/access.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { tell } from '#services/notifications/index.ts'
import { officersOf } from '#services/yots/index.ts'
import { outsideProviders } from './providers.ts'
import { tables } from './tables.ts'
import { tiedTo } from './ties.ts'

/** Working days in which an assessor says what they think; then somebody else is drawn. */
const viewDays = 10

/** The day by which an assessor is to say what they think. ISO day. */
export const viewDay = (drawnAt: Date): string => addWorkingDays(londonDate(drawnAt), viewDays)

/**
 * Draws the one assessor of a request: of those who are not tied to it, one who has the fewest to look at. Another than before, where
 * it was drawn before. Nothing happens where nobody can be drawn: the desk says so, and it is tried anew every day.
 */
export const drawAssessor = (ctx: Ctx, id: string): Promise<Result<boolean>> =>
  outsideProviders.asSystemMove(asSystem(ctx), { id, event: 'drawn' }, async (ctx, { row, move }) => {
    if (row.isSupported !== null) return ok(undefined)
    const assessors = (await officersOf(ctx, 'assessor')).filter(({ personId }) => personId !== row.assessorId)
    const ids = assessors.map(({ personId }) => personId)
    const tied = (await tiedTo(ctx, [row], ids)).get(id)
    const open = await tables(ctx).outsideProvider.groupBy({
      by: ['assessorId'],
      where: { status: 'asked', isSupported: null, assessorId: { in: ids } },
      _count: true,
    })
    const loadOf = (personId: string) => open.find(({ assessorId }) => assessorId === personId)?._count ?? 0
    const free = ids.filter((personId) => !tied?.has(personId))
    const least = Math.min(...free.map(loadOf))
    const first = free.filter((personId) => loadOf(personId) === least)
    const drawn = first[first.length <= 1 ? 0 : ctx.draw(0, first.length)]
    if (drawn === undefined) return ok(undefined)
    const moved = await move({ data: { assessorId: drawn, drawnAt: ctx.clock.now() } })
    if (!moved.ok) return moved
    await tell(ctx, {
      people: [drawn],
      about: { kind: 'outside-provider', id },
      occasion: `drawn:${moved.value.version}`,
      kind: 'ask',
      letter: {
        subject: `Look at an outside provider: ${row.ref}`,
        lines: [
          `You were drawn to look at ${row.name}, which asks to offer beside members. Please say by ${longDate(viewDay(ctx.clock.now()))} whether you are for it, and why. An administrator decides after you.`,
        ],
        action: { text: 'Look at it', path: `/association/outside/${row.ref}` },
      },
    })
    return moved
  })

/** Draws an assessor where none could be, where theirs holds the office no more or has become tied, or has said nothing in time. */
export const drawAssessors: Job = {
  name: 'outside.draw-assessors',
  title: 'Draw assessors of outside providers',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const waiting = await tables(ctx).outsideProvider.findMany({
      where: { status: 'asked', isSupported: null },
      orderBy: { id: 'asc' },
      select: { id: true, assessorId: true, drawnAt: true },
    })
    const assessors = new Set((await officersOf(ctx, 'assessor')).map(({ personId }) => personId))
    for (const { id, assessorId, drawnAt } of waiting) {
      const isIn = assessorId !== null && assessors.has(assessorId)
      const isLate = drawnAt !== null && viewDay(drawnAt) < ctx.clock.today()
      if (!isIn || isLate) await drawAssessor(ctx, id)
    }
  },
}
