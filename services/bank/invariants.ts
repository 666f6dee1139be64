import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'bank',
    holds: 'Whoever has a role in the bank has a standing there, and a profile unless they left the exchange.',
    broken: Prisma.sql`select distinct "personId"::text as what from "StandingRole" as role
      where not exists (select from "Standing" where "personId" = role."personId")
        or (not exists (select from "Profile" where "personId" = role."personId")
          and not exists (select from "Person" where id = role."personId" and "leftAt" is not null))`,
  },
]
