import { z } from 'zod'
import { accountJobs } from './accounts/index.ts'
import { ageStandings } from './bank/clocks.ts'
import { practiceChanged, refreshPracticeDaily } from './bank/last-practice.ts'
import { expiryJob } from './conflicts/expire.ts'
import { conflictFoundSchema, recheckEverybody, recheckPerson } from './conflicts/recheck-person.ts'
import { registerMailJob } from './conflicts/register-mail.ts'
import { conflictJobs } from './conflicts/sweep.ts'
import { system } from './core/access.ts'
import type { Core, Ctx } from './core/context.ts'
import { type Job, runDueJobs } from './core/jobs.ts'
import { forgetOutcomes } from './core/once.ts'
import { deliverNext, type Handler } from './core/outbox.ts'
import { tendDatabase } from './core/tend.ts'
import { closeTransports, mailHandlers } from './notifications/delivery.ts'
import { offeringJobs } from './offerings/jobs.ts'
import { workDelivered } from './ratings/open-ratings.ts'
import { reviewHandlers, reviewJobs } from './reviews/jobs.ts'
import { vettingJobs } from './vetting/jobs.ts'
import { tellOfAssessor } from './vetting/officer-conflicts.ts'
import { recheckApplicant } from './vetting/recheck-applicant.ts'
import { releaseBlockedAssessors } from './vetting/release-blocked.ts'
import { forgetImports } from './yots/import/member-import.ts'
import { forgetJoinRequests, keepMemberships } from './yots/memberships/jobs.ts'

/*
 * Everything that happens by itself: each room's message handlers and jobs, registered here and nowhere else.
 */

const aboutPerson = z.object({ personId: z.uuid() })

export const handlers: Record<string, Handler> = {
  ...mailHandlers,
  'recheck-person': async (ctx, { payload }) => {
    const { personId } = aboutPerson.parse(payload)
    await recheckPerson(ctx, personId)
    await recheckApplicant(ctx, personId)
  },
  'recheck-everybody': async (ctx) => {
    await recheckEverybody(ctx)
  },
  'practice-changed': practiceChanged,
  'work-delivered': workDelivered,
  ...reviewHandlers,
  'conflict-found': async (ctx, message) => {
    await reviewHandlers['conflict-found']?.(ctx, message)
    await releaseBlockedAssessors(ctx)
    const found = conflictFoundSchema.parse(message.payload)
    if (found.caseKind === 'application') await tellOfAssessor(ctx, found, message.key)
  },
}

export const jobs: Job[] = [
  tendDatabase,
  forgetOutcomes,
  ...accountJobs,
  forgetImports,
  keepMemberships,
  forgetJoinRequests,
  refreshPracticeDaily,
  ageStandings,
  ...conflictJobs,
  expiryJob,
  registerMailJob,
  ...vettingJobs,
  ...reviewJobs,
  ...offeringJobs,
]

/** Delivers what is due and runs the jobs whose time has come. Returns whether there was anything to deliver. */
export const workOnce = async (ctx: Ctx): Promise<boolean> => {
  await runDueJobs(ctx, jobs)
  return deliverNext(ctx, handlers)
}

const idleMs = 1_000

/** Works in this process until stopped; `stop` waits for what is under way. */
export const startWorker = (core: Core): { stop(): Promise<void> } => {
  let isStopping = false
  let wake: () => void = () => undefined
  let jobsLookedAt = 0
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, idleMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const done = (async () => {
    while (!isStopping) {
      let wasBusy = false
      try {
        const ctx = core.contextFor(system, 'worker')
        if (Date.now() - jobsLookedAt >= idleMs) {
          jobsLookedAt = Date.now()
          await runDueJobs(ctx, jobs)
        }
        wasBusy = await deliverNext(ctx, handlers)
      } catch (error) {
        core.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'worker could not work')
      }
      // The embedded database answers without letting go of the thread: many messages in a row would answer no request.
      await new Promise((resolve) => setImmediate(resolve))
      if (!wasBusy && !isStopping) await rest()
    }
  })()
  return {
    stop: async () => {
      isStopping = true
      wake()
      await done
      closeTransports()
    },
  }
}
