import { addDays, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { tables } from './tables.ts'
import type { Session, TermsParts } from './terms.ts'

/** When a session begins and ends; one whose end is not after its beginning ends the next day. */
export const instantsOf = ({
  on,
  from,
  to,
}: Pick<Session, 'on' | 'from' | 'to'>): { startsAt: Date; endsAt: Date } => ({
  startsAt: londonInstant(on, from),
  endsAt: londonInstant(to <= from ? addDays(on, 1) : on, to),
})

/** Writes who delivers and when, as the terms say, in place of what was written before. */
export const writePlan = async (ctx: Ctx, engagementId: string, { people, sessions }: TermsParts): Promise<void> => {
  const { engagementPerson, engagementSession } = tables(ctx)
  await engagementPerson.deleteMany({ where: { engagementId } })
  await engagementPerson.createMany({
    data: people.map(({ personId }) => ({ engagementId, personId, role: 'delivers' })),
  })
  // What was said of a session that stays stays said.
  const marked = await engagementSession.findMany({
    where: { engagementId, notHeld: { not: null } },
    select: { startsAt: true, notHeld: true },
  })
  const notHeld = new Map(marked.map((one) => [one.startsAt.getTime(), one.notHeld]))
  await engagementSession.deleteMany({ where: { engagementId } })
  await engagementSession.createMany({
    data: sessions.map((session, position) => {
      const { startsAt, endsAt } = instantsOf(session)
      return {
        id: newId(),
        engagementId,
        position,
        startsAt,
        endsAt,
        mode: session.mode,
        place: session.place,
        notHeld: notHeld.get(startsAt.getTime()) ?? null,
      }
    }),
  })
}
