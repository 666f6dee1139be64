import { isDeepStrictEqual } from 'node:util'
import { audit } from '#services/core/audit.ts'
import { addMonths } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { appealedOf } from './appealed.ts'
import { concerns, findForActor, mayAct } from './concerns.ts'
import { decideIfAllAreIn } from './decide.ts'
import { outcomesOfPoint } from './outcomes.ts'
import { caseOf, isDecider } from './parties.ts'
import type { ViewInput } from './schema.ts'
import { areStatementsOpen } from './show-statements.ts'
import { tables } from './tables.ts'

/**
 * A decider records a view of each point, once. Nobody but its author reads it; nothing tells anybody that it is there. When all are
 * in and agree, it is decided, carried out and told in this transaction; when two differ, a third is drawn.
 *
 * @returns not-found for whoever was not drawn, or is conflicted by now; refused before both sides were heard, and for a second view
 */
export const recordView = async (ctx: Ctx, ref: string, input: ViewInput): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  if (!found || !isDecider(ctx.actor, found)) return notFound()
  const allowed = await mayAct(ctx, found.id)
  if (!allowed.ok) return allowed
  return inTransaction(ctx, async (ctx) => {
    const row = await concerns.lock(ctx, found.id)
    const own = row?.views.find(
      (view) => view.deciderId === ctx.actor.personId && view.round === row.round && view.releasedAt === null,
    )
    if (!row || !own) return notFound()
    const given = input.points.map(({ outcome, reasons, until = null, to, total }) => ({
      outcome,
      reasons,
      until,
      ...(to ? { to } : {}),
      ...(total === undefined ? {} : { total }),
    }))
    if (own.recordedAt !== null)
      return isDeepStrictEqual(own.points, given)
        ? ok({ ref })
        : refused('You have recorded your view. It stays as it is.')
    if (row.status !== 'hearing') return refused('This is not being heard any more.')
    if (!areStatementsOpen(row)) return refused('Wait until both sides have said how they see it, or their time is up.')
    if (
      row.questions.some(
        ({ answer, answerBy }) => answer === null && answerBy.toISOString().slice(0, 10) >= ctx.clock.today(),
      )
    )
      return refused('A question waits for its answer. Record your view when it is in, or its time is up.')
    if (given.length !== row.points.length) return refused('Something was added since you opened this. Open it again.')
    const appealed = await appealedOf(ctx, row)
    const today = ctx.clock.today()
    for (const [at, point] of row.points.entries()) {
      const view = given[at]
      const outcome = outcomesOfPoint(row.kind, point.reason, appealed, at).find(({ code }) => code === view?.outcome)
      if (!view || !outcome) return invalid({ [`points[${at}].outcome`]: 'Choose what you find' })
      if (outcome.effect === 'recommend' && view.to === undefined)
        return invalid({ [`points[${at}].to`]: 'Choose what becomes of the work' })
      if (outcome.day === 'named' && (view.until === null || view.until <= today || view.until > addMonths(today, 36)))
        return invalid({ [`points[${at}].until`]: 'Enter a day after today, within three years' })
    }
    await tables(ctx).concernView.update({
      where: { id: own.id },
      data: { points: given, recordedAt: ctx.clock.now() },
    })
    await audit(ctx, { event: 'concern.view-given', subject: { kind: 'concern', id: row.id }, case: caseOf(row.id) })
    const now = await concerns.lock(ctx, found.id)
    if (!now) return notFound()
    const decided = await decideIfAllAreIn(ctx, now)
    return decided.ok ? ok({ ref }) : decided
  })
}
