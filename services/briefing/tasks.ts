import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import { counted, longDate } from '#services/core/words.ts'
import { mayEdit } from './policy.ts'
import { tables } from './tables.ts'

/** Days before an issue goes from which its editor is shown it. */
const daysBefore = 3
const kind = 'Briefing'

/** What waits for the editor: an issue that goes soon and in which nobody has written, and addresses that refuse it. */
export const briefingTasks: TaskSource = async (ctx) => {
  if (ctx.actor.personId === null || !mayEdit(ctx.actor)) return []
  const { issue, subscription } = tables(ctx)
  const [next, failing] = await Promise.all([
    issue.findFirst({
      where: { status: { in: ['open', 'held'] } },
      orderBy: { day: 'asc' },
      select: { day: true, goesAt: true, parts: { where: { region: '', text: { not: '' } }, select: { id: true } } },
    }),
    subscription.count({ where: { status: 'paused' } }),
  ])
  const tasks: Task[] = []
  if (next && next.parts.length === 0 && londonDate(next.goesAt) <= addDays(ctx.clock.today(), daysBefore)) {
    const day = isoFromDate(next.day)
    tasks.push({
      title: `Look at the briefing of ${longDate(day)}: it goes by itself, with your words or without`,
      href: `/association/briefing/${day}`,
      dueOn: londonDate(next.goesAt),
      kind,
    })
  }
  if (failing > 0)
    tasks.push({
      title: `Ask after ${counted(failing, 'reader')} whose address fails`,
      href: '/association/briefing/readers',
      kind,
    })
  return tasks
}
