import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { tables } from '#services/meetings/tables.ts'
import { tellOfElection } from './letters.ts'
import { elections, type LockedElection } from './move-election.ts'
import { officeName } from './words.ts'

const tellOff = (ctx: Ctx, row: LockedElection, reason: string) =>
  tellOfElection(ctx, row, {
    people: row.nominations.flatMap(({ nomineeId, withdrawnAt }) => (withdrawnAt === null ? nomineeId : [])),
    occasion: 'called-off',
    kind: 'decision',
    letter: {
      subject: `Election called off: ${officeName(row)}`,
      lines: [`The election of the ${officeName(row)} is called off: ${reason}`],
    },
    says: 'See the election',
  })

/** Calls an election off that is open, with the reason. Those who were nominated are told. */
export const callOffElection = (
  ctx: Ctx,
  ref: string,
  { version, reason }: { version: number; reason: string },
): Promise<Result<{ ref: string }>> =>
  elections.asMove(ctx, { ref, version, event: 'called-off' }, async (ctx, { row, move }) => {
    const off = await move({ note: reason })
    if (off.ok) await tellOff(ctx, row, reason)
    return off
  })

/** The same for all that are open of a meeting that is called off. Call in its transaction. */
export const callOffElections = async (given: Ctx, meetingId: string): Promise<Result<unknown>> => {
  const ctx = asSystem(given)
  const open = await tables(ctx).election.findMany({
    where: { meetingId, status: { in: ['nominating', 'voting'] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  const reason = 'Its meeting is called off.'
  for (const { id } of open) {
    const row = await elections.lock(ctx, id)
    if (!row) continue
    const off = await elections.move(ctx, row, 'called-off', { note: reason })
    if (!off.ok) return off
    await tellOff(ctx, row, reason)
  }
  return ok(undefined)
}
