import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { dateRange, longDate } from '#services/core/words.ts'
import { evaluateTeam } from '#services/matching/index.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { reviewPath, tell } from '#services/reviews/case/mails.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { mayNotAct } from '#services/reviews/case/policy.ts'
import type { Input, moveDatesSchema } from '#services/reviews/case/schema.ts'
import { answerBy } from '#services/reviews/case/stages.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { type Window, windowProblem } from '#services/reviews/case/windows.ts'
import { awaitAnswer, readInvitation } from '#services/reviews/team/find-invitation.ts'
import { matchRoleOf, seatRoleWords } from '#services/reviews/team/proposal.ts'
import { releaseMember } from '#services/reviews/team/release-member.ts'
import { readSeats } from '#services/reviews/team/seats.ts'
import { gatherTeamFacts } from '#services/reviews/team/team-question.ts'

type Days = Window

/** What is wrong with new dates for a review; null when nothing is. */
const problemWith = (
  ctx: Ctx,
  { days, startsOn, endsOn }: { days: number; startsOn: Date | null; endsOn: Date | null },
  asked: Days,
): Result<never> | null => {
  const problem = windowProblem(asked, { today: ctx.clock.today(), days, others: [] })
  if (problem) return invalid({ [problem.field]: problem.why })
  const isSame = startsOn && endsOn && isoFromDate(startsOn) === asked.startsOn && isoFromDate(endsOn) === asked.endsOn
  return isSame ? invalid({ startsOn: 'These are the dates that it has already' }) : null
}

/** Everyone who is asked or has said yes, and what keeps each from the days asked about. */
const standAt = async (ctx: Ctx, requestId: string, days: Days) => {
  const seats = (await readSeats(ctx, requestId)).flatMap(({ personId, invitations, ...seat }) => {
    const own = invitations.find((each) => each.personId === personId)
    const isLive = own?.status === 'offered' || own?.status === 'accepted'
    return personId && own && isLive ? [{ ...seat, personId, invitation: own }] : []
  })
  const facts = await gatherTeamFacts(ctx, {
    requestId,
    moment: 'change',
    isChosenWindowOnly: true,
    onlyCheck: seats.map(({ personId }) => personId),
  })
  const need = { ...facts.question.need, windows: [{ from: days.startsOn, to: days.endsOn }] }
  const team = seats.map(({ personId, role }) => ({ expert: personId, role: matchRoleOf[role] }))
  const { breaches } = evaluateTeam(facts.bank, { ...facts.question, need }, { window: 0, seats: team })
  return seats.map((seat) => ({
    ...seat,
    name: facts.bank.candidates[facts.bank.indexOf.get(seat.personId) ?? -1]?.name ?? 'Somebody who has left',
    hasAgreed: seat.invitation.status === 'accepted',
    because: breaches.filter(({ expert }) => expert === seat.personId).map(({ say }) => say),
  }))
}

/** Before dates are moved: what it would mean for each of the team, for whoever looks after the case. Writes to nobody. */
export const datesPage = async (ctx: Ctx, ref: string, asked: Days | null) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  const { by, from } = reviewLife.moveOf('dates-moved')
  if (!by.some((side) => found.sides.includes(side))) return mayNotAct(found, by)
  const { id, status } = found.facts
  if (!from.includes(status)) return refused(reviewLife.whyNot('dates-moved', status))
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id },
    select: { days: true, startsOn: true, endsOn: true, yot: { select: { name: true } } },
  })
  const problem = asked && problemWith(ctx, row, asked)
  if (problem) return problem
  return ok({
    ref,
    version: found.version,
    yotName: row.yot.name,
    days: row.days,
    startsOn: row.startsOn && isoFromDate(row.startsOn),
    endsOn: row.endsOn && isoFromDate(row.endsOn),
    effect: asked && {
      ...asked,
      people: (await standAt(ctx, id, asked)).map(({ name, role, hasAgreed, because }) => ({
        name,
        role: seatRoleWords[role],
        isLost: because.length > 0,
        say:
          because.length > 0
            ? `Cannot come: ${because.join(' ')} ${hasAgreed ? 'Released with thanks' : 'The invitation is withdrawn'}, and whoever could step in is asked.`
            : hasAgreed
              ? 'Said yes to the old dates; is asked again for the new ones, and keeps the place until they answer.'
              : 'Has not answered yet; is asked for the new dates.',
      })),
    },
  })
}

export type DatesPage = Extract<Awaited<ReturnType<typeof datesPage>>, { ok: true }>['value']

