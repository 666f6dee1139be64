import { Prisma } from '#prisma/generated/client.ts'
import type { Db } from './core/db.ts'

/*
 * What must be true of the rows of several tables together, which the schema cannot hold: one list across the rooms, for
 * `npm run db -- verify` and for tests that kill, race and restore.
 */

type Invariant = {
  name: string
  /** What holds, as a sentence. */
  holds: string
  /** Selects what breaks it, each as one `what` that a person can look up: a reference or an id, never a name. */
  broken: Prisma.Sql
}

/** Review states in which everybody is on the team and has said yes. */
const teamComplete = Prisma.sql`('confirmed', 'preparing', 'on_site', 'presented', 'draft_report', 'accuracy', 'final', 'action_plan', 'progress_review', 'closed')`
const reportFinal = Prisma.sql`('final', 'action_plan', 'progress_review', 'closed')`

export const invariants: readonly Invariant[] = [
  {
    name: 'seals',
    holds: 'The audit log’s seals are in place and switched on.',
    broken: Prisma.sql`select wanted as what from unnest(array['AuditEntry_seal', 'AuditEntry_append_only', 'AuditEntry_no_truncate']) as wanted
      where not exists (select from pg_trigger where tgname = wanted and tgenabled = 'O' and tgrelid = '"AuditEntry"'::regclass)`,
  },
  {
    name: 'audit-numbers',
    holds: 'The audit log’s next number is above its last.',
    broken: Prisma.sql`select max(id)::text as what from "AuditEntry"
      having max(id) > (select case when is_called then last_value else last_value - 1 end from "AuditEntry_id_seq")`,
  },
  {
    name: 'references',
    holds: 'Every reference in use is noted as given, so that it is not given again.',
    broken: Prisma.sql`select ref as what from (
        select ref from "ReviewRequest" union all select ref from "Application" union all
        select ref from "Enquiry" union all select ref from "Engagement"
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
        and not exists (select from "ReviewRequest" where kind = 'review_request' and "ReviewRequest".id = named.id)
        and not exists (select from "Application" where kind = 'application' and "Application".id = named.id)
        and not exists (select from "Enquiry" where kind = 'enquiry' and "Enquiry".id = named.id)`,
  },
  {
    name: 'messages',
    holds: 'No message is both delivered and given up.',
    broken: Prisma.sql`select id::text as what from "OutboxMessage" where "deliveredAt" is not null and "failedAt" is not null`,
  },
  {
    name: 'addresses',
    holds: 'Everybody with an address has one that is used first.',
    broken: Prisma.sql`select distinct "personId"::text as what from "EmailAddress" as any_of
      where not exists (select from "EmailAddress" where "personId" = any_of."personId" and "isPrimary")`,
  },
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
  {
    name: 'bank',
    holds: 'Whoever has a role in the bank has a standing and a profile there.',
    broken: Prisma.sql`select distinct "personId"::text as what from "StandingRole" as role
      where not exists (select from "Standing" where "personId" = role."personId")
        or not exists (select from "Profile" where "personId" = role."personId")`,
  },
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
  {
    name: 'review-moves',
    holds: 'A review stands where its last move left it.',
    broken: Prisma.sql`select ref as what from "ReviewRequest" as r where status <> 'draft' and status <>
      (select m."to" from "StageMove" m where m."requestId" = r.id order by m."movedAt" desc, m.id desc limit 1)`,
  },
  {
    name: 'seats',
    holds: 'Whoever accepted an invitation sits in that seat.',
    broken: Prisma.sql`select i.id::text as what from "Invitation" i join "Seat" s on s.id = i."seatId"
      where i.status = 'accepted' and s."personId" is distinct from i."personId"`,
  },
  {
    name: 'teams',
    holds: 'A team that is confirmed has said yes in every seat.',
    broken: Prisma.sql`select r.ref || ', seat ' || s.position as what from "Seat" s join "ReviewRequest" r on r.id = s."requestId"
      where r.status in ${teamComplete}
        and not exists (select from "Invitation" where "seatId" = s.id and status = 'accepted')`,
  },
  {
    name: 'own-service',
    holds: 'Nobody reviews the service that they hold a post in.',
    broken: Prisma.sql`select r.ref || ', seat ' || s.position as what
      from "Seat" s join "ReviewRequest" r on r.id = s."requestId" join "Holding" h on h."personId" = s."personId" and h."yotCode" = r."yotCode"
      where r.status in ${teamComplete} and h."from" <= r."startsOn" and (h.until is null or h.until >= r."startsOn")`,
  },
  {
    name: 'terms',
    holds: 'A visit has terms that both sides accepted.',
    broken: Prisma.sql`select ref as what from "ReviewRequest" as r
      where status in ('preparing', 'on_site', 'presented', 'draft_report', 'accuracy', 'final', 'action_plan', 'progress_review', 'closed')
        and exists (select from "Terms" where "requestId" = r.id)
        and not exists (select from "Terms" where "requestId" = r.id and "hostAcceptedAt" is not null and "teamAcceptedAt" is not null)`,
  },
  {
    name: 'findings',
    holds: 'A final report’s findings rest on two sources or more, one under each key line of enquiry.',
    broken: Prisma.sql`select r.ref || ', key line of enquiry ' || k.position as what from "ReviewRequest" r join "Kloe" k on k."requestId" = r.id
      where r.status in ${reportFinal} and exists (select from "Finding" where "requestId" = r.id)
        and not exists (select from "Finding" where "kloeId" = k.id and cardinality(sources) >= 2)`,
  },
  {
    name: 'enquiries',
    holds: 'No service asks itself.',
    broken: Prisma.sql`select e.ref as what from "Enquiry" e join "Offering" o on o.id = e."offeringId" where o."yotCode" = e."yotCode"`,
  },
  {
    name: 'providers',
    holds: 'An engagement’s provider is its offering’s, and not its host.',
    broken: Prisma.sql`select e.ref as what from "Engagement" e join "Offering" o on o.id = e."offeringId"
      where e."providerYotCode" is distinct from o."yotCode" or e."providerPersonId" is distinct from o."personId"
        or e."providerYotCode" = e."hostYotCode"`,
  },
  {
    name: 'published',
    holds: 'What is in the catalogue has a day it was published.',
    broken: Prisma.sql`select slug as what from "Offering" where status = 'published' and "publishedAt" is null`,
  },
  {
    name: 'rated-work',
    holds: 'What is rated exists.',
    broken: Prisma.sql`select p."workRef" as what from "RatingPair" p
      where not exists (select from "ReviewRequest" where p.work = 'review' and id = p."workId")
        and not exists (select from "Engagement" where p.work = 'engagement' and id = p."workId")`,
  },
  {
    name: 'reveals',
    holds: 'No rating was revealed before both sides had rated or its day had come.',
    broken: Prisma.sql`select "workRef" as what from "RatingPair" as p
      where "revealedAt" is not null and "revealedAt" < "revealOn" and (select count(*) from "Rating" where "pairId" = p.id) < 2`,
  },
]

export type Fault = { name: string; holds: string; broken: string[] }

const shownAtMost = 5

/** The invariants that do not hold, each with a few of what breaks it. */
export const findFaults = async (db: Db): Promise<Fault[]> => {
  const faults: Fault[] = []
  for (const { name, holds, broken } of invariants) {
    const rows = await db.$queryRaw<{ what: string }[]>`select what from (${broken}) as broken limit ${shownAtMost}`
    if (rows.length > 0) faults.push({ name, holds, broken: rows.map(({ what }) => what) })
  }
  return faults
}
