import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type ReviewEvent, reviewEvents } from './lifecycle.ts'
import type { Standing } from './policy.ts'
import { tables } from './tables.ts'

/** One thing that happened to a review, as one reader may see it. */
export type Happening = { id: string; title: string; on: string; at: string; by: string; note: string | null }

const titles: Record<ReviewEvent, string> = {
  submitted: 'Request sent',
  returned: 'Sent back to the service for more',
  checked: 'Checked by the coordinator',
  approved: 'Approved by the programme board',
  deferred: 'Deferred by the programme board',
  redirected: 'Pointed to lighter support',
  declined: 'Declined by the programme board',
  'scoping-started': 'Scoping call',
  'team-proposed': 'Teams proposed',
  invited: 'Team invited',
  confirmed: 'Team confirmed',
  reopened: 'A place in the team came free',
  'dates-moved': 'Dates moved, and the team asked again',
  prepared: 'Terms of reference accepted by both sides',
  arrived: 'Visit began',
  presented: 'Feedback presented',
  'draft-sent': 'Draft report sent',
  'accuracy-given': 'Comments on factual accuracy',
  finalised: 'Report final',
  'action-plan-agreed': 'Action plan agreed',
  'progress-reviewed': 'Progress reviewed',
  closed: 'Review closed',
  withdrawn: 'Withdrawn',
  postponed: 'Postponed',
  resumed: 'Taken up again',
}

const isEvent = (event: string): event is ReviewEvent => reviewEvents.some((known) => known === event)

/** What is said with a move is for some readers only; what is not listed is for everybody on the review. */
const notesFor: Partial<Record<ReviewEvent, readonly (Standing | 'co-lead')[]>> = {
  returned: ['host', 'association'],
  checked: ['association'],
  approved: ['host', 'association'],
  deferred: ['host', 'association'],
  redirected: ['host', 'association'],
  declined: ['host', 'association'],
  'scoping-started': ['host', 'association'],
  'accuracy-given': ['host', 'co-lead'],
  withdrawn: ['host', 'association'],
  postponed: ['host', 'association'],
}

/** Moves that happened behind the scenes of one side: the host's decisions are no matter of the team's, nor its search theirs. */
const hiddenFromTeam: readonly ReviewEvent[] = ['returned', 'checked', 'deferred']
const hiddenFromHost: readonly ReviewEvent[] = ['team-proposed']

/**
 * What happened to a review, the latest first, with as much of it as readers in these capacities may see. Hand-overs of the
 * case are for the association.
 */
export const readHistory = async (
  ctx: Ctx,
  requestId: string,
  readers: readonly (Standing | 'co-lead')[],
): Promise<Happening[]> => {
  const rows = await tables(ctx).stageMove.findMany({
    where: { requestId },
    orderBy: [{ movedAt: 'desc' }, { id: 'desc' }],
  })
  const isAssociation = readers.includes('association')
  const isHost = readers.includes('host')
  return rows.flatMap(({ id, event, happenedOn, movedAt, movedBy, note }): Happening[] => {
    const at = { id, on: isoFromDate(happenedOn), at: movedAt.toISOString(), by: movedBy }
    if (!isEvent(event)) {
      return isAssociation ? [{ ...at, title: 'The case passed to another officer', note: null }] : []
    }
    if (!isAssociation && isHost && hiddenFromHost.includes(event)) return []
    if (!isAssociation && !isHost && hiddenFromTeam.includes(event)) return []
    const mayRead = (notesFor[event] ?? readers).some((reader) => readers.includes(reader))
    return [{ ...at, title: titles[event], note: mayRead ? note : null }]
  })
}
