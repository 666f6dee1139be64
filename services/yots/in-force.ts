import { dateFromIso } from '#services/core/clock.ts'

/** Whether something with days (a post held, an appointment) counts on one, as a condition. Both days count; no end means still going on. */
export const inForce = (on: string) => {
  const day = dateFromIso(on)
  return { from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] }
}
