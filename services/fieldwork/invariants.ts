import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'finding-moves',
    holds: 'A finding stands where its last move left it.',
    broken: Prisma.sql`select f.id::text as what from "Finding" f where f.status::text is distinct from
      (select m."to" from "Move" m where m."subjectKind" = 'finding' and m."subjectId" = f.id order by m.version desc limit 1)`,
  },
  {
    name: 'evidence-moves',
    holds: 'An entry of the evidence log stands where its last move left it.',
    broken: Prisma.sql`select e.id::text as what from "Evidence" e where e.status::text is distinct from
      (select m."to" from "Move" m where m."subjectKind" = 'evidence' and m."subjectId" = e.id order by m.version desc limit 1)`,
  },
  {
    name: 'agreed-findings',
    holds:
      'An agreed finding was agreed to by somebody in the edition that stands, and rests on two kinds of source or more.',
    broken: Prisma.sql`select f.id::text as what from "Finding" f where f.status = 'agreed' and (
      not exists (select from "FindingAgreement" a where a."findingId" = f.id and a.edition = f.edition)
      or (cardinality(f."earlierSources") < 2 and (select count(distinct e."sourceKind") from "EvidenceOfFinding" l
        join "Evidence" e on e.id = l."evidenceId" and e.status = 'logged'
        where l."findingId" = f.id and not l."isAgainst") < 2))`,
  },
  {
    name: 'agreed-places',
    holds: 'A review knows under which of its places findings are agreed.',
    broken: Prisma.sql`select r.ref as what from "ReviewRequest" r
      where (select coalesce(array_agg(p order by p), '{}') from unnest(r."agreedPlaces") as p) <>
        (select coalesce(array_agg(distinct p order by p), '{}') from
          (select coalesce(f."kloeId"::text, f."goldenThread") as p from "Finding" f where f."requestId" = r.id and f.status = 'agreed') as agreed)`,
  },
  {
    name: 'documents-kept',
    holds: 'Every file of a review is kept as it was added.',
    broken: Prisma.sql`select hash as what from "StoredBytes" where encode(sha256(bytes), 'hex') <> hash`,
  },
  {
    name: 'evidence-of-own-review',
    holds: 'A finding rests on evidence of its own review.',
    broken: Prisma.sql`select f.id::text as what from "EvidenceOfFinding" l join "Finding" f on f.id = l."findingId"
      join "Evidence" e on e.id = l."evidenceId" where e."requestId" <> f."requestId"`,
  },
]
