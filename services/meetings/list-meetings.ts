import type { Prisma } from '#prisma/generated/client.ts'
import type { Delivery, MeetingKind, MeetingStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName, regionOfCode } from '#services/yots/index.ts'
import { meetingLife } from './lifecycle.ts'
import { mayCome, mayConvene, ownRegions } from './policy.ts'
import { tables } from './tables.ts'

export const kindWords: Readonly<Record<MeetingKind, string>> = {
  regional: 'Regional meeting',
  executive: 'Executive',
  agm: 'Annual general meeting',
}

/** One meeting as lists show it. */
export type MeetingLine = {
  ref: string
  title: string
  kind: MeetingKind
  /** Null: of the whole association. */
  region: string | null
  startsAt: string
  endsAt: string
  mode: Delivery
  place: string
  status: MeetingStatus
  stands: string
}

const select = {
  ref: true,
  title: true,
  kind: true,
  region: true,
  startsAt: true,
  endsAt: true,
  mode: true,
  place: true,
  status: true,
} satisfies Prisma.MeetingSelect

const lineOf = (row: Prisma.MeetingGetPayload<{ select: typeof select }>): MeetingLine => ({
  ...row,
  region: row.region === null ? null : regionName(row.region),
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  stands: meetingLife.states[row.status],
})

const mostAhead = 40
const mostPublished = 40
const monthsAhead = 13

/** Meetings to come, the soonest first: of a region with those of the whole association, or of all. */
export const meetingsAhead = async (ctx: Ctx, region: string | null, take = mostAhead): Promise<MeetingLine[]> => {
  const rows = await tables(ctx).meeting.findMany({
    where: {
      startsAt: {
        gte: ctx.clock.now(),
        lt: londonInstant(addDays(ctx.clock.today(), monthsAhead * 31), '00:00'),
      },
      status: { in: meetingLife.marked('ahead') },
      ...(region === null ? {} : { OR: [{ region }, { region: null }] }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take,
    select,
  })
  return rows.map(lineOf)
}

/**
 * Regional and general meetings to come that are called and that the actor may come to, for the list of courses; none for a visitor.
 *
 * @param filter as the list of courses has it: `month` is "2026-07"
 */
export const meetingsToCome = async (
  ctx: Ctx,
  filter: { region: string | null; mode: 'remote' | 'on_site' | null; month: string | null },
): Promise<MeetingLine[]> => {
  if (ctx.actor.personId === null) return []
  const { region, mode, month } = filter
  const rows = await tables(ctx).meeting.findMany({
    where: {
      kind: { in: ['regional', 'agm'] },
      calledAt: { not: null },
      status: { in: meetingLife.marked('ahead') },
      startsAt: {
        gt: ctx.clock.now(),
        ...(month === null
          ? {}
          : {
              gte: londonInstant(`${month}-01`, '00:00'),
              lt: londonInstant(addMonths(`${month}-01`, 1), '00:00'),
            }),
      },
      ...(region === null ? {} : { region }),
      ...(mode === null ? {} : { mode: { in: [mode, 'hybrid'] } }),
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: mostAhead,
    select,
  })
  const regions = await ownRegions(ctx)
  return rows.filter((row) => mayCome(ctx.actor, row, regions)).map(lineOf)
}

export type MeetingsPage = {
  region: { code: string; name: string } | null
  ahead: MeetingLine[]
  /** Held and not published yet. */
  waiting: MeetingLine[]
  published: (MeetingLine & { decisions: { title: string; logRef: string }[] })[]
  mayConvene: boolean
}

/** Meetings for everybody who is signed in: those to come, those whose minutes are under way, and published minutes. */
export const listMeetings = async (ctx: Ctx, regionCode: string | null): Promise<MeetingsPage> => {
  const region = regionCode === null ? null : regionOfCode(regionCode)
  const ofRegion = region === null ? {} : { OR: [{ region }, { region: null }] }
  const { meeting } = tables(ctx)
  const [ahead, waiting, published] = await Promise.all([
    meetingsAhead(ctx, region),
    meeting.findMany({
      where: { status: { in: ['held', 'minutes_drafted', 'agreed'] }, ...ofRegion },
      orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
      take: mostPublished,
      select,
    }),
    meeting.findMany({
      where: { status: 'published', ...ofRegion },
      orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
      take: mostPublished,
      select: { ...select, decisions: { orderBy: { position: 'asc' }, select: { title: true, logRef: true } } },
    }),
  ])
  return {
    region: region === null ? null : { code: regionCode ?? '', name: regionName(region) },
    ahead,
    waiting: waiting.map(lineOf),
    published: published.map(({ decisions, ...row }) => ({ ...lineOf(row), decisions })),
    mayConvene: mayConvene(ctx.actor),
  }
}
