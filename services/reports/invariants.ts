import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'report-moves',
    holds: 'A report stands where its last move left it.',
    broken: Prisma.sql`select r.id::text as what from "Report" r where r.status::text is distinct from
      (select m."to" from "Move" m where m."subjectKind" = 'report' and m."subjectId" = r.id order by m.version desc limit 1)`,
  },
  {
    name: 'report-of-review',
    holds: 'A report stands where its review does.',
    broken: Prisma.sql`select q.ref as what from "Report" r join "ReviewRequest" q on q.id = r."reviewId"
      where r.status::text <> case q.status::text when 'presented' then 'drafting' when 'draft_report' then 'with_host'
        when 'accuracy' then 'answering' else 'final' end`,
  },
  {
    name: 'report-answers',
    holds: 'A final report has an answer to every comment on its facts.',
    broken: Prisma.sql`select r.id::text || ', comment ' || c.number as what from "Report" r join "AccuracyComment" c on c."reportId" = r.id
      where r.status = 'final' and c."withdrawnAt" is null and c.answer is null`,
  },
  {
    name: 'report-reasons',
    holds: 'A comment that was not accepted says why, and nobody of the host answered it.',
    broken: Prisma.sql`select c."reportId"::text || ', comment ' || c.number as what from "AccuracyComment" c
      where (c.answer = 'not_accepted' and char_length(c.reason) < 20) or c."answeredById" = c."madeById"`,
  },
  {
    name: 'report-sealed',
    holds: 'A final report is sealed by the fingerprint that it carries.',
    broken: Prisma.sql`select r.id::text as what from "Report" r where (r.status = 'final') <>
      exists (select from "SealedText" t where t.kind = 'report' and t."subjectId" = r.id and t.hash = r."finalHash")`,
  },
  {
    name: 'report-clocks',
    holds: 'A report has a last day for comments that runs while it is with the host, and then only.',
    broken: Prisma.sql`select r.id::text as what from "Report" r where (r.status = 'with_host') <>
      exists (select from "Silence" s where s.kind = 'report-accuracy' and s."subjectId" = r.id and s."lastDay" = r."commentBy")`,
  },
  {
    name: 'report-days',
    holds: 'A review names the same last day for comments on the facts as its report.',
    broken: Prisma.sql`select q.ref as what from "Report" r join "ReviewRequest" q on q.id = r."reviewId"
      where r.status = 'with_host' and q."commentsBy" is distinct from r."commentBy"`,
  },
  {
    name: 'plan-moves',
    holds: 'An action plan, and each action, stands where its last move left it.',
    broken: Prisma.sql`select p.id::text as what from "ActionPlan" p where p.status::text is distinct from
        (select m."to" from "Move" m where m."subjectKind" = 'action_plan' and m."subjectId" = p.id order by m.version desc limit 1)
      union all select a.id::text from "Action" a where a.status::text is distinct from
        (select m."to" from "Move" m where m."subjectKind" = 'action' and m."subjectId" = a.id order by m.version desc limit 1)`,
  },
  {
    name: 'plan-of-review',
    holds: 'An action plan stands where its review does.',
    broken: Prisma.sql`select q.ref as what from "ActionPlan" p join "ReviewRequest" q on q.id = p."reviewId"
      where p.status::text <> case q.status::text when 'final' then 'open' when 'action_plan' then 'sent'
        when 'progress_review' then 'reviewed' else p.status::text end`,
  },
  {
    name: 'plan-answers',
    holds: 'A plan that is agreed answers every area for consideration.',
    broken: Prisma.sql`select p.id::text || ', area ' || a.position as what from "ActionPlan" p join "PlanArea" a on a."planId" = p.id
      where p.status <> 'open' and a."notTakenUp" = '' and not exists (select from "Action" where "areaId" = a.id)`,
  },
  {
    name: 'action-reminders',
    holds: 'No owner is reminded more than three times, nor of what is over.',
    broken: Prisma.sql`select id::text as what from "Action" where reminded > 3 or (status <> 'open' and "remindOn" is not null)`,
  },
  {
    name: 'shares',
    holds: 'What is shared is of a final report, and a link ends within 90 days.',
    broken: Prisma.sql`select s.id::text as what from "Share" s where not exists (select from "Report" r where r."reviewId" = s."reviewId" and r.status = 'final')
      or (s.audience = 'board' and (s."tokenHash" is null or s.until > (s."sharedAt" at time zone 'Europe/London')::date + 90))`,
  },
  {
    name: 'report-versions',
    holds: 'A part of a report says what its newest version says.',
    broken: Prisma.sql`select s."reportId"::text || ' ' || s.key as what from "ReportSection" s
      where not exists (select from "ReportSectionVersion" v where v."sectionId" = s.id and not v."isAside" and v.number = s.version and v.text = s.text)`,
  },
]
