import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptedAt } from '#services/core/life/sealed-text.ts'
import { lastDaysOf } from '#services/core/life/silence.ts'
import { notFound, ok } from '#services/core/result.ts'
import { type FoundReview, findReview } from '#services/reviews/case/find-review.ts'
import { changeClock, termsMayChange } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { changeAsked } from '#services/reviews/work/change-terms.ts'
import { currentTerms } from '#services/reviews/work/issue-terms.ts'

/** The change that waits for both sides, what this reader may do about it, and until when. */
const readChange = async (ctx: Ctx, { facts, sides }: FoundReview, termsChange: number | null) => {
  const asked = await changeAsked(ctx, { ...facts, termsChange })
  if (!asked) return null
  const lastDay = (await lastDaysOf(ctx, changeClock, [facts.id])).get(facts.id) ?? null
  const [byHost, byTeam] = [acceptedAt(asked, 'host') !== null, acceptedAt(asked, 'team') !== null]
  const waitsFor = [byHost ? [] : 'the service', byTeam ? [] : 'a co-lead'].flat().join(' and ')
  return {
    number: asked.number,
    hash: asked.hash,
    text: asked.text,
    askedOn: londonDate(asked.sealedAt),
    waitsFor,
    lastDay,
    mayAccept: sides.includes('host') ? !byHost : sides.includes('co-lead') && !byTeam,
    mayKeep: sides.some((side) => ['host', 'lead-officer', 'co-lead', 'case-holder'].includes(side)),
  }
}

/** The terms of reference that stand, who has accepted them, and whether it is the reader's turn. */
export const termsPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  const terms = found && (await currentTerms(ctx, found.facts.id))
  if (!found || !terms) return notFound()
  const { sides, facts } = found
  const { yot, termsChange } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: facts.id },
    select: { termsChange: true, yot: { select: { name: true } } },
  })
  const acceptedOn = (side: 'host' | 'team') => {
    const at = acceptedAt(terms, side)
    return at && londonDate(at)
  }
  const [hostAcceptedOn, teamAcceptedOn] = [acceptedOn('host'), acceptedOn('team')]
  const isMine = sides.includes('host') ? hostAcceptedOn === null : sides.includes('co-lead') && teamAcceptedOn === null
  return ok({
    ref,
    yotName: yot.name,
    number: terms.number,
    hash: terms.hash,
    issuedOn: londonDate(terms.sealedAt),
    text: terms.text,
    hostAcceptedOn,
    teamAcceptedOn,
    /** The service's own people may ask for a change while the terms wait. */
    mayAsk: facts.status === 'confirmed' && (sides.includes('host') || sides.includes('lead-officer')),
    mayAccept: facts.status === 'confirmed' && isMine,
    /** A change of agreed terms that waits, as it would read. */
    change: await readChange(ctx, found, termsChange),
    /** Either side may ask for a change of terms that both have agreed, while none waits. */
    mayChange:
      termsMayChange(facts.status) &&
      termsChange === null &&
      hostAcceptedOn !== null &&
      teamAcceptedOn !== null &&
      sides.some((side) => side === 'host' || side === 'lead-officer' || side === 'co-lead'),
  })
}
