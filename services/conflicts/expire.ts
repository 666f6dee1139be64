import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { checkPeople, needsApproval } from './check-people.ts'
import { type Activity, activities } from './facts.ts'
import { tellRooms } from './recheck-person.ts'
import { tables } from './tables.ts'

type Due = { about: CaseRef; activity: Activity; personIds: Set<string>; managed: Set<string> }

/** Conflicts whose day has come: they no longer count, or count as less, or the review of how they are managed is past. */
const dueOf = async (ctx: Ctx): Promise<Due[]> => {
  const today = dateFromIso(ctx.clock.today())
  const rows = await tables(ctx).conflict.findMany({
    where: {
      status: { in: ['detected', 'declared', 'confirmed', 'managed'] },
      OR: [
        { effectUntil: { lt: today } },
        { countsUntil: { lt: today } },
        { status: 'managed', reviewOn: { lt: today } },
      ],
    },
    select: { personId: true, caseKind: true, caseId: true, activity: true, status: true },
    orderBy: { id: 'asc' },
  })
  const due = new Map<string, Due>()
  for (const { personId, caseKind, caseId, activity: name, status } of rows) {
    const activity = activities.find((known) => known === name)
    if (!activity) continue
    const key = `${caseId} ${activity}`
    const about: CaseRef = { kind: caseKind, id: caseId }
    const known = due.get(key) ?? { about, activity, personIds: new Set(), managed: new Set() }
    known.personIds.add(personId)
    if (status === 'managed') known.managed.add(personId)
    due.set(key, known)
  }
  return [...due.values()]
}

/**
 * Lets time have its say, once a day: what no longer counts expires, what fades counts as less, and a conflict whose
 * review date has passed stops what it stopped before, until somebody manages it anew; whoever looks after the case is
 * told of that.
 */
export const expireConflicts = async (ctx: Ctx): Promise<void> => {
  for (const { about, activity, personIds, managed } of await dueOf(ctx)) {
    const found = await checkPeople(ctx, { case: about, activity, personIds: [...personIds], moment: 'change' })
    for (const personId of managed) {
      const open = (found.get(personId) ?? []).filter(needsApproval)
      if (open.length === 0) continue
      const factsKeys = [...open.map(({ factsKey }) => factsKey), `looked at again on ${ctx.clock.today()}`]
      await tellRooms({ about, personId, activity, verdict: 'to-manage', factsKeys }, ctx)
    }
  }
}

export const expiryJob: Job = {
  name: 'conflicts-expire',
  title: 'Let conflicts of interest lapse on their day, and say so',
  everyMinutes: 24 * 60,
  run: expireConflicts,
}
