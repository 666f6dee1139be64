import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { TaskSource } from '#services/core/task.ts'
import { mayKeep, mayWorkAtLog, ofOwnBodies } from './policy.ts'
import { tables } from './tables.ts'

const mostTasks = 20
/** A review is asked for so many days before its day. */
export const reviewAheadDays = 21

/** What waits for this person of the log: drafts to complete for whoever keeps it, reviews for the bodies that decided. */
export const decisionTasks: TaskSource = async (ctx) => {
  const { actor, clock } = ctx
  if (actor.personId === null || !mayWorkAtLog(actor)) return []
  const select = { ref: true, title: true, reviewOn: true } as const
  const [drafts, due] = await Promise.all([
    mayKeep(actor)
      ? tables(ctx).decision.findMany({
          where: { status: 'draft' },
          orderBy: [{ decidedOn: 'asc' }, { id: 'asc' }],
          take: mostTasks,
          select,
        })
      : [],
    tables(ctx).decision.findMany({
      where: {
        AND: [ofOwnBodies(actor)],
        status: 'published',
        reviewOn: { lte: dateFromIso(addDays(clock.today(), reviewAheadDays)) },
      },
      orderBy: [{ reviewOn: 'asc' }, { id: 'asc' }],
      take: mostTasks,
      select,
    }),
  ])
  const kind = 'Decision log'
  return [
    ...due.map(({ ref, title, reviewOn }) => ({
      title: `Review the decision: ${title}`,
      href: `/association/decisions/${ref}`,
      ...(reviewOn === null ? {} : { dueOn: isoFromDate(reviewOn) }),
      kind,
    })),
    ...drafts.map(({ ref, title }) => ({
      title: `Publish the decision, or say why not: ${title}`,
      href: `/association/decisions/${ref}`,
      kind,
    })),
  ]
}
