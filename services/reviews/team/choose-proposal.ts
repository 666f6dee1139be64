import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import type { chooseSchema, Input } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { planIn, seatRoleOf } from './proposal.ts'
import { endGaps } from './team-gaps.ts'

const chosen = (proposal: number) => ({
  event: 'review.team-chosen' as const,
  dataOf: ({ people }: { people: string[] }) => ({ proposal, people }),
})

/**
 * Takes a proposal as the team to invite: its people in their seats, alternates behind each, its dates as the dates. Until
 * somebody is invited another can be chosen instead. Nobody is written to.
 */
export const chooseProposal = (
  ctx: Ctx,
  input: Input<typeof chooseSchema>,
): Promise<Result<{ ref: string; people: string[] }>> =>
  asCaseHolder(ctx, input, chosen(input.number), async (ctx, review) => {
    if (review.status !== 'team_proposed')
      return refused('A team can be chosen after it is proposed and before it is invited.')
    const { teamProposal, seat, alternate, invitation, reviewRequest } = tables(ctx)
    const requestId = review.id
    const proposal = await teamProposal.findUnique({
      where: { requestId_number: { requestId, number: input.number } },
    })
    if (!proposal) return notFound()
    const plan = planIn(proposal.plan)
    if (plan.window.startsOn <= ctx.clock.today())
      return refused('The dates of this proposal have passed. Propose again.')
    const locked = await seat.findMany({
      where: { requestId, isLocked: true },
      select: { personId: true, role: true },
    })
    // Seats of an earlier choice, or of dates that were given up: nobody holds an open invitation in this state.
    await alternate.deleteMany({ where: { seat: { requestId } } })
    await invitation.deleteMany({ where: { seat: { requestId } } })
    await seat.deleteMany({ where: { requestId } })
    for (const [index, member] of plan.members.entries()) {
      const behind = plan.alternates.filter((each) => each.for === member.personId)
      await seat.create({
        data: {
          requestId,
          position: index + 1,
          role: seatRoleOf[member.role],
          personId: member.personId,
          isLocked: locked.some(
            ({ personId, role }) => personId === member.personId && role === seatRoleOf[member.role],
          ),
          alternates: {
            create: behind.map(({ personId, reasons }, rank) => ({ personId, rank: rank + 1, reasons })),
          },
        },
      })
    }
    await endGaps(ctx, requestId)
    await teamProposal.updateMany({ where: { requestId }, data: { chosenAt: null } })
    await teamProposal.update({ where: { id: proposal.id }, data: { chosenAt: ctx.clock.now() } })
    await reviewRequest.update({
      where: { id: requestId },
      data: {
        startsOn: dateFromIso(plan.window.startsOn),
        endsOn: dateFromIso(plan.window.endsOn),
        version: { increment: 1 },
      },
    })
    return ok({ ref: input.ref, people: plan.members.map(({ personId }) => personId) })
  })
