import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { askLater } from './later-word.ts'
import { workDelivered } from './open-ratings.ts'
import { ratingTasks } from './queries.ts'

export const room: Room = {
  name: 'ratings',
  jobs: [askLater],
  handlers: { 'work-delivered': workDelivered },
  tasks: ratingTasks,
  held,
  invariants,
}