/**
 * Moves the dates of a review whose team is asked or has said yes. Nobody's yes is carried over: everyone who can still come is asked
 * again for the new days and keeps their place until they answer; who cannot is released and told, and their place goes to whoever
 * could step in. The service is told.
 */
export const moveDates = (ctx: Ctx, input: Input<typeof moveDatesSchema>): Promise<Result<{ ref: string }>> =>
  reviews.asMove(
    ctx,
    { ...input, event: 'dates-moved' },
    async (ctx, { row: review }) => {
      const asked = { startsOn: input.startsOn, endsOn: input.endsOn }
      const problem = problemWith(ctx, review, asked)
      if (problem) return problem
      const requestId = review.id
      const people = await standAt(ctx, requestId, asked)
      const [startsOn, endsOn] = [dateFromIso(asked.startsOn), dateFromIso(asked.endsOn)]
      const before =
        review.startsOn && review.endsOn
          ? dateRange(isoFromDate(review.startsOn), isoFromDate(review.endsOn))
          : 'the old dates'
      const dates = dateRange(asked.startsOn, asked.endsOn)
      const moved = await reviews.move(ctx, review, 'dates-moved', {
        data: { startsOn, endsOn },
        note: `${before} became ${dates}.`,
      })
      if (!moved.ok) return moved
      const known = await tables(ctx).candidateWindow.count({ where: { requestId, startsOn, endsOn } })
      if (known === 0) await tables(ctx).candidateWindow.create({ data: { requestId, startsOn, endsOn } })
      const occasion = `dates:${review.version}`
      for (const { personId, invitation, because, role } of people) {
        if (because.length === 0) {
          await askAgain(ctx, { requestId, invitationId: invitation.id, personId, role, before, dates, occasion })
          continue
        }
        const read = await readInvitation(ctx, invitation.id)
        if (!read) continue
        const name = people.find((each) => each.personId === personId)?.name ?? 'Somebody'
        const why = `${name} cannot come on the new dates.`
        const released = await releaseMember(ctx, { invitation: read, status: 'withdrawn', because: why })
        if (!released.ok) return released
        await tell(ctx, requestId, `${occasion}:released`, [personId], {
          subject: `The review of ${review.yot.name} has moved to days that you cannot do`,
          lines: [
            `It was to be on ${before} and is now on ${dates}. By what we know you cannot come then, so you are released, with thanks.`,
            'Nothing more is needed; the old days are free again.',
          ],
        })
      }
      const { hostIds } = await reviewFacts(ctx, requestId)
      await tell(ctx, requestId, occasion, hostIds, {
        subject: `The dates of your review have moved: ${dates}`,
        lines: [
          `Your review was to be on ${before} and is now on ${dates}.`,
          'Everyone on the team is asked again whether they can come. We write when the team is complete; terms of reference are then accepted afresh.',
        ],
        action: { text: 'See where it stands', path: reviewPath(review.ref) },
      })
      return ok({ ref: input.ref })
    },
    ({ ref, startsOn, endsOn }) =>
      startsOn && endsOn && isoFromDate(startsOn) === input.startsOn && isoFromDate(endsOn) === input.endsOn
        ? { ref }
        : null,
  )

type Again = {
  requestId: string
  invitationId: string
  personId: string
  role: keyof typeof seatRoleWords
  before: string
  dates: string
  occasion: string
}

const askAgain = async (ctx: Ctx, { requestId, invitationId: id, personId, role, before, dates, occasion }: Again) => {
  const respondBy = answerBy(ctx.clock.today())
  await tables(ctx).invitation.update({
    where: { id },
    data: {
      status: 'offered',
      offeredAt: ctx.clock.now(),
      respondBy: dateFromIso(respondBy),
      respondedAt: null,
      version: { increment: 1 },
    },
  })
  await awaitAnswer(ctx, id, respondBy)
  await audit(ctx, {
    event: 'invitation.offered',
    subject: { kind: 'invitation', id },
    case: caseOf(requestId),
    data: { personId, role, respondBy },
  })
  const { yotName } = await reviewFacts(ctx, requestId)
  await tell(ctx, requestId, `${occasion}:again`, [personId], {
    subject: `New dates for the review of ${yotName}: can you come on ${dates}?`,
    lines: [
      `You are asked to review ${yotName} as ${seatRoleWords[role].toLowerCase()}. It was to be on ${before} and is now on ${dates}.`,
      `What you answered before does not count for the new dates. Please answer by ${longDate(respondBy)}; your place is yours until then, and saying no is fine.`,
    ],
    action: { text: 'Answer for the new dates', path: `/invitations/${id}` },
  })
}
