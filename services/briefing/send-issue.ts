import { z } from 'zod'
import { primaryAddress } from '#services/accounts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Handler, NotBefore } from '#services/core/outbox.ts'
import { AddressRefused, deliver, type Mail } from '#services/notifications/index.ts'
import { compose } from './compose.ts'
import { contentIn } from './content.ts'
import { keyFor, openAddress } from './keys.ts'
import { lateWords } from './late.ts'
import { type Around, correctionLetter, issueLetter } from './letter.ts'
import { forgetRefusals, noteRefusal } from './refusals.ts'
import { tables } from './tables.ts'
import { isDaytime, nextDaytime } from './timetable.ts'

/** As it was when the issue was frozen: what becomes of the reader's wishes later counts for the next one. */
const copyShape = z.object({
  issue: z.uuid(),
  reader: z.uuid(),
  edition: z.enum(['fortnightly', 'monthly']),
  regions: z.array(z.string()),
  themes: z.array(z.string()),
  isMember: z.boolean(),
  isCorrection: z.boolean().default(false),
})
type Copy = z.output<typeof copyShape>

/** When the next issue of an edition goes. ISO day. */
export const nextDayOf = async (ctx: Ctx, after: Date, edition: Copy['edition']): Promise<string | null> => {
  const next = await tables(ctx).issue.findFirst({
    where: {
      day: { gt: after },
      status: { in: ['planned', 'open', 'held'] },
      ...(edition === 'monthly' ? { isMonthly: true } : {}),
    },
    orderBy: { day: 'asc' },
    select: { day: true },
  })
  return next && isoFromDate(next.day)
}

type Letter = Omit<Mail, 'to' | 'list'>

/** Many readers have the same wishes; what was frozen never changes. */
const recent = new Map<string, Letter>()
const mostRecent = 100

const letterFor = async (ctx: Ctx, copy: Copy): Promise<Letter | null> => {
  const { issue: id, reader: _, ...wishes } = copy
  const key = JSON.stringify([ctx.config.sessionSecret, id, wishes])
  const known = recent.get(key)
  if (known) return known
  const issue = await tables(ctx).issue.findUnique({ where: { id } })
  if (!issue?.frozen) return null
  const around: Around = {
    day: isoFromDate(issue.day),
    edition: copy.edition,
    regions: copy.regions,
    late: lateWords(issue),
    nextDay: await nextDayOf(ctx, issue.day, copy.edition),
  }
  const letter = copy.isCorrection
    ? correctionLetter(issue.correction ?? '', around)
    : issueLetter(compose(contentIn(issue.frozen), wishes), around)
  if (recent.size >= mostRecent) recent.clear()
  recent.set(key, letter)
  return letter
}

/**
 * What the worker does with one reader's copy: it goes to the address that they have now, by day only, and nowhere once they have ended
 * it or left. Killed anywhere it goes again under the same message id.
 */
const sendCopy: Handler = async (ctx, message) => {
  const copy = copyShape.parse(message.payload)
  const now = ctx.clock.now()
  if (!isDaytime(now)) throw new NotBefore(nextDaytime(now))
  const reader = await tables(ctx).subscription.findUnique({ where: { id: copy.reader } })
  if (reader?.status !== 'active') return
  const to =
    reader.personId !== null
      ? await primaryAddress(ctx, reader.personId)
      : reader.address === null
        ? null
        : openAddress(ctx, reader.address)
  const letter = to === null ? null : await letterFor(ctx, copy)
  if (to === null || letter === null) return
  const end = `/briefing/end/${keyFor(ctx, 'end of briefing', reader.id)}`
  try {
    await deliver(
      ctx,
      { id: message.id, key: `${message.key}:mail` },
      { ...letter, to, list: { name: 'Briefing', end } },
    )
  } catch (error) {
    if (error instanceof AddressRefused) await noteRefusal(ctx, reader.id, copy.issue)
    throw error
  }
  if (reader.refusals > 0) await forgetRefusals(ctx, reader.id)
}

export const post: Record<string, Handler> = { briefing: sendCopy }
