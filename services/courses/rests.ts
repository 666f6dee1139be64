import type { Ctx } from '#services/core/context.ts'
import { outsideStands } from '#services/outside/index.ts'
import type { LockedCourse } from './move-course.ts'

/**
 * Why nobody new is given a place on a date now, because its outside provider may not offer: a sentence; null where it may, and for
 * every other provider. Asked of the day itself, so that nothing waits for a job. Why it may not is for the provider to say.
 */
export const whyRests = async (
  ctx: Ctx,
  { offering: { outsideId } }: { offering: Pick<LockedCourse['offering'], 'outsideId'> },
): Promise<string | null> => {
  if (outsideId === null) return null
  return (await outsideStands(ctx, [outsideId])).get(outsideId) === 'may'
    ? null
    : 'Its provider may not offer here at present, so nobody new is given a place. Places that are booked stay; whoever has one is told what happens.'
}
