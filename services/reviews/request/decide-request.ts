import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { recordGap } from '#services/gaps/index.ts'
import { hostPeople, type Letter, requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { type LockedReview, reviews } from '#services/reviews/case/move-review.ts'
import { mayDecide } from '#services/reviews/case/policy.ts'
import type { Decision, decisionSchema, Input } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { themesAsked } from '#services/reviews/case/themes-asked.ts'
import { type Board, boardFor } from './board.ts'

/** What the board points a service to: what it is called, and where it is found on this site where it is one of its offerings. */
export type PointedTo = { name: string; path: string | null }

type Decided = Input<typeof decisionSchema> & { pointedTo: PointedTo | null }

const letterFor = ({ decision, reasons, deferredUntil, pointedTo }: Decided, review: LockedReview): Letter => {
  const action = { text: 'See the decision', path: reviewPath(review.ref) }
  switch (decision) {
    case 'approved':
      return {
        subject: `Your peer review is approved (${review.ref})`,
        lines: [
          'The programme board has approved your request. Its reasons:',
          reasons,
          'Next, the coordinator arranges a scoping call with you. A team is proposed after that.',
        ],
        action,
      }
    case 'support-approved':
      return {
        subject: `The board offers you lighter peer support (${review.ref})`,
        lines: [
          'The programme board thinks that a peer or two, for a day or two, would help you more than a review just now: without a self-assessment, evidence or a report. Its reasons:',
          reasons,
          'Next, the coordinator arranges a call with you about what would help. If you would rather not, withdraw the request; you can ask for a review again at any time.',
        ],
        action,
      }
    case 'deferred':
      return {
        subject: `Your request for a peer review is deferred (${review.ref})`,
        lines: [
          `The programme board looks at your request again on ${longDate(deferredUntil ?? '')}. Its reasons:`,
          reasons,
          'You need do nothing; we write to you when the board has decided.',
        ],
        action,
      }
    case 'redirected':
      return {
        subject: `What could help you sooner than a peer review (${review.ref})`,
        lines: [
          `The programme board thinks that this would help you more than a review just now: ${pointedTo?.name ?? ''}.`,
          reasons,
          'You can ask for a review again at any time.',
        ],
        action: pointedTo?.path
          ? { text: 'See what it points to', path: pointedTo.path }
          : { text: 'See what other services offer', path: '/offerings' },
      }
    case 'declined':
      return {
        subject: `Your request for a peer review is declined (${review.ref})`,
        lines: [
          'The programme board has declined your request. Its reasons:',
          reasons,
          'You can ask for a review again when things have changed.',
        ],
        action,
      }
  }
}

/** What a decision is called in letters to the association's own people. */
const decisionWords: Record<Decision, string> = {
  approved: 'approved',
  'support-approved': 'lighter peer support, arranged here',
  deferred: 'deferred',
  redirected: 'pointed to lighter support elsewhere',
  declined: 'declined',
}

const isApproved = (decision: Decision) => decision === 'approved' || decision === 'support-approved'

/** What a decision needs besides its reasons: a deferral a day within a year, lighter support a name. */
const whatItNeeds = (ctx: Ctx, { decision, deferredUntil, pointedTo }: Decided): Result<undefined> | null => {
  if (decision === 'redirected' && pointedTo === null) {
    return invalid({ resource: 'Choose an offering, or name a resource and where it is found' })
  }
  if (decision !== 'deferred') return null
  if (deferredUntil === undefined) return invalid({ deferredUntil: 'Enter the day on which the board looks again' })
  const today = ctx.clock.today()
  if (deferredUntil <= today) return invalid({ deferredUntil: 'The day must be in the future' })
  return deferredUntil > addMonths(today, 12) ? invalid({ deferredUntil: 'The day must be within a year' }) : null
}

/** Whether those who are named may take part, and are enough together with whoever records it. */
const whoTakesPart = (ctx: Ctx, { free, aside, quorum }: Board, tookPart: readonly string[]) => {
  const own = { personId: ctx.actor.personId ?? '', name: ctx.actor.name }
  const others = [...new Set(tookPart)].filter((personId) => personId !== own.personId)
  const outside = aside.find(({ personId }) => others.includes(personId))
  if (outside) return invalid({ tookPart: `${outside.name} stands aside from this decision: take them out` })
  const named = free.filter(({ personId }) => others.includes(personId))
  if (named.length < others.length) return invalid({ tookPart: 'Choose people who are on the board today' })
  if (named.length + 1 < quorum) {
    return invalid({ tookPart: `A decision takes ${quorum} of the board, you included: say who else took part` })
  }
  return ok([own, ...named])
}

/**
 * Records what the programme board decides, with its reasons, who took part (as many as its quorum asks for) and who stood aside:
 * approve, as a review or as lighter support on the same rails; defer to a day; point to support elsewhere by name; decline. By a member who is not conflicted and did not check the request.
 * Of two who press at once one decides, the other is told.
 */
export const decideRequest = (
  ctx: Ctx,
  given: Omit<Input<typeof decisionSchema>, 'tookPart'> & { tookPart?: string[] },
  offering: PointedTo | null = null,
) =>
  reviews.asMove(ctx, { ...given, event: given.decision }, async (ctx, { row: review, found: { facts } }) => {
    const named = offering ?? (given.resource ? { name: given.resource, path: null } : null)
    const input: Decided = { ...given, tookPart: given.tookPart ?? [], pointedTo: named }
    const { decision, reasons, deferredUntil, pointedTo } = input
    const own = mayDecide(ctx.actor, facts) ?? whatItNeeds(ctx, input)
    if (own) return own
    const board = await boardFor(ctx, review.id, facts.caseHolderId)
    const took = whoTakesPart(ctx, board, input.tookPart)
    if (!took.ok) return took
    const decidedAt = ctx.clock.now()
    const moved = await reviews.move(ctx, review, decision, {
      note: reasons,
      said: { tookPart: took.value.length, quorum: board.quorum },
      data: {
        decisionReasons: reasons,
        decidedAt,
        deferredUntil: decision === 'deferred' && deferredUntil ? dateFromIso(deferredUntil) : null,
        ...(decision === 'support-approved' ? { kind: 'support' as const } : {}),
        ...(decision === 'redirected' && pointedTo ? { pointedTo: pointedTo.name, pointedToPath: pointedTo.path } : {}),
      },
    })
    if (!moved.ok) return moved
    if (input.wantOfTeam === 'yes' && (decision === 'deferred' || decision === 'redirected'))
      await recordGap(ctx, {
        kind: 'request',
        sourceKey: `request:${review.id}`,
        themes: await themesAsked(ctx, review.id),
        yotCode: review.yotCode,
        cases: [{ kind: 'review_request', id: review.id }],
      })
    const of = { requestId: review.id, decision, decidedAt }
    await tables(ctx).boardPart.createMany({
      data: [
        ...took.value.map((member) => ({ ...of, ...member, tookPart: true })),
        ...board.aside.map((member) => ({ ...of, ...member, tookPart: false })),
      ],
    })
    await tell(ctx, review.id, `${decision}:${review.version}`, hostPeople(review), letterFor(input, review))
    await tell(
      ctx,
      review.id,
      `${decision}:took-part:${review.version}`,
      took.value.slice(1).map(({ personId }) => personId),
      {
        subject: `You are recorded as having decided on ${review.ref}`,
        lines: [
          `${ctx.actor.name} has recorded a decision of the programme board on the request of ${review.yot.name}, and that you took part in it: ${decisionWords[decision]}. The reasons:`,
          reasons,
          'If that is not so, tell the association’s administrators.',
        ],
        action: { text: 'Open the case', path: requestPath(review.ref) },
      },
    )
    await tell(ctx, review.id, `${decision}:holder:${review.version}`, [review.caseHolderId], {
      subject: `The board has decided on ${review.ref}: ${decisionWords[decision]}`,
      lines: [
        `The programme board has decided on the request of ${review.yot.name}: ${decisionWords[decision]}. Its reasons:`,
        reasons,
        ...(isApproved(decision) ? ['Next, arrange the scoping call and record its day.'] : []),
      ],
      action: { text: 'Open the case', path: requestPath(review.ref) },
    })
    return ok(moved.value)
  })

/** Tells the board, those apart who stand aside, that the day has come to which a request was deferred; once a day it was deferred to. */
export const lookAgain = async (ctx: Ctx): Promise<void> => {
  const due = await tables(ctx).reviewRequest.findMany({
    where: { status: 'deferred', deferredUntil: { lte: dateFromIso(ctx.clock.today()) } },
    select: { id: true, ref: true, version: true, caseHolderId: true, yot: { select: { name: true } } },
    orderBy: { id: 'asc' },
  })
  for (const { id, ref, version, caseHolderId, yot } of due) {
    const { free } = await boardFor(ctx, id, caseHolderId)
    await tell(
      ctx,
      id,
      `look-again:${version}`,
      free.map(({ personId }) => personId),
      {
        subject: `To decide: the request that was deferred until today (${ref})`,
        lines: [`The board deferred the request of ${yot.name}. The day it named has come.`],
        action: { text: 'Read the request and decide', path: requestPath(ref) },
      },
    )
  }
}
