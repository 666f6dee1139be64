import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { leavePosts } from './leave.ts'

export const room: Room = {
  name: 'yots',
  leave: leavePosts,
  held,
  invariants,
}
