import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { notFound, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { meetingLife } from './lifecycle.ts'
import { convenes } from './policy.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  ref: true,
  kind: true,
  region: true,
  title: true,
  status: true,
  isExtraordinary: true,
  startsAt: true,
  endsAt: true,
  mode: true,
  place: true,
  joiningLink: true,
  seriesId: true,
  sequence: true,
  calledAt: true,
  publishedAt: true,
  createdAt: true,
  version: true,
  /** The minutes that went round last. */
  minutes: {
    where: { sentAt: { not: null } },
    orderBy: { number: 'desc' },
    take: 1,
    select: { number: true, content: true, sentAt: true, objectBy: true },
  },
} satisfies Prisma.MeetingSelect

/** A meeting that nobody else can change until this transaction ends. */
export type LockedMeeting = Prisma.MeetingGetPayload<{ select: typeof select }>

const readMeeting = (ctx: Ctx, id: string): Promise<LockedMeeting | null> =>
  tables(ctx).meeting.findUnique({ where: { id }, select })

/** A meeting by its reference: everybody who is signed in may know that it is, and when. */
export const findMeetingRow = async (ctx: Ctx, ref: string): Promise<LockedMeeting | null> =>
  ctx.actor.kind === 'visitor' ? null : tables(ctx).meeting.findUnique({ where: { ref }, select })

/** Meetings and their moves, by reference: for those who convene them; to anybody else there is nothing to move. */
export const meetings = keep(meetingLife, {
  kind: 'meeting',
  table: 'Meeting',
  find: findMeetingRow,
  sidesOf: ({ actor }, found) => (convenes(actor, found) ? (['convener'] as const) : []),
  read: readMeeting,
  write: (ctx, { id }, data: Prisma.MeetingUncheckedUpdateInput) => tables(ctx).meeting.update({ where: { id }, data }),
})

/** Does something about a meeting in one transaction with the meeting locked, so that it is not fixed, agreed or moved meanwhile. The work audits what it did. */
export const onMeeting = async <T>(
  ctx: Ctx,
  ref: string,
  auditedWork: (ctx: Ctx, meeting: LockedMeeting) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const found = await findMeetingRow(ctx, ref)
  if (!found) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const meeting = await meetings.lock(ctx, found.id)
    return meeting ? auditedWork(ctx, meeting) : notFound()
  })
}
