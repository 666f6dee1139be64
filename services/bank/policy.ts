import type { Actor, Role } from '#services/core/access.ts'

const knowThem: readonly Role[] = [
  'service_lead',
  'manager',
  'bank_member',
  'coordinator',
  'assessor',
  'board_member',
  'administrator',
]

/**
 * Whether the actor sees everybody's name and page in the bank: people of a service, of the bank and of the
 * association. Anybody else sees those who chose to be named.
 */
export const maySeeNames = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.grants.some((grant) => knowThem.includes(grant.role))
