import type { StandingStatus } from '#prisma/generated/enums.ts'
import { primaryAddress } from '#services/accounts/primary-address.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import type { TaskSource } from '#services/core/task.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { mail } from '#services/notifications/mail.ts'
import { standingsInForce } from './grants.ts'
import { tables } from './tables.ts'

/** Days before an approval runs out on which its holder is told; from the first it is due for renewal. */
export const approvalReminders = [90, 30, 7] as const
/** Days before insurance runs out on which somebody who charges is told. */
export const insuranceReminder = 30

/** What the calendar does to a standing. Granting, suspending and removing are decisions, and not here. */
export const standingOn = (status: StandingStatus, expiresOn: string, on: string): StandingStatus => {
  if (!standingsInForce.includes(status)) return status
  if (expiresOn < on) return 'lapsed'
  return expiresOn <= addDays(on, approvalReminders[0]) ? 'renewal_due' : status
}

type Ageing = { personId: string; status: StandingStatus; version: number; expiresOn: string }

const event = { renewal_due: 'standing.renewal-due', lapsed: 'standing.lapsed' } as const

/** Brings one standing up to the day, and writes to its holder at each occasion once. */
const ageStanding = async (ctx: Ctx, { personId, status, version, expiresOn }: Ageing): Promise<void> => {
  const today = ctx.clock.today()
  const now = standingOn(status, expiresOn, today)
  if (now !== 'renewal_due' && now !== 'lapsed') return
  await inTransaction(ctx, async (ctx) => {
    if (now !== status) {
      const { count } = await tables(ctx).standing.updateMany({
        where: { personId, version },
        data: { status: now, version: { increment: 1 } },
      })
      // Decided on in the meantime: the next run sees what is left to do.
      if (count === 0) return ok(null)
      await audit(ctx, { event: event[now], subject: { kind: 'person', id: personId }, data: { expiresOn } })
    }
    const to = await primaryAddress(ctx, personId)
    if (to === null) return ok(null)
    const day = longDate(expiresOn)
    const action = { text: 'Apply again', path: '/apply' }
    if (now === 'lapsed') {
      await mail(ctx, {
        key: `standing:${personId}:${expiresOn}:lapsed`,
        to,
        subject: 'Your approval in the bank has lapsed',
        lines: [
          `Your approval in the bank ran out on ${day}. You are not proposed for new reviews; work under way goes on.`,
          'You can apply again at any time. What the bank knows of you is filled in already.',
        ],
        action,
      })
      return ok(null)
    }
    const occasion = approvalReminders.findLast((days) => expiresOn <= addDays(today, days))
    await mail(ctx, {
      key: `standing:${personId}:${expiresOn}:${occasion}`,
      to,
      subject: `Your approval in the bank runs out on ${day}`,
      lines: [
        `Your approval in the bank runs out on ${day}. Until then nothing changes.`,
        'To stay in the bank, apply again before that day. What the bank knows of you is filled in already.',
      ],
      action,
    })
    return ok(null)
  })
}

/** Tells somebody who charges that their insurance is running out, or did: charged work stops with it. */
const remindOfInsurance = async (ctx: Ctx, personId: string, insuranceUntil: string): Promise<void> => {
  const to = await primaryAddress(ctx, personId)
  if (to === null) return
  const isOver = insuranceUntil < ctx.clock.today()
  const day = longDate(insuranceUntil)
  await mail(ctx, {
    key: `insurance:${personId}:${insuranceUntil}:${isOver ? 'over' : 'soon'}`,
    to,
    subject: isOver ? `Your insurance ended on ${day}` : `Your insurance ends on ${day}`,
    lines: [
      isOver
        ? `The insurance you recorded for charged work ended on ${day}. New charged work is closed to you until you record the next.`
        : `The insurance you recorded for charged work ends on ${day}. After that day new charged work is closed to you.`,
      'If you have renewed it, give its last day on your page. Peer reviews in kind are not affected.',
    ],
    action: { text: 'Give the new date', path: '/profile/details' },
  })
}

/** Every day: approvals that are due or over, and insurance that runs out. */
export const ageStandings: Job = {
  name: 'bank.age-standings',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const today = ctx.clock.today()
    const { standing } = tables(ctx)
    const inForce = { status: { in: [...standingsInForce] }, person: { leftAt: null } }
    const due = await standing.findMany({
      where: { ...inForce, expiresOn: { lte: dateFromIso(addDays(today, approvalReminders[0])) } },
      select: { personId: true, status: true, version: true, expiresOn: true },
      orderBy: { personId: 'asc' },
    })
    for (const row of due) await ageStanding(ctx, { ...row, expiresOn: isoFromDate(row.expiresOn) })
    const insured = await tables(ctx).profile.findMany({
      where: {
        dayRatePence: { not: null },
        insuranceUntil: { gte: dateFromIso(addDays(today, -30)), lte: dateFromIso(addDays(today, insuranceReminder)) },
        person: { leftAt: null, standing: { status: inForce.status } },
      },
      select: { personId: true, insuranceUntil: true },
      orderBy: { personId: 'asc' },
    })
    for (const { personId, insuranceUntil } of insured)
      if (insuranceUntil) await remindOfInsurance(ctx, personId, isoFromDate(insuranceUntil))
  },
}

/** What waits for somebody in the bank: an approval to renew, insurance to record. */
export const bankTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const found = await tables(ctx).standing.findUnique({
    where: { personId },
    select: {
      status: true,
      expiresOn: true,
      person: { select: { profile: { select: { dayRatePence: true, insuranceUntil: true } } } },
    },
  })
  if (!found || !standingsInForce.includes(found.status)) return []
  const today = ctx.clock.today()
  const expiresOn = isoFromDate(found.expiresOn)
  const profile = found.person.profile
  const insuranceUntil = profile?.insuranceUntil && isoFromDate(profile.insuranceUntil)
  const needsInsurance =
    profile?.dayRatePence && (!insuranceUntil || insuranceUntil <= addDays(today, insuranceReminder))
  return [
    ...(standingOn(found.status, expiresOn, today) === 'renewal_due'
      ? [{ title: 'Renew your approval in the bank', href: '/apply', dueOn: expiresOn, kind: 'Bank' }]
      : []),
    ...(needsInsurance
      ? [
          {
            title: 'Record insurance for your charged work',
            href: '/profile/details',
            kind: 'Bank',
            ...(insuranceUntil ? { dueOn: insuranceUntil } : {}),
          },
        ]
      : []),
  ]
}
