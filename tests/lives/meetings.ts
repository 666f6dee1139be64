import type { ElectionStatus, MeetingStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, londonInstant } from '#services/core/clock.ts'
import { newId } from '#services/core/insert-rows.ts'
import { silenceJob, startSilence } from '#services/core/life/silence.ts'
import { nextReference } from '#services/core/reference.ts'
import {
  callMeeting,
  callOffElection,
  callOffMeeting,
  changeMeeting,
  type ElectionEvent,
  electionLife,
  type MeetingEvent,
  meetingLife,
  moveMeeting,
  openElection,
  planMeeting,
  publishMinutes,
  room,
  sendMinutes,
} from '#services/meetings/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMeeting, typedMeeting, typedMinutes } from '#tests/factories/meeting.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

const on = '2026-09-30'
const times = { on, from: '10:00', to: '12:00' }

/** Meetings of the North East, moved by two of its coordinators. */
export const meetingDriver: MakeDriver<MeetingStatus, MeetingEvent> = async (database) => {
  const coordinator = () =>
    makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'North East' }] })
  const people = { first: await coordinator(), second: await coordinator() }
  const as = (who: Who) => database.ctx(people[who].actor)
  const tick = () => room.jobs?.find(({ name }) => name === 'meetings.days')?.run(database.ctx())
  const onDay = async ({ id }: Subject, day: string) => {
    const data = { startsAt: londonInstant(day, '10:00'), endsAt: londonInstant(day, '12:00') }
    await database.ctx().db.meeting.update({ where: { id }, data })
    await tick()
  }
  const driver: Driver<MeetingStatus, MeetingEvent> = {
    life: meetingLife,
    kind: 'meeting',
    make: async (status) =>
      makeMeeting(database.ctx(), {
        region: 'North East',
        status,
        version: madeAt,
        came: [people.first.id],
        isNoted: false,
        ...(['planned', 'called', 'agenda_fixed', 'called_off'].includes(status) ? { on } : {}),
      }),
    // Of one whose agenda is not fixed when its day is over, the agenda is fixed first.
    from: { held: 'agenda_fixed' },
    moves: {
      planned: {
        begins: async () => {
          const { ref } = value(await planMeeting(as('first'), typedMeeting(on, { region: 'North East' })))
          const { id } = await database.ctx().db.meeting.findUniqueOrThrow({ where: { ref }, select: { id: true } })
          return { id, ref }
        },
      },
      called: { press: ({ ref }, version, who) => callMeeting(as(who), ref, { version }) },
      changed: {
        press: ({ ref }, version, who) => {
          const input = { title: `By the ${who}`, mode: 'hybrid' as const, place: 'Durham', ...times }
          return changeMeeting(as(who), ref, { version, ...input })
        },
      },
      moved: {
        press: ({ ref }, version, who) => {
          const day = who === 'first' ? '2026-10-07' : '2026-10-08'
          return moveMeeting(as(who), ref, { version, ...times, on: day, reason: 'The hall is flooded.' })
        },
      },
      'agenda-fixed': { happens: (subject) => onDay(subject, addDays(database.ctx().clock.today(), 1)) },
      held: { happens: (subject) => onDay(subject, addDays(database.ctx().clock.today(), -1)) },
      minuted: { press: ({ ref }, version, who) => sendMinutes(as(who), ref, typedMinutes(version), 'minuted') },
      redrafted: {
        press: ({ ref }, version, who) => {
          const notes = [{ title: 'Referrals', text: `As the ${who} heard it.` }]
          return sendMinutes(as(who), ref, typedMinutes(version, { notes }), 'redrafted')
        },
      },
      agreed: {
        happens: async ({ id }) => {
          const ctx = database.ctx()
          const lastDay = addDays(ctx.clock.today(), -1)
          const sent = await ctx.db.meeting.findUniqueOrThrow({ where: { id }, select: { status: true } })
          if (sent.status !== 'minutes_drafted') return
          const data = { number: 2, savedById: people.first.id, savedAt: ctx.clock.now(), sentAt: ctx.clock.now() }
          const content = { notes: [], decisions: [] }
          await ctx.db.minutes.create({ data: { ...data, meetingId: id, content, objectBy: dateFromIso(lastDay) } })
          await startSilence(ctx, { kind: 'minutes', subjectId: id, lastDay })
          await silenceJob(room.silences ?? []).run(ctx)
        },
      },
      published: { press: ({ ref }, version, who) => publishMinutes(as(who), ref, { version }) },
      'called-off': {
        press: ({ ref }, version, who) => callOffMeeting(as(who), ref, { version, reason: `The ${who} is ill.` }),
      },
    },
  }
  return driver
}

