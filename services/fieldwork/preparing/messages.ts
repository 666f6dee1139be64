import type { z } from 'zod'
import { primaryAddress } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { casePart } from '#services/fieldwork/case/part.ts'
import type { messageSchema } from '#services/fieldwork/case/schema.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { tell } from '#services/notifications/index.ts'
import { hostOf, lockCase, seatRoleWords, teamOf } from '#services/reviews/index.ts'

/** The page shows at most this many, the latest. */
const mostShown = 200

/**
 * Writes to the others on a case, or to the team alone; each of them gets it by mail. For the service's side and the team, until the
 * review is closed.
 */
export const writeOnCase = async (
  ctx: Ctx,
  ref: string,
  { text, to }: z.output<typeof messageSchema>,
): Promise<Result<{ id: string }>> => {
  const part = await casePart(ctx, ref)
  const { personId: byId, name } = ctx.actor
  if (!part || byId === null) return notFound()
  const isForTeam = to === 'team'
  if (isForTeam && part.teamRole === null) return forbidden('Only the team writes to the team alone.')
  return inTransaction(ctx, async (ctx) => {
    if ((await lockCase(ctx, part.id)) === 'closed') return refused('This review is closed.')
    const id = newId()
    await tables(ctx).caseMessage.create({
      data: { id, requestId: part.id, byId, isForTeam, text, at: ctx.clock.now() },
    })
    await audit(ctx, {
      event: 'review.message-written',
      subject: { kind: 'case_message', id },
      case: { kind: 'review_request', id: part.id },
      yotCode: part.yotCode,
    })
    const [team, hosts] = await Promise.all([teamOf(ctx, part.id), isForTeam ? [] : hostOf(ctx, part.id)])
    const people = [...team, ...hosts].map(({ personId }) => personId).filter((one) => one !== byId)
    await tell(ctx, {
      people,
      about: { kind: 'review', id: part.id, case: { kind: 'review_request', id: part.id } },
      occasion: `message:${id}`,
      kind: 'news',
      letter: {
        subject: `${name} writes about the review of ${part.yotName} (${ref})`,
        lines: [`${name} writes${isForTeam ? ' to the team' : ''}:`, text],
        action: { text: 'Answer on the page', path: `/reviews/${ref}/people` },
      },
    })
    return ok({ id })
  })
}

/** Who is on a case, how they are reached, and what they wrote; for the service's side and the team. */
export const peoplePage = async (ctx: Ctx, ref: string) => {
  const part = await casePart(ctx, ref)
  if (!part) return notFound()
  const isTeam = part.teamRole !== null
  const [team, hosts, messages] = await Promise.all([
    teamOf(ctx, part.id),
    hostOf(ctx, part.id),
    tables(ctx).caseMessage.findMany({
      where: { requestId: part.id, ...(isTeam ? {} : { isForTeam: false }) },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: mostShown,
      include: { by: { select: { name: true } } },
    }),
  ])
  const contact = async ({ personId, name }: { personId: string; name: string }, part: string) => ({
    personId,
    name,
    part,
    address: await primaryAddress(ctx, personId),
  })
  return ok({
    ref,
    yotName: part.yotName,
    isTeam,
    mayWrite: part.status !== 'closed',
    contacts: await Promise.all([
      ...hosts.map((one) => contact(one, one.words)),
      ...team.map((one) => contact(one, seatRoleWords[one.role])),
    ]),
    messages: messages.map(({ id, text, at, isForTeam, by }) => ({ id, text, at, isForTeam, by: by.name })),
  })
}
