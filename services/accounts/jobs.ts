import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { tables } from './tables.ts'

const day = 24 * 60 * 60 * 1000

/** Forgets what sign-in no longer needs: counted tries and kept forms after a day, used links after a day, ended sessions after thirty. */
const forgetSignIns = async (ctx: Ctx): Promise<void> => {
  const { attempt, keptForm, signInLink, session } = tables(ctx)
  const daysAgo = (days: number) => new Date(ctx.clock.now().getTime() - days * day)
  await attempt.deleteMany({ where: { windowStart: { lt: daysAgo(1) } } })
  await keptForm.deleteMany({ where: { createdAt: { lt: daysAgo(1) } } })
  await signInLink.deleteMany({ where: { expiresAt: { lt: daysAgo(1) } } })
  await session.deleteMany({ where: { OR: [{ expiresAt: { lt: daysAgo(30) } }, { revokedAt: { lt: daysAgo(30) } }] } })
}

export const accountJobs: Job[] = [
  { name: 'accounts.forget-sign-ins', title: 'Forget old sign-ins', everyMinutes: 60, run: forgetSignIns },
]
