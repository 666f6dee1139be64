import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'issue-moves',
    holds: 'An issue of the briefing stands where its last move left it.',
    broken: Prisma.sql`select i.day::text as what from "Issue" i where i.status::text is distinct from (select m."to" from "Move" m
      where m."subjectKind" = 'issue' and m."subjectId" = i.id order by m.version desc limit 1)`,
  },
  {
    name: 'issue-frozen',
    holds: 'An issue that went is frozen, and no other is.',
    broken: Prisma.sql`select day::text as what from "Issue"
      where (status in ('sending', 'sent', 'corrected')) <> (frozen is not null and hash is not null and "closedAt" is not null)`,
  },
  {
    name: 'issue-copies',
    holds: 'Of an issue there is one copy for each of its readers.',
    broken: Prisma.sql`select i.day::text as what from "Issue" i where i."closedAt" is not null and i.readers <>
      (select count(*) from "OutboxMessage" o where o.topic = 'briefing' and o."createdAt" = i."closedAt")`,
  },
  {
    name: 'issue-collected',
    holds: 'At most one issue is being collected, and it tells of no time that one before it told of.',
    broken: Prisma.sql`select i.day::text as what from "Issue" i where i.status in ('open', 'held') and (
      exists (select from "Issue" o where o.id <> i.id and o.status in ('open', 'held'))
      or exists (select from "Issue" o where o.status in ('sending', 'sent', 'corrected') and o."windowTo" > i."windowFrom"))`,
  },
]
