import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { listed, longDate } from '#services/core/words.ts'
import { enoughAnswers, evaluationFigures } from '#services/courses/evaluate.ts'
import { markLife } from '#services/courses/lifecycle.ts'
import { tables } from '#services/courses/tables.ts'
import { tell } from '#services/notifications/index.ts'
import { offererName } from '#services/offerings/index.ts'
import { type OpenWorkbook, openWorkbook, ownViews, saveAnswer, sendViews } from '#services/workbooks/index.ts'
import { drawAgain, drawFor } from './draw-observers.ts'
import { type LockedMark, marks, readMark } from './keep-mark.ts'
import { countingLevels, isApart, rubric, verdict } from './rubric.ts'

const years = 2
/** Months after which a mark that was not awarded can be asked for again. */
const askAgainMonths = 3

/** The workbook of a side: the first two seal each other, a third reads neither before it has said its own. */
const workbookOf = (
  ctx: Ctx,
  { id, markId, side }: { id: string; markId: string; side: string },
): Promise<OpenWorkbook> =>
  openWorkbook(
    ctx,
    side === 'again'
      ? { kind: 'course-mark-again', subjectId: id, sides: ['again'] }
      : side === 'third'
        ? { kind: 'course-mark-third', subjectId: markId, sides: ['third'] }
        : { kind: 'course-mark', subjectId: markId, sides: ['first', 'second'] },
    async () => rubric.map(({ group, text }) => ({ group, text })),
  )

/** Whether somebody's view is waited for: of the first two or three, or of who observes again a mark in force. */
const isObserving = (mark: LockedMark, { side }: { side: string }): boolean =>
  side === 'again' ? mark.observeBy !== null && markLife.is('shown', mark.status) : mark.status === 'observing'

const isId = (key: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key)

/** The actor's own observation, while it is theirs; null for everybody else. */
const ownObservation = async (ctx: Ctx, id: string) => {
  const { personId } = ctx.actor
  if (personId === null || !isId(id)) return null
  const row = await tables(ctx).observation.findFirst({ where: { id, observerId: personId, releasedAt: null } })
  const mark = row && (await readMark(ctx, row.markId))
  return row && mark ? { row, mark } : null
}

/** What an observer reads: the date, the lines with their levels in words, and what they said. Nothing tells whether the other's view is in. */
export const findObservation = async (ctx: Ctx, id: string) => {
  const own = await ownObservation(ctx, id)
  if (!own) return notFound()
  const { row, mark } = own
  const date = await tables(ctx).courseDate.findUniqueOrThrow({
    where: { id: row.dateId ?? mark.dateId },
    select: { ref: true, startsAt: true, endsAt: true, place: true, joiningLink: true },
  })
  const views = await ownViews(ctx, await workbookOf(ctx, row), row.side)
  return ok({
    id,
    ref: mark.ref,
    title: mark.offering.title,
    slug: mark.offering.slug,
    provider: offererName({ ...mark.offering, contact: { name: 'An associate' } }),
    date: {
      ref: date.ref,
      startsAt: date.startsAt.toISOString(),
      place: date.place,
      joiningLink: ctx.clock.today() >= addDays(londonDate(date.startsAt), -5) ? date.joiningLink : null,
    },
    mayWrite: isObserving(mark, row) && row.recordedAt === null && ctx.clock.now() >= date.startsAt,
    mayStandDown: isObserving(mark, row) && row.recordedAt === null,
    isRecorded: row.recordedAt !== null,
    lines: views.map(({ position, group, text, answer }) => ({
      position,
      group,
      text,
      levels: rubric[position - 1]?.levels ?? ['', '', '', ''],
      level: answer?.mark ?? null,
      evidence: answer?.evidence ?? '',
      version: answer?.version ?? 0,
    })),
  })
}

/** Keeps what an observer saw of one line, as a new version. Refused before the date and once the view is in. */
export const saveLine = async (
  ctx: Ctx,
  id: string,
  {
    position,
    version,
    level,
    evidence,
  }: { position: number; version: number; level: '1' | '2' | '3' | '4'; evidence: string },
): Promise<Result<{ position: number }>> => {
  const own = await ownObservation(ctx, id)
  if (!own) return notFound()
  const { row, mark } = own
  const date = await tables(ctx).courseDate.findUniqueOrThrow({
    where: { id: row.dateId ?? mark.dateId },
    select: { startsAt: true },
  })
  if (!isObserving(mark, row) || row.recordedAt !== null) return refused('This is sent: it stands as it is.')
  if (ctx.clock.now() < date.startsAt) return refused('Say what you saw once it has begun.')
  const workbook = await workbookOf(ctx, row)
  return saveAnswer(
    ctx,
    { workbookId: workbook.id, position, side: row.side, by: ctx.actor.name },
    { version, mark: level, confidence: 'high', evidence, whyNotApplicable: '' },
  )
}

