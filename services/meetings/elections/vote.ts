import { randomUUID } from 'node:crypto'
import { audit } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, invalid, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import type { VoteInput } from '#services/meetings/schema.ts'
import { tables } from '#services/meetings/tables.ts'
import { votesFor } from './electors.ts'
import { onElection, stands } from './move-election.ts'

/**
 * Votes for a member service, once, by somebody who speaks for it. That it voted is kept apart from what it voted: nothing ties the two, and
 * nobody can take a vote back or read it.
 *
 * @returns forbidden for whoever speaks for no service that votes; refused outside the days, and where the service has voted
 */
export const vote = (ctx: Ctx, ref: string, { nominationId, yotCode }: VoteInput): Promise<Result<{ ref: string }>> =>
  onElection(ctx, ref, async (ctx, election) => {
    const { personId } = ctx.actor
    const services = await votesFor(ctx, election)
    if (personId === null || services.length === 0)
      return forbidden('Heads of member services vote, each once for their service.')
    if (!services.includes(yotCode)) return invalid({ yotCode: 'Choose a service that you speak for' })
    const lastDay = isoFromDate(election.votesUntil)
    if (election.status !== 'voting' || ctx.clock.today() > lastDay)
      return refused(
        election.status === 'nominating'
          ? 'The vote has not begun yet.'
          : `Votes were taken until ${longDate(lastDay)}.`,
      )
    const standing = election.nominations.find((one) => one.id === nominationId && stands(one))
    if (!standing) return invalid({ nominationId: 'Choose somebody who stands' })
    const { electionVoter, electionBallot } = tables(ctx)
    const { count } = await electionVoter.createMany({
      data: [{ electionId: election.id, yotCode, personId, votedAt: ctx.clock.now() }],
      skipDuplicates: true,
    })
    if (count === 0) return refused('Your service has voted already. A vote cannot be changed.')
    await electionBallot.create({ data: { id: randomUUID(), electionId: election.id, nominationId } })
    await audit(ctx, { event: 'election.voted', subject: { kind: 'election', id: election.id }, yotCode })
    return ok({ ref })
  })
