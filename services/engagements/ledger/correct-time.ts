import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { tables } from '#services/engagements/tables.ts'
import { tell } from '#services/notifications/index.ts'
import { hiddenReviewIds } from '#services/reviews/index.ts'
import { reversalOf } from './reverse-ledger.ts'
import { hoursWords } from './shares.ts'
import { writeEntries } from './write-ledger.ts'

/** For so many days after it was written somebody may correct the time that a review counts as theirs. */
export const correctionDays = 30

/** The most that somebody gives to one review: 14 hours a day for a fortnight. */
const mostMinutes = 14 * 60 * 14

export const correctTimeSchema = z.object({
  hours: z
    .string({ error: 'Enter your time in hours, like 22 or 29.5' })
    .trim()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, 'Your time must be in hours, like 22 or 29.5')
    .transform((typed) => Math.round(Number(typed) * 60))
    .pipe(
      z
        .number()
        .min(15, 'Enter at least a quarter of an hour')
        .max(mostMinutes, `It can be ${mostMinutes / 60} hours at most`),
    ),
})

/** An entry that is the actor's own time in a review, while it stands; null for anybody else and anything else. */
const ownEntry = async (ctx: Ctx, id: string) => {
  const entry = await tables(ctx).ledgerEntry.findUnique({ where: { id }, include: { shares: true } })
  if (!entry || entry.personId === null || entry.personId !== ctx.actor.personId) return null
  if (entry.sourceKind !== 'review' || entry.reversesId !== null) return null
  return (await hiddenReviewIds(ctx)).includes(entry.sourceId) ? null : entry
}

export type OwnTime = {
  id: string
  title: string
  on: string
  minutes: number
  host: string
  /** The last day on which it can be corrected. */
  until: string
  isOpen: boolean
}

/** What a review counts as the actor's own time; not found for others'. */
export const findOwnTime = async (ctx: Ctx, id: string): Promise<Result<OwnTime>> => {
  const entry = await ownEntry(ctx, id)
  if (!entry) return notFound()
  const [reversed, host] = await Promise.all([
    tables(ctx).ledgerEntry.count({ where: { reversesId: id } }),
    ctx.db.yot.findUnique({ where: { code: entry.receiverYotCode ?? '' }, select: { name: true } }),
  ])
  const until = addDays(londonDate(entry.writtenAt), correctionDays)
  return ok({
    id,
    title: entry.title,
    on: isoFromDate(entry.on),
    minutes: entry.minutes,
    host: host?.name ?? '',
    until,
    isOpen: reversed === 0 && ctx.clock.today() <= until,
  })
}

/**
 * Corrects the time that a review counts as the actor's own, for thirty days after it was written: the entry is taken back with the
 * reason, and another says the hours that they typed. Refused after that, and for an entry that was corrected meanwhile.
 *
 * @returns the entry that stands now
 */
export const correctTime = async (
  ctx: Ctx,
  id: string,
  { hours: minutes }: z.output<typeof correctTimeSchema>,
): Promise<Result<{ id: string }>> => {
  if (!(await ownEntry(ctx, id))) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const entry = await ownEntry(ctx, id)
    if (!entry) return notFound()
    const until = addDays(londonDate(entry.writtenAt), correctionDays)
    if (ctx.clock.today() > until) return refused(`Your time could be corrected until ${longDate(until)}.`)
    if (entry.minutes === minutes) return ok({ id })
    // Written as one: whoever corrects it at the same time finds the reversal, whose key is there once.
    const taken = await writeEntries(ctx, [reversalOf(entry, 'Corrected by whoever gave it.')])
    if (taken.length === 0) {
      const now = await tables(ctx).ledgerEntry.findFirst({
        where: { sourceId: entry.sourceId, personId: entry.personId, minutes },
        orderBy: { seq: 'desc' },
        select: { id: true },
      })
      return now ? ok(now) : refused('It was corrected already. Open your service’s ledger to see how it stands now.')
    }
    const { reversesId: _, why: __, ...standing } = reversalOf(entry, '')
    const [written] = await writeEntries(ctx, [
      {
        ...standing,
        key: `corrects:${entry.id}`,
        minutes,
        travelMinutes: entry.travelMinutes,
        personId: entry.personId ?? '',
      },
    ])
    await audit(ctx, {
      event: 'ledger.corrected',
      subject: { kind: 'review_request', id: entry.sourceId },
      case: { kind: 'review_request', id: entry.sourceId },
      data: { from: entry.minutes, to: minutes },
    })
    return ok({ id: written?.id ?? id })
  })
}

type WrittenTime = { id: string; personId: string; reviewId: string; minutes: number; host: string }

/** Tells somebody what a review counts as their time, with the link by which they correct it. */
export const tellOfTime = (ctx: Ctx, { id, personId, reviewId, minutes, host }: WrittenTime): Promise<void> =>
  tell(ctx, {
    people: [personId],
    about: { kind: 'review_request', id: reviewId, case: { kind: 'review_request', id: reviewId } },
    occasion: `time:${id}`,
    kind: 'news',
    letter: {
      subject: `Your time for the review of ${host}`,
      lines: [
        `The ledger counts ${hoursWords(minutes)} as your time for the review of ${host}: the days of the visit and one day of preparing.`,
        `If it was more or less, say so by ${longDate(addDays(ctx.clock.today(), correctionDays))}. You need not do anything if it is about right.`,
      ],
      action: { text: 'Correct your time', path: `/ledger/time/${id}` },
    },
  })
