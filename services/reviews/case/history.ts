import type { ReviewKind } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { historyOf } from '#services/core/life/history.ts'
import { kinds } from './kinds.ts'
import { type ReviewEvent, reviewLife } from './lifecycle.ts'
import type { Standing } from './policy.ts'

/** One thing that happened to a review, as one reader may see it. */
export type Happening = { id: string; title: string; on: string; at: string; by: string; note: string | null }

/** What is said with a move is for some readers only; what is not listed is for everybody on the review. */
const notesFor: Partial<Record<ReviewEvent, readonly (Standing | 'co-lead')[]>> = {
  returned: ['host', 'association'],
  checked: ['association'],
  approved: ['host', 'association'],
  'support-approved': ['host', 'association'],
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
  { id: requestId, kind }: { id: string; kind: ReviewKind },
  readers: readonly (Standing | 'co-lead')[],
): Promise<Happening[]> => {
  const isAssociation = readers.includes('association')
  const isHost = readers.includes('host')
  const rows = await historyOf(ctx, { kind: 'review_request', life: reviewLife }, requestId)
  return rows.flatMap(({ id, event, on, at, by, note }): Happening[] => {
    if (event === 'requested' || (event === 'case-passed' && !isAssociation)) return []
    if (!isAssociation && isHost && hiddenFromHost.includes(event)) return []
    if (!isAssociation && !isHost && hiddenFromTeam.includes(event)) return []
    const mayRead = (notesFor[event] ?? readers).some((reader) => readers.includes(reader))
    const { title, says } = reviewLife.moveOf(event)
    return [{ id, title: kinds[kind].titles[event] ?? title ?? says, on, at, by, note: mayRead ? note : null }]
  })
}
