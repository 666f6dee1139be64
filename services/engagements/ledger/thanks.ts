import { z } from 'zod'
import { recordsOf } from '#services/accounts/index.ts'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { guarded } from '#services/documents/index.ts'
import { caseOf } from '#services/engagements/audit-engagement.ts'
import { tables } from '#services/engagements/tables.ts'
import { tell } from '#services/notifications/index.ts'
import { hiddenReviewIds } from '#services/reviews/index.ts'
import { holdersToday, yotsOf } from '#services/yots/index.ts'
import { outsideNames } from './outside-names.ts'

const lacks = 'Write what it was worth to you, in a sentence or two'
export const thanksSchema = z.object({
  text: guarded(z.string({ error: lacks }).trim().min(10, lacks).max(600, 'Keep it to 600 characters')),
  mayQuote: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
})
export type ThanksInput = z.output<typeof thanksSchema>

/** What a note of thanks is for, and the note. ISO days. */
export type ThanksPage = {
  id: string
  title: string
  on: string
  minutes: number
  /** Who gave the time, and who received it. */
  giver: string
  receiver: string
  note: { text: string; mayQuote: boolean; on: string; by: string } | null
  mayWrite: boolean
  mayWithdraw: boolean
}

/**
 * An entry that the actor's service received or gave, or that was their own time; null for others, for what must not exist for
 * them, and for what is no help that somebody gave: a reversal, figures of before.
 */
const findEntry = async (ctx: Ctx, id: string) => {
  const entry = await tables(ctx).ledgerEntry.findUnique({ where: { id }, include: { thanks: true } })
  if (!entry || entry.reversesId !== null || entry.sourceKind === 'opening') return null
  const own = yotsOf(ctx.actor)
  const { personId } = ctx.actor
  // The ledger is not rewritten: it still names a record that was joined to theirs.
  const records = personId === null ? [] : await recordsOf(ctx, personId)
  const isReceiver = own.includes(entry.receiverYotCode ?? '')
  const isGiver =
    own.includes(entry.giverYotCode ?? '') || records.some((id) => id === entry.personId || id === entry.giverPersonId)
  if (!isReceiver && !isGiver) return null
  if (entry.sourceKind === 'review' && (await hiddenReviewIds(ctx)).includes(entry.sourceId)) return null
  return { ...entry, isReceiver }
}

type Entry = NonNullable<Awaited<ReturnType<typeof findEntry>>>

const namesOf = async (ctx: Ctx, entry: Entry) => {
  const codes = [entry.giverYotCode, entry.receiverYotCode].flatMap((code) => code ?? [])
  const ids = [entry.giverPersonId, entry.thanks?.byId].flatMap((id) => id ?? [])
  const [yots, people, outside] = await Promise.all([
    ctx.db.yot.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } }),
    ctx.db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, leftAt: true } }),
    outsideNames(ctx, entry.giverOutsideId === null ? [] : [entry.giverOutsideId]),
  ])
  const yot = (code: string | null) => yots.find((one) => one.code === code)?.name
  const person = (id: string | null | undefined) => {
    const found = people.find((one) => one.id === id)
    return found && (found.leftAt === null ? found.name : 'somebody who has left')
  }
  return {
    giver:
      yot(entry.giverYotCode) ??
      outside.get(entry.giverOutsideId ?? '') ??
      person(entry.giverPersonId) ??
      'an associate',
    receiver: yot(entry.receiverYotCode) ?? 'the association',
    by: person(entry.thanks?.byId) ?? '',
  }
}

/** The case that an entry belongs to: its review, or the enquiry that its engagement came of. */
const caseOfEntry = async (ctx: Ctx, { sourceKind, sourceId }: Entry) => {
  if (sourceKind === 'review') return { case: { kind: 'review_request' as const, id: sourceId } }
  const engagement = await tables(ctx).engagement.findUnique({ where: { id: sourceId }, select: { enquiryId: true } })
  return caseOf({ enquiryId: engagement?.enquiryId ?? null })
}

