import type { Ctx } from '#services/core/context.ts'
import { type Silence, stopSilence } from '#services/core/life/silence.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { keepMark } from '#services/courses/index.ts'
import { tell } from '#services/notifications/index.ts'
import { pauseByDecision, wasChangedSince } from '#services/offerings/index.ts'
import { endAppeal } from './apply-appeal.ts'
import { concerns, findForActor, mayAct, type WholeConcern } from './concerns.ts'
import { decidedAt, settleRating } from './effects.ts'
import { elsewhere } from './kinds.ts'
import { endMeasures } from './measures.ts'
import { caseOf, tellParties } from './parties.ts'
import { tables } from './tables.ts'

/** Places that are open go back; nobody is asked for a view any more. */
const releasePlaces = async (ctx: Ctx, row: WholeConcern): Promise<void> => {
  const open = row.views.filter(({ releasedAt, recordedAt }) => releasedAt === null && recordedAt === null)
  await tables(ctx).concernView.updateMany({
    where: { id: { in: open.map(({ id }) => id) } },
    data: { releasedAt: ctx.clock.now() },
  })
  await tell(ctx, {
    people: open.map(({ deciderId }) => deciderId),
    about: { kind: 'concern', id: row.id, case: caseOf(row.id) },
    occasion: `ended:${row.round}`,
    kind: 'decision',
    letter: {
      subject: `Nothing more to do (${row.ref})`,
      lines: ['It has ended, and you need not record a view. Thank you.'],
    },
  })
}

/** Ends what nobody decided: whoever brought it withdraws it, or has left. */
const endUndecided = async (ctx: Ctx, row: WholeConcern): Promise<Result<unknown>> => {
  await stopSilence(ctx, { kind: 'concern-statements', subjectId: row.id })
  await releasePlaces(ctx, row)
  await endMeasures(ctx, row)
  if (row.kind === 'complaint') return keepMark(ctx, row.subjectId)
  return row.kind === 'appeal' ? endAppeal(ctx, row) : ok(undefined)
}

/** Whoever brought it takes it back while nobody has decided; not what the other side has brought as well. */
export const withdrawConcern = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  concerns.asMove(ctx, { ref, version, event: 'withdrawn' }, async (ctx, { row, move }) => {
    if (row.points.some(({ side }) => side === 'other'))
      return refused('The other side has brought something about the same, so it is decided.')
    const ended = await endUndecided(ctx, row)
    if (!ended.ok) return ended
    const moved = await move({ data: { openKey: null } })
    if (!moved.ok) return moved
    if (row.statementsBy !== null || row.measures.length > 0)
      await tellParties(ctx, row, ['other'], {
        occasion: 'withdrawn',
        kind: 'decision',
        letter: {
          subject: `It was withdrawn (${ref})`,
          lines: [`${row.title}. Whoever brought it has taken it back. Nothing follows from it.`],
          text: 'See it',
        },
      })
    return ok(undefined)
  })

/** The exchange takes it back, because whoever brought it has left. */
export const withdrawForLeaver = (ctx: Ctx, id: string): Promise<Result<boolean>> =>
  concerns.asSystemMove(ctx, { id, event: 'withdrawn' }, async (ctx, { row, move }) => {
    const ended = await endUndecided(ctx, row)
    return ended.ok ? move({ data: { openKey: null } }) : ended
  })

/**
 * An administrator says that it is not for here, and where to go. Of what concerns a child's safety nothing is kept of what was
 * written: the page shows whom to tell.
 */
export const sendElsewhere = async (
  ctx: Ctx,
  ref: string,
  { version, why }: { version: number; why: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found) return notFound()
  const may = await mayAct(ctx, found.id)
  if (!may.ok) return may
  return concerns.asMove(ctx, { ref, version, event: 'sent-elsewhere' }, async (ctx, { row, move }) => {
    const reason = elsewhere[why]
    if (!reason) return invalid({ why: 'Choose why it is not for here' })
    if (why === 'safeguarding') await tables(ctx).concernStatement.deleteMany({ where: { concernId: row.id } })
    await endMeasures(ctx, row)
    if (row.kind === 'complaint') {
      const kept = await keepMark(ctx, row.subjectId)
      if (!kept.ok) return kept
    }
    if (row.kind === 'appeal') {
      const ended = await endAppeal(ctx, row)
      if (!ended.ok) return ended
    }
    const moved = await move({ data: { closedBecause: why, openKey: null }, said: { why } })
    if (!moved.ok) return moved
    await tellParties(ctx, row, ['bringer'], {
      occasion: 'elsewhere',
      kind: 'decision',
      letter: { subject: `This is not for here (${ref})`, lines: [reason.letter], text: 'See where to go' },
    })
    return ok(undefined)
  })
}

/** A decision is final at 06:00 on the day after the last for an appeal. */
export const appealSilence: Silence = {
  kind: 'concern-appeal',
  lock: (ctx, id) => concerns.lock(ctx, id),
  end: (ctx, id) =>
    concerns.asSystemMove(ctx, { id, event: 'closed' }, async (ctx, { row, move }) => {
      await endMeasures(ctx, row)
      return move({ data: { openKey: null } })
    }),
}

/** Words to mend, or an offering to put right, whose day has passed: hidden, or paused, unless it was done. */
export const mendSilence: Silence = {
  kind: 'concern-mend',
  lock: async (ctx, id) => {
    const row = await tables(ctx).concernOutcome.findUnique({ where: { id }, select: { point: true } })
    return row && concerns.lock(ctx, row.point.concernId)
  },
  end: async (ctx, id) => {
    const row = await tables(ctx).concernOutcome.findUnique({
      where: { id },
      include: { point: { include: { concern: true, outcomes: true } } },
    })
    if (!row || row.undoneAt !== null) return ok(undefined)
    if (row.point.ratingId !== null) return settleRating(ctx, row.point.ratingId)
    const { subjectId } = row.point.concern
    const since = decidedAt(row, row.point.outcomes)
    return (await wasChangedSince(ctx, subjectId, since)) ? ok(undefined) : pauseByDecision(ctx, subjectId)
  },
}
