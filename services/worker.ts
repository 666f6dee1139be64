import { mailLines } from './accounts/index.ts'
import { briefingJobs } from './briefing/index.ts'
import type { Core, Ctx } from './core/context.ts'
import { type Job, runDueJobs } from './core/jobs.ts'
import { silenceJob } from './core/life/silence.ts'
import { forgetOutcomes } from './core/once.ts'
import { deliverNext, type Handler } from './core/outbox.ts'
import { tendDatabase } from './core/tend.ts'
import { type Line, startWork } from './core/work.ts'
import { rooms } from './exchange.ts'
import { atOnce, closeTransports, sendDaily } from './notifications/index.ts'
import { unknownCases } from './unknown-cases.ts'

/*
 * Everything that happens by itself: what the rooms announce, and nothing else.
 */

/** Every room that listens to a topic hears of it, in the order of the rooms; a failure anywhere tries all of them again. */
const inTurn =
  (listening: readonly Handler[]): Handler =>
  async (ctx, message) => {
    for (const handler of listening) await handler(ctx, message)
  }

const topics = new Set(rooms.flatMap(({ handlers = {} }) => Object.keys(handlers)))

/** Mail that rooms send themselves, each in a line of its own. */
const postLines: Line[] = rooms.flatMap(({ post }) => (post ? [{ handlers: post, atOnce: atOnce.mail }] : []))

export const handlers: Record<string, Handler> = Object.fromEntries([
  ...[...topics].map((topic) => [topic, inTurn(rooms.flatMap((room) => room.handlers?.[topic] ?? []))] as const),
  ...postLines.flatMap((line) => Object.entries(line.handlers)),
])

export const jobs: readonly Job[] = [
  tendDatabase,
  forgetOutcomes,
  silenceJob(rooms.flatMap((room) => room.silences ?? [])),
  ...rooms.flatMap((room) => room.jobs ?? []),
  ...briefingJobs(rooms),
  // Last, so that what comes due at this hour is in it.
  sendDaily(unknownCases),
]

/** Delivers what is due and runs the jobs whose time has come. Returns whether there was anything to deliver. */
export const workOnce = async (ctx: Ctx): Promise<boolean> => {
  await runDueJobs(ctx, jobs)
  return deliverNext(ctx, handlers)
}

const ownLines: Line[] = [...mailLines, ...postLines]
const isMail = (topic: string) => ownLines.some((line) => topic in line.handlers)

/** Mail has lines of its own: a slow mail server keeps nothing else waiting. */
const lines: Line[] = [
  ...ownLines,
  { handlers: Object.fromEntries(Object.entries(handlers).filter(([topic]) => !isMail(topic))), atOnce: 1 },
]

/** How long mail in hand may take once the worker is to stop; what is cut off then goes again later under the same id. */
const mailMayFinishMs = 5_000

/** Works in this process until stopped; `stop` waits for what is under way. */
export const startWorker = async (core: Core): Promise<{ stop(): Promise<void> }> => {
  const work = await startWork(core, { jobs, lines })
  return {
    stop: async () => {
      const overdue = setTimeout(closeTransports, mailMayFinishMs)
      await work.stop()
      clearTimeout(overdue)
      closeTransports()
    },
  }
}
