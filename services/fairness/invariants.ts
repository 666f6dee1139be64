import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'concern-moves',
    holds: 'A concern stands where its last move left it.',
    broken: Prisma.sql`select c.ref as what from "Concern" c where c.status::text is distinct from
      (select m."to" from "Move" m where m."subjectKind" = 'concern' and m."subjectId" = c.id order by m.version desc limit 1)`,
  },
  {
    name: 'concern-deciders',
    holds: 'Nobody decides about themselves, or about what they brought.',
    broken: Prisma.sql`select c.ref as what from "ConcernView" v join "Concern" c on c.id = v."concernId"
      where v."recordedAt" is not null and (v."deciderId" = c."openedById"
        or exists (select from "ConcernParty" p where p."concernId" = c.id and p."personId" = v."deciderId"))`,
  },
  {
    name: 'concern-outcomes',
    holds: 'What was decided of a concern has an outcome for each point, and what was not has none in force.',
    broken: Prisma.sql`select distinct c.ref as what from "Concern" c join "ConcernPoint" p on p."concernId" = c.id
      where (c.status in ('in_effect', 'final')) <> exists (select from "ConcernOutcome" o where o."pointId" = p.id and o."undoneAt" is null)`,
  },
  {
    name: 'concern-measures',
    holds: 'Nothing is in place for a concern that is over.',
    broken: Prisma.sql`select c.ref as what from "ConcernMeasure" m join "Concern" c on c.id = m."concernId"
      where m."endedAt" is null and c.status in ('final', 'withdrawn', 'not_for_here')`,
  },
]
