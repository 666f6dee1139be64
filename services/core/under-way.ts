import type { Ctx } from './context.ts'

/** Something of this person's, or of the service they lead, that goes on although it may wait for others. */
export type UnderWay = {
  title: string
  href: string
  /** Where it stands, as people read it. */
  stands: string
}

/** A room's answer to "what is under way for this person?". Names nothing the person may not see. */
export type UnderWaySource = (ctx: Ctx) => Promise<UnderWay[]>

/** What is under way, in the order of the rooms. */
export const underWayFrom = async (ctx: Ctx, rooms: readonly { underWay?: UnderWaySource }[]): Promise<UnderWay[]> =>
  (await Promise.all(rooms.map(async (room) => (await room.underWay?.(ctx)) ?? []))).flat()
