import { system } from '#services/core/access.ts'
import { addDays, clockFrom, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { addWorkingDays, workingDayFrom } from '#services/core/working-days.ts'
import {
  addItem,
  agendaSchema,
  answerMeeting,
  beginSeries,
  callMeeting,
  consentToStand,
  logTime,
  meetingSchema,
  minutesSchema,
  nominate,
  openElection,
  planMeeting,
  publishMinutes,
  recordWhoCame,
  room,
  secondNomination,
  sendMinutes,
  seriesSchema,
} from '#services/meetings/index.ts'
import { type Days, morningOf } from './identity.ts'
import { personId } from './people.ts'
import { as, done } from './steps.ts'

const wren = 'Wren Calloway'
const administrator = 'Linden Marsh'
const forum = 'Yorkshire and the Humber forum'

const versionOf = async (ctx: Ctx, ref: string): Promise<number> =>
  (await ctx.db.meeting.findUniqueOrThrow({ where: { ref }, select: { version: true } })).version

/** What happens by itself, as of the morning of a day. */
const pass = async (ctx: Ctx, on: string): Promise<void> => {
  const then = { ...ctx, actor: system, clock: clockFrom(() => morningOf(on)) }
  await room.jobs?.find(({ name }) => name === 'meetings.days')?.run(then)
  await silenceJob(room.silences ?? []).run(then)
}

type Planned = { title: string; kind: 'regional' | 'executive' | 'agm'; on: string; by: string; called: string }

const call = async (ctx: Ctx, { title, kind, on, by, called }: Planned): Promise<string> => {
  const convener = await as(ctx, by, called)
  const input = meetingSchema.parse({
    ...{ title, kind, on, from: '10:00', to: '12:30', mode: 'hybrid' },
    ...(kind === 'regional' ? { region: 'Yorks Hum' } : {}),
    place: kind === 'regional' ? 'Guildhall, York' : 'Friends House, London',
    joiningLink: 'https://meet.example.org/meetings',
  })
  const { ref } = done(await planMeeting(convener, input))
  done(await callMeeting(convener, ref, { version: 1 }))
  return ref
}

type Held = Planned & {
  agenda: [string, string, string][]
  came: string[]
  notes: [string, string][]
  decisions: Record<string, string>[]
}

/** A meeting that was held, agreed by silence and published with its decisions. */
const held = async (ctx: Ctx, meeting: Held): Promise<void> => {
  const { by, on, called, agenda, came, notes, decisions } = meeting
  const ref = await call(ctx, meeting)
  for (const [title, who, wanted] of agenda)
    done(
      await addItem(await as(ctx, came[0] ?? by, called), ref, agendaSchema.parse({ title, who, wanted, minutes: 30 })),
    )
  for (const name of came) done(await answerMeeting(await as(ctx, name, called), ref, { isComing: true }))
  await pass(ctx, addDays(on, 1))
  const convener = await as(ctx, by, addDays(on, 1))
  done(await recordWhoCame(convener, ref, { people: came.map(personId), guests: [], others: [] }))
  const minutes = { notes: notes.map(([title, text]) => ({ title, text })), decisions }
  const sent = minutesSchema.parse({ version: await versionOf(ctx, ref), ...minutes })
  done(await sendMinutes(convener, ref, sent, 'minuted'))
  const agreedOn = addDays(addWorkingDays(addDays(on, 1), 10), 1)
  await pass(ctx, agreedOn)
  done(await publishMinutes(await as(ctx, by, agreedOn), ref, { version: await versionOf(ctx, ref) }))
}

/** A timetable, a forum with published minutes, and the next one called with an agenda. */
const region = async (ctx: Ctx, days: Days): Promise<void> => {
  await held(ctx, {
    ...{ title: forum, kind: 'regional', by: wren, on: days.daysAgo(50), called: days.daysAgo(75) },
    agenda: [
      ['One form for referrals from custody suites', 'Rowan Ashdown, Hull', 'Whether all services use one form'],
      ['What the spring inspections said', 'Olive Swift, Wakefield', ''],
    ],
    came: ['Merle Finchley', 'Rowan Ashdown', 'Sage Fieldfare', 'Olive Swift', wren],
    notes: [
      [
        'One form for referrals from custody suites',
        'Hull and Leeds have tried one form since the winter. Partners fill it in by telephone in ten minutes. Two services asked for a line on interpreters, and got it.',
      ],
      [
        'What the spring inspections said',
        'Three of the four reports praise planning, and ask for more on the voice of the child.',
      ],
    ],
    decisions: [
      {
        title: 'One form for referrals from custody suites',
        decided:
          'All services of the region use the form that Hull and Leeds have tried, from the first of next quarter.',
        reasons: 'Custody suites serve several services and had a form for each.',
        alternatives: 'A form for each police force was rejected: two services work with two forces.',
        conflicts: 'None was declared.',
      },
    ],
  })
  const coordinator = await as(ctx, wren, days.daysAgo(30))
  const timetable = { title: forum, kind: 'regional', region: 'Yorks Hum', weekday: 3, week: 3, everyMonths: 2 }
  const series = seriesSchema.parse({
    ...timetable,
    ...{ beginsOn: days.daysAhead(60), startsAt: '10:00', minutes: 150, mode: 'hybrid', place: 'Guildhall, York' },
  })
  done(await beginSeries(coordinator, series))
  const on = workingDayFrom(days.daysAhead(20))
  const ref = await call(ctx, { title: forum, kind: 'regional', by: wren, on, called: days.daysAgo(3) })
  const merle = await as(ctx, 'Merle Finchley', days.daysAgo(2))
  done(await answerMeeting(merle, ref, { isComing: true }))
  const item = { title: 'Sharing trainers across the region', who: 'Merle Finchley, Leeds', minutes: 30 }
  done(
    await addItem(merle, ref, agendaSchema.parse({ ...item, wanted: 'Whether each service offers two days a year' })),
  )
  const now = await as(ctx, wren, days.daysAgo(1))
  done(await logTime(now, { kind: 'meeting', minutes: 45, about: '/meetings' }))
  done(await logTime(now, { kind: 'chasing', minutes: 20, about: '/meetings' }))
}

/** The executive's minutes, which every member reads, and a general meeting with nominations open. */
const association = async (ctx: Ctx, days: Days): Promise<void> => {
  await held(ctx, {
    ...{ title: 'Executive', kind: 'executive', by: administrator, on: days.daysAgo(40), called: days.daysAgo(65) },
    agenda: [['How long a place in the bank lasts', 'Sorrel Whitlock', 'Whether three years are right']],
    came: [administrator, 'Sorrel Whitlock', 'Alder Kestrel'],
    notes: [
      [
        'How long a place in the bank lasts',
        'Renewals come due for a third of the bank next year. Three years were thought to be right; the reminders begin sooner.',
      ],
    ],
    decisions: [
      {
        title: 'Approval to the bank lasts three years',
        decided: 'Approval to the bank goes on lasting three years, and members are reminded of it half a year before.',
        reasons: 'Practice changes, and nobody was caught out who had been reminded.',
        alternatives: 'Five years were rejected: too much of the law changes in that time.',
        conflicts: 'Two who took part are in no bank; none was declared.',
        reviewOn: londonDate(morningOf(days.monthsAhead(12))),
      },
    ],
  })
  const on = workingDayFrom(days.daysAhead(55))
  const title = 'Annual general meeting'
  const ref = await call(ctx, { title, kind: 'agm', by: administrator, on, called: days.daysAgo(9) })
  const outgoing = await ctx.db.appointment.findFirstOrThrow({
    where: { personId: personId('Alder Kestrel'), role: 'board_member' },
    select: { id: true },
  })
  const election = done(
    await openElection(await as(ctx, administrator, days.daysAgo(8)), ref, {
      role: 'board_member',
      outgoingId: outgoing.id,
      nominationsUntil: workingDayFrom(days.daysAhead(14)),
      votesUntil: addDays(on, -3),
      handoverOn: workingDayFrom(days.daysAhead(80)),
      years: 2,
    }),
  )
  const nominated = async (by: string, yotCode: string, name: string) => {
    done(await nominate(await as(ctx, by, days.daysAgo(6)), election.ref, { yotCode, name }))
    const { id } = await ctx.db.nomination.findFirstOrThrow({
      where: { nomineeId: personId(name) },
      select: { id: true },
    })
    return { id }
  }
  const teal = await nominated('Merle Finchley', 'bristol', 'Teal Harkness')
  done(await secondNomination(await as(ctx, 'Rowan Ashdown', days.daysAgo(5)), election.ref, teal))
  const statement = 'I have just been reviewed myself, and would like others to have it as good.'
  done(await consentToStand(await as(ctx, 'Teal Harkness', days.daysAgo(4)), election.ref, { ...teal, statement }))
  await nominated('Teal Harkness', 'derby', 'Aspen Loxley')
}

/** A region with a timetable, a past forum and the next one; the executive's minutes; and a general meeting with an election. */
export const seedMeetings = async (ctx: Ctx, days: Days): Promise<void> => {
  await region(ctx, days)
  await association(ctx, days)
}
