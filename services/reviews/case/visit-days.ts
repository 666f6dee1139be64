import { isoFromDate } from '#services/core/clock.ts'

type Days = { startsOn: Date | null; endsOn: Date | null; arrivedOn: Date | null; leftOn: Date | null }

/** The first and last day of a visit as ISO days: those on which it really was, once they are recorded, or else those agreed. */
export const visitDays = ({ startsOn, endsOn, arrivedOn, leftOn }: Days) => {
  const first = arrivedOn ?? startsOn
  const last = leftOn ?? (arrivedOn && endsOn && arrivedOn > endsOn ? arrivedOn : endsOn)
  return { startsOn: first && isoFromDate(first), endsOn: last && isoFromDate(last) }
}
