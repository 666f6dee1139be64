import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptText, readText, sealText } from '#services/core/life/sealed-text.ts'
import { type Silence, startSilence, stopSilence } from '#services/core/life/silence.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { type FoundReview, findReview } from '#services/reviews/case/find-review.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { type Letter, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { changeClock, type LockedReview, lockReview, termsMayChange } from '#services/reviews/case/move-review.ts'
import { onlyFor } from '#services/reviews/case/policy.ts'
import type { changeTermsSchema, Input, keepTermsSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { agreedTerms, termsOf } from './issue-terms.ts'

/** A change that is asked for waits this long for both sides; then the terms hold as they are. They are warned before. */
const waits = { workingDays: 10, warnAfter: 7 } as const

export const noLongerAsked = 'This change is not asked for any more. The terms hold as they are.'

type TermsSide = 'host' | 'team'

/** The side of the terms that somebody speaks for; a lead officer asks for the service and does not accept for it. */
const sideOf = ({ sides }: FoundReview): TermsSide | null => {
  if (sides.includes('host') || sides.includes('lead-officer')) return 'host'
  return sides.includes('co-lead') ? 'team' : null
}

const mayAccept = ({ sides }: FoundReview) => sides.includes('host') || sides.includes('co-lead')

const tellAll = async (ctx: Ctx, review: LockedReview, occasion: string, letter: Omit<Letter, 'action'>) => {
  const { hostIds, team, caseHolderId } = await reviewFacts(ctx, review.id)
  const coLeads = team.flatMap(({ role, personId }) => (role === 'co_lead' ? personId : []))
  const action = { text: 'Read the terms', path: `${reviewPath(review.ref)}/terms` }
  const others = [...hostIds, ...coLeads, caseHolderId].filter((personId) => personId !== ctx.actor.personId)
  await tell(ctx, review.id, occasion, others, { ...letter, action })
}

const said = (
  ctx: Ctx,
  { id, yotCode }: LockedReview,
  event: `review.${string}`,
  data: Record<string, number | string>,
) => audit(ctx, { event, subject: { kind: 'review_request', id }, case: caseOf(id), yotCode, data })

/**
 * Asks for a change of terms that both sides have agreed, as the whole text they would be: by the service, or by a co-lead. Sealed as the
 * next version; until both sides have accepted it, those agreed hold. Whoever speaks for their side accepts it by asking.
 *
 * @returns refused before the terms are agreed and once the visit is over, and while another change waits; stale where other terms hold
 *   by now; invalid where nothing differs
 */
export const askForTerms = async (
  ctx: Ctx,
  input: Input<typeof changeTermsSchema>,
): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  const side = sideOf(found)
  if (side === null) return forbidden(onlyFor(['host', 'lead-officer', 'co-lead']))
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, found.facts.id)
    if (!termsMayChange(review.status)) return refused('Agreed terms are changed until the visit is over.')
    if (review.termsChange !== null)
      return refused('A change waits already. Accept it, or leave the terms as they are.')
    const agreed = await agreedTerms(ctx, review.id)
    if (agreed?.number !== input.number) return refused('Other terms hold by now. Read them, then ask.')
    const isSame = agreed.text.trim() === input.proposed.trim().replaceAll(/\r\n?/g, '\n')
    if (isSame) return invalid({ proposed: 'Change the text: it says what the terms say already' })
    const of = termsOf(review.id)
    const sealed = await sealText(ctx, of, { text: input.proposed, parts: null })
    if (!sealed.ok) return sealed
    const { number, hash } = sealed.value
    if (mayAccept(found)) {
      const accepted = await acceptText(ctx, of, { number, hash, side })
      if (!accepted.ok) return accepted
    }
    await tables(ctx).reviewRequest.update({ where: { id: review.id }, data: { termsChange: number } })
    const today = ctx.clock.today()
    const lastDay = addWorkingDays(today, waits.workingDays)
    await startSilence(ctx, {
      kind: changeClock,
      subjectId: review.id,
      lastDay,
      warnOn: [addWorkingDays(today, waits.warnAfter)],
    })
    await said(ctx, review, 'review.terms-change-asked', { number, side })
    await tellAll(ctx, review, `terms-change:${number}`, {
      subject: `A change of the agreed terms is asked for: ${review.yot.name} (${review.ref})`,
      lines: [
        `${ctx.actor.name} asks for a change: ${input.text}`,
        `The terms that were agreed hold until both sides have accepted the change; if they have not by ${longDate(lastDay)}, they hold as they are.`,
      ],
    })
    return ok({ ref: input.ref })
  })
}

