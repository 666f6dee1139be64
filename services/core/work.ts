import { setImmediate } from 'node:timers/promises'
import { system } from './access.ts'
import type { Core } from './context.ts'
import { type Job, nextJobAt, runDueJobs } from './jobs.ts'
import { deliverNext, findWaiting, type Handler } from './outbox.ts'

/** Messages that wait for nobody but each other, and how many of them are in hand at once. */
export type Line = { handlers: Record<string, Handler>; atOnce: number }

/** What the outbox rings when something is put in it (see the migration that makes its trigger). */
const bell = 'outbox'

/** However often it rings, it is not looked more often than this: many messages ring many times. */
const shortestRestMs = 100
/** Looks again after this time even if nothing rang: somebody may have moved the clock. */
const longestRestMs = 30_000
const restAfterTroubleMs = 1_000
/** Whoever waits for the first page after a start goes before messages that waited for it, and those before the jobs. */
const firstRestMs = 900
const jobsWaitMs = 5_000

/**
 * Delivers what is due and runs the jobs whose time has come, in this process, until stopped. Rests until something rings or
 * the first thing with a time is due, so that an exchange in which nothing happens is asked nothing.
 * `stop` waits for what is in hand.
 */
export const startWork = async (
  core: Core,
  { jobs, lines }: { jobs: readonly Job[]; lines: readonly Line[] },
): Promise<{ stop(): Promise<void> }> => {
  const topics = lines.flatMap(({ handlers }) => Object.keys(handlers))
  const taking = new Map(lines.map((line) => [line, 0]))
  const inHand = new Set<Promise<void>>()
  let jobsAt =
    jobs.length > 0 ? core.contextFor(system, 'worker').clock.now().getTime() + jobsWaitMs : Number.POSITIVE_INFINITY
  let areJobsRunning = false
  let isStopping = false
  let hasRung = false
  let wake: () => void = () => undefined

  const ring = () => {
    hasRung = true
    wake()
  }
  /** At least `least` milliseconds, then until something rings, at most `most`. */
  const rest = async (least: number, most: number) => {
    const stopsEarly = (isOver: () => boolean, milliseconds: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wake = () => {
          if (!isOver()) return
          clearTimeout(timer)
          resolve()
        }
        wake()
      })
    await stopsEarly(() => isStopping, least)
    await stopsEarly(() => isStopping || hasRung, most - least)
  }
  const context = () => core.contextFor(system, 'worker')
  const logTrouble = (error: unknown): void =>
    core.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'worker could not work')

  /** Does something beside everything else; looks again at what is due when it is done. */
  const beside = (work: () => Promise<void>) => {
    const mine = work()
      .then(ring, (error) => {
        logTrouble(error)
        setTimeout(ring, restAfterTroubleMs).unref()
      })
      .finally(() => inHand.delete(mine))
    inHand.add(mine)
  }
  const take = async (line: Line) => {
    taking.set(line, (taking.get(line) ?? 0) + 1)
    try {
      // The embedded database answers without letting go of the thread: many messages in a row would answer no request.
      while (!isStopping && (await deliverNext(context(), line.handlers))) await setImmediate()
    } finally {
      taking.set(line, (taking.get(line) ?? 1) - 1)
    }
  }
  const runJobs = async () => {
    areJobsRunning = true
    try {
      await runDueJobs(context(), jobs)
      jobsAt = await nextJobAt(context(), jobs)
    } finally {
      areJobsRunning = false
    }
  }
  /** Sees to what is due. Returns when the next thing will be. */
  const look = async (): Promise<number> => {
    const ctx = context()
    const now = ctx.clock.now().getTime()
    if (jobsAt <= now && !areJobsRunning) beside(runJobs)
    const waiting = await findWaiting(ctx, topics)
    for (const line of lines) {
      const due = waiting.filter(({ topic }) => topic in line.handlers).reduce((sum, each) => sum + each.due, 0)
      const free = line.atOnce - (taking.get(line) ?? 0)
      for (let count = Math.min(due, free); count > 0; count -= 1) beside(() => take(line))
    }
    const later = waiting.map(({ at }) => at.getTime()).filter((at) => at > now)
    return Math.min(...later, ...(areJobsRunning ? [] : [jobsAt])) - now
  }

  const stopListening = await core.database.listen(bell, ring)
  const done = (async () => {
    await rest(0, firstRestMs)
    while (!isStopping) {
      hasRung = false
      let most = restAfterTroubleMs
      try {
        most = Math.min(await look(), longestRestMs)
      } catch (error) {
        logTrouble(error)
      }
      await rest(shortestRestMs, most)
    }
  })()
  return {
    stop: async () => {
      isStopping = true
      wake()
      await done
      await Promise.all(inHand)
      await stopListening()
    },
  }
}
