import type { TaskSource } from '#services/core/task.ts'

/** Each room's answer to "what waits for this person?", one line a room. */
export const taskSources: TaskSource[] = []
