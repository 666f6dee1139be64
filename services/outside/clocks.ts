import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { remind } from '#services/notifications/index.ts'
import { factsOf, type OutsideRow, outsideProviders, readProviders } from './providers.ts'
import { type OutsideClock, outsideClocks, warningDays } from './standing.ts'
import { tables } from './tables.ts'
import { tellSpeaker } from './tell-speaker.ts'

/** Days after which nobody is told any more that something ran out. */
const toldWithin = 30

const todo = {
  approval: { what: 'ask for another year of', more: 'After that day what it offers is paused.' },
  insurance: {
    what: 'let the association see the new insurance of',
    more: 'After that day what it offers is paused. Send the certificate to the association, which records its last day and keeps no copy.',
  },
  fee: { what: 'pay the fee of the year for', more: 'What it offers is paused until it is recorded as paid.' },
} as const

/** Which of the warnings it is: the days before its last that have come, or that it is over; null when it is not to be told. */
const occasionOf = ({ bar, day, state }: OutsideClock, today: string): string | null => {
  // Approval says when it ends, and the fee follows it.
  if (day === null || (bar === 'fee' && state !== 'over')) return null
  if (state === 'over') return day >= addDays(today, -toldWithin) ? `${bar}:${day}:over` : null
  return state === 'soon' ? `${bar}:${day}:${warningDays.findLast((days) => day <= addDays(today, days))}` : null
}

const warn = async (ctx: Ctx, row: OutsideRow): Promise<void> => {
  const today = ctx.clock.today()
  for (const clock of outsideClocks(factsOf(row), today)) {
    const occasion = occasionOf(clock, today)
    if (occasion === null || clock.day === null) continue
    if (clock.bar === 'approval' && row.renewalAskedOn !== null) continue
    const { what, more } = todo[clock.bar]
    await remind(ctx, {
      people: [row.contactId],
      about: { kind: 'outside-provider', id: row.id },
      occasion,
      reminder: { on: clock.day, what: `${what} ${row.name}`, more, path: `/outside/${row.ref}/manage` },
    })
  }
}

const lapse = (ctx: Ctx, id: string) =>
  outsideProviders.asSystemMove(asSystem(ctx), { id, event: 'lapsed' }, async (ctx, { row, move }) => {
    if (row.approvedUntil === null || isoFromDate(row.approvedUntil) >= ctx.clock.today()) return ok(undefined)
    const moved = await move()
    if (!moved.ok) return moved
    await tellSpeaker(ctx, row, {
      occasion: `lapsed:${isoFromDate(row.approvedUntil)}`,
      subject: `The approval of ${row.name} has ended (${row.ref})`,
      lines: [
        `${row.name} was approved until ${longDate(isoFromDate(row.approvedUntil))}. What it offers is paused; work that is agreed goes on.`,
        'You can ask for another year on its page.',
      ],
      text: 'Ask for another year',
    })
    return moved
  })

/** Every day: warns at 90, 30 and 7 days of what runs out, and ends approvals that have. What may be offered never waits for this. */
export const ageOutside: Job = {
  name: 'outside.age',
  title: 'Warn outside providers of what runs out, and end approvals that have',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    for (const row of await readProviders(ctx, { status: { in: ['approved', 'lapsed'] } })) {
      if (row.status === 'approved') await warn(ctx, row)
      await lapse(ctx, row.id)
    }
  },
}

const keptDays = 365

/** Who was named to speak of its work is forgotten a year after the decision, and who asked where it came to nothing. */
export const forgetNamed: Job = {
  name: 'outside.forget-named',
  title: 'Forget who was named for outside providers long decided',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const before = dateFromIso(addDays(ctx.clock.today(), -keptDays))
    const { outsideProvider } = tables(ctx)
    const forgotten = { wordOne: 'Forgotten', wordTwo: 'Forgotten' }
    const old = { decidedAt: { lt: before } }
    await outsideProvider.updateMany({ where: { ...old, wordOne: { not: 'Forgotten' } }, data: forgotten })
    await outsideProvider.updateMany({
      where: { ...old, status: { in: ['declined', 'withdrawn'] }, contactName: { not: 'Forgotten' } },
      data: { contactName: 'Forgotten', contactAddress: '', invoiceName: null, invoiceAddress: null },
    })
  },
}
