import type { Room } from '#services/core/room.ts'

export const room: Room = { name: 'decisions' }
