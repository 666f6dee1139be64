import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result } from '#services/core/result.ts'
import { dateAndTime } from '#services/core/words.ts'
import { engagements, findForActor } from './move-engagement.ts'
import { nameOf } from './open-dispute.ts'
import { whyByPlaces } from './paid-places.ts'
import { otherSide, tellSides } from './people.ts'
import type { MarkSessionInput } from './schema.ts'
import { tables } from './tables.ts'
import { ownSide } from './terms-draft.ts'

/**
 * Either side says that a session was not held, with the reason, or that it was held after all. What is not held keeps nobody
 * from saying that the work is delivered. The other side is told. Invalid for a session that there is not.
 */
export const markSession = async (
  ctx: Ctx,
  ref: string,
  { version, session: position, isHeld, reason }: MarkSessionInput,
): Promise<Result<{ ref: string }>> => {
  const notHeld = isHeld === 'yes' ? null : reason
  const before = await findForActor(ctx, ref)
  if (!before) return notFound()
  const { engagementSession } = tables(ctx)
  const marked =
    before.version === version
      ? null
      : await engagementSession.findFirst({ where: { engagementId: before.id, position }, select: { notHeld: true } })
  return engagements.asMove(
    ctx,
    { ref, version, event: 'session-marked' },
    async (ctx, { row, move }) => {
      const byPlaces = whyByPlaces(row)
      if (byPlaces) return byPlaces
      const side = ownSide(ctx, row)
      if (side === null) return notFound()
      const { engagementSession } = tables(ctx)
      const where = { engagementId: row.id }
      const session = await engagementSession.findFirst({ where: { ...where, position } })
      if (!session) return invalid({ session: 'Choose one of the sessions' })
      await engagementSession.update({ where: { id: session.id }, data: { notHeld } })
      const held = await engagementSession.findMany({
        where: { ...where, notHeld: null },
        orderBy: { startsAt: 'asc' },
        select: { startsAt: true },
      })
      const [first, last] = [held[0], held.at(-1)]
      const moved = await move({
        note: `${dateAndTime(session.startsAt)}: ${notHeld === null ? 'held after all' : `not held. ${notHeld}`}`,
        said: { side, position, isHeld: notHeld === null },
        data:
          first && last
            ? {
                firstSessionOn: dateFromIso(londonDate(first.startsAt)),
                lastSessionOn: dateFromIso(londonDate(last.startsAt)),
              }
            : {},
      })
      if (!moved.ok) return moved
      await tellSides(ctx, row, [otherSide(side)], {
        occasion: `session-marked:${row.version}`,
        kind: 'decision',
        letter: {
          subject:
            notHeld === null
              ? `Held after all: a session of “${row.title}” (${ref})`
              : `A session was not held: “${row.title}” (${ref})`,
          lines: [
            notHeld === null
              ? `${nameOf(row, side)} says that the session of ${dateAndTime(session.startsAt)} was held after all.`
              : `${nameOf(row, side)} says that the session of ${dateAndTime(session.startsAt)} was not held: ${notHeld}`,
          ],
          text: 'See the engagement',
        },
      })
      return ok({ ref })
    },
    () => (marked === null || marked.notHeld === notHeld ? { ref } : null),
  )
}
