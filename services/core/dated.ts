import { addDays, dateFromIso } from './clock.ts'
import type { Ctx } from './context.ts'

/** Something that takes place: at a time, or on whole days from the start up to the end, which is no longer in it. */
export type Dated = {
  /** Kind and id of its row: the same at every fetch, whatever moves. */
  id: string
  title: string
  /** The page that it is of. */
  path: string
  start: Date
  end: Date
  isAllDay?: boolean
  place?: string
  isOff: boolean
  /** Grows with every change; `changedAt` is when that was, so that the same version is the same file. */
  sequence: number
  changedAt: Date
}

/** What every member may know the day of: courses, meetings, consultations. Regions it is for; none is everywhere. */
export type OpenDate = Dated & { feed: 'courses' | 'meetings' | 'consultations'; regions: readonly string[] }

export type DatesSource = {
  /** What the actor has to be at, or by when they have to do something. Names nothing that they may not see. */
  mine?: (ctx: Ctx, span: { from: Date; to: Date }) => Promise<Dated[]>
  /** What every member may come to. */
  open?: (ctx: Ctx, span: { from: Date; to: Date }) => Promise<OpenDate[]>
}

/** The days of `from` to `to` (ISO, both in it) as something that takes place on whole days. */
export const wholeDays = (from: string, to: string) => ({
  start: dateFromIso(from),
  end: dateFromIso(addDays(to, 1)),
  isAllDay: true,
})

/** What is on one whole ISO day and takes place. */
export const onDay = (day: string, rest: Omit<Dated, 'start' | 'end' | 'isAllDay' | 'isOff'>): Dated => ({
  ...rest,
  ...wholeDays(day, day),
  isOff: false,
})

/** Whether something that begins and ends then is in a span at all. */
export const isWithin = ({ start, end }: Pick<Dated, 'start' | 'end'>, span: { from: Date; to: Date }): boolean =>
  end > span.from && start < span.to
