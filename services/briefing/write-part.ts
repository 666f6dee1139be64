import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { issueLife } from './lifecycle.ts'
import { issueOfDay, readIssue } from './move-issue.ts'
import { mayLookBehind, mayWriteFor } from './policy.ts'
import type { partSchema } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Writes, or with nothing takes away, what an issue says for everybody (region "") or for one region. Two who write for different
 * regions are not in each other's way; two who write for the same are told. Refused once the issue is on its way: whichever of saving
 * and sending has the row first wins, whole.
 */
export const writePart = (
  ctx: Ctx,
  day: string,
  { region, version, text }: z.output<typeof partSchema>,
): Promise<Result<{ region: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null || !mayLookBehind(ctx.actor)) return notFound()
    if (!mayWriteFor(ctx.actor, region))
      return forbidden('Coordinators write for their own region, the editor for everybody.')
    const found = await issueOfDay(ctx, day)
    if (!found) return notFound()
    await ctx.db.$queryRaw`select 1 from "Issue" where id = ${found.id}::uuid for update`
    const issue = await readIssue(ctx, { id: found.id })
    if (!issue || !issueLife.is('collecting', issue.status))
      return refused(
        issue && issueLife.is('out', issue.status)
          ? 'This issue has gone. What you wrote is kept here for you to take to the next one.'
          : 'Words are written once the issue before has gone.',
      )
    const { issuePart } = tables(ctx)
    const key = { issueId_region: { issueId: issue.id, region } }
    const before = await issuePart.findUnique({ where: key })
    if ((before?.version ?? 0) !== version) {
      if (before?.text === text && before.savedById === personId) return ok({ region })
      return stale('Somebody else has written here since you opened the page. Read it, then try again.')
    }
    const data = { text, savedAt: ctx.clock.now(), savedById: personId }
    await issuePart.upsert({
      where: key,
      create: { id: newId(), issueId: issue.id, region, ...data },
      update: { ...data, version: { increment: 1 } },
    })
    await audit(ctx, {
      event: 'issue.written',
      subject: { kind: 'issue', id: issue.id },
      data: { region, characters: text.length },
    })
    return ok({ region })
  })
