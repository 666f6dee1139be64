import { clockFrom, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueueAll } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { type Content, hashOf, type Item, isEmpty, plainOf } from './content.ts'
import { type Announcing, collect, lastDayFor } from './content-of.ts'
import { failing, type LinkAnswer, linksIn } from './links.ts'
import { issues } from './move-issue.ts'
import { type Reader, readersOf } from './readers.ts'
import { tables } from './tables.ts'
import { isDaytime } from './timetable.ts'

/** Mails of an issue that may go in a second. */
const perSecond = 20

/** Why an issue was skipped. */
const skippedBecause = {
  empty: 'There was nothing new to tell.',
  missed: 'The exchange was away for more than two weeks. The next issue tells of that time too.',
} as const

/** The topic of a message that is one reader's copy of an issue. */
export const topic = 'briefing'

const queue = (ctx: Ctx, { id, day }: { id: string; day: string }, readers: readonly Reader[], about = '') => {
  const now = ctx.clock.now().getTime()
  return enqueueAll(
    ctx,
    readers.map(({ id: reader, choice, regions, themes, isMember }, at) => ({
      topic,
      key: `briefing:${day}:${about}${reader}`,
      payload: { issue: id, reader, edition: choice, regions, themes, isMember, isCorrection: about !== '' },
      availableAt: new Date(now + Math.floor(at / perSecond) * 1000),
    })),
  )
}

/** Puts a correction that matters before everybody who was sent the issue and still reads it. */
export const queueCorrection = async (
  ctx: Ctx,
  issue: { id: string; day: string; isMonthly: boolean },
): Promise<number> => {
  const readers = await readersOf(ctx, issue.isMonthly)
  await queue(ctx, issue, readers, 'correction:')
  return readers.length
}

/** Milliseconds for freezing and queueing ten thousand, on a machine that has other things to do. */
const patience = 120_000

/**
 * Freezes an issue whose hour has come and puts a copy in the outbox for each of its readers, in one transaction: killed anywhere, it is done
 * whole or not at all. Without anything to tell, a fortnightly one is skipped; so is one that nobody could send for two weeks. Nobody
 * presses anything; nothing happens before its hour, by night, or twice.
 */
export const closeIssue = (ctx: Ctx, rooms: Announcing, id: string): Promise<Result<boolean>> => {
  const now = ctx.clock.now()
  const at: Ctx = { ...ctx, clock: clockFrom(() => now) }
  return inTransaction(
    at,
    (ctx) =>
      issues.asSystemMove(ctx, { id, event: 'closed' }, async (ctx, { row, move }) => {
        const day = isoFromDate(row.day)
        if (now < row.goesAt || !isDaytime(now)) return ok(undefined)
        const skip = (because: string) => issues.move(ctx, row, 'skipped', { data: { because } })
        if (ctx.clock.today() > lastDayFor(day)) return skip(skippedBecause.missed)
        const { links } = await tables(ctx).issue.findUniqueOrThrow({ where: { id }, select: { links: true } })
        const answers = linksIn(links)
        const content = await collect(ctx, rooms, row, isBroken(answers))
        if (isEmpty(content) && !row.isMonthly) return skip(skippedBecause.empty)
        const readers = await readersOf(ctx, row.isMonthly)
        await queue(ctx, { id, day }, readers)
        const frozen = plainOf(content)
        return move({
          data: { frozen, hash: hashOf(content), closedAt: now, readers: readers.length },
          said: { readers: readers.length, lines: linesIn(content) },
        })
      }),
    { timeout: patience },
  )
}

/** A line whose own page did not answer when it was asked last is not sent to anybody. */
const isBroken =
  (answers: readonly LinkAnswer[]) =>
  ({ path }: Item): boolean =>
    failing(answers).some(({ to }) => to === path)

const linesIn = ({ fortnight, month }: Content): number => (month ?? fortnight).length

/** An issue is sent once each of its copies has gone, or was given up with a reason that the association reads. */
export const finishIssue = (ctx: Ctx, id: string): Promise<Result<boolean>> =>
  issues.asSystemMove(ctx, { id, event: 'delivered' }, async (ctx, { row, move }) => {
    if (row.closedAt === null) return ok(undefined)
    const waiting = await ctx.db.outboxMessage.count({
      where: { topic, createdAt: row.closedAt, deliveredAt: null, failedAt: null },
    })
    return waiting > 0 ? ok(undefined) : move()
  })
