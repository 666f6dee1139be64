import { asSystem } from '#services/core/access.ts'
import { addDays, londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { counted, longDate } from '#services/core/words.ts'
import { tellCalled } from './call-meeting.ts'
import { tendElections } from './elections/count.ts'
import { minutesDue } from './minutes.ts'
import { meetings } from './move-meeting.ts'
import { answeredOf, convenersOf, guestsOf, namedMeeting, tellOf } from './people.ts'
import { fixedOn, workingDays, workingDaysBefore } from './rules.ts'
import { tables } from './tables.ts'

/** A meeting of a series is called by itself, with time to spare, where nobody has called it. */
const callOne = (ctx: Ctx, id: string) =>
  meetings.asSystemMove(ctx, { id, event: 'called' }, async (ctx, { row, move }) => {
    const day = londonDate(row.startsAt)
    const isLate = ctx.clock.today() > workingDaysBefore(day, workingDays.notice)
    if (row.seriesId === null || isLate || ctx.clock.today() < workingDaysBefore(day, workingDays.byItself))
      return ok(undefined)
    const called = await move({ data: { calledAt: ctx.clock.now(), sequence: row.sequence + 1 } })
    if (called.ok) await tellCalled(ctx, called.value)
    return called
  })

const fixOne = (ctx: Ctx, id: string) =>
  meetings.asSystemMove(ctx, { id, event: 'agenda-fixed' }, async (ctx, { row, move }) => {
    if (ctx.clock.today() < fixedOn(londonDate(row.startsAt))) return ok(undefined)
    const fixed = await move()
    if (!fixed.ok) return fixed
    const items = await tables(ctx).agendaItem.findMany({
      where: { meetingId: id },
      orderBy: { position: 'asc' },
      select: { title: true, minutes: true },
    })
    await tellOf(ctx, row, {
      people: [...(await answeredOf(ctx, id, { isComing: true })), ...(await convenersOf(ctx, row))],
      occasion: `agenda:${fixed.value.version}`,
      kind: 'news',
      letter: {
        subject: `The agenda: ${row.title}, ${longDate(londonDate(row.startsAt))}`,
        lines: [
          `The agenda of ${namedMeeting(row)} is fixed.`,
          items.length === 0
            ? 'Nothing was put on it.'
            : items.map(({ title, minutes }, at) => `${at + 1}. ${title} (${counted(minutes, 'minute')})`).join('\n'),
          ...(row.joiningLink === null ? [] : [`Join here: ${row.joiningLink}`]),
        ],
      },
      link: { text: 'See the agenda', page: '/agenda' },
    })
    await tellOf(ctx, row, {
      people: await guestsOf(ctx, id),
      occasion: `agenda:${fixed.value.version}`,
      kind: 'news',
      letter: {
        subject: `The agenda: ${row.title}, ${longDate(londonDate(row.startsAt))}`,
        lines: [`The agenda of ${namedMeeting(row)} is fixed. Your own link shows it, with how to join.`],
      },
    })
    return ok(undefined)
  })

const holdOne = (ctx: Ctx, id: string) =>
  meetings.asSystemMove(ctx, { id, event: 'held' }, async (ctx, { row, move }) => {
    if (ctx.clock.now() < row.endsAt) return ok(undefined)
    const held = await move()
    if (!held.ok) return held
    await tellOf(ctx, row, {
      people: await convenersOf(ctx, row),
      occasion: 'held',
      kind: 'ask',
      letter: {
        subject: `Who came, and the minutes: ${row.title} (${row.ref})`,
        lines: [
          `${namedMeeting(row)} is over. Say who came, and send the minutes round by ${longDate(minutesDue(row))}.`,
        ],
      },
      link: { text: 'Write the minutes', page: '/minutes/edit' },
    })
    return ok(undefined)
  })

const idsOf = async (
  ctx: Ctx,
  where: NonNullable<Parameters<ReturnType<typeof tables>['meeting']['findMany']>[0]>['where'],
): Promise<string[]> =>
  (await tables(ctx).meeting.findMany({ where: where ?? {}, orderBy: { id: 'asc' }, select: { id: true } })).map(
    ({ id }) => id,
  )

/** What days bring: meetings of a series are called, agendas fixed, meetings held, elections closed, counted and handed over. */
export const passDays: Job = {
  name: 'meetings.days',
  title: 'Call meetings of timetables, fix agendas, close meetings after their day, and count elections',
  everyMinutes: 15,
  run: async (given) => {
    const ctx = asSystem(given)
    const now = ctx.clock.now()
    if (now >= londonInstant(ctx.clock.today(), '06:00')) {
      const soon = londonInstant(addDays(ctx.clock.today(), 45), '00:00')
      for (const id of await idsOf(ctx, {
        status: 'planned',
        seriesId: { not: null },
        startsAt: { gt: now, lt: soon },
      }))
        await callOne(ctx, id)
      const fixed = londonInstant(addDays(ctx.clock.today(), 10), '00:00')
      for (const id of await idsOf(ctx, { status: 'called', startsAt: { lt: fixed } })) await fixOne(ctx, id)
      await tendElections(ctx)
    }
    const over = { status: { in: ['called' as const, 'agenda_fixed' as const] }, endsAt: { lte: now } }
    for (const id of await idsOf(ctx, { ...over, startsAt: { lt: now } })) await holdOne(ctx, id)
  },
}
