import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, refused } from '#services/core/result.ts'
import { meetingLife } from './lifecycle.ts'
import { kindWords } from './list-meetings.ts'
import { newestMinutes } from './minutes.ts'
import { findMeetingRow } from './move-meeting.ts'
import { namesOf } from './people.ts'
import { convenes, mayCome, ownRegions } from './policy.ts'
import { type MinutesContent, minutesContent } from './schema.ts'
import { tables } from './tables.ts'

const empty: MinutesContent = { notes: [], decisions: [] }
const contentOf = (kept: unknown): MinutesContent => minutesContent.safeParse(kept).data ?? empty

/**
 * The minutes of a meeting as they went round last: for those whose meeting it is, and once published for everybody who is signed in.
 * Forbidden before that for others; not found where none went round.
 */
export const findMinutes = async (ctx: Ctx, ref: string) => {
  const row = await findMeetingRow(ctx, ref)
  const { personId } = ctx.actor
  if (!row || personId === null) return notFound()
  const isConvener = convenes(ctx.actor, row)
  const isPublished = row.status === 'published'
  if (!isPublished && !mayCome(ctx.actor, row, await ownRegions(ctx)))
    return forbidden('Minutes are for every member once they are agreed and published. These are not yet.')
  const [sent] = row.minutes
  if (!sent) return notFound()
  const { meetingAnswer, meetingGuest, minutesObjection, meetingDecision, minutes } = tables(ctx)
  const [people, guests, objections, logged, versions] = await Promise.all([
    meetingAnswer.findMany({
      where: { meetingId: row.id, hasCome: true },
      orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
      select: { personId: true, person: { select: { name: true } } },
    }),
    meetingGuest.findMany({
      where: { meetingId: row.id, hasCome: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { name: true },
    }),
    minutesObjection.findMany({ where: { meetingId: row.id }, orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }] }),
    meetingDecision.findMany({ where: { meetingId: row.id }, orderBy: { position: 'asc' } }),
    minutes.findMany({
      where: { meetingId: row.id, sentAt: { not: null } },
      orderBy: { number: 'desc' },
      select: { number: true, sentAt: true },
    }),
  ])
  const names = await namesOf(
    ctx,
    objections.map(({ byId }) => byId),
  )
  const objectBy = sent.objectBy === null ? null : isoFromDate(sent.objectBy)
  const isOpen = row.status === 'minutes_drafted'
  const { notes, decisions } = contentOf(sent.content)
  return ok({
    ref: row.ref,
    title: row.title,
    kindWords: kindWords[row.kind],
    startsAt: row.startsAt.toISOString(),
    status: row.status,
    stands: meetingLife.states[row.status],
    version: row.version,
    number: sent.number,
    objectBy,
    came: people.map(({ person }) => person.name),
    guests: guests.map(({ name }) => name),
    notes,
    decisions: decisions.map((decision, at) => ({ ...decision, logRef: logged[at]?.logRef ?? null })),
    /** Objections are between those whose meeting it is; published minutes carry none. */
    objections: isPublished
      ? []
      : objections.map(({ id, number, byId, text, isAccepted, answer }) => ({
          ...{ id, number, text, isAccepted, answer },
          by: names.get(byId) ?? '',
        })),
    versions: versions.map(({ number, sentAt }) => ({ number, on: sentAt === null ? '' : londonDate(sentAt) })),
    mayObject:
      isOpen && people.some((one) => one.personId === personId) && objectBy !== null && ctx.clock.today() <= objectBy,
    mayAnswer: isOpen && isConvener,
    mayPublish: isConvener && row.status === 'agreed',
    mayWrite: isConvener && isOpen,
  })
}

/** The minutes to be written, begun from the agenda or from what is there; for those who convene the meeting, from its end until agreed. */
export const findMinutesForm = async (ctx: Ctx, ref: string) => {
  const row = await findMeetingRow(ctx, ref)
  if (!row || !convenes(ctx.actor, row)) return notFound()
  if (row.status !== 'held' && row.status !== 'minutes_drafted')
    return refused('Minutes are written once the meeting was held, until they are agreed.')
  const [newest, agenda, came] = await Promise.all([
    newestMinutes(ctx, row.id),
    tables(ctx).agendaItem.findMany({
      where: { meetingId: row.id },
      orderBy: { position: 'asc' },
      select: { title: true },
    }),
    tables(ctx).meetingAnswer.count({ where: { meetingId: row.id, hasCome: true } }),
  ])
  const { notes, decisions } = newest ? contentOf(newest.content) : empty
  const written = new Set(notes.map(({ title }) => title))
  return ok({
    ref: row.ref,
    title: row.title,
    version: row.version,
    event: row.status === 'held' ? ('minuted' as const) : ('redrafted' as const),
    hasPeople: came > 0,
    notes: [
      ...notes,
      ...[...agenda.map(({ title }) => title), 'Any other business']
        .filter((title) => !written.has(title))
        .map((title) => ({ title, text: '' })),
    ],
    decisions,
  })
}
