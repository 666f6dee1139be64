import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'outside-moves',
    holds: 'An outside provider stands where its last move left it.',
    broken: Prisma.sql`select p.ref as what from "OutsideProvider" p
      where exists (select from "Move" where "subjectKind" = 'outside-provider' and "subjectId" = p.id)
        and p.status::text <> (select m."to" from "Move" m where m."subjectKind" = 'outside-provider' and m."subjectId" = p.id order by m.version desc limit 1)`,
  },
  {
    name: 'outside-years',
    holds: 'No outside provider has paid for longer than it is approved.',
    broken: Prisma.sql`select ref as what from "OutsideProvider" where "paidUntil" > "approvedUntil"`,
  },
  {
    name: 'outside-receipts',
    holds: 'What an outside provider has a receipt for counts as paid.',
    broken: Prisma.sql`select r.ref as what from "OutsidePayment" r join "OutsideProvider" p on p.id = r."outsideId"
      where p."paidUntil" is null or p."paidUntil" < r.until`,
  },
  {
    name: 'outside-views',
    holds: 'Every outside provider that is approved has the view of an assessor who is for it.',
    broken: Prisma.sql`select ref as what from "OutsideProvider"
      where status in ('approved', 'lapsed', 'suspended') and ("isSupported" is not true or "assessorId" is null)`,
  },
]
