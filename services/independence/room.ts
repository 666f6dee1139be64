import type { Room } from '#services/core/room.ts'
import { closeYears } from './close-years.ts'

/** It holds counts alone: nothing of them is anybody's. */
export const room: Room = { name: 'independence', jobs: [closeYears] }
