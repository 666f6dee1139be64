import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'approved',
    holds: 'Whoever’s application was approved is in the bank.',
    broken: Prisma.sql`select ref as what from "Application" as a where status in ('approved', 'approved_with_conditions')
      and not exists (select from "Standing" where "personId" = a."personId")`,
  },
  {
    name: 'application-moves',
    holds: 'An application stands where its last move left it.',
    broken: Prisma.sql`select ref as what from "Application" as a where status <> 'draft' and status <>
      (select m."to" from "ApplicationMove" m where m."applicationId" = a.id order by m."movedAt" desc, m.id desc limit 1)`,
  },
  {
    name: 'assessors',
    holds: 'Nobody assesses their own application.',
    broken: Prisma.sql`select a.ref as what from "Assessment" s join "Application" a on a.id = s."applicationId" where s."assessorId" = a."personId"`,
  },
  {
    name: 'panels',
    holds: 'A decision rests on two recorded views or more.',
    broken: Prisma.sql`select ref as what from "Application" as a
      where status in ('approved', 'approved_with_conditions', 'deferred', 'declined')
        and exists (select from "Assessment" where "applicationId" = a.id)
        and (select count(*) from "Assessment" where "applicationId" = a.id and round = a.round and "recordedAt" is not null) < 2`,
  },
]
