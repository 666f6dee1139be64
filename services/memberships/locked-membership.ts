import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { type MembershipEvent, whyNotMove } from './lifecycle.ts'
import { tables } from './tables.ts'

/** What a membership's audit entries are about. */
export const aboutMembership = (row: { id: string; yotCode: string | null }) => ({
  subject: { kind: 'membership', id: row.id },
  ...(row.yotCode === null ? {} : { yotCode: row.yotCode }),
})

const read = (ctx: Ctx, id: string) =>
  tables(ctx).membership.findUnique({
    where: { id },
    include: { yot: { select: { name: true } }, person: { select: { name: true } } },
  })

type Row = NonNullable<Awaited<ReturnType<typeof read>>>

/** A membership that this transaction is about to move; ISO days. */
export type LockedMembership = Omit<Row, 'startsOn' | 'endsOn' | 'yot' | 'person'> & {
  startsOn: string
  endsOn: string
  /** "Leeds Youth Justice Service", or the person's name. */
  payerName: string
}

/** "Leeds Youth Justice Service", or the person's name. */
export const payerNameOf = async (ctx: Ctx, id: string): Promise<string> => {
  const row = await read(ctx, id)
  return row?.yot?.name ?? row?.person?.name ?? 'a membership that is not there'
}

/** Locks a membership, unless it changed since `version`, and checks that the move is in the table. */
export const lockMembership = async (
  ctx: Ctx,
  { id, version }: { id: string; version: number },
  event: MembershipEvent,
  isAllowed: (row: Row) => Result<null>,
): Promise<Result<LockedMembership>> => {
  const before = await read(ctx, id)
  if (!before) return notFound()
  const allowed = isAllowed(before)
  if (!allowed.ok) return allowed
  const { count } = await tables(ctx).membership.updateMany({
    where: { id, version },
    data: { version: { increment: 1 } },
  })
  if (count === 0) return overtaken('This membership')
  const row = await read(ctx, id)
  if (!row) return notFound()
  const why = whyNotMove(event, row.status)
  if (why !== null) return refused(why)
  const { yot, person, startsOn, endsOn, ...rest } = row
  return ok({
    ...rest,
    startsOn: isoFromDate(startsOn),
    endsOn: isoFromDate(endsOn),
    payerName: yot?.name ?? person?.name ?? '',
  })
}
