import { dateFromIso } from '#services/core/clock.ts'

/** Both days count; no end means still going on. */
export type Dated = { from: string; until: string | null }

/** Whether something with dates (a post held, an appointment) counts on a day. */
export const isInForce = ({ from, until }: Dated, on: string): boolean => from <= on && (until === null || until >= on)

/** The same as a database condition. */
export const inForce = (on: string) => {
  const day = dateFromIso(on)
  return { from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] }
}
