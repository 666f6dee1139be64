import { type AuditEntry, audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'

/** The case that an engagement belongs to, its enquiry's, as audit entries, letters and messages carry it; nothing where it has none. */
export const caseOf = ({ enquiryId }: { enquiryId: string | null }) =>
  enquiryId === null ? {} : { case: { kind: 'enquiry' as const, id: enquiryId } }

/** Notes in the audit log what happened about an engagement without moving it, in the caller's transaction. */
export const auditEngagement = (
  ctx: Ctx,
  { id, enquiryId, hostYotCode }: { id: string; enquiryId: string | null; hostYotCode: string },
  event: AuditEntry['event'],
  data?: AuditEntry['data'],
): Promise<void> =>
  audit(ctx, {
    event,
    subject: { kind: 'engagement', id },
    ...caseOf({ enquiryId }),
    yotCode: hostYotCode,
    ...(data === undefined ? {} : { data }),
  })
