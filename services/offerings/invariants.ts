import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'published',
    holds: 'What is in the catalogue has a day it was published.',
    broken: Prisma.sql`select slug as what from "Offering" where status = 'published' and "publishedAt" is null`,
  },
]
