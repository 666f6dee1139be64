import { z } from 'zod'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { theseYears, typedDay } from '#services/core/day.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { guarded } from '#services/documents/index.ts'
import { tell } from '#services/notifications/index.ts'
import { visibleConditions } from './desk-person.ts'
import type { HiddenCases } from './desk-schema.ts'
import { tables } from './tables.ts'

const keepOnly = () => forbidden('Only an administrator of the association may do this.')
const notOneself = () => refused('This is your own place in the bank, so another administrator does it.')

export const confirmSchema = z.object({
  conditionId: z.uuid({ error: 'Choose a condition from the list' }),
  confirmedOn: typedDay('Enter the day on which you saw that it is met, like 27 3 2026', theseYears),
  note: guarded(
    z
      .string({ error: 'Say what you saw that shows it' })
      .trim()
      .min(5, 'Say what you saw that shows it')
      .max(500, 'Keep what you saw to 500 characters'),
  ),
})
export type ConfirmInput = z.output<typeof confirmSchema>

/** A condition on somebody else's place in the bank, for an administrator who may know of it. */
const findCondition = async (ctx: Ctx, personId: string, conditionId: string, hidden: HiddenCases) => {
  const { actor } = ctx
  if (!may(actor, 'bank.keep')) return keepOnly()
  if (actor.personId === personId) return notOneself()
  const row = await tables(ctx).standingCondition.findFirst({
    where: { id: conditionId, personId, ...visibleConditions(hidden) },
    include: { confirmedBy: { select: { name: true } } },
  })
  if (!row) return notFound()
  const { caseKind, caseId } = row
  return ok({ ...row, about: caseKind && caseId ? { case: { kind: caseKind, id: caseId } } : {} })
}

type Told = { occasion: 'confirmed' | 'taken-back'; subject: string; lines: string[] }

/** Mail to the person that a condition is on. It can be confirmed, taken back and confirmed again: each time is told. */
const tellOfCondition = (
  ctx: Ctx,
  { id, personId, about }: { id: string; personId: string; about: object },
  { occasion, ...letter }: Told,
) =>
  tell(ctx, {
    people: [personId],
    about: { kind: 'condition', id, ...about },
    occasion: `${occasion}:${ctx.clock.now().getTime()}`,
    kind: 'decision',
    letter: { ...letter, action: { text: 'See your place in the bank', path: '/profile' } },
  })

/**
 * An administrator records that a condition is met: when they saw it, and what. It no longer stands in the way, and its person is told.
 * Pressing twice does it once; one that somebody else confirmed is refused with who and when.
 */
export const confirmCondition = (
  ctx: Ctx,
  personId: string,
  { conditionId, confirmedOn, note }: ConfirmInput,
  hidden: HiddenCases,
): Promise<Result<{ text: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { actor, clock } = ctx
    const found = await findCondition(ctx, personId, conditionId, hidden)
    if (!found.ok) return found
    const row = found.value
    if (confirmedOn > clock.today()) return invalid({ confirmedOn: 'The day you saw it must be today or earlier' })
    const { text, about } = row
    const { count } = await tables(ctx).standingCondition.updateMany({
      where: { id: conditionId, confirmedOn: null },
      data: { confirmedOn: dateFromIso(confirmedOn), confirmedById: actor.personId, note },
    })
    if (count === 0) {
      if (row.confirmedById === actor.personId) return ok({ text })
      const on = row.confirmedOn ? ` on ${longDate(isoFromDate(row.confirmedOn))}` : ''
      return refused(`${row.confirmedBy?.name ?? 'Somebody else'} has confirmed this condition${on}.`)
    }
    await audit(ctx, {
      event: 'standing.condition-confirmed',
      subject: { kind: 'person', id: personId },
      ...about,
      data: { confirmedOn },
    })
    await tellOfCondition(ctx, row, {
      occasion: 'confirmed',
      subject: 'A condition of your place in the bank is met',
      lines: [
        `The association has confirmed that this is done: ${text}`,
        'It no longer stands in the way of anything.',
      ],
    })
    return ok({ text })
  })

export const takeBackSchema = z.object({
  conditionId: z.uuid({ error: 'Choose a condition from the list' }),
  reason: guarded(
    z
      .string({ error: 'Say why it is not met after all: they are told' })
      .trim()
      .min(5, 'Say why it is not met after all: they are told')
      .max(500, 'Keep the reason to 500 characters'),
  ),
})
export type TakeBackInput = z.output<typeof takeBackSchema>

/**
 * An administrator takes a confirmation back that was a mistake: the condition stands as before, its person is told why. Pressing twice does it
 * once.
 */
export const takeBackConfirmation = (
  ctx: Ctx,
  personId: string,
  { conditionId, reason }: TakeBackInput,
  hidden: HiddenCases,
): Promise<Result<{ text: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const found = await findCondition(ctx, personId, conditionId, hidden)
    if (!found.ok) return found
    const { text, dueOn, about } = found.value
    const { count } = await tables(ctx).standingCondition.updateMany({
      where: { id: conditionId, confirmedOn: { not: null } },
      data: { confirmedOn: null, confirmedById: null, note: null },
    })
    if (count === 0) return ok({ text })
    await audit(ctx, {
      event: 'standing.confirmation-taken-back',
      subject: { kind: 'person', id: personId },
      ...about,
    })
    await tellOfCondition(ctx, found.value, {
      occasion: 'taken-back',
      subject: 'A condition of your place in the bank stands after all',
      lines: [
        `The association had confirmed that this is done, and has taken that back: ${text}`,
        `The reason given: ${reason}`,
        `It is due by ${longDate(isoFromDate(dueOn))}.`,
      ],
    })
    return ok({ text })
  })

export const dbsSeenSchema = z.object({
  level: z.string({ error: 'Choose the level of the certificate' }).max(40),
  seenOn: typedDay('Enter the day on which you saw the certificate, like 27 3 2026', theseYears),
})
export type DbsSeenInput = z.output<typeof dbsSeenSchema>

/** An administrator records that they saw somebody's DBS certificate: its level and the day, never the certificate. */
export const recordDbsSeen = (
  ctx: Ctx,
  personId: string,
  { level, seenOn }: DbsSeenInput,
): Promise<Result<{ seenOn: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { actor, clock } = ctx
    if (!may(actor, 'bank.keep')) return keepOnly()
    if (actor.personId === personId) return notOneself()
    if (seenOn > clock.today()) return invalid({ seenOn: 'The day you saw it must be today or earlier' })
    const { count } = await tables(ctx).profile.updateMany({
      where: { personId, person: { leftAt: null, standing: { status: { not: 'removed' } } } },
      data: {
        dbsLevel: level,
        dbsSeenOn: dateFromIso(seenOn),
        dbsSeenBy: actor.name,
        dbsNotNeededBecause: null,
        version: { increment: 1 },
      },
    })
    if (count === 0) return notFound()
    await audit(ctx, { event: 'profile.dbs-seen', subject: { kind: 'person', id: personId }, data: { level, seenOn } })
    return ok({ seenOn })
  })
