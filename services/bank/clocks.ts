import type { StandingStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { remind, type Subject, tell } from '#services/notifications/index.ts'
import { clockReminder, lapsedLetter } from './letters.ts'
import { suspensionOn, warningDays } from './standing.ts'
import { type Clock, clocksOn, stateOf } from './standing-clocks.ts'
import { standingFacts } from './standings.ts'
import { tables } from './tables.ts'

/** Days after which nobody is told any more that something ran out. */
const toldWithin = 30

/** What the calendar does to a recorded status. Granting, suspending and removing are decisions, and not here. */
export const statusOn = (status: StandingStatus, expiresOn: string, on: string): StandingStatus => {
  if (status === 'suspended' || status === 'removed') return status
  const state = stateOf(expiresOn, on)
  return state === 'over' ? 'lapsed' : state === 'soon' ? 'renewal_due' : status
}

const event = { renewal_due: 'standing.renewal-due', lapsed: 'standing.lapsed' } as const

type Row = { personId: string; status: StandingStatus; version: number }

/** Keeps in the record, and in the log, that an approval became due or lapsed. What somebody may do never waits for this. */
const recordStatus = async (ctx: Ctx, { personId, status, version }: Row, expiresOn: string): Promise<void> => {
  const now = statusOn(status, expiresOn, ctx.clock.today())
  if (now === status || (now !== 'renewal_due' && now !== 'lapsed')) return
  const { count } = await tables(ctx).standing.updateMany({
    where: { personId, version },
    data: { status: now, version: { increment: 1 } },
  })
  // Decided on in the meantime: the next run sees what is left to do.
  if (count > 0) await audit(ctx, { event: event[now], subject: { kind: 'person', id: personId }, data: { expiresOn } })
}

/** Which of the warnings it is: the days before its last that have come, or that it is over; null when it is not to be told. */
const occasionOf = ({ day, state }: Clock, today: string): string | null => {
  if (day === null) return null
  if (state === 'over') return day >= addDays(today, -toldWithin) ? `${day}:over` : null
  return state === 'soon' ? `${day}:${warningDays.findLast((days) => day <= addDays(today, days))}` : null
}

/** What the reminders of a clock are about. */
const subjects = {
  approval: 'standing',
  condition: 'condition',
  insurance: 'insurance',
  dbs: 'dbs',
  declaration: 'declaration',
  practice: 'practice',
} as const satisfies Partial<Record<Clock['bar'], Subject>> as Partial<
  Record<Clock['bar'], 'standing' | 'condition' | 'insurance' | 'dbs' | 'declaration' | 'practice'>
>

/** Writes to somebody of each clock that runs out soon or has, at each occasion once. */
const tellOfClocks = async (ctx: Ctx, personId: string, clocks: readonly Clock[]): Promise<void> => {
  for (const clock of clocks) {
    const occasion = occasionOf(clock, ctx.clock.today())
    const about = subjects[clock.bar]
    const reminder = clockReminder(clock)
    if (occasion === null || about === undefined || reminder === null) continue
    const told = { people: [personId], about: { kind: about, id: clock.id ?? personId }, occasion }
    if (clock.bar === 'approval' && clock.state === 'over' && clock.day !== null)
      await tell(ctx, {
        ...told,
        about: { kind: 'standing', id: personId },
        kind: 'decision',
        letter: lapsedLetter(clock.day),
      })
    else await remind(ctx, { ...told, reminder })
  }
}

const atOnce = 200

/** Every day: what runs out within 90 days, or has, of everybody in the bank. */
export const ageStandings: Job = {
  name: 'bank.age-standings',
  title: 'Warn people in the bank of what runs out, and end approvals that have',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const today = ctx.clock.today()
    let after: string | undefined
    for (;;) {
      const rows = await tables(ctx).standing.findMany({
        where: {
          status: { notIn: ['removed', 'suspended'] },
          expiresOn: { gte: dateFromIso(addDays(today, -toldWithin)) },
          person: { leftAt: null },
          ...(after === undefined ? {} : { personId: { gt: after } }),
        },
        select: { personId: true, status: true, version: true },
        orderBy: { personId: 'asc' },
        take: atOnce,
      })
      const factsOf = await standingFacts(
        ctx,
        rows.map(({ personId }) => personId),
      )
      for (const row of rows) {
        const facts = factsOf.get(row.personId)
        if (!facts?.place) continue
        const { expiresOn } = facts.place
        const isOver = expiresOn < today
        const clocks = clocksOn(facts, today).filter(({ bar }) => !isOver || bar === 'approval')
        await inTransaction(ctx, async (ctx) => {
          await recordStatus(ctx, row, expiresOn)
          if (!suspensionOn(facts, today)) await tellOfClocks(ctx, row.personId, clocks)
          return ok(null)
        })
      }
      if (rows.length < atOnce) return
      after = rows.at(-1)?.personId
    }
  },
}

const taskFor = ({ bar, day, state }: Clock): Task | null => {
  const due = day === null ? {} : { dueOn: day }
  if (bar === 'condition')
    return { title: 'Meet a condition of your place in the bank', href: '/profile', kind: 'Bank', ...due }
  if (state !== 'soon' && state !== 'over') return null
  switch (bar) {
    case 'approval':
      return { title: 'Renew your approval in the bank', href: '/apply', kind: 'Bank', ...due }
    case 'insurance':
      return { title: 'Record insurance for your charged work', href: '/profile/details', kind: 'Bank', ...due }
    case 'dbs':
      return { title: 'Have your DBS certificate seen again', href: '/profile', kind: 'Bank', ...due }
    default:
      return null
  }
}

/** What waits for somebody in the bank: an approval to renew, insurance or a certificate to record, a condition to meet. */
export const bankTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const today = ctx.clock.today()
  const facts = (await standingFacts(ctx, [personId])).get(personId)
  if (!facts?.place || facts.place.expiresOn < today || suspensionOn(facts, today)) return []
  return clocksOn(facts, today).flatMap((clock) => taskFor(clock) ?? [])
}
