import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { capitalise, longDate, money } from '#services/core/words.ts'
import { remind } from '#services/notifications/index.ts'
import { coordinatorsFor } from '#services/yots/index.ts'
import { membershipLife } from './lifecycle.ts'
import { memberships } from './locked-membership.ts'
import { tables } from './tables.ts'
import { statusByDates, type Terms, termsOn } from './terms.ts'
import { type PayersReminder, remindPayer, writeToPayer } from './write-to-payer.ts'

/**
 * Days from the end of the year on which a payer is reminded: before, on and after. They stop by themselves once the payer
 * says that they renew, pays, leaves or lapses.
 */
export const reminderDays = [-30, 0, 30, 75] as const

/** A reminder that could not be sent on its day is still sent within a week; later it would only surprise. */
const lateDays = 7

/** Days after a year began unpaid on which a payer is reminded of the fee. */
const feeReminderDays = [30, 60] as const

const dueReminder = (endsOn: string, on: string): number | undefined =>
  reminderDays.findLast((days) => addDays(endsOn, days) <= on && on < addDays(endsOn, days + lateDays))

const rowsFor = (ctx: Ctx) =>
  tables(ctx).membership.findMany({
    where: { status: { in: membershipLife.marked('member') } },
    include: { yot: { select: { name: true, region: true } } },
    orderBy: { id: 'asc' },
  })

type Row = Awaited<ReturnType<typeof rowsFor>>[number]

const nameOf = (row: Row) => (row.yot ? `the group membership of ${row.yot.name}` : 'your membership')

/** The reminder is the payer's; where a service has no head to write to, the coordinator of its region has it instead. */
const remindOf = async (ctx: Ctx, row: Row, { reminder, ...said }: PayersReminder): Promise<void> => {
  const reached = await remindPayer(ctx, row, { ...said, reminder })
  if (reached > 0 || !row.yot) return
  const coordinators = await coordinatorsFor(ctx, row.yot.region)
  await remind(ctx, {
    ...said,
    people: coordinators.map(({ personId }) => personId),
    reminder: {
      on: reminder.on,
      what: `${row.yot.name} has nobody to renew its membership`,
      more: 'Nobody is recorded as its head. Once somebody is, they are reminded. Until then you may want to ask the service.',
      path: `/yots/${row.yotCode}`,
    },
  })
}

const sendReminders = async (ctx: Ctx, row: Row, terms: Terms): Promise<void> => {
  const today = ctx.clock.today()
  const endsOn = isoFromDate(row.endsOn)
  const startsOn = isoFromDate(row.startsOn)
  if (row.renewalAskedOn !== null) return
  const days = dueReminder(endsOn, today)
  if (days !== undefined) {
    const lapsesOn = addDays(endsOn, terms.graceDays)
    await remindOf(ctx, row, {
      about: { kind: 'membership', id: row.id },
      occasion: `${endsOn}:remind:${days}`,
      reminder: {
        on: endsOn,
        what: `renew ${nameOf(row)}`,
        more:
          days < 0
            ? 'Say so on your membership page, with a purchase order number if you need one. The invoice follows, and these reminders stop.'
            : `Nothing is cut off: it stays in force until ${longDate(lapsesOn)}. Say on your membership page that you renew, and these reminders stop.`,
        path: '/membership/yours',
      },
    })
  }
  const unpaid = feeReminderDays.findLast(
    (after) => addDays(startsOn, after) <= today && today < addDays(startsOn, after + lateDays),
  )
  if (row.isPaid === false && row.decidedAt !== null && unpaid !== undefined) {
    await remindOf(ctx, row, {
      about: { kind: 'membership', id: row.id },
      occasion: `${startsOn}:unpaid:${unpaid}`,
      reminder: {
        on: addDays(startsOn, feeReminderDays[0]),
        what: `pay the fee of ${money(row.feePence)} for ${nameOf(row)}`,
        more: 'It is not recorded as paid. If you paid it, tell the association the invoice number and the day, so that it can be found.',
        path: '/membership/yours',
      },
    })
  }
}

/** Memberships fall due and lapse by the calendar, through due on the way to lapsed; whoever pays is told of a lapse. */
const age = async (ctx: Ctx, { id, ...row }: Row, terms: Terms): Promise<Result<unknown>> => {
  const today = ctx.clock.today()
  const byDates = (endsOn: string) => statusByDates(endsOn, today, terms)
  const lastDay = isoFromDate(row.endsOn)
  const status = byDates(lastDay)
  if (status === row.status || status === 'active') return ok(undefined)
  const due = await memberships.asSystemMove(ctx, { id, event: 'fell-due' }, async (_ctx, { row, move }) =>
    byDates(row.endsOn) === 'active' ? ok(undefined) : move(),
  )
  if (!due.ok) return due
  const lapsed = await memberships.asSystemMove(ctx, { id, event: 'lapsed' }, async (_ctx, { row, move }) =>
    byDates(row.endsOn) === 'lapsed' ? move() : ok(undefined),
  )
  if (!lapsed.ok || !lapsed.value) return lapsed
  const name = capitalise(nameOf({ id, ...row }))
  await writeToPayer(ctx, row, {
    about: { kind: 'membership', id },
    occasion: `${lastDay}:lapsed`,
    subject: `${name} has lapsed`,
    lines: [
      `${name} ran until ${longDate(lastDay)} and was not renewed in ${terms.graceDays} days, so it has lapsed.`,
      'You can still sign in, see your own things and finish work under way. You can renew at any time.',
    ],
    action: { text: 'Renew', path: '/membership/yours' },
  })
  return ok(undefined)
}

/** Moves memberships by the calendar and sends the reminders of the day. Running twice sends nothing twice. */
export const keepMemberships: Job = {
  name: 'yots.keep-memberships',
  title: 'Remind of memberships that run out, and end them',
  everyMinutes: 60,
  run: async (outer) => {
    const ctx = asSystem(outer)
    const terms = await termsOn(ctx, ctx.clock.today())
    for (const row of await rowsFor(ctx)) {
      await inTransaction(ctx, async (ctx) => {
        const aged = await age(ctx, row, terms)
        if (aged.ok) await sendReminders(ctx, row, terms)
        return aged
      })
    }
  },
}

const keptDays = 365

/** Requests of people who never became members are forgotten a year after the decision. */
export const forgetJoinRequests: Job = {
  name: 'yots.forget-join-requests',
  title: 'Forget requests to join that came to nothing',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const before = dateFromIso(addDays(ctx.clock.today(), -keptDays))
    await tables(ctx).joinRequest.deleteMany({ where: { decidedAt: { lt: before } } })
  },
}
