import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { casePart } from '#services/fieldwork/case/part.ts'
import { sourceWords } from '#services/fieldwork/case/words.ts'
import { clashesOf, clockTime, timesOf } from '#services/fieldwork/programme/clashes.ts'
import { readSessions } from '#services/fieldwork/programme/read-sessions.ts'
import { mayPlan } from '#services/fieldwork/programme/save-session.ts'
import { teamOf } from '#services/reviews/index.ts'

/**
 * The programme of a visit by day and room, with what clashes in it: for the service's side and the team. Five statements.
 * @param editing id of the session whose form is open
 */
export const programmePage = async (ctx: Ctx, ref: string, editing: string | null) => {
  const part = await casePart(ctx, ref, 'programme')
  if (!part) return notFound()
  const [sessions, team] = await Promise.all([readSessions(ctx, part.id), teamOf(ctx, part.id)])
  const clashes = clashesOf(sessions)
  const inClash = new Set(clashes.flatMap(({ ids }) => ids))
  const shown = sessions.map((session) => ({
    ...session,
    times: timesOf(session),
    sourceWords: sourceWords[session.sourceKind],
    isClashing: inClash.has(session.id),
  }))
  const days = [...new Set(shown.map(({ day }) => day))]
  const edited = shown.find(({ id }) => id === editing) ?? null
  return ok({
    ref,
    yotName: part.yotName,
    startsOn: part.startsOn,
    endsOn: part.endsOn,
    days: days.map((day) => {
      const ofDay = shown.filter((one) => one.day === day)
      // By the first session of each, so that a day reads in its order where the rooms stand below each other.
      const rooms = [...new Set(ofDay.map(({ room }) => room))]
      return { day, rooms: rooms.map((room) => ({ room, sessions: ofDay.filter((one) => one.room === room) })) }
    }),
    clashes: clashes.map(({ says }) => says),
    team: team.map(({ personId, name }) => ({ personId, name })),
    mayPlan: mayPlan(part),
    isTeam: part.teamRole !== null,
    edited: edited && {
      ...edited,
      startsAt: clockTime(edited.startsAt),
      endsAt: clockTime(edited.endsAt),
      people: edited.people.map(({ personId }) => personId),
    },
  })
}
