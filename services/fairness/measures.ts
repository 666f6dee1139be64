import { liftSuspension, suspend } from '#services/bank/index.ts'
import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { type Silence, startSilence, stopSilence } from '#services/core/life/silence.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { concerns, findForActor, mayAct, type WholeConcern } from './concerns.ts'
import { settleRating } from './effects.ts'
import { clocks } from './kinds.ts'
import { speakingSides, tellParties } from './parties.ts'
import { tables } from './tables.ts'

export type MeasureKind = 'words-hidden' | 'suspension'

/** Reasons for which something may be put in place before it is decided, and what. */
const allowed: Record<MeasureKind, readonly string[]> = {
  'words-hidden': ['personal', 'abusive'],
  suspension: ['risk', 'dishonest', 'conduct', 'serious', 'low-conduct'],
}

export const measureWords: Record<MeasureKind, string> = {
  'words-hidden': 'The words of the rating are hidden',
  suspension: 'The place in the bank is suspended',
}

/** What may be put in place while this is open: by what it is about and for which reason. */
export const possibleMeasures = (concern: WholeConcern): { kind: MeasureKind; targetId: string; label: string }[] => {
  const running = (kind: MeasureKind, id: string) =>
    concern.measures.some((one) => one.kind === kind && one.targetId === id && one.endedAt === null)
  const possible: { kind: MeasureKind; targetId: string; label: string }[] =
    concern.kind === 'flag'
      ? concern.points.flatMap(({ reason, ratingId, position }) =>
          ratingId !== null && allowed['words-hidden'].includes(reason)
            ? [
                {
                  kind: 'words-hidden' as const,
                  targetId: ratingId,
                  label: concern.points.length > 1 ? `Hide the words of rating ${position}` : 'Hide the words',
                },
              ]
            : [],
        )
      : concern.kind === 'standing' && concern.points.some(({ reason }) => allowed.suspension.includes(reason))
        ? [{ kind: 'suspension', targetId: concern.subjectId, label: 'Suspend the place in the bank' }]
        : []
  return possible.filter(
    ({ kind, targetId }, at, all) =>
      !running(kind, targetId) && all.findIndex((one) => one.targetId === targetId) === at,
  )
}

const isWorkingDay = (iso: string): boolean => addWorkingDays(addDays(iso, -1), 1) === iso

/** What is wrong with a day of review; null where nothing is. */
const faultIn = (reviewOn: string, today: string): string | null => {
  if (reviewOn < today) return 'The day must not have passed'
  if (reviewOn > addWorkingDays(today, clocks.measure))
    return `Choose a day within ${clocks.measure} working days: ${longDate(addWorkingDays(today, clocks.measure))} at the latest`
  if (!isWorkingDay(reviewOn)) return 'Choose a working day: somebody looks at it then'
  return null
}

type Row = { id: string; kind: string; targetId: string }

/** Makes a measure hold, or cease to, in the other room. */
const apply = async (ctx: Ctx, { id, kind, targetId }: Row, until: string | null): Promise<Result<undefined>> => {
  if (kind === 'words-hidden') return settleRating(ctx, targetId)
  return until === null
    ? liftSuspension(ctx, `measure:${id}`)
    : suspend(ctx, { personId: targetId, restsOn: `measure:${id}`, until })
}

const start = async (
  ctx: Ctx,
  row: WholeConcern,
  measure: { kind: MeasureKind; targetId: string; number: number; reviewOn: string; reason: string },
): Promise<Result<undefined>> => {
  const { personId } = ctx.actor
  if (personId === null) return notFound()
  const id = newId()
  await tables(ctx).concernMeasure.create({
    data: {
      ...measure,
      id,
      concernId: row.id,
      from: dateFromIso(ctx.clock.today()),
      reviewOn: dateFromIso(measure.reviewOn),
      byId: personId,
    },
  })
  await startSilence(ctx, { kind: 'concern-measure', subjectId: id, lastDay: measure.reviewOn })
  const applied = await apply(ctx, { id, ...measure }, measure.reviewOn)
  if (!applied.ok) return applied
  const moved = await concerns.move(ctx, row, 'measured', {
    said: { kind: measure.kind, reviewOn: measure.reviewOn, number: measure.number },
  })
  if (!moved.ok) return moved
  await tellParties(ctx, row, speakingSides(row.parties), {
    occasion: `measure:${id}`,
    kind: 'decision',
    letter: {
      subject: `For now: ${measureWords[measure.kind].toLowerCase()} (${row.ref})`,
      lines: [
        `${measureWords[measure.kind]} from today. This is no decision: it holds until it is looked at again on ${longDate(measure.reviewOn)}, and ends by itself then unless it is renewed.`,
        'Both sides are heard before anything is decided.',
      ],
      text: 'See where it stands',
    },
  })
  return ok(undefined)
}

/**
 * An administrator without a conflict puts something in place until it is decided: words hidden, or a suspension, for the reasons that
 * the policy names, until a working day within twenty.
 */
