import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'places-within',
    holds: 'Of no date more places are booked and offered than there are.',
    broken: Prisma.sql`select d.ref as what from "CourseDate" d where d.places <
      (select count(*) from "Place" p where p."dateId" = d.id and p.status in ('booked', 'offered', 'attended', 'absent'))`,
  },
  {
    name: 'place-moves',
    holds: 'A place stands where its last move left it, and a course date and a mark too.',
    broken: Prisma.sql`select s.kind || ' ' || s.id as what from (
        select 'place' as kind, id, status::text from "Place" union all
        select 'course', id, status::text from "CourseDate" union all select 'mark', id, status::text from "Mark") as s
      where s.status is distinct from (select m."to" from "Move" m
        where m."subjectKind" = s.kind and m."subjectId" = s.id order by m.version desc limit 1)`,
  },
  {
    name: 'queue-dates',
    holds: 'Whatever waits says since when, and what is offered until when: not after the start.',
    broken: Prisma.sql`select p.id::text as what from "Place" p join "CourseDate" d on d.id = p."dateId"
      where (p.status = 'waiting' and p."waitingSince" is null) or (p.status = 'offered' and p."offeredUntil" > d."startsAt")`,
  },
  {
    name: 'course-sessions',
    holds: 'A date begins with its first session and ends with its last.',
    broken: Prisma.sql`select d.ref as what from "CourseDate" d
      where d."startsAt" is distinct from (select min(s."startsAt") from "CourseSession" s where s."dateId" = d.id)
        or d."endsAt" is distinct from (select max(s."endsAt") from "CourseSession" s where s."dateId" = d.id)`,
  },
  {
    name: 'sessions-chosen',
    holds: 'Of no session more chose than it has seats, and nobody chose two at one time.',
    broken: Prisma.sql`select s."dateId"::text as what from "CourseSession" s where coalesce(s.seats, 0) <
        (select count(*) from "SessionChoice" c join "Place" p on p.id = c."placeId"
          where c."dateId" = s."dateId" and c.position = s.position and p.status in ('booked', 'attended', 'absent'))
      union select c."placeId"::text from "SessionChoice" c join "SessionChoice" o on o."placeId" = c."placeId" and o.position > c.position
        join "CourseSession" a on a."dateId" = c."dateId" and a.position = c.position
        join "CourseSession" b on b."dateId" = o."dateId" and b.position = o.position
        where a."startsAt" < b."endsAt" and b."startsAt" < a."endsAt"`,
  },
  {
    name: 'certificates',
    holds: 'Whoever attended has a certificate.',
    broken: Prisma.sql`select id::text as what from "Place" where status = 'attended' and certificate is null`,
  },
  {
    name: 'marks-observed',
    holds: 'A mark in force rests on at least two observers’ views, none of the offering’s region.',
    broken: Prisma.sql`select m.ref as what from "Mark" m join "Offering" o on o.id = m."offeringId"
      where m.status in ('awarded', 'questioned') and (
        (select count(*) from "Observation" b where b."markId" = m.id and b."recordedAt" is not null) < 2
        or exists (select from "Observation" b where b."markId" = m.id and b."recordedAt" is not null and b.region = o.region))`,
  },
  {
    name: 'time-of-courses',
    holds: 'What the ledger has of a course is its trainers’ time, minute for minute.',
    broken: Prisma.sql`select d.ref as what from "CourseDate" d
      where exists (select from "LedgerEntry" l where l."sourceKind" = 'course' and l."sourceId" = d.id) and
        (select sum(l.minutes) from "LedgerEntry" l where l."sourceKind" = 'course' and l."sourceId" = d.id) <>
        (select coalesce(sum(extract(epoch from upper(span) - lower(span)) / 60), 0) from unnest(
          (select range_agg(tstzrange(s."startsAt", s."endsAt")) from "CourseSession" s where s."dateId" = d.id)) span)
          * (select count(*) from "CourseTrainer" t where t."dateId" = d.id)`,
  },
]
