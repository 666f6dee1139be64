import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { stopSilence } from '#services/core/life/silence.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { type FoundReview, findReview } from '#services/reviews/case/find-review.ts'
import { hostPeople, requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { lockReview } from '#services/reviews/case/move-review.ts'
import { onlyFor } from '#services/reviews/case/policy.ts'
import type { answerRemarkSchema, Input, remarkSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { currentTerms } from './issue-terms.ts'
import { awaitAnswerToRemark, remarkClock } from './remark-clock.ts'

/** What the service can say something about: the team that is chosen and not asked yet, the terms that wait to be accepted. */
export type RemarkAbout = 'team' | 'terms'

export const remarkWords: Record<RemarkAbout, string> = { team: 'the proposed team', terms: 'the terms of reference' }

/** A review takes this many remarks. */
const most = 30

/** What there is to be remarked on now: the number of the proposal that is chosen, or of the terms, with their text; null while there is none. */
const matterOf = async (ctx: Ctx, { id, status }: FoundReview['facts'], about: RemarkAbout) => {
  if (about === 'team') {
    if (status !== 'team_proposed') return null
    const chosen = await tables(ctx).teamProposal.findFirst({ where: { requestId: id, chosenAt: { not: null } } })
    return chosen && { number: chosen.number, text: null }
  }
  if (status !== 'confirmed') return null
  const terms = await currentTerms(ctx, id)
  return terms && { number: terms.number, text: terms.text }
}

const isOfService = ({ sides }: FoundReview) => sides.some((side) => side === 'host' || side === 'lead-officer')

/** Remarks are between the service and the association: what is said of a team is no matter of the team's. */
const mayRead = (found: FoundReview): boolean => isOfService(found) || found.standings.includes('association')

const readRemarks = async (ctx: Ctx, requestId: string, about?: RemarkAbout) => {
  const rows = await tables(ctx).remark.findMany({
    where: { requestId, ...(about ? { about } : {}) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })
  return rows.map(({ id, about, number, text, proposed, by, at, answer, answeredBy, answeredAt }) => ({
    id,
    about,
    number,
    text,
    proposed,
    by,
    at: at.toISOString(),
    answer: answer === null ? null : { text: answer, by: answeredBy ?? '', at: answeredAt?.toISOString() ?? '' },
  }))
}

export type Remark = Awaited<ReturnType<typeof readRemarks>>[number]

/** The page on which the service says something of the team or asks for a change of the terms, with what was said and answered before. */
export const remarksPage = async (ctx: Ctx, ref: string, about: RemarkAbout) => {
  const found = await findReview(ctx, ref)
  if (!found || !isOfService(found)) return notFound()
  const { id } = found.facts
  const [matter, remarks, { yot }] = await Promise.all([
    matterOf(ctx, found.facts, about),
    readRemarks(ctx, id, about),
    tables(ctx).reviewRequest.findUniqueOrThrow({ where: { id }, select: { yot: { select: { name: true } } } }),
  ])
  if (!matter && remarks.length === 0) return notFound()
  return ok({ ref, about, yotName: yot.name, matter, remarks })
}

/** What the service said and was answered, for the desk; with the terms that stand, to show what it would change. */
export const remarksAtDesk = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  if (!found?.standings.includes('association') || !mayRead(found))
    return { remarks: [], terms: null, mayAnswer: false }
  const remarks = await readRemarks(ctx, found.facts.id)
  const terms = remarks.some(({ proposed }) => proposed !== null) ? await currentTerms(ctx, found.facts.id) : null
  return {
    remarks,
    terms: terms && { number: terms.number, text: terms.text },
    mayAnswer: found.sides.includes('case-holder'),
  }
}

/**
 * The service says something of the team that is chosen, before anybody is asked, or asks for a change of the terms, as the text they
 * would be. Whoever looks after the case is told and answers.
 *
 * @returns refused once the team is asked, or the terms are accepted by both or others than those on the page
 */
export const sayRemark = async (
  ctx: Ctx,
  input: Input<typeof remarkSchema> & { about: RemarkAbout },
): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  if (!isOfService(found)) return forbidden(onlyFor(['host', 'lead-officer']))
  const { id } = found.facts
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, id)
    const { about, number, text } = input
    const matter = await matterOf(ctx, { ...found.facts, status: review.status }, about)
    if (matter?.number !== number) {
      return refused(`There is nothing to say of ${remarkWords[about]} now: look at them as they stand.`)
    }
    const { remark } = tables(ctx)
    if ((await remark.count({ where: { requestId: id } })) >= most) return refused('Enough is said here: call instead.')
    const isChanged = input.proposed !== undefined && input.proposed.trim() !== (matter.text ?? '').trim()
    const proposed = about === 'terms' && isChanged ? (input.proposed ?? null) : null
    const by = { byId: ctx.actor.personId ?? '', by: ctx.actor.name, at: ctx.clock.now() }
    const made = await remark.create({ data: { requestId: id, about, number, text, proposed, ...by } })
    await awaitAnswerToRemark(ctx, made.id)
    await audit(ctx, {
      event: 'review.remarked',
      subject: { kind: 'review_request', id },
      case: caseOf(id),
      yotCode: review.yotCode,
      data: { about, number },
    })
    await tell(ctx, id, `remark:${made.id}`, [review.caseHolderId], {
      subject: `${review.yot.name} says something of ${remarkWords[about]} (${review.ref})`,
      lines: [
        text,
        ...(proposed === null ? [] : ['They propose another text of the terms.']),
        'They wait for your answer.',
      ],
      action: { text: 'Read it and answer', path: requestPath(review.ref) },
    })
    return ok({ ref: input.ref })
  })
}

/** Whoever looks after the case answers what the service said; once. Nothing follows by itself: another team is chosen, or other terms sent. */
export const answerRemark = (ctx: Ctx, input: Input<typeof answerRemarkSchema>): Promise<Result<{ id: string }>> => {
  const said = { event: 'review.remark-answered' as const, dataOf: ({ id }: { id: string }) => ({ id }) }
  return asCaseHolder(ctx, { ref: input.ref }, said, async (ctx, review) => {
    const { id, answer } = input
    const found = await tables(ctx).remark.findFirst({ where: { id, requestId: review.id } })
    if (!found) return notFound()
    if (found.answer !== null) return refused(`${found.answeredBy ?? 'Somebody'} has answered this already.`)
    const by = { answeredById: ctx.actor.personId, answeredBy: ctx.actor.name, answeredAt: ctx.clock.now() }
    await tables(ctx).remark.update({ where: { id }, data: { answer, ...by } })
    await stopSilence(ctx, { kind: remarkClock, subjectId: id })
    await tell(ctx, review.id, `remark-answered:${id}`, hostPeople(review), {
      subject: `An answer on ${remarkWords[found.about]} (${review.ref})`,
      lines: [answer],
      action: { text: 'Read it', path: `${reviewPath(review.ref)}/remarks/${found.about}` },
    })
    return ok({ id })
  })
}

/** The terms as a remark would have them, for whoever writes the next version; null where it proposes none. */
export const proposedTerms = async (ctx: Ctx, ref: string, remarkId: string): Promise<string | null> => {
  const found = await findReview(ctx, ref)
  if (!found?.sides.includes('case-holder')) return null
  const remark = await tables(ctx).remark.findFirst({ where: { id: remarkId, requestId: found.facts.id } })
  return remark?.proposed ?? null
}
