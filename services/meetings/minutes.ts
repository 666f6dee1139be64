import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { type Silence, startSilence, stopSilence } from '#services/core/life/silence.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { remind } from '#services/notifications/index.ts'
import { type LockedMeeting, meetings, onMeeting } from './move-meeting.ts'
import { answeredOf, convenersOf, namedMeeting, tellOf } from './people.ts'
import { convenes } from './policy.ts'
import { workingDays, workingDaysBefore } from './rules.ts'
import { type AnswerObjection, type MinutesContent, type MinutesInput, minutesContent } from './schema.ts'
import { tables } from './tables.ts'

const clock = 'minutes'

/** The newest version of a meeting's minutes, sent or not; null where nothing is written. */
export const newestMinutes = (ctx: Ctx, meetingId: string) =>
  tables(ctx).minutes.findFirst({ where: { meetingId }, orderBy: { number: 'desc' } })

const openObjections = (ctx: Ctx, meetingId: string): Promise<number> =>
  tables(ctx).minutesObjection.count({ where: { meetingId, isAccepted: null } })

/** Writes the draft of the next version over the draft that is there. */
const writeDraft = async (ctx: Ctx, meetingId: string, content: MinutesContent, sent: { objectBy: Date } | null) => {
  const newest = await newestMinutes(ctx, meetingId)
  const now = ctx.clock.now()
  const data = {
    content: JSON.parse(JSON.stringify(content)),
    savedAt: now,
    savedById: ctx.actor.personId ?? '',
    ...(sent === null ? {} : { ...sent, sentAt: now }),
  }
  if (newest && newest.sentAt === null) return tables(ctx).minutes.update({ where: { id: newest.id }, data })
  return tables(ctx).minutes.create({ data: { ...data, id: newId(), meetingId, number: (newest?.number ?? 0) + 1 } })
}

/**
 * Keeps the minutes as a draft, which those who convene the meeting read alone. `version` is the meeting's.
 *
 * @returns refused before it was held and once they are agreed; stale where the meeting was moved on since
 */
export const saveMinutes = (
  ctx: Ctx,
  ref: string,
  { version, ...content }: MinutesInput,
): Promise<Result<{ ref: string }>> =>
  onMeeting(ctx, ref, async (ctx, meeting) => {
    if (!convenes(ctx.actor, meeting)) return notFound()
    if (!['held', 'minutes_drafted'].includes(meeting.status))
      return refused('Minutes are written once the meeting was held, until they are agreed.')
    if (version !== meeting.version) return overtaken('This meeting')
    const { number } = await writeDraft(ctx, meeting.id, content, null)
    await audit(ctx, { event: 'minutes.saved', subject: { kind: 'meeting', id: meeting.id }, data: { number } })
    return ok({ ref })
  })

/** Whether these are the same words, in whatever order the database keeps them. */
const isSame = (kept: unknown, typed: MinutesContent): boolean => {
  const read = minutesContent.safeParse(kept)
  return read.success && JSON.stringify(read.data) === JSON.stringify(minutesContent.parse(typed))
}

/**
 * Sends the minutes round as their next version: everybody who came has ten working days to object, and silence agrees.
 *
 * @returns refused while nobody is said to have come, or while an objection is not answered; invalid where nothing is written
 */
export const sendMinutes = async (
  ctx: Ctx,
  ref: string,
  { version, ...content }: MinutesInput,
  event: 'minuted' | 'redrafted',
): Promise<Result<{ ref: string }>> =>
  meetings.asMove(
    ctx,
    { ref, version, event },
    async (ctx, { row, move }) => {
      if (content.notes.length === 0) return invalid({ 'notes[0].text': 'Write what was said about at least one item' })
      const came = await answeredOf(ctx, row.id, { hasCome: true })
      if (came.length === 0) return refused('Say first who came: they are the ones who agree the minutes.')
      if ((await openObjections(ctx, row.id)) > 0)
        return refused('An objection is not answered yet. Answer it, then send the changed minutes round.')
      const lastDay = addWorkingDays(ctx.clock.today(), workingDays.objecting)
      const { number } = await writeDraft(ctx, row.id, content, { objectBy: dateFromIso(lastDay) })
      const moved = await move({ said: { number, objectBy: lastDay } })
      if (!moved.ok) return moved
      const warnOn = [workingDaysBefore(lastDay, 2)]
      await startSilence(ctx, { kind: clock, subjectId: row.id, lastDay, warnOn })
      await tellOf(ctx, row, {
        people: came,
        occasion: `minutes:${number}`,
        kind: 'ask',
        letter: {
          subject: `${number === 1 ? 'Minutes to read' : 'Changed minutes to read'}: ${row.title} (${row.ref})`,
          lines: [
            `The minutes of ${namedMeeting(row)} are ready for you to read.`,
            `If something is not as it was, say so by ${longDate(lastDay)}. If nobody does, they are agreed.`,
          ],
        },
        link: { text: 'Read the minutes', page: '/minutes' },
      })
      return ok({ ref })
    },
    (row) => (isSame(row.minutes[0]?.content, content) ? { ref } : null),
  )

