import type { Prisma } from '#prisma/generated/client.ts'
import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import type { UnderWaySource } from '#services/core/under-way.ts'
import { uncapitalise } from '#services/core/words.ts'
import { votesFor } from './elections/electors.ts'
import { officeName } from './elections/words.ts'
import { meetingLife } from './lifecycle.ts'
import { minutesDue } from './minutes.ts'
import { convenedBy, mayConvene } from './policy.ts'
import { tables } from './tables.ts'

const mostTasks = 10

/** Meetings that the actor convenes, as a condition. */
const convenedWhere = (ctx: Ctx): Prisma.MeetingWhereInput => {
  const regions = convenedBy(ctx.actor)
  return regions === null ? {} : { kind: 'regional', region: { in: regions } }
}

/** What conveners have to do: minutes, objections, publishing. Administrators see to those of the whole association. */
const convening = async (ctx: Ctx): Promise<Task[]> => {
  if (!mayConvene(ctx.actor)) return []
  const regions = convenedBy(ctx.actor)
  const own: Prisma.MeetingWhereInput = regions === null ? { region: null } : { region: { in: regions } }
  const { meeting } = tables(ctx)
  const select = { ref: true, title: true, endsAt: true } as const
  const [held, objected, agreed] = await Promise.all([
    meeting.findMany({ where: { ...own, status: 'held' }, orderBy: { startsAt: 'asc' }, take: mostTasks, select }),
    meeting.findMany({
      where: { ...own, status: 'minutes_drafted', objections: { some: { isAccepted: null } } },
      orderBy: { startsAt: 'asc' },
      take: mostTasks,
      select,
    }),
    meeting.findMany({ where: { ...own, status: 'agreed' }, orderBy: { startsAt: 'asc' }, take: mostTasks, select }),
  ])
  const kind = 'Meeting'
  return [
    ...held.map((row) => ({
      title: `Send the minutes round: ${row.title}`,
      href: `/meetings/${row.ref}/minutes/edit`,
      dueOn: minutesDue(row),
      kind,
    })),
    ...objected.map(({ title, ref }) => ({
      title: `Answer an objection to the minutes: ${title}`,
      href: `/meetings/${ref}/minutes`,
      kind,
    })),
    ...agreed.map(({ title, ref }) => ({
      title: `Publish the agreed minutes: ${title}`,
      href: `/meetings/${ref}/minutes`,
      kind,
    })),
  ]
}

/** Called meetings of the regions in which they lead a service, or coordinate, that they have not answered. */
const answering = async (ctx: Ctx): Promise<Task[]> => {
  const { personId, grants } = ctx.actor
  const led = grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : []))
  const yots =
    led.length === 0 ? [] : await ctx.db.yot.findMany({ where: { code: { in: led } }, select: { region: true } })
  const regions = [
    ...yots.map(({ region }) => region),
    ...grants.flatMap(({ role, region }) => (role === 'coordinator' && region ? [region] : [])),
  ]
  const isOfExecutive = grants.some(({ role }) => role === 'board_member' || role === 'administrator')
  const whose: Prisma.MeetingWhereInput[] = [
    ...(regions.length > 0 ? [{ region: { in: regions } }] : []),
    ...(led.length > 0 || isOfExecutive ? [{ kind: 'agm' as const }] : []),
    ...(isOfExecutive ? [{ kind: 'executive' as const }] : []),
  ]
  if (personId === null || whose.length === 0) return []
  const rows = await tables(ctx).meeting.findMany({
    where: {
      status: { in: meetingLife.marked('announced') },
      startsAt: { gt: ctx.clock.now() },
      OR: whose,
      answers: { none: { personId, isComing: { not: null } } },
    },
    orderBy: { startsAt: 'asc' },
    take: mostTasks,
    select: { ref: true, title: true, startsAt: true },
  })
  return rows.map(({ ref, title, startsAt }) => ({
    title: `Say whether you come: ${title}`,
    href: `/meetings/${ref}`,
    dueOn: addDays(londonDate(startsAt), -1),
    kind: 'Meeting',
  }))
}

/** Nominations that wait for their consent, and votes that their service has. */
const electing = async (ctx: Ctx): Promise<Task[]> => {
  const { personId, grants } = ctx.actor
  if (personId === null) return []
  const { nomination, election, electionVoter } = tables(ctx)
  const [asked, open] = await Promise.all([
    nomination.findMany({
      where: { nomineeId: personId, consentedAt: null, withdrawnAt: null, election: { status: 'nominating' } },
      take: mostTasks,
      select: { election: { select: { ref: true, role: true, region: true, nominationsUntil: true } } },
    }),
    grants.some(({ role }) => role === 'service_lead')
      ? election.findMany({ where: { status: 'voting' }, orderBy: { votesUntil: 'asc' }, take: mostTasks })
      : [],
  ])
  const votes: Task[] = []
  for (const { id, ref, role, region, votesUntil } of open) {
    const services = await votesFor(ctx, { region })
    const voted = await electionVoter.count({ where: { electionId: id, yotCode: { in: services } } })
    if (services.length > voted)
      votes.push({
        title: `Vote for your service: ${uncapitalise(officeName({ role, region }))}`,
        href: `/elections/${ref}`,
        dueOn: isoFromDate(votesUntil),
        kind: 'Election',
      })
  }
  return [
    ...asked.map(({ election: { ref, role, region, nominationsUntil } }) => ({
      title: `Say whether you stand: ${uncapitalise(officeName({ role, region }))}`,
      href: `/elections/${ref}`,
      dueOn: isoFromDate(nominationsUntil),
      kind: 'Election',
    })),
    ...votes,
  ]
}

/** What waits for this person of meetings and elections. */
export const meetingTasks: TaskSource = async (ctx) => {
  if (ctx.actor.personId === null) return []
  return (await Promise.all([convening(ctx), answering(ctx), electing(ctx)])).flat()
}

/** Meetings that the actor convenes and that go on although they wait for others or for a day. */
export const meetingsUnderWay: UnderWaySource = async (ctx) => {
  if (ctx.actor.personId === null || !mayConvene(ctx.actor)) return []
  const rows = await tables(ctx).meeting.findMany({
    where: { ...convenedWhere(ctx), status: { in: ['called', 'agenda_fixed', 'minutes_drafted'] } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: mostTasks,
    select: { ref: true, title: true, status: true, startsAt: true },
  })
  return rows.map(({ ref, title, status }) => ({
    title: `${title} (${ref})`,
    href: `/meetings/${ref}`,
    stands: meetingLife.states[status],
  }))
}
