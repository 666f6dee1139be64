import type { Ctx } from './context.ts'

/** Work that returns by itself: reminders, expiries, reveals. `run` must bear being called twice. */
export type Job = {
  name: string
  /** What it does, for people who do not know the rooms. */
  title: string
  everyMinutes: number
  run(ctx: Ctx): Promise<void>
}

const dueAt = (job: Job, lastRunAt: Date | null | undefined): Date =>
  new Date(lastRunAt ? lastRunAt.getTime() + job.everyMinutes * 60_000 : 0)

const lastRuns = async (ctx: Ctx): Promise<Map<string, Date | null>> =>
  new Map((await ctx.db.jobRun.findMany()).map(({ name, lastRunAt }) => [name, lastRunAt]))

/** When the first of the jobs is due, in milliseconds: long ago when one never ran, never when there are none. */
export const nextJobAt = async (ctx: Ctx, jobs: readonly Job[]): Promise<number> => {
  const runs = await lastRuns(ctx)
  return Math.min(...jobs.map((job) => dueAt(job, runs.get(job.name)).getTime()))
}

/**
 * Runs the jobs whose time has come. Each claims its row first, so that two workers do not run one job at once.
 * @returns the names of those that ran
 */
export const runDueJobs = async (ctx: Ctx, jobs: readonly Job[]): Promise<string[]> => {
  const ran: string[] = []
  const runs = await lastRuns(ctx)
  const unknown = jobs.filter(({ name }) => !runs.has(name)).map(({ name }) => ({ name }))
  if (unknown.length > 0) await ctx.db.jobRun.createMany({ data: unknown, skipDuplicates: true })
  for (const job of jobs) {
    const now = ctx.clock.now()
    if (dueAt(job, runs.get(job.name)) > now) continue
    const before = new Date(now.getTime() - job.everyMinutes * 60_000)
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
