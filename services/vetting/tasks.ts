import { may } from '#services/core/access.ts'
import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { workingDays } from './clocks.ts'
import { visibleApplications } from './policy.ts'
import { outstandingView } from './queue.ts'
import { tables } from './tables.ts'

const kind = 'Bank'
const atMost = 50

const forApplicant = async (ctx: Ctx, personId: string): Promise<Task[]> => {
  const today = ctx.clock.today()
  const open = await tables(ctx).application.findFirst({
    where: { personId, status: { in: ['draft', 'more_information', 'submitted'] } },
    select: {
      ref: true,
      status: true,
      references: {
        where: { receivedAt: null, OR: [{ declinedAt: { not: null } }, { respondBy: { lt: dateFromIso(today) } }] },
        select: { refereeName: true },
      },
    },
  })
  if (!open) return []
  const href = `/apply/${open.ref}`
  if (open.status === 'draft') return [{ title: 'Finish your application to the bank', href, kind }]
  if (open.status === 'more_information') return [{ title: 'Answer what we asked about your application', href, kind }]
  return open.references.map(({ refereeName }) => ({ title: `Name a referee instead of ${refereeName}`, href, kind }))
}

const forAssessor = async (ctx: Ctx, personId: string): Promise<Task[]> => {
  const visible = await visibleApplications(ctx)
  if (!visible || !may(ctx.actor, 'application.assess')) return []
  const places = await tables(ctx).assessment.findMany({
    where: { assessorId: personId, ...outstandingView, application: { AND: [visible, { status: 'panel' }] } },
    orderBy: { dueOn: 'asc' },
    take: atMost,
    select: { id: true, dueOn: true, application: { select: { ref: true, version: true } } },
  })
  return places.map(({ id, dueOn, application: { ref, version } }) => ({
    title: `Assess application ${ref}`,
    href: `/association/applications/${ref}/assess`,
    kind,
    ...(dueOn && { dueOn: isoFromDate(dueOn), of: { kind: 'assessment', id, version } }),
  }))
}

const forAdministrator = async (ctx: Ctx, personId: string): Promise<Task[]> => {
  const visible = may(ctx.actor, 'application.assign') ? await visibleApplications(ctx) : null
  if (!visible) return []
  const waiting = await tables(ctx).application.findMany({
    where: {
      AND: [
        visible,
        // Somebody on the panel does not also confirm what it decides.
        {
          OR: [
            { status: 'checks' },
            {
              status: 'panel',
              assessments: { none: { OR: [outstandingView, { assessorId: personId, releasedAt: null }] } },
            },
          ],
        },
      ],
    },
    orderBy: { statusSince: 'asc' },
    take: atMost,
    select: {
      id: true,
      version: true,
      ref: true,
      status: true,
      statusSince: true,
      assessments: { orderBy: { recordedAt: 'desc' }, where: { recordedAt: { not: null } }, take: 1 },
    },
  })
  return waiting.map(({ id, version, ref, status, statusSince, assessments }) => {
    const isChecks = status === 'checks'
    const from = londonDate(isChecks ? statusSince : (assessments[0]?.recordedAt ?? statusSince))
    return {
      title: isChecks
        ? `Check application ${ref} and send it to its panel`
        : `Settle application ${ref}: its panel waits for you`,
      href: `/association/applications/${ref}`,
      kind,
      dueOn: addWorkingDays(from, isChecks ? workingDays.checks : workingDays.decision),
      of: { kind: 'application', id, version },
    }
  })
}

/** What waits for somebody as an applicant, an assessor or an administrator. Names no application they may not know of. */
export const applicationTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const tasks = await Promise.all([
    forApplicant(ctx, personId),
    forAssessor(ctx, personId),
    forAdministrator(ctx, personId),
  ])
  return tasks.flat()
}
