import type { MarkStatus } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { markLife } from '#services/courses/lifecycle.ts'
import { tables } from '#services/courses/tables.ts'
import { remind, tell } from '#services/notifications/index.ts'
import { marks } from './keep-mark.ts'

type Event = 'questioned' | 'kept' | 'withdrawn' | 'restored'

/** Makes a move of the newest mark of an offering where its life allows it; where there is none it is nothing. In the caller's transaction. */
const moveNewest = async (given: Ctx, offeringId: string, event: Event): Promise<Result<undefined>> => {
  const ctx = asSystem(given)
  const from = markLife.moveOf(event).from.flatMap((state) => state ?? []) as MarkStatus[]
  // One that was asked for since stands in its place.
  const isReplaced =
    event === 'restored' &&
    (await tables(ctx).mark.count({
      where: { offeringId, status: { in: ['asked', 'observing', 'awarded', 'questioned'] } },
    })) > 0
  if (isReplaced) return ok(undefined)
  const found = await tables(ctx).mark.findFirst({
    where: { offeringId, status: { in: from } },
    orderBy: { askedAt: 'desc' },
    select: { id: true },
  })
  const mark = found && (await marks.lock(ctx, found.id))
  if (!mark || !from.includes(mark.status)) return ok(undefined)
  const moved = await marks.move(ctx, mark, event, { data: { isLookedAt: false } })
  if (!moved.ok) return moved
  if (event === 'withdrawn')
    await tell(ctx, {
      people: [mark.offering.contactId],
      about: { kind: 'mark', id: mark.id },
      occasion: `withdrawn:${moved.value.version}`,
      kind: 'decision',
      letter: {
        subject: `The quality mark is withdrawn: ${mark.offering.title} (${mark.ref})`,
        lines: ['It was withdrawn by the decision of a complaint. The decision says why, and how to appeal.'],
        action: { text: 'See the offering', path: `/offerings/${mark.offering.slug}` },
      },
    })
  return ok(undefined)
}

/** A complaint about an offering puts its mark under question: it stays in force until somebody without a stake has decided. */
export const questionMark = (ctx: Ctx, offeringId: string) => moveNewest(ctx, offeringId, 'questioned')
/** The complaint is over and the mark stays. */
export const keepMark = (ctx: Ctx, offeringId: string) => moveNewest(ctx, offeringId, 'kept')
/** It was decided that the mark is withdrawn. */
export const withdrawMark = (ctx: Ctx, offeringId: string) => moveNewest(ctx, offeringId, 'withdrawn')
/** The decision is appealed: the mark is under question again. */
export const restoreMark = (ctx: Ctx, offeringId: string) => moveNewest(ctx, offeringId, 'restored')

const questioned = (ctx: Ctx, offeringId: string) =>
  tables(ctx).mark.findFirst({
    where: { offeringId, status: 'questioned' },
    orderBy: { askedAt: 'desc' },
    select: { id: true, isLookedAt: true },
  })

/** Whether everybody reads that the mark of an offering is being looked at; null where none is under question. */
export const isLookedAt = async (ctx: Ctx, offeringId: string): Promise<boolean | null> =>
  (await questioned(ctx, offeringId))?.isLookedAt ?? null

/**
 * Whoever decides the complaint lets everybody read that the mark is being looked at, or takes that back; it ends with the decision. In the
 * caller's transaction. Refused where no mark is under question.
 */
export const showLookedAt = async (given: Ctx, offeringId: string, isShown: boolean): Promise<Result<undefined>> => {
  const ctx = asSystem(given)
  const found = await questioned(ctx, offeringId)
  const mark = found && (await marks.lock(ctx, found.id))
  if (mark?.status !== 'questioned') return refused('No mark of this offering is under question any more.')
  await tables(ctx).mark.update({ where: { id: mark.id }, data: { isLookedAt: isShown } })
  await audit(ctx, {
    event: isShown ? 'mark.shown-as-looked-at' : 'mark.shown-as-before',
    subject: { kind: 'mark', id: mark.id },
  })
  return ok(undefined)
}

/** Days before the end on which the provider is told. */
const warnedBefore = [90, 30, 7]

const lapseOne = (ctx: Ctx, id: string) =>
  marks.asSystemMove(ctx, { id, event: 'lapsed' }, async (ctx, { row, move }) => {
    const isUnseen = row.observeBy !== null && isoFromDate(row.observeBy) < ctx.clock.today()
    if (!isUnseen && (row.endsOn === null || isoFromDate(row.endsOn) >= ctx.clock.today())) return ok(undefined)
    const moved = await move({ data: { observeBy: null } })
    if (!moved.ok) return moved
    await tell(ctx, {
      people: [row.offering.contactId],
      about: { kind: 'mark', id: row.id },
      occasion: 'lapsed',
      kind: 'decision',
      letter: {
        subject: `The quality mark has lapsed: ${row.offering.title} (${row.ref})`,
        lines: [
          isUnseen
            ? 'The course changed in substance, and nobody has seen it since in the six months for that.'
            : 'Its two years are over.',
          'It can be asked for again, and is then a new mark with a new date.',
        ],
        action: { text: 'Ask for it again', path: `/offerings/${row.offering.slug}/mark` },
      },
    })
    return ok(undefined)
  })

/** Marks lapse by themselves after two years, and their providers are told 90, 30 and 7 days before. */
export const endMarks: Job = {
  name: 'courses.marks',
  title: 'Tell of quality marks that end soon, and let those lapse that are over or were not seen again',
  everyMinutes: 12 * 60,
  run: async (given) => {
    const ctx = asSystem(given)
    const today = ctx.clock.today()
    const rows = await tables(ctx).mark.findMany({
      where: {
        status: { in: ['awarded', 'questioned'] },
        OR: [
          { endsOn: { lte: dateFromIso(addDays(today, Math.max(...warnedBefore))) } },
          { observeBy: { lt: dateFromIso(today) } },
        ],
      },
      orderBy: { id: 'asc' },
      select: {
        id: true,
        ref: true,
        endsOn: true,
        observeBy: true,
        offering: { select: { title: true, slug: true, contactId: true } },
      },
    })
    for (const { id, ref, endsOn, observeBy, offering } of rows) {
      const end = endsOn === null ? today : isoFromDate(endsOn)
      const isUnseen = observeBy !== null && isoFromDate(observeBy) < today
      if (end < today || isUnseen) {
        await lapseOne(ctx, id)
        continue
      }
      const days = warnedBefore.filter((before) => addDays(end, -before) <= today).at(-1)
      await remind(ctx, {
        people: [offering.contactId],
        about: { kind: 'mark', id },
        occasion: `due:${days}`,
        reminder: {
          on: end,
          what: `the quality mark of “${offering.title}” ends (${ref})`,
          more: 'To have it afterwards, ask for it again once it has ended; it is then a new mark with a new date.',
          isEvent: true,
          path: `/offerings/${offering.slug}/mark`,
        },
      })
    }
  },
}
