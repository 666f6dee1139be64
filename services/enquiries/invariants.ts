import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'enquiries',
    holds: 'No service asks itself.',
    broken: Prisma.sql`select e.ref as what from "Enquiry" e join "Offering" o on o.id = e."offeringId" where o."yotCode" = e."yotCode"`,
  },
  {
    name: 'enquiry-clocks',
    holds: 'An enquiry has a day on which it ends by itself while it waits for a yes or no, and then only.',
    broken: Prisma.sql`select ref as what from "Enquiry" e where (status in ('sent', 'undecided')) <>
      exists (select from "Silence" where kind = 'enquiry' and "subjectId" = e.id and "lastDay" = e."respondBy")`,
  },
  {
    name: 'needs',
    holds: 'A need was asked of somebody, and each of its enquiries is by the service and the person whose need it is.',
    broken: Prisma.sql`select n.ref as what from "Need" n where not exists (select from "Enquiry" where "needId" = n.id)
      or exists (select from "Enquiry" e where e."needId" = n.id and (e."yotCode" <> n."yotCode" or e."fromId" <> n."fromId"))`,
  },
  {
    name: 'choices',
    holds: 'A need names the one of its enquiries that was chosen, and once there is one no other is open.',
    broken: Prisma.sql`select n.ref as what from "Need" n where n."chosenId" is distinct from
        (select min(id::text)::uuid from "Enquiry" where "needId" = n.id and status = 'chosen')
      or (select count(*) from "Enquiry" where "needId" = n.id and status = 'chosen') > 1
      or (n."chosenId" is not null and exists
        (select from "Enquiry" where "needId" = n.id and status in ('sent', 'undecided', 'interested')))`,
  },
  {
    name: 'offers',
    holds:
      'An offer that can be chosen or was chosen is sealed, and the provider has accepted the newest version unless it waits for that.',
    broken: Prisma.sql`select e.ref as what from "Enquiry" e where status in ('interested', 'chosen') and not exists (
      select from "SealedText" s where s.kind = 'enquiry-offer' and s."subjectId" = e.id
        and s.number = (select max(number) from "SealedText" where kind = 'enquiry-offer' and "subjectId" = e.id)
        and e."isCountered" <> exists (select from "TextAcceptance" where "textId" = s.id and side = 'provider'))`,
  },
]
