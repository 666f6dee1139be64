import type { MailTiming } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { enqueueAll } from '#services/core/outbox.ts'
import { chosenOf } from './choices.ts'
import { hasDailyGone } from './daily-time.ts'
import type { Line, ReminderLine } from './lines.ts'
import type { Letter } from './mail.ts'
import { type KindOf, type LetterKind, mailings, type Subject } from './mailings.ts'
import { tables } from './tables.ts'

/**
 * Whom a letter goes to: a person of the exchange, by id, at the address they have when it is sent; or an address of
 * somebody who has no account, with what tells that reader from others of the same occasion (never the address itself).
 */
export type Addressee = string | { address: string; as: string }

type Occasion<About extends Subject = Subject> = {
  /** Each is written to once; null is nobody. */
  people: readonly (Addressee | null)[]
  /** What it is about, by the noun and id; with a case, people who may not know of that never see the letter listed. */
  about: { kind: About; id: string; case?: CaseRef }
  /** What happened and, where it can happen again, which time: "approved", "terms:2". */
  occasion: string
}

export type Telling<About extends Subject = Subject> = Occasion<About> & {
  /** One that `mailings.ts` has for what it is about. */
  kind: LetterKind<About>
  letter: Letter
}

type Reader = { who: string; person: string | null; address: string | null; key: string }

const readersOf = ({ people, about, occasion }: Occasion): Reader[] => {
  const seen = new Map(
    people.flatMap((one): [string, Omit<Reader, 'key' | 'who'>][] => {
      if (one === null) return []
      return typeof one === 'string'
        ? [[one, { person: one, address: null }]]
        : [[one.as, { person: null, address: one.address }]]
    }),
  )
  return [...seen].map(([who, to]) => ({ who, ...to, key: `${about.kind}:${about.id}:${occasion}:${who}` }))
}

/** Readers who have not been told of this occasion by a mail of its own. */
const withoutLetter = async (ctx: Ctx, readers: readonly Reader[]): Promise<Reader[]> => {
  const where = { key: { in: readers.map(({ key }) => key) } }
  const told = new Set((await ctx.db.outboxMessage.findMany({ where, select: { key: true } })).map(({ key }) => key))
  return readers.filter(({ key }) => !told.has(key))
}

/** Readers for whom this occasion is no line of a mail of a day, sent or to be sent. */
const withoutLine = async (ctx: Ctx, readers: readonly Reader[]): Promise<Reader[]> => {
  const where = { key: { in: readers.map(({ key }) => key) } }
  const told = new Set((await tables(ctx).waitingLine.findMany({ where, select: { key: true } })).map(({ key }) => key))
  return readers.filter(({ key }) => !told.has(key))
}

/** Puts a line for each of these readers into their next mail of a day; once for an occasion, also where it went by itself before. */
const wait = async (ctx: Ctx, asked: readonly Reader[], line: Line, about?: CaseRef): Promise<void> => {
  const readers = await withoutLetter(ctx, asked)
  const today = ctx.clock.today()
  const day = hasDailyGone(ctx.clock.now()) ? addDays(today, 1) : today
  await insertRows(
    ctx,
    'WaitingLine',
    readers.map(({ key, person, address }) => ({
      id: newId(),
      key,
      personId: person,
      address,
      line,
      caseKind: about?.kind ?? null,
      caseId: about?.id ?? null,
      day: dateFromIso(day),
    })),
    { skipDuplicates: true },
  )
}

/**
 * The one door for a letter. Puts one for each of these people in the outbox, in the caller's transaction; at most one per
 * person goes for an occasion of one thing, ever. Who has left or has no address when it is sent gets none. News comes as its
 * reader chose: at once, in their one mail of a day, or not.
 */
export const tell = async <About extends Subject>(ctx: Ctx, telling: Telling<About>): Promise<void> => {
  const { about, kind, letter } = telling
  const readers = readersOf(telling)
  const chosen =
    kind === 'news'
      ? await chosenOf(
          ctx,
          mailings[about.kind].area,
          readers.flatMap(({ person }) => person ?? []),
        )
      : new Map<string, MailTiming>()
  const timing = (reader: Reader) => (reader.person === null ? 'at_once' : (chosen.get(reader.person) ?? 'at_once'))
  const atOnce = readers.filter((reader) => timing(reader) === 'at_once')
  const now = kind === 'news' ? await withoutLine(ctx, atOnce) : atOnce
  const later = readers.filter((reader) => timing(reader) === 'daily')
  if (later.length > 0) await wait(ctx, later, { kind: 'news', ...letter }, about.case)
  await enqueueAll(
    ctx,
    now.map(({ key, person, address }) => ({
      topic: 'mail',
      key,
      payload: { ...(person === null ? { to: address } : { person }), kind: String(kind), ...letter },
      ...(about.case && { case: about.case }),
    })),
  )
}

export type Reminding<About extends Subject = Subject> = Occasion<About> & {
  reminder: Omit<ReminderLine, 'kind'>
}

/**
 * The one door for a reminder: a line in the reader's next mail of a day, beside whatever else falls on it. Once per person and
 * occasion, as with letters.
 */
export const remind = async <About extends Subject>(
  ctx: Ctx,
  reminding: Reminding<'reminder' extends KindOf<About> ? About : never>,
): Promise<void> => wait(ctx, readersOf(reminding), { kind: 'reminder', ...reminding.reminder }, reminding.about.case)
