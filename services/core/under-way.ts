import type { Ctx } from './context.ts'

/** A step on the way of something that has a course to be drawn: done, not done, past and unsaid, under way, or to come. ISO days. */
export type StepOnTheWay = {
  title: string
  phase: string
  who: string
  state: 'done' | 'not-done' | 'unsaid' | 'now' | 'to-come'
  on: string | null
  isLate: boolean
}

/** Something of this person's, or of the service they lead, that goes on although it may wait for others. */
export type UnderWay = {
  title: string
  href: string
  /** Where it stands, as people read it. */
  stands: string
  /** Its course, where it is drawn. */
  steps?: readonly StepOnTheWay[]
}

/** A room's answer to "what is under way for this person?". Names nothing the person may not see. */
export type UnderWaySource = (ctx: Ctx) => Promise<UnderWay[]>

/** What is under way, in the order of the rooms. */
export const underWayFrom = async (ctx: Ctx, rooms: readonly { underWay?: UnderWaySource }[]): Promise<UnderWay[]> =>
  (await Promise.all(rooms.map(async (room) => (await room.underWay?.(ctx)) ?? []))).flat()