/** Stands down: somebody else is drawn, and nobody is told why. */
export const standDownAsObserver = async (ctx: Ctx, id: string): Promise<Result<{ id: string }>> => {
  const own = await ownObservation(ctx, id)
  if (!own) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const mark = await marks.lock(ctx, own.mark.id)
    const row = mark?.observers.find((one) => one.id === id)
    if (!mark || !row) return notFound()
    if (row.releasedAt !== null) return ok({ id })
    if (row.recordedAt !== null || !isObserving(mark, row)) return refused('Your view is in: it stands as it is.')
    await tables(ctx).observation.update({ where: { id }, data: { releasedAt: ctx.clock.now() } })
    await audit(ctx, { event: 'mark.stood-down', subject: { kind: 'mark', id: mark.id } })
    const now = await marks.lock(ctx, mark.id)
    const draw = (mark: LockedMark): Promise<Result<unknown>> =>
      row.side === 'again' ? drawAgain(ctx, mark) : drawFor(ctx, mark, row.side === 'third' ? 3 : 2)
    const drawn = now ? await draw(now) : ok(null)
    return drawn.ok ? ok({ id }) : drawn
  })
}

/** What the sides that are in said, line by line. */
const levelsOf = async (ctx: Ctx, mark: LockedMark): Promise<{ levels: number[][]; evidence: string[][] }> => {
  const recorded = mark.observers.filter(({ recordedAt, side }) => recordedAt !== null && side !== 'again')
  const views = await Promise.all(
    recorded
      .sort((a, b) => a.side.localeCompare(b.side))
      .map(async (one) => ownViews(ctx, await workbookOf(ctx, one), one.side)),
  )
  return {
    levels: rubric.map((_, at) => views.map((view) => view[at]?.answer?.mark ?? 0)),
    evidence: rubric.map((_, at) => views.flatMap((view) => view[at]?.answer?.evidence ?? [])),
  }
}

const reasonsFor = (
  short: readonly number[],
  isMeanShort: boolean,
  figures: { answers: number; mean: number | null },
) => {
  const lines = short.map((position) => rubric[position - 1]?.group ?? '')
  const said =
    figures.mean === null
      ? `Too few have evaluated it yet (${figures.answers} of ${enoughAnswers}).`
      : `Those who came gave it ${figures.mean} of 5.`
  return [
    ...(lines.length > 0 ? [`What would make it: ${listed(lines.map((line) => line.toLowerCase()))}.`] : []),
    ...(isMeanShort ? ['What would make it: at least 4 of 5 from those who came.'] : []),
    said,
  ].join(' ')
}

const editionOn = async (ctx: Ctx, dateId: string): Promise<number> =>
  (await tables(ctx).courseDate.findUniqueOrThrow({ where: { id: dateId }, select: { edition: true } })).edition

/** Decides by the one view of a changed course: the mark goes on for the new edition, or lapses. The mark is locked. */
const decideAgain = async (
  given: Ctx,
  mark: LockedMark,
  row: LockedMark['observers'][number],
): Promise<Result<unknown>> => {
  const ctx = asSystem(given)
  const views = await ownViews(ctx, await workbookOf(ctx, row), row.side)
  const { isAwarded, short } = verdict(
    views.map(({ answer }) => answer?.mark ?? 0),
    null,
  )
  const dateId = row.dateId ?? mark.dateId
  const lines = short.map((position) => (rubric[position - 1]?.group ?? '').toLowerCase())
  const seen = isAwarded
    ? { dateId, edition: await editionOn(ctx, dateId) }
    : { reasons: `Observed again after it changed. What would make it: ${listed(lines)}.` }
  const moved = await marks.move(ctx, mark, isAwarded ? 'confirmed' : 'lapsed', { data: { ...seen, observeBy: null } })
  if (!moved.ok) return moved
  await tell(ctx, {
    people: [mark.offering.contactId],
    about: { kind: 'mark', id: mark.id },
    occasion: `decided:${moved.value.version}`,
    kind: 'decision',
    letter: {
      subject: isAwarded
        ? `The quality mark stays: ${mark.offering.title} (${mark.ref})`
        : `The quality mark has lapsed: ${mark.offering.title} (${mark.ref})`,
      lines: [
        isAwarded
          ? 'Somebody without a stake saw the new edition, and it keeps the mark until the day it had.'
          : `Somebody without a stake saw the new edition, and it does not come to the mark. ${seen.reasons} You can ask for the mark again.`,
      ],
      action: { text: 'See the mark', path: `/offerings/${mark.offering.slug}/mark` },
    },
  })
  return ok(undefined)
}

