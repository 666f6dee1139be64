import type { Ctx } from './context.ts'

/** One thing that waits for this person, shown on their home page. */
export type Task = {
  /** What to do, starting with a verb: "Answer the invitation to review Leeds". */
  title: string
  href: string
  /** ISO date by which it is wanted. */
  dueOn?: string
  /**
   * The row whose day it is, for calendars: its kind and id as its moves or the audit log have it, which of its days where there are
   * several, and its version. Left out where the room's `dates` has the day.
   */
  of?: { kind: string; id: string; day?: string; version: number }
  /** What sort of work it is, in words a person reads: "Peer review", "Bank". */
  kind: string
}

/** A room's answer to "what waits for this person?". Names nothing the person may not see. */
export type TaskSource = (ctx: Ctx) => Promise<Task[]>

/** Everything that waits for this person, the earliest date first and the undated last. */
export const tasksFrom = async (ctx: Ctx, rooms: readonly { tasks?: TaskSource }[]): Promise<Task[]> => {
  const tasks = await Promise.all(rooms.map(async (room) => (await room.tasks?.(ctx)) ?? []))
  return tasks.flat().sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
}
