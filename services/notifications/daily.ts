import { createHash } from 'node:crypto'
import { asSystem } from '#services/core/access.ts'
import { audit, type CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { enqueue } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { counted, longDate } from '#services/core/words.ts'
import { choicesOf, wantsReminders } from './choices.ts'
import { isDailyTime } from './daily-time.ts'
import { itemOf, type Line, lineIn, reminderWords } from './lines.ts'
import type { Letter } from './mail.ts'
import { tables } from './tables.ts'

/** Which of these cases a person may not know of now. The rooms that keep conflicts give it. */
export type Unknown = (ctx: Ctx, personId: string, cases: readonly CaseRef[]) => Promise<ReadonlySet<string>>

/** Whom a mail of a day goes to. */
type Recipient = { personId: string | null; address: string | null }

type Row = Recipient & { id: string; line: unknown; caseKind: CaseRef['kind'] | null; caseId: string | null }

/** One letter of all the lines of a day: what is due first, then what is new. Read on a day (ISO). */
const dailyLetter = (lines: readonly Line[], today: string): Letter => {
  const due = lines
    .flatMap((line) => (line.kind === 'reminder' ? line : []))
    .sort((a, b) => a.on.localeCompare(b.on) || a.what.localeCompare(b.what))
  const news = lines.flatMap((line) => (line.kind === 'news' ? line : []))
  const [first] = due
  const only = lines.length === 1 ? lines[0] : undefined
  const subject =
    only !== undefined
      ? only.kind === 'reminder'
        ? reminderWords(only, today)
        : only.subject
      : first !== undefined
        ? `${counted(due.length, 'day')} to keep in mind, the first ${longDate(first.on)}`
        : `What is new: ${counted(news.length, 'thing')}`
  return {
    subject,
    lines: [
      ...(due.length > 0 ? ['You are reminded of this. Whatever is done already needs nothing more.'] : []),
      ...(due.length === 0 ? ['You asked to have this once a day.'] : []),
    ],
    items: [...due, ...news].map((line) => itemOf(line, today)),
  }
}

/** Tells readers apart in the key of a mail, without their address. */
const nameOf = ({ personId, address }: Recipient): string =>
  personId ??
  createHash('sha256')
    .update(address ?? '')
    .digest('base64url')

/** Sends one reader what waits for them; nothing where their mail of this day has gone. The rows are locked, so that none goes twice. */
const sendTo = (given: Ctx, recipient: Recipient, unknown: Unknown): Promise<unknown> =>
  inTransaction(asSystem(given), async (ctx) => {
    const { personId, address } = recipient
    const today = ctx.clock.today()
    const key = `daily:${today}:${nameOf(recipient)}`
    const rows = await ctx.db.$queryRaw<Row[]>`
      select id, "personId", address, line, "caseKind"::text as "caseKind", "caseId" from "WaitingLine"
      where "sentAt" is null and day <= ${dateFromIso(today)}
        and "personId" is not distinct from ${personId}::uuid and address is not distinct from ${address}
      order by id for update`
    if (rows.length === 0 || (await ctx.db.outboxMessage.count({ where: { key } })) > 0) return ok(undefined)
    const cases = rows.flatMap(({ caseKind, caseId }) =>
      caseKind !== null && caseId !== null ? [{ kind: caseKind, id: caseId }] : [],
    )
    const hidden = personId === null || cases.length === 0 ? new Set<string>() : await unknown(ctx, personId, cases)
    const choices = personId === null ? new Map() : await choicesOf(ctx, personId)
    const said = rows
      .filter(({ caseId }) => caseId === null || !hidden.has(caseId))
      .map((row) => ({ caseId: row.caseId, line: lineIn(row.line) }))
      .filter(({ line }) => line.kind === 'news' || wantsReminders(choices))
    if (said.length > 0) {
      const letter = dailyLetter(
        said.map(({ line }) => line),
        today,
      )
      await enqueue(ctx, {
        topic: 'mail',
        key,
        payload: {
          ...(personId === null ? { to: address } : { person: personId }),
          ...letter,
          cases: [...new Set(said.flatMap(({ caseId }) => caseId ?? []))],
        },
      })
      await audit(ctx, {
        event: 'mail.gathered',
        subject: { kind: 'mail', id: nameOf(recipient) },
        data: { lines: said.length },
      })
    }
    await tables(ctx).waitingLine.updateMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      data: { sentAt: ctx.clock.now(), line: {}, address: null },
    })
    return ok(undefined)
  })

/**
 * From eight in the morning in London, until eight in the evening: one mail to each reader with everything that waits for them. A
 * line about a case that its reader may not know of any more is left out.
 */
export const sendDaily = (unknown: Unknown): Job => ({
  name: 'notifications.daily',
  title: 'Send each person what falls on this day, in one mail',
  everyMinutes: 10,
  run: async (ctx) => {
    if (!isDailyTime(ctx.clock.now())) return
    const waiting = await tables(ctx).waitingLine.findMany({
      where: { sentAt: null, day: { lte: dateFromIso(ctx.clock.today()) } },
      distinct: ['personId', 'address'],
      select: { personId: true, address: true },
      orderBy: [{ personId: 'asc' }, { address: 'asc' }],
    })
    for (const recipient of waiting) await sendTo(ctx, recipient, unknown)
  },
})
