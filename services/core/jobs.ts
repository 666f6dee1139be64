import type { Ctx } from './context.ts'

/** Work that returns by itself: reminders, expiries, reveals. `run` must bear being called twice. */
export type Job = {
  name: string
  everyMinutes: number
  run(ctx: Ctx): Promise<void>
}

/**
 * Runs the jobs whose time has come. Each claims its row first, so that two workers do not run one job at once.
 * @returns the names of those that ran
 */
export const runDueJobs = async (ctx: Ctx, jobs: Job[]): Promise<string[]> => {
  const ran: string[] = []
  for (const job of jobs) {
    const now = ctx.clock.now()
    const before = new Date(now.getTime() - job.everyMinutes * 60_000)
    await ctx.db.jobRun.createMany({ data: [{ name: job.name }], skipDuplicates: true })
    const claim = await ctx.db.jobRun.updateMany({
      where: { name: job.name, OR: [{ lastRunAt: null }, { lastRunAt: { lte: before } }] },
      data: { lastRunAt: now },
    })
    if (claim.count === 0) continue
    let lastError: string | null = null
    try {
      await job.run(ctx)
    } catch (error) {
      lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500)
      ctx.log.error({ job: job.name }, 'job failed')
    }
    await ctx.db.jobRun.update({ where: { name: job.name }, data: { lastError } })
    ran.push(job.name)
  }
  return ran
}
