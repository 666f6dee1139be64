import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { dateAndTime, longDate } from '#services/core/words.ts'
import { callOffElections } from './elections/call-off.ts'
import { type LockedMeeting, meetings } from './move-meeting.ts'
import { answeredOf, calledTo, guestsOf, namedMeeting, tellOf } from './people.ts'
import { instantsOf, noticeFaults } from './plan-meeting.ts'
import { fixedOn } from './rules.ts'
import type { MoveInput } from './schema.ts'
import { tables } from './tables.ts'

const whereWords = ({ mode, place }: Pick<LockedMeeting, 'mode' | 'place'>): string =>
  mode === 'remote' ? 'It is remote.' : mode === 'hybrid' ? `${place}, or remote.` : `${place}.`

/** Tells whom a meeting is for that it is called. */
export const tellCalled = async (ctx: Ctx, row: LockedMeeting): Promise<void> =>
  tellOf(ctx, row, {
    people: [...(await calledTo(ctx, row)), ...(await guestsOf(ctx, row.id))],
    occasion: 'called',
    kind: 'ask',
    letter: {
      subject: `${row.title}: ${longDate(londonDate(row.startsAt))}`,
      lines: [
        `You are invited to ${namedMeeting(row)}. ${whereWords(row)}`,
        `Say whether you come, and put what you want talked about on the agenda. It is fixed on ${longDate(fixedOn(londonDate(row.startsAt)))}.`,
      ],
    },
    link: { text: 'Answer, and see the agenda' },
  })

/** Calls a planned meeting: those it is for are written to, and the agenda is open. Refused where the notice is too short. */
export const callMeeting = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  meetings.asMove(ctx, { ref, version, event: 'called' }, async (ctx, { row, move }) => {
    const faults = noticeFaults(ctx, londonDate(row.startsAt), row.isExtraordinary)
    if (faults.on !== undefined) return refused(`${faults.on}.`)
    const called = await move({ data: { calledAt: ctx.clock.now(), sequence: row.sequence + 1 } })
    if (called.ok) await tellCalled(ctx, called.value)
    return called
  })

/** Everybody who heard of a meeting: whom it is for, who answered, and guests. */
const everybodyTold = async (ctx: Ctx, row: LockedMeeting) => [
  ...new Set([...(await calledTo(ctx, row)), ...(await answeredOf(ctx, row.id, { isComing: true }))]),
  ...(await guestsOf(ctx, row.id)),
]

/** Moves a called meeting to another day, with the same notice: everybody is told and asked again, and the agenda is open again. */
export const moveMeeting = (
  ctx: Ctx,
  ref: string,
  { version, reason, ...times }: MoveInput,
): Promise<Result<{ ref: string }>> =>
  meetings.asMove(
    ctx,
    { ref, version, event: 'moved' },
    async (ctx, { row, move }) => {
      const faults = noticeFaults(ctx, times.on, row.isExtraordinary)
      if (Object.keys(faults).length > 0) return invalid(faults)
      const { startsAt, endsAt } = instantsOf(times)
      const elections = await tables(ctx).election.findFirst({
        where: { meetingId: row.id, status: { in: ['nominating', 'voting'] }, votesUntil: { gt: startsAt } },
        select: { id: true },
      })
      if (elections) return invalid({ on: 'Elections of this meeting end later than that: choose a later day' })
      const told = await everybodyTold(ctx, row)
      const moved = await move({ note: reason, data: { startsAt, endsAt, sequence: row.sequence + 1 } })
      if (!moved.ok) return moved
      await tables(ctx).meetingAnswer.updateMany({
        where: { meetingId: row.id },
        data: { isComing: null, answeredAt: null },
      })
      await tables(ctx).meetingGuest.updateMany({ where: { meetingId: row.id }, data: { isComing: null } })
      await tellOf(ctx, moved.value, {
        people: told,
        occasion: `moved:${moved.value.version}`,
        kind: 'ask',
        letter: {
          subject: `Moved to ${longDate(times.on)}: ${row.title} (${row.ref})`,
          lines: [
            `“${row.title}” was to be on ${dateAndTime(row.startsAt)} and is now on ${dateAndTime(startsAt)}: ${reason}`,
            'Please say again whether you come.',
          ],
        },
        link: { text: 'Answer again' },
      })
      return ok({ ref })
    },
    (row) => (row.startsAt.getTime() === instantsOf(times).startsAt.getTime() ? { ref } : null),
  )

/** Calls a meeting off, with the reason: everybody who heard of it is told, and its elections that are open end. */
export const callOffMeeting = (
  ctx: Ctx,
  ref: string,
  { version, reason }: { version: number; reason: string },
): Promise<Result<{ ref: string }>> =>
  meetings.asMove(ctx, { ref, version, event: 'called-off' }, async (ctx, { row, move }) => {
    const told = row.status === 'planned' ? [] : await everybodyTold(ctx, row)
    const off = await move({ note: reason, data: { sequence: row.sequence + 1 } })
    if (!off.ok) return off
    const ended = await callOffElections(ctx, row.id)
    if (!ended.ok) return ended
    await tellOf(ctx, row, {
      people: told,
      occasion: 'called-off',
      kind: 'decision',
      letter: {
        subject: `Called off: ${row.title} (${row.ref})`,
        lines: [`${namedMeeting(row)} is called off: ${reason}`],
      },
      link: { text: 'See other meetings' },
    })
    return ok(null)
  })