/** Whoever came says what should be changed in the minutes that went round, until their last day. Others find nothing to object to. */
export const objectToMinutes = (
  ctx: Ctx,
  ref: string,
  { number, text }: { number: number; text: string },
): Promise<Result<{ ref: string }>> =>
  onMeeting(ctx, ref, async (ctx, meeting) => {
    const { personId } = ctx.actor
    const came = await answeredOf(ctx, meeting.id, { hasCome: true })
    if (personId === null || !came.includes(personId)) return notFound()
    const [sent] = meeting.minutes
    if (meeting.status !== 'minutes_drafted' || !sent)
      return refused('The minutes are agreed, or have not gone round yet.')
    if (sent.number !== number) return overtaken('These minutes')
    const lastDay = sent.objectBy === null ? '' : isoFromDate(sent.objectBy)
    if (ctx.clock.today() > lastDay) return refused(`You could object until ${longDate(lastDay)}.`)
    const id = newId()
    await tables(ctx).minutesObjection.create({
      data: { id, meetingId: meeting.id, number, byId: personId, text, raisedAt: ctx.clock.now() },
    })
    await audit(ctx, { event: 'minutes.objected', subject: { kind: 'meeting', id: meeting.id }, data: { number } })
    await tellOf(ctx, meeting, {
      people: await convenersOf(ctx, meeting),
      occasion: `objected:${id}`,
      kind: 'ask',
      letter: {
        subject: `Somebody objects to the minutes: ${meeting.title} (${meeting.ref})`,
        lines: [
          `${ctx.actor.name} wants something changed in the minutes of ${namedMeeting(meeting)}. Please answer it.`,
        ],
      },
      link: { text: 'Read and answer', page: '/minutes' },
    })
    return ok({ ref })
  })

/** Agrees the minutes where their last day is over and nothing is open; call with the meeting locked. */
const agreeIfDue = async (given: Ctx, meeting: LockedMeeting): Promise<Result<unknown>> => {
  const ctx = asSystem(given)
  const [sent] = meeting.minutes
  if (meeting.status !== 'minutes_drafted' || !sent || sent.objectBy === null) return ok(undefined)
  const isOver = ctx.clock.today() > isoFromDate(sent.objectBy)
  // What was objected to is not agreed before it is answered, nor what is to be changed before it was.
  const inTheWay = await tables(ctx).minutesObjection.count({
    where: {
      meetingId: meeting.id,
      OR: [{ isAccepted: null }, { isAccepted: true, number: sent.number }],
    },
  })
  if (!isOver || inTheWay > 0) return ok(undefined)
  const agreed = await meetings.move(ctx, meeting, 'agreed')
  if (!agreed.ok) return agreed
  await stopSilence(ctx, { kind: clock, subjectId: meeting.id })
  await tellOf(ctx, meeting, {
    people: await convenersOf(ctx, meeting),
    occasion: 'agreed',
    kind: 'ask',
    letter: {
      subject: `Minutes agreed: ${meeting.title} (${meeting.ref})`,
      lines: [
        `The minutes of ${namedMeeting(meeting)} are agreed. Publish them: what was decided goes to the decision log.`,
      ],
    },
    link: { text: 'Publish them', page: '/minutes' },
  })
  return ok(undefined)
}

/**
 * A convener answers an objection: the minutes are changed in their next version, or stay, with the reason. Where it was the last that was
 * open and the day to object is over, the minutes are agreed.
 */
export const answerObjection = (
  ctx: Ctx,
  ref: string,
  { id, isAccepted, answer }: AnswerObjection,
): Promise<Result<{ ref: string }>> =>
  onMeeting(ctx, ref, async (ctx, meeting) => {
    if (!convenes(ctx.actor, meeting)) return notFound()
    const objection = await tables(ctx).minutesObjection.findFirst({ where: { id, meetingId: meeting.id } })
    if (!objection) return notFound()
    if (objection.isAccepted !== null)
      return objection.answer === answer ? ok({ ref }) : refused('It was answered already.')
    const said = { isAccepted: isAccepted === 'yes', answer }
    await tables(ctx).minutesObjection.update({
      where: { id },
      data: { ...said, answeredAt: ctx.clock.now(), answeredById: ctx.actor.personId },
    })
    await audit(ctx, {
      event: 'minutes.objection-answered',
      subject: { kind: 'meeting', id: meeting.id },
      data: { objection: id, isAccepted: said.isAccepted },
    })
    await tellOf(ctx, meeting, {
      people: [objection.byId],
      occasion: `answered:${id}`,
      kind: 'news',
      letter: {
        subject: `Your objection is answered: ${meeting.title} (${meeting.ref})`,
        lines: [
          said.isAccepted
            ? `The minutes are changed in their next version: ${answer}`
            : `The minutes stay as they are: ${answer}`,
        ],
      },
      link: { text: 'Read the minutes', page: '/minutes' },
    })
    // A change that was promised is in another version, whose days begin when it goes round.
    const agreed = said.isAccepted ? ok(undefined) : await agreeIfDue(ctx, meeting)
    return agreed.ok ? ok({ ref }) : agreed
  })

/** Ten working days of silence agree the minutes, unless something is open. */
export const minutesSilence: Silence = {
  kind: clock,
  lock: (ctx, id) => meetings.lock(ctx, id),
  warn: async (ctx, id, { lastDay }) => {
    const meeting = await meetings.lock(ctx, id)
    if (meeting?.status !== 'minutes_drafted') return ok(undefined)
    await remind(ctx, {
      people: await answeredOf(ctx, id, { hasCome: true }),
      about: { kind: 'meeting', id },
      occasion: `minutes-soon:${lastDay}`,
      reminder: {
        on: lastDay,
        what: `Read the minutes of ${namedMeeting(meeting)}`,
        more: 'They are agreed after that day if nobody objects.',
        path: `/meetings/${meeting.ref}/minutes`,
      },
    })
    return ok(undefined)
  },
  end: async (ctx, id) => {
    const meeting = await meetings.lock(ctx, id)
    return meeting ? agreeIfDue(ctx, meeting) : ok(undefined)
  },
}

/** By when the minutes of a meeting are wanted: an ISO day. */
export const minutesDue = ({ endsAt }: Pick<LockedMeeting, 'endsAt'>): string =>
  addWorkingDays(londonDate(endsAt), workingDays.minutes)
