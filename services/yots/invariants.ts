import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'neighbours',
    holds: 'Neighbouring services are each noted once.',
    broken: Prisma.sql`select "codeA" || ' and ' || "codeB" as what from "Neighbour" where "codeA" >= "codeB"`,
  },
  {
    name: 'posts',
    holds: 'A post’s holders belong to its service.',
    broken: Prisma.sql`select h.id::text as what from "Holding" h join "Post" p on p.id = h."postId" where p."yotCode" <> h."yotCode"`,
  },
]
