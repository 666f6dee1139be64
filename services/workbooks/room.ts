import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'

export const room: Room = { name: 'workbooks', held, invariants }
