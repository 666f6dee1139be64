import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together: the same that is looked at every night. */
export const invariants: readonly Invariant[] = [
  {
    name: 'engagement-moves',
    holds: 'An engagement stands where its last move left it.',
    broken: Prisma.sql`select e.ref as what from "Engagement" e
      where exists (select from "Move" where "subjectKind" = 'engagement' and "subjectId" = e.id)
        and e.status::text <> (select m."to" from "Move" m where m."subjectKind" = 'engagement' and m."subjectId" = e.id order by m.version desc limit 1)`,
  },
  {
    name: 'providers',
    holds:
      'An engagement’s provider is its offering’s, or somebody who speaks or spoke for the same outside provider, and not its host.',
    broken: Prisma.sql`select e.ref as what from "Engagement" e join "Offering" o on o.id = e."offeringId"
      where e."providerYotCode" is distinct from o."yotCode" or (e."providerPersonId" is distinct from o."personId" and (o."outsideId" is null or e."providerPersonId" is null))
        or e."providerYotCode" = e."hostYotCode"`,
  },
  {
    name: 'terms-in-force',
    holds: 'Terms in force were accepted by both sides.',
    broken: Prisma.sql`select e.ref as what from "Engagement" e where e."termsInForce" is not null and (
      select count(*) from "SealedText" t join "TextAcceptance" a on a."textId" = t.id and a.hash = t.hash
      where t.kind = 'engagement-terms' and t."subjectId" = e.id and t.number = e."termsInForce") <> 2`,
  },
  {
    name: 'invoices',
    holds: 'Invoices together are at most what was agreed.',
    broken: Prisma.sql`select e.ref as what from "Engagement" e where (
      select coalesce(sum(s."netPence" + s."vatPence"), 0) from "Settlement" s where s."engagementId" = e.id and s.kind = 'invoice') > coalesce(e."totalPence", 0)
      and not e."isUnresolved" and not exists (select from "Dispute" d where d."engagementId" = e.id)`,
  },
  {
    name: 'ledger-entries',
    holds: 'Confirmed work that gave time stands in the ledger, minute for minute.',
    broken: Prisma.sql`select e.ref as what from "Engagement" e
      where e.status in ('confirmed', 'settled', 'closed') and exists (select from "Given" g where g."engagementId" = e.id)
        and (select sum(g.minutes) from "Given" g where g."engagementId" = e.id) <>
            (select coalesce(sum(l.minutes), 0) from "LedgerEntry" l where l."sourceKind" = 'engagement' and l."sourceId" = e.id)`,
  },
  {
    name: 'move-entries',
    holds: 'Each move of an engagement has its entry in the audit log, and none without.',
    broken: Prisma.sql`select coalesce(m.event, a.event) || ' ' || coalesce(m.id, a.id) as what from
        (select "subjectId"::text as id, 'engagement.' || event as event, count(*) from "Move" where "subjectKind" = 'engagement' group by 1, 2) as m
      full join (select "subjectId" as id, event, count(*) from "AuditEntry" where "subjectKind" = 'engagement' and data ? 'to' group by 1, 2) as a
        on a.id = m.id and a.event = m.event
      where m.count is distinct from a.count`,
  },
  {
    name: 'ledger-sources',
    holds: 'Every entry of the ledger names work that exists and was delivered.',
    broken: Prisma.sql`select l.key as what from "LedgerEntry" l
      where (l."sourceKind" = 'engagement' and not exists (select from "Engagement" e where e.id = l."sourceId"))
        or (l."sourceKind" = 'review' and not exists (select from "ReviewRequest" r where r.id = l."sourceId"))
        or (l."sourceKind" = 'course' and not exists (select from "CourseDate" d where d.id = l."sourceId" and d.status = 'evaluated'))
        or (l."sourceKind" = 'reuse' and not exists (select from "ResourceTaken" t where t.id = l."sourceId" and t."takenUpAt" is not null))
        or (l."sourceKind" = 'coordination' and not exists (select from "TimeLog" t where t.id = l."sourceId"))
        or (l."sourceKind" = 'opening' and not exists (select from "LedgerOpening" o where o.id = l."sourceId"))`,
  },
  {
    name: 'ledger-shares',
    holds: 'The themes of an entry share all of it.',
    broken: Prisma.sql`select l.key as what from "LedgerEntry" l join "LedgerShare" s on s."entryId" = l.id group by l.id, l.key having sum(s."perMille") <> 1000`,
  },
  {
    name: 'ledger-sequence',
    holds: 'The ledger’s entries are numbered from 1 without a hole.',
    broken: Prisma.sql`select 'before ' || seq as what from (select seq, lag(seq, 1, 0::bigint) over (order by seq) as before from "LedgerEntry") as numbered
      where seq <> before + 1`,
  },
  {
    name: 'ledger-reversals',
    holds: 'An entry that takes another back comes after it, takes all of it and says why.',
    broken: Prisma.sql`select l.key as what from "LedgerEntry" l left join "LedgerEntry" o on o.id = l."reversesId"
      where l."reversesId" is not null and (o.id is null or o.seq >= l.seq or o.minutes <> -l.minutes or o."travelMinutes" <> -l."travelMinutes"
        or o."on" <> l."on" or o.basis <> l.basis or o."giverYotCode" is distinct from l."giverYotCode" or coalesce(l.why, '') = '')`,
  },
  {
    name: 'ledger-months',
    holds: 'A service’s sums of the months are what its entries come to.',
    broken: Prisma.sql`select coalesce(m.yot, k."yotCode") || ' ' || coalesce(m.month, k.month)::text as what from (
        select yot, month, basis, sum(given) as given, sum(received) as received, sum("gaveTravel") as "gaveTravel", sum("gotTravel") as "gotTravel",
          count(*) as entries from (
          select "giverYotCode" as yot, date_trunc('month', "on")::date as month, basis, minutes as given, 0 as received,
            "travelMinutes" as "gaveTravel", 0 as "gotTravel" from "LedgerEntry" where "giverYotCode" is not null
          union all
          select "receiverYotCode", date_trunc('month', "on")::date, basis, 0, minutes, 0, "travelMinutes" from "LedgerEntry" where "receiverYotCode" is not null
        ) as sides group by yot, month, basis
      ) as m full join "LedgerMonth" k on k."yotCode" = m.yot and k.month = m.month and k.basis = m.basis
      where coalesce(m.given, 0) <> coalesce(k."givenMinutes", 0) or coalesce(m.received, 0) <> coalesce(k."receivedMinutes", 0)
        or coalesce(m."gaveTravel", 0) <> coalesce(k."givenTravel", 0) or coalesce(m."gotTravel", 0) <> coalesce(k."receivedTravel", 0)
        or coalesce(m.entries, 0) <> coalesce(k.entries, 0)`,
  },
  {
    name: 'ledger-months-themes',
    holds: 'A service’s sums of the months by theme are what its entries’ shares come to.',
    broken: Prisma.sql`select coalesce(m.yot, k."yotCode") || ' ' || coalesce(m.month, k.month)::text as what from (
        select yot, month, theme, sum(given) as given, sum(received) as received from (
          select e."giverYotCode" as yot, date_trunc('month', e."on")::date as month, s."themeCode" as theme, e.minutes * s."perMille" as given, 0 as received
            from "LedgerEntry" e join "LedgerShare" s on s."entryId" = e.id where e."giverYotCode" is not null
          union all
          select e."receiverYotCode", date_trunc('month', e."on")::date, s."themeCode", 0, e.minutes * s."perMille"
            from "LedgerEntry" e join "LedgerShare" s on s."entryId" = e.id where e."receiverYotCode" is not null
        ) as sides group by yot, month, theme
      ) as m full join "LedgerMonthTheme" k on k."yotCode" = m.yot and k.month = m.month and k."themeCode" = m.theme
      where coalesce(m.given, 0) <> coalesce(k."givenShare", 0) or coalesce(m.received, 0) <> coalesce(k."receivedShare", 0)`,
  },
  {
    name: 'ledger-even',
    holds: 'What services and associates gave in a month on a basis is what was received.',
    broken: Prisma.sql`select month::text || ' ' || basis as what from (
        select month, basis, "givenMinutes" as given, "receivedMinutes" as received from "LedgerMonth"
        union all select date_trunc('month', "on")::date, basis, minutes, 0 from "LedgerEntry" where "giverYotCode" is null
        union all select date_trunc('month', "on")::date, basis, 0, minutes from "LedgerEntry" where "receiverYotCode" is null
      ) as sides group by month, basis having sum(given) <> sum(received)`,
  },
]
