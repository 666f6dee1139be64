import type { Application, Prisma } from '#prisma/generated/client.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { editableStatuses, howItStands } from './lifecycle.ts'
import { lockVersion } from './move-application.ts'
import { caseOf, openOwn } from './policy.ts'
import type { Part } from './readiness.ts'
import { tables } from './tables.ts'

/** Which application, and the version its page was opened on. */
export type Target = { ref: string; version: number }

/**
 * The frame of every page of the task list: the applicant's own application, not sent or sent back, as it was when the
 * page was opened. `work` writes the part; what it returns is written to the application itself.
 */
export const changeDraft = async (
  ctx: Ctx,
  { ref, version }: Target,
  part: Part,
  work: (ctx: Ctx, application: Application) => Promise<Result<Prisma.ApplicationUpdateInput>>,
): Promise<Result<{ ref: string }>> => {
  const opened = await openOwn(ctx, ref)
  if (!opened.ok) return opened
  return inTransaction(ctx, async (ctx) => {
    const locked = await lockVersion(ctx, opened.value.id, version)
    if (!locked.ok) return locked
    const { id, status } = locked.value
    if (!editableStatuses.includes(status)) {
      return refused(`${howItStands(status)}, so your answers can no longer be changed.`)
    }
    const change = await work(ctx, locked.value)
    if (!change.ok) return change
    await tables(ctx).application.update({ where: { id }, data: { ...change.value, version: { increment: 1 } } })
    await audit(ctx, {
      event: 'application.written',
      subject: { kind: 'application', id },
      case: caseOf(id),
      data: { part },
    })
    return ok({ ref })
  })
}
