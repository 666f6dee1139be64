import { Prisma } from '#prisma/generated/client.ts'
import type { Invariant } from '#services/core/invariant.ts'

/** As the database's own check of the table has it. */
const ofCase = Prisma.sql`'\\m(PR|BA|EN|TE|ME|CO|JR)-[0-9]{4}-[0-9]{3,}'`

/** What must be true of this room's rows together. */
export const invariants: readonly Invariant[] = [
  {
    name: 'decision-moves',
    holds: 'A decision stands where its last move left it.',
    broken: Prisma.sql`select d.ref as what from "Decision" d
      where d.status::text is distinct from (select m."to" from "Move" m
        where m."subjectKind" = 'decision' and m."subjectId" = d.id order by m.version desc limit 1)`,
  },
  {
    name: 'decision-versions',
    holds: 'A published decision says what its last sealed version says, and has one more version than corrections.',
    broken: Prisma.sql`select d.ref as what from "Decision" d where d."publishedAt" is not null and (
      (select t.content::jsonb -> 'parts' ->> 'decided' from "SealedText" t
        where t.kind = 'decision' and t."subjectId" = d.id order by t.number desc limit 1) is distinct from d.decided
      or (select count(*) from "SealedText" t where t.kind = 'decision' and t."subjectId" = d.id) <>
        1 + (select count(*) from "Move" m where m."subjectKind" = 'decision' and m."subjectId" = d.id and m.event = 'corrected'))`,
  },
  {
    name: 'decisions-without-cases',
    holds: 'Nothing that the log shows names a case: neither a text, nor an older version, nor a reason.',
    broken: Prisma.sql`select t."subjectId"::text as what from "SealedText" t where t.kind = 'decision' and t.content ~* ${ofCase}
      union all select m."subjectId"::text from "Move" m where m."subjectKind" = 'decision' and m.note ~* ${ofCase}`,
  },
  {
    name: 'replaced-by-later',
    holds: 'What stands in a decision’s place is published, and was not decided before it.',
    broken: Prisma.sql`select d.ref as what from "Decision" d join "Decision" l on l.id = d."replacedById"
      where l."publishedAt" is null or l."decidedOn" < d."decidedOn"`,
  },
]
