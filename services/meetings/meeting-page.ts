import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { lastMovedAt } from '#services/core/life/history.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { regionCode, regionName } from '#services/yots/index.ts'
import { isAgendaOpen } from './agenda.ts'
import { officeName } from './elections/words.ts'
import { electionLife, type MeetingEvent, meetingLife } from './lifecycle.ts'
import { kindWords } from './list-meetings.ts'
import { minutesDue } from './minutes.ts'
import { findMeetingRow, type LockedMeeting, meetings } from './move-meeting.ts'
import { calledTo, namesOf } from './people.ts'
import { convenes, mayCome, ownRegions } from './policy.ts'
import { earliestDay, fixedOn } from './rules.ts'
import { tables } from './tables.ts'

const headOf = (row: LockedMeeting) => ({
  ref: row.ref,
  title: row.title,
  kind: row.kind,
  kindWords: kindWords[row.kind],
  region: row.region === null ? null : { code: regionCode(row.region), name: regionName(row.region) },
  status: row.status,
  stands: meetingLife.states[row.status],
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  mode: row.mode,
  place: row.place,
  version: row.version,
})

const agendaOf = async (ctx: Ctx, meetingId: string) => {
  const rows = await tables(ctx).agendaItem.findMany({
    where: { meetingId },
    orderBy: { position: 'asc' },
    select: { id: true, title: true, minutes: true, who: true, wanted: true, addedById: true },
  })
  return rows.map(({ addedById, ...item }) => ({ ...item, isOwn: addedById === ctx.actor.personId }))
}

const known = async (ctx: Ctx, ref: string) => {
  const row = await findMeetingRow(ctx, ref)
  if (!row || ctx.actor.personId === null) return null
  const isConvener = convenes(ctx.actor, row)
  return { row, isConvener, mayCome: mayCome(ctx.actor, row, await ownRegions(ctx)) }
}

/**
 * A meeting for whoever is signed in. The day and what became of it are everybody's; the agenda, how to join and who comes are for those
 * whose meeting it is.
 */
export const findMeeting = async (ctx: Ctx, ref: string) => {
  const found = await known(ctx, ref)
  if (!found) return notFound()
  const { row, isConvener } = found
  const { meetingAnswer, meetingGuest, meetingDecision, election } = tables(ctx)
  const isOwn = found.mayCome
  const [own, coming, notComing, guests, agenda, decisions, elections, history] = await Promise.all([
    meetingAnswer.findUnique({
      where: { meetingId_personId: { meetingId: row.id, personId: ctx.actor.personId ?? '' } },
    }),
    isOwn ? meetingAnswer.count({ where: { meetingId: row.id, isComing: true } }) : 0,
    isOwn ? meetingAnswer.count({ where: { meetingId: row.id, isComing: false } }) : 0,
    isOwn ? meetingGuest.count({ where: { meetingId: row.id, isComing: true } }) : 0,
    isOwn ? agendaOf(ctx, row.id) : [],
    meetingDecision.findMany({
      where: { meetingId: row.id },
      orderBy: { position: 'asc' },
      select: { title: true, logRef: true },
    }),
    election.findMany({
      where: { meetingId: row.id },
      orderBy: [{ role: 'asc' }, { region: 'asc' }, { id: 'asc' }],
      select: { ref: true, role: true, region: true, status: true },
    }),
    meetings.history(ctx, row.id),
  ])
  const isAhead = meetingLife.is('announced', row.status) && row.startsAt > ctx.clock.now()
  const said = history.find(({ event, note }) => (event === 'moved' || event === 'called-off') && note !== null)
  const events: MeetingEvent[] = isConvener ? meetingLife.openTo(row.status, ['convener']) : []
  return ok({
    ...headOf(row),
    isExtraordinary: row.isExtraordinary,
    joiningLink: isOwn && isAhead ? row.joiningLink : null,
    mayCome: isOwn,
    mayAnswer: isOwn && isAhead,
    answer: own?.isComing ?? null,
    counts: isOwn ? { coming, notComing, guests } : null,
    agenda: isOwn ? agenda : null,
    isAgendaOpen: isAgendaOpen(ctx, row),
    fixedOn: fixedOn(londonDate(row.startsAt)),
    isConvener,
    events,
    earliest: earliestDay(ctx.clock.today(), row.isExtraordinary),
    minutesDue: minutesDue(row),
    hasMinutes: row.status === 'published' || (isOwn && row.minutes.length > 0),
    decisions,
    elections: elections.map(({ ref, role, region, status }) => ({
      ref,
      office: officeName({ role, region }),
      stands: electionLife.states[status],
    })),
    mayOpenElection:
      isConvener && row.kind === 'agm' && meetingLife.is('announced', row.status) && row.startsAt > ctx.clock.now(),
    why: said ? { event: said.event, note: said.note ?? '', on: said.on } : null,
    history: history.map(({ id, event, on, by }) => {
      const { title, says } = meetingLife.moveOf(event)
      return { id, says: title ?? says, on, by }
    }),
  })
}

