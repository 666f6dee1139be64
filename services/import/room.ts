import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { forgetImports } from './member-import.ts'
import { importTasks } from './tasks.ts'

export const room: Room = {
  name: 'import',
  jobs: [forgetImports],
  tasks: importTasks,
  held,
}
