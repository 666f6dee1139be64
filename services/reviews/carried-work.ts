import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { addMonths, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** What somebody has done, and carries, in reviews. Days are whole, both ends of a span included. */
export type CarriedWork = {
  /** In the twelve months around a day: half a year before it and half after. */
  used: { days: number; reviews: number }
  /** Spans they have said yes to, or are asked for and have yet to answer. */
  booked: { from: string; to: string }[]
  /** Reviews under way now. */
  open: number
  done: number
  led: number
  /** First day of the last review they led, and how many they led on each theme. */
  lastLedOn: string | null
  ledOn: Record<string, number>
}

const overStatuses: readonly ReviewStatus[] = ['withdrawn', 'declined', 'redirected', 'postponed']
const doneStatuses: readonly ReviewStatus[] = [
  'presented',
  'draft_report',
  'accuracy',
  'final',
  'action_plan',
  'progress_review',
  'closed',
]

const nothingYet = (): CarriedWork => ({
  used: { days: 0, reviews: 0 },
  booked: [],
  open: 0,
  done: 0,
  led: 0,
  lastLedOn: null,
  ledOn: {},
})

const addLed = (work: CarriedWork, on: string | null, kloes: readonly { themes: { themeCode: string }[] }[]) => {
  work.led += 1
  if (on !== null && (work.lastLedOn === null || on > work.lastLedOn)) work.lastLedOn = on
  const codes = new Set(kloes.flatMap(({ themes }) => themes.map(({ themeCode }) => themeCode)))
  for (const code of codes) work.ledOn[code] = (work.ledOn[code] ?? 0) + 1
}

/**
 * What everybody who said yes to a review carries, and the days that others are asked for, by person; a fixed number of statements. `on` is the day that the year is counted
 * around; `exceptId`, when given, leaves one review out, so that its own team does not stand in its own way.
 */
export const carriedWork = async (
  ctx: Ctx,
  { on, exceptId }: { on: string; exceptId?: string },
): Promise<Map<string, CarriedWork>> => {
  const rows = await tables(ctx).invitation.findMany({
    where: {
      status: { in: ['offered', 'accepted'] },
      seat: {
        ...(exceptId ? { requestId: { not: exceptId } } : {}),
        request: { status: { notIn: [...overStatuses] } },
      },
    },
    select: {
      personId: true,
      status: true,
      seat: {
        select: {
          role: true,
          request: {
            select: {
              status: true,
              startsOn: true,
              endsOn: true,
              days: true,
              kloes: { select: { themes: { select: { themeCode: true } } } },
            },
          },
        },
      },
    },
    orderBy: { id: 'asc' },
  })
  const [from, until] = [addMonths(on, -6), addMonths(on, 6)]
  const carried = new Map<string, CarriedWork>()
  for (const { personId, status: answer, seat } of rows) {
    const { status, startsOn, endsOn, days, kloes } = seat.request
    const work = carried.get(personId) ?? nothingYet()
    carried.set(personId, work)
    const isDone = doneStatuses.includes(status)
    if (answer === 'offered') {
      // Asked for these days and yet to answer: not to be asked for them twice.
      if (startsOn && endsOn && !isDone) work.booked.push({ from: isoFromDate(startsOn), to: isoFromDate(endsOn) })
      continue
    }
    if (isDone) {
      work.done += 1
      if (seat.role === 'co_lead') addLed(work, startsOn && isoFromDate(startsOn), kloes)
    } else work.open += 1
    if (!startsOn || !endsOn) continue
    const first = isoFromDate(startsOn)
    if (first >= from && first < until) {
      work.used.days += days
      work.used.reviews += 1
    }
    if (!isDone) work.booked.push({ from: first, to: isoFromDate(endsOn) })
  }
  return carried
}
