import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import type { UnderWaySource } from '#services/core/under-way.ts'
import { answerDay } from './ask.ts'
import { visibleProviders } from './desk.ts'
import { viewDay } from './draw.ts'
import { outsideLife } from './lifecycle.ts'
import { factsOf, readProviders } from './providers.ts'
import { outsideClocks } from './standing.ts'
import { owesFee } from './year.ts'

const kind = 'Outside providers'

const forSpeaker = async (ctx: Ctx, personId: string): Promise<Task[]> => {
  const rows = await readProviders(ctx, { contactId: personId, status: { in: ['approved', 'lapsed'] } })
  const today = ctx.clock.today()
  return rows.flatMap((row) => {
    const href = `/outside/${row.ref}/manage`
    return outsideClocks(factsOf(row), today).flatMap(({ bar, day, state }): Task[] => {
      if (state === 'good' || bar === 'fee') return []
      if (bar === 'approval' && row.renewalAskedOn !== null) return []
      const due =
        day === null ? {} : { dueOn: day, of: { kind: 'outside-provider', id: row.id, day: bar, version: row.version } }
      return [
        bar === 'approval'
          ? { title: `Ask for another year of ${row.name}`, href, kind, ...due }
          : { title: `Let the association see new insurance of ${row.name}`, href, kind, ...due },
      ]
    })
  })
}

const forOfficer = async (ctx: Ctx, personId: string): Promise<Task[]> => {
  if (!may(ctx.actor, 'outside.read')) return []
  const rows = await visibleProviders(ctx, {
    OR: [{ status: 'asked' }, { status: { in: ['approved', 'lapsed'] } }],
  })
  return rows.flatMap((row): Task[] => {
    const of = { kind: 'outside-provider', id: row.id, version: row.version }
    const href = `/association/outside/${row.ref}`
    if (row.status !== 'asked') {
      if (!may(ctx.actor, 'outside.keep') || row.approvedUntil === null) return []
      if (owesFee(row))
        return row.invoicedOn === null
          ? [{ title: `Send the invoice for the fee of outside provider ${row.ref}`, href, kind }]
          : []
      return row.renewalAskedOn === null
        ? []
        : [{ title: `Renew outside provider ${row.ref}`, href, kind, dueOn: isoFromDate(row.approvedUntil), of }]
    }
    if (row.assessorId === personId)
      return row.isSupported === null && row.drawnAt
        ? [{ title: `Look at outside provider ${row.ref}`, href, kind, dueOn: viewDay(row.drawnAt), of }]
        : []
    return [{ title: `Check outside provider ${row.ref}, and decide`, href, kind, dueOn: answerDay(row.askedAt), of }]
  })
}

/** What waits for whoever speaks for an outside provider, and for the association. */
export const outsideTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  return (await Promise.all([forSpeaker(ctx, personId), forOfficer(ctx, personId)])).flat()
}

/** The providers that the actor speaks for. */
export const outsideUnderWay: UnderWaySource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const rows = await readProviders(ctx, { contactId: personId, status: { in: outsideLife.marked('known') } })
  return rows.map(({ ref, name, status }) => ({
    title: `${name}, outside provider (${ref})`,
    href: `/outside/${ref}/manage`,
    stands: outsideLife.states[status],
  }))
}
