import type { AssessmentView } from '#prisma/generated/enums.ts'
import { may } from '#services/core/access.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { mayReadViews, panelState } from './panel.ts'
import { tables } from './tables.ts'

/** A place on a panel as somebody may see it: the view and its reasons are there only when that reader may read them. */
export type PlaceSeen = {
  assessorId: string
  name: string
  isOwn: boolean
  dueOn: string | null
  recordedOn: string | null
  view: AssessmentView | null
  reasons: string | null
}

export type PanelSeen = {
  places: PlaceSeen[]
  /** `split` says that a third assessor is wanted, not what the views are. */
  state: 'waiting' | 'split' | 'agreed' | 'open'
  /** The panel's view once it has one, and the views it may be chosen from when three differ. */
  view: AssessmentView | null
  views: AssessmentView[]
  /** When a third assessor was asked because two views differ: instant and ISO day; null where that is not for the reader. */
  third: { at: string; on: string } | null
}

/**
 * The panel that sits now, as the actor may see it. Others' views and reasons leave this function only when nobody is
 * left to record one; before that nothing in its answer says what they are. That two differ is for administrators, who
 * have to find a third.
 */
export const panelSeen = async (ctx: Ctx, application: { id: string; round: number }): Promise<PanelSeen> => {
  const where = { applicationId: application.id, round: application.round, releasedAt: null }
  const { assessment } = tables(ctx)
  const [rows, views] = await Promise.all([
    assessment.findMany({
      where,
      orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        assessorId: true,
        assignedAt: true,
        dueOn: true,
        recordedAt: true,
        assessor: { select: { name: true } },
      },
    }),
    assessment.findMany({ where, select: { assessorId: true, view: true } }),
  ])
  const state = panelState(views)
  const isOpen = mayReadViews(views)
  const readable = await assessment.findMany({
    where: isOpen ? where : { ...where, assessorId: ctx.actor.personId ?? '00000000-0000-0000-0000-000000000000' },
    select: { id: true, view: true, reasons: true },
  })
  const third = isOpen || may(ctx.actor, 'application.assign') ? rows[2] : undefined
  const said = new Map(readable.map((row) => [row.id, row]))
  return {
    places: rows.map(({ id, assessorId, assessor, dueOn, recordedAt }) => ({
      assessorId,
      name: assessor.name,
      isOwn: assessorId === ctx.actor.personId,
      dueOn: dueOn && isoFromDate(dueOn),
      recordedOn: recordedAt && londonDate(recordedAt),
      view: said.get(id)?.view ?? null,
      reasons: said.get(id)?.reasons ?? null,
    })),
    state: state.kind === 'split' && !may(ctx.actor, 'application.assign') ? 'waiting' : state.kind,
    view: state.kind === 'agreed' ? state.view : null,
    views: state.kind === 'open' ? state.views : [],
    third: third ? { at: third.assignedAt.toISOString(), on: londonDate(third.assignedAt) } : null,
  }
}