export const putMeasure = async (
  ctx: Ctx,
  ref: string,
  input: { version: number; target: string; reviewOn: string; reason: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found) return notFound()
  const may = await mayAct(ctx, found.id)
  if (!may.ok) return may
  const press = { ref, version: input.version, event: 'measured' } as const
  const work = async (ctx: Ctx, { row }: { row: WholeConcern }) => {
    const fault = faultIn(input.reviewOn, ctx.clock.today())
    if (fault !== null) return invalid({ reviewOn: fault })
    const wanted = possibleMeasures(row).find(({ kind, targetId }) => `${kind}:${targetId}` === input.target)
    if (!wanted) return refused('Nothing of that kind can be put in place for what this is about.')
    const before = row.measures.filter(({ kind, targetId }) => kind === wanted.kind && targetId === wanted.targetId)
    if (before.length > clocks.renewals)
      return refused('It has been renewed three times already, which is all. It has to be decided.')
    const started = await start(ctx, row, {
      kind: wanted.kind,
      targetId: wanted.targetId,
      number: before.length + 1,
      reviewOn: input.reviewOn,
      reason: input.reason,
    })
    return started.ok ? ok({ ref }) : started
  }
  return concerns.asMove<{ ref: string }>(ctx, press, work, isInPlace(input, ref))
}

/** The second press of a button that put this in place: what runs has the same day and reason. */
const isInPlace =
  ({ reviewOn, reason }: { reviewOn: string; reason: string }, ref: string) =>
  ({ measures }: WholeConcern) =>
    measures.some((one) => one.endedAt === null && isoFromDate(one.reviewOn) === reviewOn && one.reason === reason)
      ? { ref }
      : null

/** Renews what runs, with a reason, before it ends: three times at most. */
export const renewMeasure = async (
  ctx: Ctx,
  ref: string,
  input: { version: number; measureId: string; reviewOn: string; reason: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found) return notFound()
  const may = await mayAct(ctx, found.id)
  if (!may.ok) return may
  const press = { ref, version: input.version, event: 'measured' } as const
  const work = async (ctx: Ctx, { row }: { row: WholeConcern }) => {
    const fault = faultIn(input.reviewOn, ctx.clock.today())
    if (fault !== null) return invalid({ reviewOn: fault })
    const running = row.measures.find(({ id, endedAt }) => id === input.measureId && endedAt === null)
    if (!running || isoFromDate(running.reviewOn) < ctx.clock.today())
      return refused('This has ended already. It can be put in place anew.')
    if (running.number > clocks.renewals)
      return refused('It has been renewed three times already, which is all. It has to be decided.')
    await endOne(ctx, running)
    const started = await start(ctx, row, {
      kind: running.kind as MeasureKind,
      targetId: running.targetId,
      number: running.number + 1,
      reviewOn: input.reviewOn,
      reason: input.reason,
    })
    return started.ok ? ok({ ref }) : started
  }
  return concerns.asMove<{ ref: string }>(ctx, press, work, isInPlace(input, ref))
}

const endOne = async (ctx: Ctx, measure: Row): Promise<Result<undefined>> => {
  await tables(ctx).concernMeasure.update({ where: { id: measure.id }, data: { endedAt: ctx.clock.now() } })
  await stopSilence(ctx, { kind: 'concern-measure', subjectId: measure.id })
  return apply(ctx, measure, null)
}

/** An administrator ends it before its day. */
export const endMeasure = async (
  ctx: Ctx,
  ref: string,
  { version, measureId }: { version: number; measureId: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found) return notFound()
  const may = await mayAct(ctx, found.id)
  if (!may.ok) return may
  const press = { ref, version, event: 'measure-ended' } as const
  const ended = ({ measures }: WholeConcern) =>
    measures.some(({ id, endedAt }) => id === measureId && endedAt !== null) ? { ref } : null
  return concerns.asMove<{ ref: string }>(
    ctx,
    press,
    async (ctx, { row, move }) => {
      const running = row.measures.find(({ id, endedAt }) => id === measureId && endedAt === null)
      if (!running) return refused('This has ended already.')
      const done = await endOne(ctx, running)
      if (!done.ok) return done
      const moved = await move({ said: { kind: running.kind } })
      if (!moved.ok) return moved
      await tellEnded(ctx, row, running)
      return ok({ ref })
    },
    ended,
  )
}

const tellEnded = (ctx: Ctx, row: WholeConcern, { id, kind }: Row): Promise<void> =>
  tellParties(ctx, row, speakingSides(row.parties), {
    occasion: `measure-ended:${id}`,
    kind: 'decision',
    letter: {
      subject: `What was in place for now has ended (${row.ref})`,
      lines: [`${measureWords[kind as MeasureKind]} no longer. What it is about goes on, and is decided with reasons.`],
      text: 'See where it stands',
    },
  })

/** Ends whatever runs, with the concern: its decision stands in their place. */
export const endMeasures = async (ctx: Ctx, row: WholeConcern): Promise<void> => {
  for (const measure of row.measures.filter(({ endedAt }) => endedAt === null)) await endOne(ctx, measure)
}

/** A measure ends by itself after its day, whatever nobody did. */
export const measureSilence: Silence = {
  kind: 'concern-measure',
  lock: async (ctx, id) => {
    const measure = await tables(ctx).concernMeasure.findUnique({ where: { id }, select: { concernId: true } })
    return measure && concerns.lock(ctx, measure.concernId)
  },
  end: async (ctx, id) => {
    const measure = await tables(ctx).concernMeasure.findUnique({ where: { id } })
    const row = measure && (await concerns.lock(asSystem(ctx), measure.concernId))
    if (!measure || !row || measure.endedAt !== null) return ok(undefined)
    const ended = await endOne(ctx, measure)
    if (!ended.ok) return ended
    const moved = await concerns.move(ctx, row, 'measure-ended', { said: { kind: measure.kind } })
    if (!moved.ok) return moved
    await tellEnded(ctx, row, measure)
    return ok(undefined)
  },
}
