import { checkOfficers } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, refused } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { hostPeople, requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import type { Input, noteSchema, returnSchema } from '#services/reviews/case/schema.ts'
import { officersOf } from '#services/yots/index.ts'
import { sponsorLacks } from './sponsor.ts'

/**
 * The coordinator has checked the request and passes it to the programme board with a note, once its sponsor has agreed by link. Every board member who is
 * not conflicted is told.
 */
export const checkRequest = (ctx: Ctx, input: Input<typeof noteSchema>) =>
  reviews.asMove(ctx, { ...input, event: 'checked' }, async (ctx, { row: review }) => {
    const { note } = input
    const lacks = await sponsorLacks(ctx, review.id)
    if (lacks) return refused(lacks)
    const moved = await reviews.move(ctx, review, 'checked', { note, data: { checkNote: note } })
    if (!moved.ok) return moved
    const blocked = new Set(await checkOfficers(ctx, caseOf(review.id)))
    const board = await officersOf(ctx, 'board_member')
    const free = board.filter(({ personId }) => !blocked.has(personId) && personId !== ctx.actor.personId)
    await tell(
      ctx,
      review.id,
      `checked:${review.version}`,
      free.map(({ personId }) => personId),
      {
        subject: `To decide: a request for a peer review (${review.ref})`,
        lines: [
          `${review.yot.name} asks for a peer review. The coordinator has checked the request.`,
          'Any one of the board can record its decision, with reasons. The service is told at once.',
        ],
        action: { text: 'Read the request and decide', path: requestPath(review.ref) },
      },
    )
    return ok(moved.value)
  })

/** The coordinator sends the request back to the service as a draft, saying what is missing. They keep the case. */
export const returnRequest = (ctx: Ctx, input: Input<typeof returnSchema>) =>
  reviews.asMove(ctx, { ...input, event: 'returned' }, async (ctx, { row: review }) => {
    const { note } = input
    const moved = await reviews.move(ctx, review, 'returned', { note, data: { checkNote: note } })
    if (!moved.ok) return moved
    await tell(ctx, review.id, `returned:${review.version}`, hostPeople(review), {
      subject: `Your request for a peer review needs a change (${review.ref})`,
      lines: ['The coordinator has read your request and asks you to add or change something:', note],
      action: { text: 'Change the request and send it again', path: `${reviewPath(review.ref)}/edit` },
    })
    return ok(moved.value)
  })
