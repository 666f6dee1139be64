import type { Ctx } from '#services/core/context.ts'
import { bookPlaces, chooseSessions, findPlaces, findRegister, recordAttendance } from '#services/courses/index.ts'
import { dated, names } from './course-steps.ts'
import { type Days, workdayOf } from './identity.ts'
import { as, done } from './steps.ts'

/** A conference with sessions at one time, of which some are chosen and one is full. */
export const seedConference = async (ctx: Ctx, days: Days): Promise<void> => {
  const on = workdayOf(days.daysAhead(75))
  const session = (from: string, to: string, title: string, seats?: number) => ({ on, from, to, title, seats })
  const sessions = [
    session('10:00', '10:45', 'Opening: what changed this year'),
    session('11:00', '12:30', 'Plans that begin on day one', 2),
    session('11:00', '12:30', 'Custody and the way back', 20),
    session('13:30', '15:00', 'Education as part of the plan', 20),
    session('13:30', '15:00', 'What boards want to see', 12),
    session('15:15', '16:00', 'What we take home'),
  ]
  const more = { sessions, mode: 'on_site', place: 'St George’s Hall, Liverpool', joiningLink: undefined }
  const ref = await dated(ctx, {
    ...{
      about: 'Resettlement plans that start on day one',
      by: 'Dunlin Croft',
      on,
      drafted: days.daysAgo(18),
      places: 60,
      more,
    },
  })
  const choose = async (name: string, ago: number, chosen: readonly number[]) => {
    const who = await as(ctx, name, days.daysAgo(ago))
    done(await bookPlaces(who, ref, { count: 2 }))
    const [first] = done(await findPlaces(who, ref)).booked
    if (first) done(await chooseSessions(who, { id: first.id, version: first.version, sessions: chosen }))
    return { who, second: done(await findPlaces(who, ref)).booked[1] }
  }
  const { who, second } = await choose('Merle Finchley', 11, [1, 3])
  if (second) done(await chooseSessions(who, { id: second.id, version: second.version, sessions: [1, 4] }))
  await choose('Teal Harkness', 9, [2, 3])
}

const leaders = 'Mentoring for new heads of service'

/** A leaders' programme in four steps: two are over, and those who come are in a circle. */
export const seedCohort = async (ctx: Ctx, days: Days): Promise<void> => {
  const provider = 'Marsh Lapwing'
  const [first, second] = [days.daysAgo(35), days.daysAgo(7)]
  const session = (on: string, title: string) => ({ on, from: '09:30', to: '12:30', title })
  const sessions = [
    session(first, 'Leading people you worked beside'),
    session(second, 'Money, figures and the board'),
    session(workdayOf(days.daysAhead(28)), 'When it goes wrong'),
    session(workdayOf(days.daysAhead(56)), 'The first hundred days'),
  ]
  const more = { sessions, isCohort: 'yes' }
  const ref = await dated(ctx, { about: leaders, by: provider, on: first, drafted: days.daysAgo(80), places: 8, more })
  const comes = [
    ['Merle Finchley', 'Merle Finchley'],
    ['Teal Harkness', 'Teal Harkness'],
    ['Rowan Ashdown', 'Rowan Ashdown'],
  ] as const
  for (const [at, [by, name]] of comes.entries()) {
    const who = await as(ctx, by, days.daysAgo(46 - at))
    done(await bookPlaces(who, ref, { count: 1 }))
    const address = await ctx.db.emailAddress.findFirstOrThrow({
      where: { person: { name }, isPrimary: true },
      select: { address: true },
    })
    await names(who, ref, [[name, address.address]])
  }
  for (const [step, on] of [days.daysAgo(34), days.daysAgo(5)].entries()) {
    const leads = await as(ctx, provider, on)
    const { rows } = done(await findRegister(leads, ref, undefined, step))
    const marks = rows.map(({ id, version, attendee }) => ({
      ...{ id, version },
      came: step === 1 && attendee === 'Rowan Ashdown' ? ('no' as const) : ('yes' as const),
    }))
    done(await recordAttendance(leads, ref, { step, marks }))
  }
}
