import { Prisma } from '#prisma/generated/client.ts'
import { coreInvariants } from './core/core-invariants.ts'
import type { Db } from './core/db.ts'
import { type Fault, findBroken, type Invariant } from './core/invariant.ts'
import { rooms } from './exchange.ts'

/** What must be true across rooms, and so is no room's own. */
const across: readonly Invariant[] = [
  {
    name: 'references',
    holds: 'Every reference in use is noted as given, so that it is not given again.',
    broken: Prisma.sql`select ref as what from (
        select ref from "ReviewRequest" union all select ref from "Application" union all
        select ref from "Enquiry" union all select ref from "Engagement" union all
        select ref from "CourseDate" union all select ref from "Mark"
      ) as used
      where not exists (select from "GivenReference" where "GivenReference".ref = used.ref)`,
  },
  {
    name: 'cases',
    holds: 'Whatever names a case names one that exists.',
    broken: Prisma.sql`select distinct named.id::text as what from (
        select "caseKind" as kind, "caseId" as id from "AuditEntry" union select "caseKind", "caseId" from "OutboxMessage"
        union select "caseKind", "caseId" from "Conflict" union select "caseKind", "caseId" from "ConflictCheck"
        union select "caseKind", "caseId" from "Declaration" union select "caseKind", "caseId" from "RatingPair"
      ) as named
      where named.id is not null
        and not exists (select from "ReviewRequest" where named.kind = 'review_request' and "ReviewRequest".id = named.id)
        and not exists (select from "Application" where named.kind = 'application' and "Application".id = named.id)
        and not exists (select from "Enquiry" where named.kind = 'enquiry' and "Enquiry".id = named.id)
        and not exists (select from "Concern" where named.kind = 'concern' and "Concern".id = named.id)`,
  },
  {
    name: 'leavers',
    holds: 'Of whoever left, no address, profile or post in force is kept.',
    broken: Prisma.sql`select id::text as what from "Person" as p where "leftAt" is not null and (
        exists (select from "EmailAddress" where "personId" = p.id) or exists (select from "Profile" where "personId" = p.id)
        or exists (select from "Holding" where "personId" = p.id and until is null))`,
  },
  {
    name: 'rated-work',
    holds: 'What is rated exists.',
    broken: Prisma.sql`select p."workRef" as what from "RatingPair" p
      where not exists (select from "ReviewRequest" where p.work = 'review' and id = p."workId")
        and not exists (select from "Engagement" where p.work = 'engagement' and id = p."workId")`,
  },
]

/** Everything that must be true of the rows of several tables together. */
export const invariants: readonly Invariant[] = [
  ...coreInvariants,
  ...rooms.flatMap((room) => room.invariants ?? []),
  ...across,
]

/** The invariants that do not hold, each with a few of what breaks it. */
export const findFaults = (db: Db): Promise<Fault[]> => findBroken(db, invariants)
