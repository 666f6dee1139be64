import type { UnderWaySource } from '#services/core/under-way.ts'
import { uncapitalise } from '#services/core/words.ts'
import { listEngagements } from './list-engagements.ts'

/** Engagements that go on although they may wait for others. */
export const engagementsUnderWay: UnderWaySource = async (ctx) => {
  if (ctx.actor.personId === null) return []
  const { entries } = await listEngagements(ctx, { box: 'open', page: 1 })
  return entries
    .filter(({ isMine }) => !isMine)
    .map(({ ref, title, statusSays, turn }) => ({
      title: `“${title}” (${ref})`,
      href: `/engagements/${ref}`,
      stands: `${statusSays}. ${turn.side === null ? turn.says : `Their turn: ${uncapitalise(turn.says)}`}`,
    }))
}
