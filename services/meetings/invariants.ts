import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'meeting-moves',
    holds: 'A meeting stands where its last move left it, and so does an election.',
    broken: Prisma.sql`select s.kind || ' ' || s.id as what from (
        select 'meeting' as kind, id, status::text from "Meeting" union all
        select 'election', id, status::text from "Election") as s
      where s.status is distinct from (select m."to" from "Move" m
        where m."subjectKind" = s.kind and m."subjectId" = s.id order by m.version desc limit 1)`,
  },
  {
    name: 'meetings-called',
    holds: 'A meeting that was announced says since when, and one that was published as well.',
    broken: Prisma.sql`select ref as what from "Meeting"
      where (status in ('called', 'agenda_fixed', 'held', 'minutes_drafted', 'agreed', 'published') and "calledAt" is null)
        or (status = 'published') <> ("publishedAt" is not null)`,
  },
  {
    name: 'minutes-numbered',
    holds: 'Minutes that went round are numbered from 1, and a draft follows them.',
    broken: Prisma.sql`select m."meetingId"::text as what from "Minutes" m
      where m.number > 1 and not exists (select from "Minutes" b
        where b."meetingId" = m."meetingId" and b.number = m.number - 1 and b."sentAt" is not null)`,
  },
  {
    name: 'minutes-decided',
    holds: 'Agreed minutes have no objection open, and every decision of published ones stands in the decision log.',
    broken: Prisma.sql`select m.ref as what from "Meeting" m
      where m.status in ('agreed', 'published') and (
        exists (select from "MinutesObjection" o where o."meetingId" = m.id and o."isAccepted" is null)
        or exists (select from "MeetingDecision" d where d."meetingId" = m.id
          and not exists (select from "Decision" l where l.ref = d."logRef" and l."sourceKind" = 'meeting' and l."sourceId" = d.id::text)))`,
  },
  {
    name: 'votes-counted',
    holds: 'There are as many votes in an election as services that voted, all for somebody nominated in it.',
    broken: Prisma.sql`select e.ref as what from "Election" e
      where (select count(*) from "ElectionVoter" v where v."electionId" = e.id)
          <> (select count(*) from "ElectionBallot" b where b."electionId" = e.id)
        or exists (select from "ElectionBallot" b join "Nomination" n on n.id = b."nominationId"
          where b."electionId" = e.id and n."electionId" <> e.id)`,
  },
  {
    name: 'offices-elected',
    holds: 'Who was elected has the office from its day.',
    broken: Prisma.sql`select e.ref as what from "Election" e
      where e.status in ('declared', 'handed_over') and not exists (select from "Appointment" a
        where a."personId" = e."electedId" and a.role = e.role and a.region is not distinct from e.region and a."from" = e."handoverOn")`,
  },
  {
    name: 'time-logged',
    holds: 'What the ledger has of a coordinator’s line is its minutes, or nothing once it is taken back.',
    broken: Prisma.sql`select t.id::text as what from "TimeLog" t
      where (case when t."takenBackAt" is null then t.minutes else 0 end) <>
        (select coalesce(sum(l.minutes), 0) from "LedgerEntry" l where l."sourceKind" = 'coordination' and l."sourceId" = t.id)`,
  },
]
