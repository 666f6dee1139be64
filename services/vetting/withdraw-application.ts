import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { releasedLetter, withdrawnLetter } from './letters.ts'
import { lockApplication, moveApplication } from './move-application.ts'
import { openOwn } from './policy.ts'
import { tables } from './tables.ts'
import { tellPerson } from './tell.ts'

/**
 * The applicant takes their application back: open links to referees end, and assessors need do nothing more. Refused
 * once it is decided; pressing twice withdraws once.
 */
export const withdrawApplication = async (ctx: Ctx, { ref }: { ref: string }): Promise<Result<{ ref: string }>> => {
  const opened = await openOwn(ctx, ref)
  if (!opened.ok) return opened
  const { id } = opened.value
  return inTransaction(ctx, async (ctx) => {
    const application = await lockApplication(ctx, id)
    if (!application) return notFound()
    if (application.status === 'withdrawn') return ok({ ref })
    const moved = await moveApplication(ctx, application, { event: 'withdraw' })
    if (!moved.ok) return moved
    const { assessment, reference } = tables(ctx)
    await reference.updateMany({ where: { applicationId: id, receivedAt: null }, data: { tokenHash: null } })
    const outstanding = { applicationId: id, recordedAt: null, releasedAt: null }
    const waiting = await assessment.findMany({ where: outstanding, select: { assessorId: true } })
    await assessment.updateMany({ where: outstanding, data: { releasedAt: ctx.clock.now() } })
    for (const { assessorId } of waiting) {
      const letter = releasedLetter(application, 'The applicant withdrew it.')
      await tellPerson(ctx, id, 'withdrawn', assessorId, letter)
    }
    if (application.submittedAt !== null) {
      await tellPerson(ctx, id, 'withdrawn', application.personId, withdrawnLetter(application))
    }
    return ok({ ref })
  })
}