/** Whether the entry still stands. */
const stands = async (ctx: Ctx, id: string) =>
  (await tables(ctx).ledgerEntry.count({ where: { reversesId: id } })) === 0

/** A note of thanks by the entry of the ledger that it is for, for those who gave and received; not found for others. */
export const findThanks = async (ctx: Ctx, id: string): Promise<Result<ThanksPage>> => {
  const entry = await findEntry(ctx, id)
  if (!entry) return notFound()
  const [{ by, ...names }, isStanding] = await Promise.all([namesOf(ctx, entry), stands(ctx, id)])
  const isWriter = entry.isReceiver && may(ctx.actor, 'enquiry.send')
  const { thanks } = entry
  return ok({
    id,
    title: entry.title,
    on: isoFromDate(entry.on),
    minutes: entry.minutes,
    ...names,
    note: thanks && { text: thanks.text, mayQuote: thanks.mayQuote, on: londonDate(thanks.at), by },
    mayWrite: isWriter && isStanding && thanks === null,
    mayWithdraw: isWriter && thanks !== null,
  })
}

/**
 * Writes a note of thanks for time that the actor's service received, once for each entry; whoever gave it is told. With `mayQuote` the
 * association may show the words, with the region and no name. Refused where there is a note, or the entry was taken back.
 */
export const writeThanks = async (
  ctx: Ctx,
  id: string,
  { text, mayQuote }: ThanksInput,
): Promise<Result<{ id: string }>> => {
  const entry = await findEntry(ctx, id)
  const { personId } = ctx.actor
  if (!entry || personId === null) return notFound()
  if (!entry.isReceiver) return forbidden('Thanks are written by the service that received the time.')
  return inTransaction(ctx, async (ctx) => {
    if (!(await stands(ctx, id))) return refused('This was taken back, so there is nothing to give thanks for.')
    const written = await tables(ctx).thanks.createMany({
      skipDuplicates: true,
      data: { id: newId(), entryId: id, byId: personId, text, mayQuote, at: ctx.clock.now() },
    })
    if (written.count === 0) return refused('Your service has written a note already.')
    const about = await caseOfEntry(ctx, entry)
    await audit(ctx, {
      event: 'thanks.written',
      subject: { kind: 'ledger', id },
      ...about,
      data: { mayQuote },
    })
    const { receiver } = await namesOf(ctx, entry)
    const one = entry.personId ?? entry.giverPersonId
    const people =
      one !== null ? [one] : (await holdersToday(ctx, entry.giverYotCode ?? '')).map((holder) => holder.personId)
    await tell(ctx, {
      people,
      about: { kind: 'ledger', id, ...about },
      occasion: `thanks:${ctx.clock.now().toISOString()}`,
      kind: 'news',
      letter: {
        subject: `${receiver} says thank you`,
        lines: [`For “${entry.title}”:`, text],
        action: { text: 'Read it', path: `/thanks/${id}` },
      },
    })
    return ok({ id })
  })
}

/** Takes a note of thanks back: nobody reads it any more, and nothing of it is quoted. By anybody of the service that wrote it. */
export const withdrawThanks = async (ctx: Ctx, id: string): Promise<Result<{ id: string }>> => {
  const entry = await findEntry(ctx, id)
  if (!entry) return notFound()
  if (!entry.isReceiver) return forbidden('A note is withdrawn by the service that wrote it.')
  return inTransaction(ctx, async (ctx) => {
    const { count } = await tables(ctx).thanks.deleteMany({ where: { entryId: id } })
    if (count === 0) return ok({ id })
    await audit(ctx, {
      event: 'thanks.withdrawn',
      subject: { kind: 'ledger', id },
      ...(await caseOfEntry(ctx, entry)),
    })
    return ok({ id })
  })
}
