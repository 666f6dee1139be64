import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from './invariant.ts'

/** What must be true of this room's rows together. */
export const coreInvariants: readonly Invariant[] = [
  {
    name: 'seals',
    holds: 'The seals of the audit log and of what was accepted are in place and switched on.',
    broken: Prisma.sql`select wanted as what from unnest(array['AuditEntry_seal', 'AuditEntry_append_only', 'AuditEntry_no_truncate', 'SealedText_append_only',
        'SealedText_no_truncate', 'TextAcceptance_append_only', 'TextAcceptance_no_truncate']) as wanted
      where not exists (select from pg_trigger where tgname = wanted and tgenabled = 'O'
        and tgrelid = format('%I', split_part(wanted, '_', 1))::regclass)`,
  },
  {
    name: 'audit-numbers',
    holds: 'The audit log’s next number is above its last.',
    broken: Prisma.sql`select max(id)::text as what from "AuditEntry"
      having max(id) > (select case when is_called then last_value else last_value - 1 end from "AuditEntry_id_seq")`,
  },
  {
    name: 'sealed-texts',
    holds: 'Versions of a text that sides accept follow each other from 1.',
    broken: Prisma.sql`select kind || ' ' || "subjectId" as what from "SealedText"
      group by kind, "subjectId" having min(number) <> 1 or max(number) <> count(*)`,
  },
  {
    name: 'messages',
    holds: 'No message is both delivered and given up.',
    broken: Prisma.sql`select id::text as what from "OutboxMessage" where "deliveredAt" is not null and "failedAt" is not null`,
  },
]