/** The agenda of a meeting; forbidden for those whose meeting it is not. */
export const findAgenda = async (ctx: Ctx, ref: string) => {
  const found = await known(ctx, ref)
  if (!found) return notFound()
  const { row, isConvener } = found
  if (!found.mayCome) return forbidden('The agenda is kept by those whose meeting it is.')
  const agenda = await agendaOf(ctx, row.id)
  return ok({
    ...headOf(row),
    agenda,
    /** How long the items take together, and how long there is. */
    taken: agenda.reduce((sum, { minutes }) => sum + minutes, 0),
    length: Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000),
    isOpen: isAgendaOpen(ctx, row),
    fixedOn: fixedOn(londonDate(row.startsAt)),
    isConvener,
  })
}

/** A meeting for a form of its conveners; not found for everybody else. */
export const findConvened = async (ctx: Ctx, ref: string) => {
  const row = await findMeetingRow(ctx, ref)
  if (!row || !convenes(ctx.actor, row)) return notFound()
  return ok({
    ...headOf(row),
    joiningLink: row.joiningLink,
    events: meetingLife.openTo(row.status, ['convener']),
    earliest: earliestDay(ctx.clock.today(), row.isExtraordinary),
  })
}

/** Who said that they come and who came, for those who convene the meeting. */
export const findPeople = async (ctx: Ctx, ref: string) => {
  const row = await findMeetingRow(ctx, ref)
  if (!row || !convenes(ctx.actor, row)) return notFound()
  const [answers, guests, called] = await Promise.all([
    tables(ctx).meetingAnswer.findMany({
      where: { meetingId: row.id },
      select: { personId: true, isComing: true, hasCome: true, person: { select: { name: true } } },
      orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    }),
    tables(ctx).meetingGuest.findMany({
      where: { meetingId: row.id },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, isComing: true, hasCome: true },
    }),
    calledTo(ctx, row),
  ])
  const answered = new Set(answers.map(({ personId }) => personId))
  const rest = called.filter((personId) => !answered.has(personId))
  const names = await namesOf(ctx, rest)
  const begun = row.startsAt <= ctx.clock.now()
  return ok({
    ...headOf(row),
    answers: answers.map(({ person, ...answer }) => ({ ...answer, name: person.name })),
    guests,
    rest: rest
      .map((personId) => ({ personId, name: names.get(personId) ?? '' }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    mayInvite: meetingLife.is('announced', row.status) && !begun,
    mayRecord: begun && ['called', 'agenda_fixed', 'held', 'minutes_drafted'].includes(row.status),
  })
}

/** A meeting for a calendar: the same id every time, and a sequence that grows with every change. */
export const meetingCalendar = async (ctx: Ctx, ref: string): Promise<Result<LockedMeeting & { changedAt: Date }>> => {
  const row = await findMeetingRow(ctx, ref)
  if (!row) return notFound()
  return ok({ ...row, changedAt: (await lastMovedAt(ctx, meetings.kind, row.id)) ?? row.createdAt })
}
