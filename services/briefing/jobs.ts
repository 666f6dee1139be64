import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { closeIssue, finishIssue } from './close-issue.ts'
import type { Announcing } from './content-of.ts'
import { enrolMembers } from './enrol.ts'
import { forgetAddresses } from './forget.ts'
import { checkLinks, linksIn } from './links.ts'
import { openNext, planIssues } from './plan-issues.ts'
import { tables } from './tables.ts'
import { isDaytime } from './timetable.ts'

const anHour = 60 * 60 * 1000

/** Links are asked through the last day before an issue goes. */
const checkedAheadMs = 24 * anHour

/** Issues that are collected and go within so many milliseconds. */
const soon = (ctx: Ctx, milliseconds: number) =>
  tables(ctx).issue.findMany({
    where: { status: { in: ['open', 'held'] }, goesAt: { lte: new Date(ctx.clock.now().getTime() + milliseconds) } },
    orderBy: { day: 'asc' },
    select: { id: true, links: true },
  })

/** Whether the links of an issue were asked within the hour. */
const isFresh = (ctx: Ctx, links: unknown): boolean => {
  const [first] = linksIn(links)
  return first !== undefined && ctx.clock.now().getTime() - Date.parse(first.at) < anHour
}

/** All that an issue does by itself, one after the other until nothing is due: plan, collect, go, be sent. */
export const tendIssues = async (given: Ctx, rooms: Announcing, { asksLinks = true } = {}): Promise<void> => {
  const ctx = asSystem(given)
  await planIssues(ctx)
  for (;;) {
    const hasOpened = await openNext(ctx)
    const due = isDaytime(ctx.clock.now()) ? await soon(ctx, 0) : []
    let hasClosed = false
    for (const { id, links } of due) {
      if (asksLinks && !isFresh(ctx, links)) await checkLinks(ctx, rooms, id)
      const closed = await closeIssue(ctx, rooms, id)
      if (closed.ok && closed.value) hasClosed = true
    }
    if (!hasOpened && !hasClosed) break
  }
  const sending = await tables(ctx).issue.findMany({ where: { status: 'sending' }, select: { id: true } })
  for (const { id } of sending) await finishIssue(ctx, id)
}

/** The jobs of the briefing. They read what every room has to tell, so whoever knows the rooms gives them. */
export const briefingJobs = (rooms: Announcing): Job[] => [
  {
    name: 'briefing.issues',
    title: 'Send the briefing on its day at its hour, and begin the next',
    everyMinutes: 1,
    run: (ctx) => tendIssues(ctx, rooms),
  },
  {
    name: 'briefing.links',
    title: 'Ask every link of a briefing that goes within a day',
    everyMinutes: 60,
    run: async (given) => {
      const ctx = asSystem(given)
      for (const { id } of await soon(ctx, checkedAheadMs)) await checkLinks(ctx, rooms, id)
    },
  },
  {
    name: 'briefing.members',
    title: 'Give new members the briefing, until they choose otherwise',
    everyMinutes: 60,
    run: async (ctx) => {
      await enrolMembers(asSystem(ctx))
    },
  },
  {
    name: 'briefing.forget',
    title: 'Forget addresses of readers that ended 30 days ago',
    everyMinutes: 24 * 60,
    run: (ctx) => forgetAddresses(asSystem(ctx)),
  },
]
