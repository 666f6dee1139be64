import type { Prisma } from '#prisma/generated/client.ts'
import type { ApplicationStatus } from '#prisma/generated/enums.ts'
import { daysBetween, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { statusWords } from './lifecycle.ts'
import { visibleApplications } from './policy.ts'
import { roleName } from './rungs.ts'
import { tables } from './tables.ts'
import { type WaitsOn, waitsOn, waitsOnWords } from './where-it-stands.ts'

export const queueStates = ['open', 'submitted', 'checks', 'panel', 'more_information', 'decided', 'withdrawn'] as const
export type QueueState = (typeof queueStates)[number]

export const queueStateWords: Record<QueueState, string> = {
  open: 'All that are open',
  submitted: statusWords.submitted,
  checks: statusWords.checks,
  panel: statusWords.panel,
  more_information: statusWords.more_information,
  decided: 'Decided',
  withdrawn: statusWords.withdrawn,
}

export const queueWaits = ['referees', 'association', 'assessors', 'applicant'] as const
type QueueWaits = (typeof queueWaits)[number]

const statusesOf: Record<QueueState, ApplicationStatus[]> = {
  open: ['submitted', 'checks', 'panel', 'more_information'],
  submitted: ['submitted'],
  checks: ['checks'],
  panel: ['panel'],
  more_information: ['more_information'],
  decided: ['approved', 'approved_with_conditions', 'deferred', 'declined'],
  withdrawn: ['withdrawn'],
}

/** A place on a panel whose holder has not recorded a view. */
export const outstandingView = { recordedAt: null, releasedAt: null }

const wherePanelWaits = { status: 'panel' as const, assessments: { some: outstandingView } }
const wherePanelIsDone = { status: 'panel' as const, assessments: { none: outstandingView } }

const whereWaiting: Record<QueueWaits, Prisma.ApplicationWhereInput> = {
  referees: { status: 'submitted' },
  applicant: { status: 'more_information' },
  assessors: wherePanelWaits,
  association: { OR: [{ status: 'checks' }, wherePanelIsDone] },
}

export type QueueRow = {
  ref: string
  applicant: string
  role: string
  status: ApplicationStatus
  statusWord: string
  waitsOn: WaitsOn
  waitsOnWord: string
  /** ISO day since when it has been in this state. */
  since: string
  /** Whole days since then. */
  days: number
}

export type QueueFilter = { state: QueueState; waits: QueueWaits | null; page: number }
export type Queue = { rows: QueueRow[]; count: number; page: number; pageCount: number }

const pageSize = 25

/**
 * Applications that the actor may know of, the longest waiting first, one page of 25. Three statements however many there
 * are. Forbidden for anybody who is neither an assessor nor an administrator.
 */
export const applicationQueue = async (ctx: Ctx, filter: QueueFilter): Promise<Result<Queue>> => {
  const visible = await visibleApplications(ctx)
  if (!visible) return forbidden('Applications are for the association’s assessors and administrators.')
  const where: Prisma.ApplicationWhereInput = {
    AND: [visible, { status: { in: statusesOf[filter.state] } }, filter.waits ? whereWaiting[filter.waits] : {}],
  }
  const { application } = tables(ctx)
  const count = await application.count({ where })
  const pageCount = Math.max(1, Math.ceil(count / pageSize))
  const page = Math.min(filter.page, pageCount)
  const isOver = filter.state === 'decided' || filter.state === 'withdrawn'
  const rows = await application.findMany({
    where,
    orderBy: [{ statusSince: isOver ? 'desc' : 'asc' }, { id: 'asc' }],
    skip: (page - 1) * pageSize,
    take: pageSize,
    select: {
      ref: true,
      roleSought: true,
      status: true,
      statusSince: true,
      person: { select: { name: true } },
      _count: { select: { assessments: { where: outstandingView } } },
    },
  })
  const today = ctx.clock.today()
  return ok({
    count,
    page,
    pageCount,
    rows: rows.map(({ ref, roleSought, status, statusSince, person, _count }) => {
      const since = londonDate(statusSince)
      const waiting = waitsOn(status, _count.assessments > 0)
      return {
        ref,
        applicant: person.name,
        role: roleName(roleSought),
        status,
        statusWord: statusWords[status],
        waitsOn: waiting,
        waitsOnWord: waitsOnWords[waiting],
        since,
        days: daysBetween(since, today),
      }
    }),
  })
}