/** Ends the wait for a change; the terms that were agreed hold. Call with the review locked. */
const endChange = async (ctx: Ctx, review: LockedReview): Promise<void> => {
  await tables(ctx).reviewRequest.update({ where: { id: review.id }, data: { termsChange: null } })
  await stopSilence(ctx, { kind: changeClock, subjectId: review.id })
}

/** Accepts, for one side, the change that waits, by its fingerprint. With the second side's acceptance it takes the place of the terms before. */
export const acceptChange = async (
  ctx: Ctx,
  review: LockedReview,
  { number, hash, side }: { number: number; hash: string; side: TermsSide },
): Promise<Result<undefined>> => {
  if (review.termsChange !== number) return refused(noLongerAsked)
  const accepted = await acceptText(ctx, termsOf(review.id), { number, hash, side })
  if (!accepted.ok) return accepted
  if (!accepted.value.isNew) return ok(undefined)
  await said(ctx, review, 'review.terms-accepted', { number, hash, side })
  if (accepted.value.sides.length < 2) return ok(undefined)
  await endChange(ctx, review)
  await tellAll(ctx, review, `terms-changed:${number}`, {
    subject: `The terms are changed: ${review.yot.name} (${review.ref})`,
    lines: [`Both sides have accepted version ${number}. It holds from now on.`],
  })
  return ok(undefined)
}

/** Leaves the terms as they are: by either side, or whoever looks after the case. Both are told why. */
export const keepTerms = async (ctx: Ctx, input: Input<typeof keepTermsSchema>): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  const by = ['host', 'lead-officer', 'co-lead', 'case-holder'] as const
  if (!by.some((side) => found.sides.includes(side))) return forbidden(onlyFor(by))
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, found.facts.id)
    if (review.termsChange !== input.number) return refused(noLongerAsked)
    await endChange(ctx, review)
    await said(ctx, review, 'review.terms-kept', { number: input.number })
    await tellAll(ctx, review, `terms-kept:${input.number}`, {
      subject: `The agreed terms hold as they are: ${review.yot.name} (${review.ref})`,
      lines: [`${ctx.actor.name} leaves the terms as they are. Their reason:`, input.reason],
    })
    return ok({ ref: input.ref })
  })
}

/** A change that nobody answers: one warning, then the terms hold as they were agreed. */
export const termsChangeSilence: Silence = {
  kind: changeClock,
  lock: (ctx, id) => lockReview(ctx, id),
  warn: async (ctx, id, { lastDay }) => {
    const review = await lockReview(ctx, id)
    if (review.termsChange === null) return ok(undefined)
    await tellAll(ctx, review, `terms-change-waits:${review.termsChange}`, {
      subject: `A change of the terms waits until ${longDate(lastDay)} (${review.ref})`,
      lines: ['Both sides accept it, or one says that the terms stay as they are. Without an answer they stay.'],
    })
    return ok(undefined)
  },
  end: async (outer, id) => {
    const ctx = asSystem(outer)
    const review = await lockReview(ctx, id)
    if (review.termsChange === null) return ok(undefined)
    await endChange(ctx, review)
    await said(ctx, review, 'review.terms-kept', { number: review.termsChange })
    await tellAll(ctx, review, `terms-kept:${review.termsChange}`, {
      subject: `The agreed terms hold as they are: ${review.yot.name} (${review.ref})`,
      lines: ['Nobody answered the change that was asked for, so the terms hold as they were agreed.'],
    })
    return ok(undefined)
  },
}

/** The change of the terms that waits for both sides, with its text; null while none does. */
export const changeAsked = async (
  ctx: Ctx,
  { id, status, termsChange }: { id: string; status: ReviewStatus; termsChange: number | null },
) => (termsChange === null || !termsMayChange(status) ? null : readText(ctx, termsOf(id), termsChange))
