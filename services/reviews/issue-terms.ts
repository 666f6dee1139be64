import { goldenThreads, themesByCode } from '#services/bank/themes.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { asCaseHolder } from './as-case-holder.ts'
import { findReview } from './find-review.ts'
import { reviewFacts } from './letter-facts.ts'
import { hostPeople, reviewPath, tell } from './mails.ts'
import { seatRoleWords } from './proposal.ts'
import { type Input, modeWords, type termsSchema, travelPayerOf } from './schema.ts'
import { tables } from './tables.ts'
import { composeTerms } from './terms-text.ts'

/** The first text of the terms, for whoever looks after the case to edit; the newest issued one where there is one. */
export const draftTerms = async (ctx: Ctx, ref: string): Promise<Result<{ text: string; number: number | null }>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return found.inTheWay ? refused(found.inTheWay.says) : notFound()
  const { id } = found.facts
  const newest = await tables(ctx).terms.findFirst({ where: { requestId: id }, orderBy: { number: 'desc' } })
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id },
    select: {
      ref: true,
      purpose: true,
      sponsorName: true,
      sponsorRole: true,
      mode: true,
      days: true,
      travelPaidBy: true,
      startsOn: true,
      endsOn: true,
      yot: { select: { name: true } },
      leadOfficer: { select: { name: true } },
      kloes: { orderBy: { position: 'asc' }, select: { position: true, question: true } },
    },
  })
  if (!row.startsOn || !row.endsOn) return refused('Terms are written when the team and its dates are settled.')
  const [{ team }, themes] = await Promise.all([reviewFacts(ctx, id), themesByCode(ctx)])
  const { yot, leadOfficer, startsOn, endsOn, mode, travelPaidBy, ...rest } = row
  const composed = composeTerms({
    ...rest,
    yotName: yot.name,
    leadOfficerName: leadOfficer.name,
    startsOn: isoFromDate(startsOn),
    endsOn: isoFromDate(endsOn),
    modeWords: modeWords[mode],
    travelWords: travelPayerOf(travelPaidBy, yot.name) ?? travelPaidBy,
    goldenThreads: goldenThreads.map((code) => themes.get(code)?.name ?? code),
    team: team.map(({ name, role }) => ({ name, roleWords: seatRoleWords[role] })),
  })
  // A team that changed needs terms that name it: the old text would name somebody who left.
  const isCurrent = newest !== null && newest.issuedAt >= (await teamSettledAt(ctx, id))
  return ok({ text: isCurrent ? newest.text : composed, number: newest?.number ?? null })
}

/** When the team was last confirmed. */
const teamSettledAt = async (ctx: Ctx, requestId: string): Promise<Date> => {
  const last = await tables(ctx).stageMove.findFirst({
    where: { requestId, event: 'confirmed' },
    orderBy: { movedAt: 'desc' },
    select: { movedAt: true },
  })
  return last?.movedAt ?? new Date(0)
}

/** The terms that stand for the present team: the newest, if issued since it was confirmed; null otherwise. */
export const currentTerms = async (ctx: Ctx, requestId: string) => {
  const newest = await tables(ctx).terms.findFirst({ where: { requestId }, orderBy: { number: 'desc' } })
  return newest && newest.issuedAt >= (await teamSettledAt(ctx, requestId)) ? newest : null
}

/**
 * Sends a text of the terms to both sides to accept. A changed text is a new version, which both accept afresh.
 */
export const issueTerms = (ctx: Ctx, input: Input<typeof termsSchema>): Promise<Result<{ number: number }>> => {
  const said = { event: 'review.terms-issued' as const, dataOf: (value: { number: number }) => value }
  return asCaseHolder(ctx, { ref: input.ref }, said, async (ctx, review) => {
    if (review.status !== 'confirmed') return refused('Terms are sent once everyone on the team has said yes.')
    const { terms } = tables(ctx)
    const newest = await terms.findFirst({ where: { requestId: review.id }, orderBy: { number: 'desc' } })
    const isSame = newest?.text === input.text && newest.issuedAt >= (await teamSettledAt(ctx, review.id))
    if (newest && isSame) return ok({ number: newest.number })
    const issuedById = ctx.actor.personId
    if (issuedById === null) throw new Error('Terms are issued by a person')
    const number = (newest?.number ?? 0) + 1
    await terms.create({
      data: { requestId: review.id, number, text: input.text, issuedAt: ctx.clock.now(), issuedById },
    })
    const { team } = await reviewFacts(ctx, review.id)
    const coLeads = team.flatMap(({ role, personId }) => (role === 'co_lead' ? personId : []))
    await tell(ctx, review.id, `terms:${number}`, [...hostPeople(review), ...coLeads], {
      subject: `Terms of reference to accept: ${review.yot.name} (${review.ref})`,
      lines: [
        number === 1
          ? 'The terms of reference for the peer review are ready.'
          : `The terms of reference have changed: this is version ${number}. It needs accepting afresh.`,
        'Somebody who speaks for the service and a co-lead each accept them. Preparation begins when both have.',
      ],
      action: { text: 'Read the terms and accept', path: `${reviewPath(review.ref)}/terms` },
    })
    return ok({ number })
  })
}
