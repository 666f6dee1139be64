import { z } from 'zod'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import type { Days } from '#services/bank/index.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { dateRange } from '#services/core/words.ts'
import { tell } from '#services/reviews/case/mails.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** From where somebody can still leave a team. */
const beforeVisit: ReviewStatus[] = ['inviting', 'confirmed', 'preparing']

/** A review that somebody said yes to, on days on which they are not free. ISO days. */
export type AbsenceClash = { invitationId: string; ref: string; yotName: string; startsOn: string; endsOn: string }

const agreedOn = async (ctx: Ctx, personId: string, { from, until }: Days) => {
  const rows = await tables(ctx).invitation.findMany({
    where: {
      personId,
      status: 'accepted',
      seat: {
        personId,
        request: {
          status: { in: beforeVisit },
          startsOn: { lte: dateFromIso(until) },
          endsOn: { gte: dateFromIso(from) },
        },
      },
    },
    select: {
      id: true,
      seat: {
        select: {
          request: {
            select: {
              ...{ id: true, ref: true, startsOn: true, endsOn: true, caseHolderId: true },
              yot: { select: { name: true } },
            },
          },
        },
      },
    },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id, seat: { request } }) =>
    request.startsOn && request.endsOn
      ? [{ ...request, invitationId: id, startsOn: isoFromDate(request.startsOn), endsOn: isoFromDate(request.endsOn) }]
      : [],
  )
}

/** Reviews that the actor said yes to whose days meet their absences to come, each once. */
export const ownClashes = async (ctx: Ctx, absences: readonly Days[]): Promise<AbsenceClash[]> => {
  const { personId } = ctx.actor
  const [first] = absences
  if (personId === null || !first) return []
  const span = absences.reduce(
    (all, { from, until }) => ({
      from: from < all.from ? from : all.from,
      until: until > all.until ? until : all.until,
    }),
    first,
  )
  const found = await agreedOn(ctx, personId, span)
  return found
    .filter(({ startsOn, endsOn }) => absences.some(({ from, until }) => from <= endsOn && until >= startsOn))
    .map(({ invitationId, ref, yot, startsOn, endsOn }) => ({ invitationId, ref, yotName: yot.name, startsOn, endsOn }))
}

const recorded = z.object({ personId: z.uuid(), from: z.string(), until: z.string() })

/**
 * Tells whoever looks after a review that somebody of its team is not free on its days, without saying why: nobody asked. The person stays on
 * the team until they leave it; their own page offers that.
 */
export const tellOfAbsence = async (ctx: Ctx, payload: unknown): Promise<void> => {
  const { personId, ...days } = recorded.parse(payload)
  const { name } = await ctx.db.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  for (const { id, ref, yot, startsOn, endsOn, caseHolderId } of await agreedOn(ctx, personId, days)) {
    await tell(ctx, id, `absence:${personId}:${days.from}:${days.until}`, [caseHolderId], {
      subject: `${name} is not free on days of ${ref}`,
      lines: [
        `${name} said yes to the review of ${yot.name}, ${dateRange(startsOn, endsOn)}, and has now recorded that they are not free ${dateRange(days.from, days.until)}.`,
        'They stay on the team until they leave it. Ask them, or look for somebody in their place.',
      ],
      action: { text: 'See the team', path: `/association/requests/${ref}/team` },
    })
  }
}
