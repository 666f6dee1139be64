import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { proposeDaily } from './propose-pairs.ts'
import { recordTasks } from './queries.ts'

export const room: Room = {
  name: 'records',
  jobs: [proposeDaily],
  tasks: recordTasks,
  held,
}
