import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'addresses',
    holds: 'Everybody with an address has one that is used first.',
    broken: Prisma.sql`select distinct "personId"::text as what from "EmailAddress" as any_of
      where not exists (select from "EmailAddress" where "personId" = any_of."personId" and "isPrimary")`,
  },
]
