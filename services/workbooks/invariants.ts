import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'workbook-sent',
    holds: 'What a side has sent has a mark for every statement, or why it does not apply.',
    broken: Prisma.sql`select w.id::text as what from "WorkbookSent" s join "Workbook" w on w.id = s."workbookId"
      join "WorkbookStatement" t on t."workbookId" = w.id
      where not exists (select from "WorkbookView" v where v."statementId" = t.id and v.side = s.side
        and (v.mark is not null or v."whyNotApplicable" <> ''))`,
  },
]
