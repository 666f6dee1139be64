import type { TaskSource } from '#services/core/task.ts'
import { counted } from '#services/core/words.ts'
import { mayImport } from './start-import.ts'
import { tables } from './tables.ts'

/** Members' lists that wait for an administrator: rows to decide on, or a plan nobody applied. */
export const importTasks: TaskSource = async (ctx) => {
  if (!mayImport(ctx.actor)) return []
  const open = await tables(ctx).memberImport.findMany({
    where: {
      isReading: false,
      OR: [{ waiting: { gt: 0 } }, { appliedAt: null, rowCount: { gt: 0 }, says: null }],
    },
    orderBy: { startedAt: 'asc' },
    select: { id: true, waiting: true },
  })
  return open.map(({ id, waiting }) => ({
    title:
      waiting > 0
        ? `Decide on ${counted(waiting, 'row')} of a members’ list`
        : 'Apply the members’ list that was read, or leave it',
    href: `/association/members/import/${id}${waiting > 0 ? '?what=ask' : ''}`,
    kind: 'Membership',
  }))
}
