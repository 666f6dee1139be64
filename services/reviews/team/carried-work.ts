import { casesBlockedFor } from '#services/conflicts/index.ts'
import { addMonths, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { isHostSide } from '#services/reviews/case/policy.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { grantsFor } from '#services/yots/index.ts'

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

const overStatuses = reviewLife.marks.off
const doneStatuses = reviewLife.marks.delivered

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

/** Reviews that must not exist for one of these people; one of their own service or that they arrange does. */
const hiddenFrom = async (ctx: Ctx, personIds: readonly string[]): Promise<string[]> => {
  const blocked = await casesBlockedFor(ctx, 'review_request', personIds)
  if (blocked.length === 0) return []
  const [reviews, grants] = await Promise.all([
    tables(ctx).reviewRequest.findMany({
      where: { id: { in: [...new Set(blocked.map(({ caseId }) => caseId))] } },
      select: { id: true, yotCode: true, requestedById: true, leadOfficerId: true },
    }),
    Promise.all(
      [...new Set(blocked.map(({ personId }) => personId))].map(
        async (personId) => [personId, await grantsFor(ctx, personId)] as const,
      ),
    ),
  ])
  const actors = new Map(
    grants.map(([personId, own]) => [personId, { kind: 'person' as const, personId, name: '', grants: own }]),
  )
  const facts = new Map(reviews.map((review) => [review.id, review]))
  return blocked.flatMap(({ caseId, personId }) => {
    const [review, actor] = [facts.get(caseId), actors.get(personId)]
    return review && actor && isHostSide({ actor }, review) ? [] : [caseId]
  })
}

/**
 * What everybody who said yes to a review carries, and the days that others are asked for, by person; a fixed number of statements. `on` is the day that the year is counted
 * around; `exceptId`, when given, leaves one review out, so that its own team does not stand in its own way; `isAgreedOnly` counts only what they said yes to. What must not
 * exist for one of its readers is left out too, or a number or a missing name would tell of it (docs/decisions/0011).
 */
export const carriedWork = async (
  ctx: Ctx,
  {
    on,
    exceptId,
    readerIds = [],
    isAgreedOnly = false,
  }: { on: string; exceptId?: string; readerIds?: readonly string[]; isAgreedOnly?: boolean },
): Promise<Map<string, CarriedWork>> => {
  const hidden = await hiddenFrom(ctx, readerIds)
  const rows = await tables(ctx).invitation.findMany({
    where: {
      status: { in: isAgreedOnly ? ['accepted'] : ['offered', 'accepted'] },
      seat: {
        requestId: { notIn: [...hidden, ...(exceptId ? [exceptId] : [])] },
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
