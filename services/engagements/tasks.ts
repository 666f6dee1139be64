import type { TaskSource } from '#services/core/task.ts'
import { listEngagements } from './list-engagements.ts'

/** Engagements that wait for the actor's side. */
export const engagementTasks: TaskSource = async (ctx) => {
  if (ctx.actor.personId === null) return []
  const { entries } = await listEngagements(ctx, { box: 'open', page: 1 })
  return entries
    .filter(({ isMine }) => isMine)
    .map(({ id, version, ref, title, turn }) => ({
      title: `${turn.says}: “${title}”`,
      href: `/engagements/${ref}${turn.page}`,
      ...(turn.dueOn === null ? {} : { dueOn: turn.dueOn, of: { kind: 'engagement', id, version } }),
      kind: 'Agreed work',
    }))
}
