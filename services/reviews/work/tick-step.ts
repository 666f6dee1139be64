import type { z } from 'zod'
import type { ReviewKind, ReviewStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { uncapitalise } from '#services/core/words.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { titleOf } from '#services/reviews/case/kinds.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { remind } from '#services/reviews/case/mails.ts'
import { lockReview, reviews } from '#services/reviews/case/move-review.ts'
import { mayNotAct } from '#services/reviews/case/policy.ts'
import type { stepSchema } from '#services/reviews/case/schema.ts'
import { type StepKey, stagesOf } from '#services/reviews/case/stages.ts'
import { keepWord, saidOfSteps } from '#services/reviews/case/steps.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { daysReached } from '#services/reviews/case/timeline.ts'

/** Steps are ticked off while the team prepares and works, and after: until the review is closed. */
const ticking: readonly ReviewStatus[] = reviewLife
  .marked('teamComplete')
  .filter((status) => status !== 'confirmed' && status !== 'closed')

const stageOf = (kind: ReviewKind, key: string) => stagesOf(kind).find(({ step }) => step !== undefined && step === key)

/**
 * Says of a step without a state of its own that it was done, and when, or that it was not: by whoever owes it, or whoever looks after the
 * case. It stays on the timeline with who said so; a later word counts, and none is lost.
 */
export const tickStep = async (
  ctx: Ctx,
  ref: string,
  { step, isDone, happenedOn, note }: z.output<typeof stepSchema>,
): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, ref)
  const stage = found && stageOf(found.facts.kind, step)
  if (!found || !stage?.step) return notFound()
  const by = [...(stage.owedBy ?? []), 'case-holder' as const]
  if (!by.some((side) => found.sides.includes(side))) return mayNotAct(found, by)
  const key = stage.step
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, found.facts.id)
    if (!ticking.includes(review.status))
      return refused('Steps are ticked off from preparing until the review is closed.')
    if (isDone === 'yes' && happenedOn === undefined) return invalid({ happenedOn: 'Enter the day, like 27 3 2026' })
    if (happenedOn !== undefined && happenedOn > ctx.clock.today()) {
      return invalid({ happenedOn: 'The day must be today or in the past' })
    }
    if (isDone === 'no' && note === '') return invalid({ note: 'Say why it was not done' })
    await keepWord(ctx, review.id, {
      step: key,
      isDone: isDone === 'yes',
      on: isDone === 'yes' ? (happenedOn ?? null) : null,
      note,
    })
    await audit(ctx, {
      event: 'review.step-said',
      subject: { kind: 'review_request', id: review.id },
      case: caseOf(review.id),
      yotCode: review.yotCode,
      data: { step: key, isDone: isDone === 'yes' },
    })
    return ok({ ref })
  })
}

/** Says for another room that a step was done today, once: its own move is what did it. The review is locked. */
export const tickStepOnce = async (ctx: Ctx, reviewId: string, step: StepKey): Promise<void> => {
  if ((await saidOfSteps(ctx, [reviewId])).get(reviewId)?.[step]?.isDone) return
  await keepWord(ctx, reviewId, { step, isDone: true, on: ctx.clock.today(), note: '' })
}

/** The steps of a review that are ticked off, with what was said of each and whether this reader owes it. */
export const stepsPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  if (!found || !(ticking.includes(found.facts.status) || found.facts.status === 'closed')) return notFound()
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: found.facts.id },
    select: { startsOn: true, endsOn: true, yot: { select: { name: true } } },
  })
  const [said, moves] = await Promise.all([saidOfSteps(ctx, [found.facts.id]), reviews.history(ctx, found.facts.id)])
  const anchors = {
    startsOn: row.startsOn && isoFromDate(row.startsOn),
    endsOn: row.endsOn && isoFromDate(row.endsOn),
    reachedOn: daysReached(moves),
  }
  return ok({
    ref,
    yotName: row.yot.name,
    steps: stagesOf(found.facts.kind).flatMap((stage) => {
      if (stage.step === undefined) return []
      const by = [...(stage.owedBy ?? []), 'case-holder' as const]
      const word = said.get(found.facts.id)?.[stage.step] ?? null
      const mayTick = ticking.includes(found.facts.status) && by.some((side) => found.sides.includes(side))
      return [{ step: stage.step, title: stage.title, who: stage.who, dueOn: stage.dueOn(anchors), word, mayTick }]
    }),
  })
}

/** A step is reminded of from three days before it is due, and once more in the week after it. */
const daysBefore = 3
const daysAfter = 7

/** Reminds whoever owes a step that nobody ticked off yet: before its day, and once after. Then it stands on the timeline as it is. */
export const remindOfSteps = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  const rows = await tables(ctx).reviewRequest.findMany({
    where: { status: { in: ['preparing', 'on_site', 'presented'] } },
    select: { id: true, ref: true, kind: true, startsOn: true, endsOn: true, yot: { select: { name: true } } },
    orderBy: { id: 'asc' },
  })
  const ids = rows.map(({ id }) => id)
  const [said, histories] = await Promise.all([saidOfSteps(ctx, ids), reviews.histories(ctx, ids)])
  for (const { id, ref, kind, startsOn, endsOn, yot } of rows) {
    const reachedOn = daysReached(histories.get(id) ?? [])
    const anchors = { startsOn: startsOn && isoFromDate(startsOn), endsOn: endsOn && isoFromDate(endsOn), reachedOn }
    const waiting = stagesOf(kind).filter(({ step }) => step !== undefined && said.get(id)?.[step] === undefined)
    for (const { step, title, owedBy = [], dueOn } of waiting) {
      const due = dueOn(anchors)
      if (due === null || today < addDays(due, -daysBefore) || today > addDays(due, daysAfter)) continue
      const facts = await reviewFacts(ctx, id)
      const coLeads = facts.team.flatMap(({ role, personId }) => (role === 'co_lead' ? personId : []))
      const people = [...(owedBy.includes('host') ? facts.hostIds : []), ...(owedBy.includes('co-lead') ? coLeads : [])]
      const isPast = due < today
      await remind(ctx, id, `step:${step}:${due}:${isPast ? 'after' : 'before'}`, people, {
        on: due,
        what: `“${title}”, for the ${uncapitalise(titleOf(kind, yot.name))} (${ref})`,
        more: 'Tick it off once it is done, or say that it was not. There is no further reminder after its day.',
        path: `/reviews/${ref}/steps`,
      })
    }
  }
}
