import type { Prisma } from '#prisma/generated/client.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, type DatesSource, isWithin, type OpenDate, onDay, wholeDays } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { officeName } from './elections/words.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  ref: true,
  title: true,
  region: true,
  startsAt: true,
  endsAt: true,
  place: true,
  mode: true,
  status: true,
  sequence: true,
  createdAt: true,
} satisfies Prisma.MeetingSelect

type Row = Prisma.MeetingGetPayload<{ select: typeof select }>

/** When each was last moved on, by id. One statement. */
const changedOf = async (ctx: Ctx, rows: readonly Row[]): Promise<Map<string, Date>> => {
  const found = await ctx.db.move.groupBy({
    by: ['subjectId'],
    where: {
      subjectKind: 'meeting',
      subjectId: { in: rows.map(({ id }) => id) },
      event: { in: ['planned', 'called', 'changed', 'moved', 'called-off'] },
    },
    _max: { movedAt: true },
  })
  return new Map(found.flatMap(({ subjectId, _max }) => (_max.movedAt ? [[subjectId, _max.movedAt] as const] : [])))
}

const datedOf = (row: Row, changed: ReadonlyMap<string, Date>): Dated => ({
  id: `meeting-${row.id}`,
  title: row.title,
  path: `/meetings/${row.ref}`,
  start: row.startsAt,
  end: row.endsAt,
  place: row.mode === 'remote' ? 'Remote' : row.place,
  isOff: row.status === 'called_off',
  sequence: row.sequence,
  changedAt: changed.get(row.id) ?? row.createdAt,
})

const within = ({ from, to }: { from: Date; to: Date }): Prisma.MeetingWhereInput => ({
  startsAt: { gte: from, lt: to },
})

/** Meetings have days: of regions and of all members for everybody, and for each person those that they said they come to. */
export const meetingDates: DatesSource = {
  mine: async (ctx, span) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const rows = await tables(ctx).meeting.findMany({
      where: { ...within(span), answers: { some: { personId, isComing: true } } },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      select,
    })
    const changed = await changedOf(ctx, rows)
    return [...rows.map((row) => datedOf(row, changed)), ...(await objectionDays(ctx, personId, span))]
  },
  open: async (ctx, span) => {
    const rows = await tables(ctx).meeting.findMany({
      where: { ...within(span), kind: { in: ['regional', 'agm'] }, calledAt: { not: null } },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      select,
    })
    const changed = await changedOf(ctx, rows)
    const meetings = rows.map((row) => ({
      ...datedOf(row, changed),
      feed: 'meetings' as const,
      regions: row.region === null ? [] : [row.region],
    }))
    return [...meetings, ...(await electionDays(ctx, span))]
  },
}

/** Last days of nominating and of voting, and the day on which an office changes hands: of its region, or for all. */
const electionDays = async (ctx: Ctx, span: { from: Date; to: Date }): Promise<OpenDate[]> => {
  const { from: gte, to: lt } = span
  const rows = await tables(ctx).election.findMany({
    where: { OR: [{ nominationsUntil: { gte, lt } }, { votesUntil: { gte, lt } }, { handoverOn: { gte, lt } }] },
    orderBy: [{ votesUntil: 'asc' }, { id: 'asc' }],
  })
  const moved = await lastMovesAt(
    ctx,
    'election',
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row): OpenDate[] => {
    const { id, ref, region, status, nominationsUntil, votesUntil, handoverOn, version, openedAt } = row
    const office = officeName(row)
    const isFilled = status === 'declared' || status === 'handed_over'
    const days = [
      { part: 'nominations', title: `Nominations close: ${office}`, on: nominationsUntil },
      { part: 'votes', title: `Voting closes: ${office}`, on: votesUntil },
      ...(isFilled ? [{ part: 'handover', title: `Takes office: ${office}`, on: handoverOn }] : []),
    ]
    return days
      .map(
        ({ part, title, on }): OpenDate => ({
          ...wholeDays(isoFromDate(on), isoFromDate(on)),
          id: `election-${id}-${part}`,
          title,
          path: `/elections/${ref}`,
          isOff: status === 'called_off',
          sequence: version,
          changedAt: moved.get(id) ?? openedAt,
          feed: 'meetings',
          regions: region === null ? [] : [region],
        }),
      )
      .filter((one) => isWithin(one, span))
  })
}

/** Until when somebody who came can object to the minutes that were sent. */
const objectionDays = async (ctx: Ctx, personId: string, { from, to }: { from: Date; to: Date }): Promise<Dated[]> => {
  const rows = await tables(ctx).minutes.findMany({
    where: {
      objectBy: { gte: from, lt: to },
      sentAt: { not: null },
      meeting: { status: 'minutes_drafted', answers: { some: { personId, hasCome: true } } },
    },
    orderBy: [{ meetingId: 'asc' }, { number: 'desc' }],
    distinct: ['meetingId'],
    select: {
      meetingId: true,
      number: true,
      objectBy: true,
      savedAt: true,
      meeting: { select: { ref: true, title: true } },
    },
  })
  return rows.flatMap(({ meetingId, number, objectBy, savedAt, meeting: { ref, title } }) =>
    objectBy === null
      ? []
      : onDay(isoFromDate(objectBy), {
          id: `minutes-${meetingId}`,
          title: `Last day: object to the minutes of ${title}`,
          path: `/meetings/${ref}/minutes`,
          sequence: number,
          changedAt: savedAt,
        }),
  )
}
