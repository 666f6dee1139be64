import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Silence } from '#services/core/life/silence.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { confirmation, followConfirmation } from './deliver.ts'
import { clocks, type EngagementEvent } from './lifecycle.ts'
import { engagements, type LockedEngagement } from './move-engagement.ts'
import { remindSides, tellSides } from './people.ts'
import { tables } from './tables.ts'
import { isOwed } from './turn.ts'

const atOnce = 100

/** Which event silence brings about in a state; a change is asked for, or nothing is. */
const endOf = (row: LockedEngagement): EngagementEvent | null => {
  if (row.status === 'terms_proposed') return 'lapsed'
  if (row.status === 'delivered') return 'confirmed-by-silence'
  return row.status === 'agreed' && row.changeAsked !== null ? 'change-lapsed' : null
}

const end = async (ctx: Ctx, id: string): Promise<Result<unknown>> => {
  const locked = await engagements.lock(ctx, id)
  const event = locked && endOf(locked)
  if (event === null) return ok(undefined)
  return engagements.asSystemMove(ctx, { id, event }, async (ctx, { row, move }) => {
    const data =
      event === 'confirmed-by-silence'
        ? confirmation(ctx, true)
        : { silentOn: null, ...(event === 'change-lapsed' ? { changeAsked: null } : {}) }
    const moved = await move({ data })
    if (!moved.ok) return moved
    await tellOfLapse(ctx, row, event)
    return event === 'confirmed-by-silence' ? followConfirmation(ctx, moved.value) : ok(undefined)
  })
}

const tellOfLapse = (ctx: Ctx, row: LockedEngagement, event: EngagementEvent): Promise<void> => {
  const words: Partial<Record<EngagementEvent, { subject: string; lines: string[] }>> = {
    lapsed: {
      subject: `No terms were agreed: “${row.title}” (${row.ref})`,
      lines: [
        `Nothing happened for ${clocks.lapseDays} days, so this has closed by itself. Nobody owes anything. The service can ask others with the same need, from this page.`,
      ],
    },
    'change-lapsed': {
      subject: `The change lapsed: “${row.title}” (${row.ref})`,
      lines: ['The other side did not accept the change in time. The terms that you agreed hold as they were.'],
    },
    'confirmed-by-silence': {
      subject: `Confirmed by silence: “${row.title}” (${row.ref})`,
      lines: [
        'The service did not answer by its day, so the work counts as confirmed, and the page says “by silence”.',
      ],
    },
  }
  const letter = words[event]
  return letter === undefined
    ? Promise.resolve()
    : tellSides(ctx, row, ['host', 'provider'], {
        occasion: `${event}:${row.version}`,
        kind: 'decision',
        letter: { ...letter, text: 'See the engagement' },
      })
}

/** Warns whoever an engagement waits for. */
const warn = async (ctx: Ctx, id: string, { lastDay }: { lastDay: string }): Promise<Result<unknown>> => {
  const row = await engagements.lock(ctx, id)
  if (row && row.status !== 'agreed') await warnOf(ctx, row, lastDay)
  return ok(undefined)
}

/** The clock of an engagement: terms lapse, a change of them lapses, delivered work counts as confirmed. */
export const engagementSilence: Silence = {
  kind: 'engagement',
  lock: (ctx, id) => engagements.lock(ctx, id),
  warn,
  end,
}

/** Fourteen days after it was settled work is closed; its page stays. */
export const closeSettled: Job = {
  name: 'engagements.close',
  title: 'Close agreed work that is settled',
  everyMinutes: 6 * 60,
  run: async (ctx) => {
    const settled = await tables(ctx).engagement.findMany({
      where: { status: 'settled', settledOn: { lte: dateFromIso(addDays(ctx.clock.today(), -14)) } },
      orderBy: { id: 'asc' },
      take: atOnce,
      select: { id: true },
    })
    for (const { id } of settled)
      await engagements.asSystemMove(asSystem(ctx), { id, event: 'closed' }, (_ctx, { move }) => move())
  },
}

const warnOf = async (ctx: Ctx, row: LockedEngagement, lastDay: string): Promise<void> => {
  const isTerms = row.status === 'terms_proposed'
  await remindSides(ctx, row, isTerms ? ['host', 'provider'] : ['host'], {
    occasion: `warned:${lastDay}:${ctx.clock.today()}`,
    on: lastDay,
    ...(isTerms
      ? {
          what: `agree the terms of “${row.title}” (${row.ref})`,
          more: 'If nothing happens by then, this closes by itself and nobody owes anything.',
        }
      : {
          what: `confirm “${row.title}”, or say what is missing (${row.ref})`,
          more: 'If you say nothing by then, the work counts as confirmed by silence.',
        }),
  })
}

/** Days before the first session on which both sides are reminded. */
const sessionReminders = [10, 3, 1]

const remindOfSessions = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  for (const days of sessionReminders) {
    const rows = await tables(ctx).engagement.findMany({
      where: { status: 'agreed', firstSessionOn: dateFromIso(addDays(today, days)) },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of rows)
      await inTransaction(asSystem(ctx), async (ctx) => {
        const row = await engagements.lock(ctx, id)
        if (row?.status !== 'agreed' || row.firstSessionOn === null) return ok(undefined)
        const day = isoFromDate(row.firstSessionOn)
        await remindSides(ctx, row, ['host', 'provider'], {
          occasion: `session:${day}:${days}`,
          on: day,
          what: `“${row.title}” begins (${row.ref})`,
          more: 'Who comes, when and where stands on the page.',
          isEvent: true,
        })
        return ok(undefined)
      })
  }
}

/** Invoices that nobody has said are paid: the host is reminded after 30 days, both sides after 45, then nobody. */
const remindOfPayment = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  for (const { days, sides } of [
    { days: 30, sides: ['host'] as const },
    { days: 45, sides: ['host', 'provider'] as const },
  ]) {
    const invoices = await tables(ctx).settlement.findMany({
      where: {
        kind: 'invoice',
        on: dateFromIso(addDays(today, -days)),
        engagement: { status: { in: ['confirmed', 'cancelled'] }, settledOn: null },
      },
      select: { engagementId: true, number: true },
    })
    for (const { engagementId, number } of invoices)
      await inTransaction(asSystem(ctx), async (ctx) => {
        const row = await engagements.lock(ctx, engagementId)
        if (!row || !isOwed(row)) return ok(undefined)
        await remindSides(ctx, row, sides, {
          occasion: `unpaid:${number}:${days}`,
          on: addDays(today, 30 - days),
          what: `record the payment of invoice ${number} for “${row.title}” (${row.ref})`,
          more: `It is ${days} days old, and nobody has recorded that it is paid.`,
          page: '/settle',
        })
        return ok(undefined)
      })
  }
}

/** Reminds of sessions and of invoices; each once for its day. */
export const remindAhead: Job = {
  name: 'engagements.remind',
  title: 'Remind of sessions to come and of invoices to pay',
  everyMinutes: 60,
  run: async (ctx) => {
    await remindOfSessions(ctx)
    await remindOfPayment(ctx)
  },
}