/** Decides once the views are in: awarded, not yet, or a third observer where the two are more than a level apart. The mark is locked. */
const decide = async (given: Ctx, mark: LockedMark): Promise<Result<unknown>> => {
  const ctx = asSystem(given)
  const recorded = mark.observers.filter(({ recordedAt }) => recordedAt !== null)
  const isThird = mark.observers.some(({ side, releasedAt }) => side === 'third' && releasedAt === null)
  if (recorded.length < (isThird ? 3 : 2)) return ok(undefined)
  const { levels } = await levelsOf(ctx, mark)
  if (!isThird && isApart(levels)) return drawFor(ctx, mark, 3)
  const figures = await evaluationFigures(ctx, { offeringId: mark.offeringId })
  const { isAwarded, short, isMeanShort } = verdict(countingLevels(levels), figures.mean)
  const today = ctx.clock.today()
  const reasons = reasonsFor(short, isMeanShort, figures)
  const data = isAwarded
    ? {
        awardedOn: dateFromIso(today),
        endsOn: dateFromIso(addMonths(today, 12 * years)),
        edition: await editionOn(ctx, mark.dateId),
      }
    : { askAgainOn: dateFromIso(addMonths(today, askAgainMonths)) }
  const moved = await marks.move(ctx, mark, isAwarded ? 'awarded' : 'not-awarded', {
    data: { ...data, reasons, mean: figures.mean, answers: figures.answers },
  })
  if (!moved.ok) return moved
  await tell(ctx, {
    people: [mark.offering.contactId, mark.askedById],
    about: { kind: 'mark', id: mark.id },
    occasion: 'decided',
    kind: 'decision',
    letter: {
      subject: isAwarded
        ? `The quality mark is yours: ${mark.offering.title} (${mark.ref})`
        : `The quality mark: not yet for ${mark.offering.title} (${mark.ref})`,
      lines: [
        isAwarded
          ? `Two or more people without a stake saw it, and what they saw came to the mark. It is in force until ${longDate(addMonths(today, 12 * years))}.`
          : `People without a stake saw it. It does not come to the mark yet; you can ask again from ${longDate(addMonths(today, askAgainMonths))}.`,
        reasons,
      ],
      action: { text: 'Read what was seen', path: `/offerings/${mark.offering.slug}/mark` },
    },
  })
  return ok(undefined)
}

/** Sends an observer's view, once every line has a level; it stands from then on. With the last of the set it is decided. */
export const sendObservation = async (ctx: Ctx, id: string): Promise<Result<{ id: string }>> => {
  const own = await ownObservation(ctx, id)
  if (!own) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const mark = await marks.lock(ctx, own.mark.id)
    const row = mark?.observers.find((one) => one.id === id)
    if (!mark || !row || row.releasedAt !== null) return notFound()
    if (row.recordedAt !== null) return ok({ id })
    if (!isObserving(mark, row)) return refused('This mark is decided.')
    const workbook = await workbookOf(ctx, row)
    const sent = await sendViews(ctx, { workbookId: workbook.id, side: row.side })
    if (!sent.ok) return sent
    await tables(ctx).observation.update({ where: { id }, data: { recordedAt: ctx.clock.now() } })
    await audit(ctx, { event: 'mark.observed', subject: { kind: 'mark', id: mark.id } })
    const now = await marks.lock(ctx, mark.id)
    const decided = now ? await (row.side === 'again' ? decideAgain(ctx, now, row) : decide(ctx, now)) : ok(undefined)
    return decided.ok ? ok({ id }) : decided
  })
}

export type SeenLine = { group: string; text: string; words: string; level: number; evidence: string[] }

/** What was seen of a mark that is decided, line by line, without names; empty while it is not. */
export const seenOf = async (ctx: Ctx, mark: LockedMark): Promise<SeenLine[]> => {
  if (mark.status === 'asked' || mark.status === 'observing') return []
  const { levels, evidence } = await levelsOf(ctx, mark)
  const counting = countingLevels(levels)
  return rubric.map(({ group, text, levels: words }, at) => {
    const level = counting[at] ?? 1
    return { group, text, level, words: words[level - 1] ?? '', evidence: [...(evidence[at] ?? [])].sort() }
  })
}
