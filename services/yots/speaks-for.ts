import { type Actor, hasRole } from '#services/core/access.ts'

/** Whether the actor leads this service today, and so speaks for it. */
export const speaksFor = (actor: Actor, yotCode: string): boolean => hasRole(actor, 'service_lead', { yotCode })

/** Codes of the services where the actor holds a post today. */
export const yotsOf = (actor: Actor): string[] => [
  ...new Set(
    actor.grants.flatMap(({ role, yotCode }) =>
      yotCode !== undefined && (role === 'manager' || role === 'service_lead') ? [yotCode] : [],
    ),
  ),
]