/** Elections of a member of the programme board, looked after by two administrators. */
export const electionDriver: MakeDriver<ElectionStatus, ElectionEvent> = async (database) => {
  const ctx = database.ctx()
  const administrator = () => makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
  const people = { first: await administrator(), second: await administrator() }
  const as = (who: Who) => database.ctx(people[who].actor)
  const [one, two] = [
    await makePerson(ctx, { posts: [{ yotCode: 'dudley' }] }),
    await makePerson(ctx, { posts: [{ yotCode: 'sandwell' }] }),
  ]
  const agm = await makeMeeting(ctx, { kind: 'agm', on })
  const today = ctx.clock.today()
  const day = (days: number) => dateFromIso(addDays(today, days))
  const tick = () => room.jobs?.find(({ name }) => name === 'meetings.days')?.run(database.ctx())
  /** So many of the two stand, their votes are these, and its next day has come; then what happens by itself. */
  const passing =
    (standing: number, votes: readonly number[] = []) =>
    async ({ id }: Subject) => {
      const { db, clock } = database.ctx()
      const { status } = await db.election.findUniqueOrThrow({ where: { id }, select: { status: true } })
      if (electionLife.is('open', status) && (await db.nomination.count({ where: { electionId: id } })) === 0) {
        const said = { proposerId: people.first.id, seconderId: people.second.id, electionId: id }
        for (const [at, { id: nomineeId }] of [one, two].slice(0, standing).entries()) {
          const now = clock.now()
          const data = { ...said, nomineeId, nominatedAt: now, secondedAt: now, consentedAt: now }
          const { id: nominationId } = await db.nomination.create({ data })
          for (let vote = 0; vote < (votes[at] ?? 0); vote += 1) {
            await db.electionBallot.create({ data: { electionId: id, nominationId } })
            const yotCode = ['dudley', 'sandwell', 'walsall'][vote + at] ?? 'solihull'
            await db.electionVoter.create({ data: { electionId: id, yotCode, personId: one.id, votedAt: now } })
          }
        }
      }
      const past = { nominationsUntil: day(-3), votesUntil: day(-1) }
      if (electionLife.is('open', status)) {
        const data = status === 'nominating' && standing > 1 ? { nominationsUntil: day(-3) } : past
        await db.election.update({ where: { id }, data })
      } else if (status === 'declared')
        await db.election.update({ where: { id }, data: { ...past, handoverOn: day(0) } })
      if (status === 'declared')
        await db.appointment.updateMany({ where: { personId: one.id }, data: { from: day(0) } })
      await tick()
    }
  const driver: Driver<ElectionStatus, ElectionEvent> = {
    life: electionLife,
    kind: 'election',
    make: async (status) => {
      const id = newId()
      const isDecided = status === 'declared' || status === 'handed_over'
      const { ref } = await database.ctx().db.election.create({
        data: {
          ...{ id, meetingId: agm.id, role: 'board_member', status, version: madeAt },
          ref: await nextReference(database.ctx(), 'EL'),
          nominationsUntil: day(20),
          votesUntil: day(40),
          handoverOn: day(200),
          termUntil: day(900),
          electedId: isDecided ? one.id : null,
          openedById: people.first.id,
          openedAt: ctx.clock.now(),
        },
      })
      if (isDecided)
        await database.ctx().db.appointment.create({
          data: { personId: one.id, role: 'board_member', from: day(200), until: day(900) },
        })
      return { id, ref }
    },
    from: { 'left-unfilled': 'nominating' },
    moves: {
      opened: {
        begins: async () => {
          const iso = (days: number) => addDays(today, days)
          const { ref } = value(
            await openElection(as('first'), agm.ref, {
              role: 'board_member',
              nominationsUntil: iso(20),
              votesUntil: iso(40),
              handoverOn: iso(200),
              years: 2,
            }),
          )
          const { id } = await database.ctx().db.election.findUniqueOrThrow({ where: { ref }, select: { id: true } })
          return { id, ref }
        },
      },
      balloted: { happens: passing(2) },
      unopposed: { happens: passing(1) },
      counted: { happens: passing(2, [1, 2]) },
      'left-unfilled': { happens: passing(0) },
      'handed-over': { happens: passing(0) },
      'called-off': {
        press: ({ ref }, version, who) => callOffElection(as(who), ref, { version, reason: `As the ${who} asks.` }),
      },
    },
  }
  return driver
}
