import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'self-assessments-sent',
    holds: 'A self-assessment is finished exactly where its workbook was sent.',
    broken: Prisma.sql`select s.ref as what from "SelfAssessment" s
      where (s.status = 'finished') <> exists (select from "Workbook" w join "WorkbookSent" t on t."workbookId" = w.id
        where w.kind = 'self-assessment' and w."subjectId" = s.id)`,
  },
]
