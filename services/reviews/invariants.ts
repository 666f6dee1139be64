import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'
import { reviewLife } from './case/lifecycle.ts'

const standsAt = (mark: 'teamComplete' | 'worked' | 'reported') =>
  Prisma.sql`r.status::text = any(${reviewLife.marked(mark)}::text[])`

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'review-moves',
    holds: 'A review stands where its last move left it.',
    broken: Prisma.sql`select ref as what from "ReviewRequest" as r where status <> 'draft' and status::text <>
      (select m."to" from "Move" m where m."subjectKind" = 'review_request' and m."subjectId" = r.id order by m.version desc limit 1)`,
  },
  {
    name: 'seats',
    holds: 'Whoever accepted an invitation sits in that seat.',
    broken: Prisma.sql`select i.id::text as what from "Invitation" i join "Seat" s on s.id = i."seatId"
      where i.status = 'accepted' and s."personId" is distinct from i."personId"`,
  },
  {
    name: 'teams',
    holds: 'A team that is confirmed has said yes in every seat, but for whoever beside it did not come.',
    broken: Prisma.sql`select r.ref || ', seat ' || s.position as what from "Seat" s join "ReviewRequest" r on r.id = s."requestId"
      where ${standsAt('teamComplete')} and not (s.role in ('observer', 'facilitator', 'trainee') and s."personId" is null)
        and not exists (select from "Invitation" where "seatId" = s.id and status = 'accepted')`,
  },
  {
    name: 'own-service',
    holds: 'Nobody reviews the service that they hold a post in.',
    broken: Prisma.sql`select r.ref || ', seat ' || s.position as what
      from "Seat" s join "ReviewRequest" r on r.id = s."requestId" join "Holding" h on h."personId" = s."personId" and h."yotCode" = r."yotCode"
      where ${standsAt('teamComplete')} and h."from" <= r."startsOn" and (h.until is null or h.until >= r."startsOn")`,
  },
  {
    name: 'terms',
    holds: 'A visit has terms that both sides accepted.',
    broken: Prisma.sql`select ref as what from "ReviewRequest" as r
      where ${standsAt('worked')}
        and exists (select from "SealedText" where kind = 'review-terms' and "subjectId" = r.id)
        and not exists (select from "SealedText" t where kind = 'review-terms' and "subjectId" = r.id
          and (select count(*) from "TextAcceptance" where "textId" = t.id) = 2)`,
  },
  {
    name: 'terms-of-reviews',
    holds: 'The terms of a review are of one that exists.',
    broken: Prisma.sql`select "subjectId"::text as what from "SealedText" t
      where kind = 'review-terms' and not exists (select from "ReviewRequest" where id = t."subjectId")`,
  },
  {
    name: 'findings',
    holds: 'A final report has an agreed finding under each key line of enquiry.',
    broken: Prisma.sql`select r.ref || ', key line of enquiry ' || k.position as what from "ReviewRequest" r join "Kloe" k on k."requestId" = r.id
      where r.kind = 'review' and ${standsAt('reported')} and not k.id::text = any(r."agreedPlaces")`,
  },
  {
    name: 'terms-change',
    holds:
      'A change of agreed terms waits, with its last day, only until the visit is over, and is a version that both have not accepted.',
    broken: Prisma.sql`select ref as what from "ReviewRequest" as r where ("termsChange" is not null) <>
        exists (select from "Silence" where kind = 'terms-change' and "subjectId" = r.id)
      or ("termsChange" is not null and (status not in ('preparing', 'on_site') or not exists (select from "SealedText" t
        where kind = 'review-terms' and "subjectId" = r.id and number = "termsChange"
          and (select count(*) from "TextAcceptance" where "textId" = t.id) < 2)))`,
  },
  {
    name: 'asked-clocks',
    holds: 'Nobody is reminded of a remark that was answered, or of a sponsor’s answer that came.',
    broken: Prisma.sql`select s."subjectId"::text as what from "Silence" s where (s.kind = 'remark' and not exists
        (select from "Remark" where id = s."subjectId" and answer is null))
      or (s.kind = 'sponsor' and not exists (select from "SponsorAsk" where id = s."subjectId" and "answeredAt" is null and "endedAt" is null))`,
  },
  {
    name: 'invitation-clocks',
    holds: 'An invitation has a day on which it ends by itself while it waits for an answer, and then only.',
    broken: Prisma.sql`select id::text as what from "Invitation" i where (status = 'offered') <>
      exists (select from "Silence" where kind = 'invitation' and "subjectId" = i.id and "lastDay" = i."respondBy")`,
  },
]
