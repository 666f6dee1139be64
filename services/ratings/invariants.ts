import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'reveals',
    holds: 'No rating was revealed before the host and all who came had rated, or its day had come.',
    broken: Prisma.sql`select "workRef" as what from "RatingPair" as p
      where "revealedAt" is not null and "revealedAt" < "revealOn"
        and (select count(*) from "Rating" where "pairId" = p.id) < 1 + (select count(*) from "RatedPerson" where "pairId" = p.id)`,
  },
  {
    name: 'rating-seats',
    holds: 'A host rates as one, and each who came for themselves.',
    broken: Prisma.sql`select p."workRef" as what from "Rating" r join "RatingPair" p on p.id = r."pairId"
      where (r.side = 'host') <> (r.seat = 'host')`,
  },
]
