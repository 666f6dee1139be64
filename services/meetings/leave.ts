import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { officeName } from './elections/words.ts'
import { tables } from './tables.ts'

/** Who is elected to an office that begins later tells the association first. Nominations are withdrawn, and answers to what is to come erased. */
export const leaveMeetings: Leaver = async (ctx, personId) => {
  const { election, nomination, meetingAnswer } = tables(ctx)
  const elected = await election.findFirst({
    where: { electedId: personId, status: 'declared' },
    select: { role: true, region: true },
  })
  if (elected)
    return refused(
      `You are elected ${officeName(elected)}. Ask an administrator to have the office filled otherwise first.`,
    )
  await nomination.updateMany({
    where: { nomineeId: personId, withdrawnAt: null, election: { status: { in: ['nominating', 'voting'] } } },
    data: { withdrawnAt: ctx.clock.now() },
  })
  await meetingAnswer.deleteMany({
    where: { personId, hasCome: null, meeting: { startsAt: { gt: ctx.clock.now() } } },
  })
  return ok(undefined)
}
