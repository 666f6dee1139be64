import { Prisma } from '#prisma/generated/client.ts'
import { themesByCode } from '#services/bank/index.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'

/** Fewer characters are alike by chance. */
const fewest = 30

type Same = { own: string; other: string; applicationId: string; ref: string; isOfTheirs: boolean }

/** Of the other application "a": whether the actor may know of it but for a conflict, as `visibleApplications` has it. One text for everybody. */
const isOfTheirs = ({
  actor,
}: Ctx) => Prisma.sql`(a."submittedAt" is not null and a."personId" is distinct from ${actor.personId}::uuid
  and (${may(actor, 'application.assign')} or exists (select from "Assessment" s
    where s."applicationId" = a.id and s."assessorId" = ${actor.personId}::uuid and s."releasedAt" is null)))`

/**
 * What of an application reads word for word like something else, in sentences: evidence that stands under two themes or in somebody
 * else's application, and references that are the same. Spaces around it and capitals make no difference. An application that
 * the reader may not know of is not spoken of at all; the applicant's own earlier ones may say the same.
 */
export const sameWords = async (ctx: Ctx, applicationId: string): Promise<string[]> => {
  const [evidence, references, hidden, themes] = await Promise.all([
    ctx.db.$queryRaw<Same[]>`
      select t."themeCode" as own, o."themeCode" as other, a.id as "applicationId", a.ref, ${isOfTheirs(ctx)} as "isOfTheirs"
      from "ApplicationTheme" t
      join "Application" mine on mine.id = t."applicationId"
      join "ApplicationTheme" o on md5(lower(btrim(o.evidence))) = md5(lower(btrim(t.evidence)))
      join "Application" a on a.id = o."applicationId"
      where t."applicationId" = ${applicationId}::uuid and length(btrim(t.evidence)) >= ${fewest}
        and ((a.id = mine.id and o."themeCode" > t."themeCode") or a."personId" <> mine."personId")
      order by t."themeCode", a.ref, o."themeCode"`,
    ctx.db.$queryRaw<Same[]>`
      select t."refereeName" as own, o."refereeName" as other, a.id as "applicationId", a.ref, ${isOfTheirs(ctx)} as "isOfTheirs"
      from "Reference" t
      join "Reference" o on md5(lower(btrim(o.body))) = md5(lower(btrim(t.body))) and o.id <> t.id
      join "Application" a on a.id = o."applicationId"
      where t."applicationId" = ${applicationId}::uuid and length(btrim(t.body)) >= ${fewest}
        and (a.id <> t."applicationId" or o.position > t.position)
      order by t.position, a.ref, o.position`,
    hiddenCaseIds(ctx, 'application'),
    themesByCode(ctx),
  ])
  const isOwn = (one: Same) => one.applicationId === applicationId
  const mayKnow = (one: Same) => isOwn(one) || (one.isOfTheirs && !hidden.includes(one.applicationId))
  const theme = (code: string) => themes.get(code)?.name ?? code
  return [
    ...evidence.map((one) => ({
      ...one,
      says: isOwn(one)
        ? `The evidence for “${theme(one.own)}” is word for word that for “${theme(one.other)}”.`
        : `The evidence for “${theme(one.own)}” is word for word that for “${theme(one.other)}” in ${one.ref}.`,
    })),
    ...references.map((one) => ({
      ...one,
      says: isOwn(one)
        ? `The references of ${one.own} and ${one.other} are the same, word for word.`
        : `The reference of ${one.own} is word for word one that was given in ${one.ref}.`,
    })),
  ].flatMap((one) => (mayKnow(one) ? one.says : []))
}
