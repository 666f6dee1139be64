import { type Actor, holdsOffice, isOffice } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { GrantsFor } from './sessions.ts'
import { tables } from './tables.ts'

/**
 * Somebody as they would act if they were signed in now, for what is made for them while they are away; null once they have left. As in a
 * session, an office counts for nothing where the second step that it needs is missing.
 */
export const actorOf = async (
  ctx: Ctx,
  personId: string,
  grantsFor: GrantsFor,
): Promise<(Actor & { personId: string }) | null> => {
  const [person, all] = await Promise.all([
    tables(ctx).person.findUnique({
      where: { id: personId },
      select: { name: true, leftAt: true, secondStep: { select: { confirmedAt: true } } },
    }),
    grantsFor(ctx, personId),
  ])
  if (person === null || person.leftAt !== null) return null
  const isTwoStep = person.secondStep?.confirmedAt != null
  const lacksSecondStep = ctx.config.mode === 'live' && holdsOffice(all) && !isTwoStep
  const grants = lacksSecondStep ? all.filter(({ role }) => !isOffice(role)) : all
  return { kind: 'person', personId, name: person.name, grants, ...(lacksSecondStep ? { lacksSecondStep } : {}) }
}
