import { themesByCode } from '#services/bank/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  acceptedAt,
  fingerprintOf,
  readText,
  type Sealed,
  sealText,
  type TextOf,
  versionsOf,
} from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { kinds } from '#services/reviews/case/kinds.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { hostPeople, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { type Input, modeWords, type termsSchema, travelPayerOf } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { seatRoleWords } from '#services/reviews/team/proposal.ts'
import { composeTerms } from './terms-text.ts'

export const termsKind = 'review-terms'

/** The terms of a review as a sealed text; its sides are "host" and "team". */
export const termsOf = (requestId: string): TextOf => ({ kind: termsKind, subjectId: requestId })

/** The first text of the terms, for whoever looks after the case to edit; the newest issued one where there is one. */
export const draftTerms = async (ctx: Ctx, ref: string): Promise<Result<{ text: string; number: number | null }>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return found.inTheWay ? refused(found.inTheWay.says) : notFound()
  const { id } = found.facts
  const newest = await readText(ctx, termsOf(id))
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id },
    select: {
      ref: true,
      kind: true,
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
    goldenThreads: kinds[row.kind].threads.map((code) => themes.get(code)?.name ?? code),
    team: team.map(({ name, role }) => ({ name, roleWords: seatRoleWords[role] })),
  })
  // A team that changed needs terms that name it: the old text would name somebody who left.
  const isCurrent = newest !== null && newest.sealedAt >= (await teamSettledAt(ctx, id))
  return ok({ text: isCurrent ? newest.text : composed, number: newest?.number ?? null })
}

/** When the team was last confirmed. */
const teamSettledAt = async (ctx: Ctx, requestId: string): Promise<Date> => {
  const last = (await reviews.history(ctx, requestId)).find(({ event }) => event === 'confirmed')
  return new Date(last?.at ?? 0)
}

const sinceSettled = async (ctx: Ctx, requestId: string): Promise<Sealed[]> => {
  const [versions, settledAt] = await Promise.all([versionsOf(ctx, termsOf(requestId)), teamSettledAt(ctx, requestId)])
  return versions.filter(({ sealedAt }) => sealedAt >= settledAt)
}

const isAgreed = (terms: Sealed) => acceptedAt(terms, 'host') !== null && acceptedAt(terms, 'team') !== null

/** The terms that both sides have accepted for the present team; null while there are none. */
export const agreedTerms = async (ctx: Ctx, requestId: string): Promise<Sealed | null> =>
  (await sinceSettled(ctx, requestId)).findLast(isAgreed) ?? null

/**
 * The terms that stand for the present team: those both sides have accepted last, until they accept others; before that, the newest that
 * was issued since the team was confirmed; null while there are none.
 */
export const currentTerms = async (ctx: Ctx, requestId: string): Promise<Sealed | null> => {
  const versions = await sinceSettled(ctx, requestId)
  return versions.findLast(isAgreed) ?? versions.at(-1) ?? null
}

/**
 * Sends a text of the terms to both sides to accept. A changed text is a new version, which both accept afresh.
 */
export const issueTerms = (ctx: Ctx, input: Input<typeof termsSchema>): Promise<Result<{ number: number }>> => {
  const said = { event: 'review.terms-issued' as const, dataOf: (value: { number: number }) => value }
  return asCaseHolder(ctx, { ref: input.ref }, said, async (ctx, review) => {
    if (review.status !== 'confirmed') return refused('Terms are sent once everyone on the team has said yes.')
    const content = { text: input.text, parts: null }
    const current = await currentTerms(ctx, review.id)
    if (current?.hash === fingerprintOf(content)) return ok({ number: current.number })
    const sealed = await sealText(ctx, termsOf(review.id), content)
    if (!sealed.ok) return sealed
    const { number } = sealed.value
    const { team } = await reviewFacts(ctx, review.id)
    const coLeads = team.flatMap(({ role, personId }) => (role === 'co_lead' ? personId : []))
    await tell(ctx, review.id, `terms:${number}`, [...hostPeople(review), ...coLeads], {
      subject: `Terms of reference to accept: ${review.yot.name} (${review.ref})`,
      lines: [
        number === 1
          ? 'The terms of reference are ready.'
          : `The terms of reference have changed: this is version ${number}. It needs accepting afresh.`,
        'Somebody who speaks for the service and a co-lead each accept them. Preparation begins when both have.',
      ],
      action: { text: 'Read the terms and accept', path: `${reviewPath(review.ref)}/terms` },
    })
    return ok({ number })
  })
}
