import { asSystem } from '#services/core/access.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { winnerOf } from '#services/meetings/rules.ts'
import { tables } from '#services/meetings/tables.ts'
import { appointOfficer, officersOf } from '#services/yots/index.ts'
import { electorsOf } from './electors.ts'
import { tellOfElection } from './letters.ts'
import { elections, type LockedElection, stands } from './move-election.ts'
import { officeName } from './words.ts'

const administrators = async (ctx: Ctx) => (await officersOf(ctx, 'administrator')).map(({ personId }) => personId)

/** Who is elected has the office from its day; who held it, until the day before. Everybody concerned is told. */
const declare = async (ctx: Ctx, row: LockedElection, electedId: string, how: string): Promise<void> => {
  const [from, until] = [isoFromDate(row.handoverOn), isoFromDate(row.termUntil)]
  const { role, region, outgoingId } = row
  const outgoing = outgoingId
    ? await ctx.db.appointment.findUnique({ where: { id: outgoingId }, select: { personId: true } })
    : null
  await appointOfficer(ctx, { personId: electedId, role, region, outgoingId, from, until })
  const name = row.nominations.find(({ nomineeId }) => nomineeId === electedId)?.nominee.name ?? ''
  const stood = row.nominations.filter(stands).map(({ nomineeId }) => nomineeId)
  await tellOfElection(ctx, row, {
    people: [...stood, ...(await administrators(ctx)), outgoing?.personId ?? null],
    occasion: 'declared',
    kind: 'news',
    letter: {
      subject: `Elected: ${name}, ${officeName(row)}`,
      lines: [`${name} is elected ${officeName(row)}, ${how}. The office is theirs from ${longDate(from)}.`],
    },
    says: 'See the result',
  })
}

const leaveUnfilled = async (ctx: Ctx, row: LockedElection): Promise<void> =>
  tellOfElection(ctx, row, {
    people: await administrators(ctx),
    occasion: 'unfilled',
    kind: 'news',
    letter: {
      subject: `Nobody was elected: ${officeName(row)}`,
      lines: ['Nobody stood, or no service voted. Whoever holds the office keeps it until its last day.'],
    },
    says: 'See the election',
  })

/** Nominations have closed: who stands alone is declared, several are voted on. */
const closeNominations = async (ctx: Ctx, row: LockedElection): Promise<Result<unknown>> => {
  const standing = row.nominations.filter(stands)
  const [only] = standing
  if (!only) {
    const closed = await elections.move(ctx, row, 'left-unfilled')
    if (closed.ok) await leaveUnfilled(ctx, row)
    return closed
  }
  if (standing.length === 1) {
    const declared = await elections.move(ctx, row, 'unopposed', { data: { electedId: only.nomineeId } })
    if (declared.ok) await declare(ctx, row, only.nomineeId, 'unopposed')
    return declared
  }
  const opened = await elections.move(ctx, row, 'balloted')
  if (!opened.ok) return opened
  const until = longDate(isoFromDate(row.votesUntil))
  await tellOfElection(ctx, row, {
    people: await electorsOf(ctx, row),
    occasion: 'balloted',
    kind: 'ask',
    letter: {
      subject: `Vote by ${until}: ${officeName(row)}`,
      lines: [
        `${standing.length} people stand as ${officeName(row)}. Your service has one vote, until ${until}.`,
        'Nobody can see what you voted, and a vote cannot be changed.',
      ],
    },
    says: 'Read what they say, and vote',
  })
  return opened
}

/** The vote has closed: the ballots of those who still stand are counted. */
const closeVote = async (ctx: Ctx, row: LockedElection): Promise<Result<unknown>> => {
  const counted = await tables(ctx).electionBallot.groupBy({
    by: ['nominationId'],
    where: { electionId: row.id },
    _count: true,
  })
  const standing = row.nominations.filter(stands)
  const counts = standing.map(({ id }) => ({
    id,
    votes: counted.find(({ nominationId }) => nominationId === id)?._count ?? 0,
  }))
  const winner = winnerOf(counts, ctx.draw)
  const elected = standing.find(({ id }) => id === winner?.id)
  if (!winner || !elected) {
    const closed = await elections.move(ctx, row, 'left-unfilled')
    if (closed.ok) await leaveUnfilled(ctx, row)
    return closed
  }
  for (const { id, votes } of counts) await tables(ctx).nomination.update({ where: { id }, data: { votes } })
  const declared = await elections.move(ctx, row, 'counted', {
    data: { electedId: elected.nomineeId, isByLot: winner.isByLot },
  })
  if (declared.ok)
    await declare(ctx, row, elected.nomineeId, winner.isByLot ? 'by lot, after an equal vote' : 'by vote')
  return declared
}

const handOver = async (ctx: Ctx, row: LockedElection): Promise<Result<unknown>> => {
  const handed = await elections.move(ctx, row, 'handed-over')
  if (!handed.ok) return handed
  await tellOfElection(ctx, row, {
    people: [row.electedId],
    occasion: 'handed-over',
    kind: 'decision',
    letter: {
      subject: `You are ${officeName(row)} from today`,
      lines: [
        'The office is yours from today, and its pages are open to you. Declare your interests, and set up a second step of signing in, if you have not.',
      ],
    },
    says: 'See the election',
  })
  return handed
}

/** What the days of elections bring by themselves: nominations and votes close on the morning after their last day, offices begin on theirs. */
export const tendElections = async (given: Ctx): Promise<void> => {
  const ctx = asSystem(given)
  const today = dateFromIso(ctx.clock.today())
  const due = await tables(ctx).election.findMany({
    where: {
      OR: [
        { status: 'nominating', nominationsUntil: { lt: today } },
        { status: 'voting', votesUntil: { lt: today } },
        { status: 'declared', handoverOn: { lte: today } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true, status: true },
  })
  for (const { id } of due)
    await inTransaction(ctx, async (ctx) => {
      const row = await elections.lock(ctx, id)
      // Another worker may have been here, so it is looked at again as it stands now.
      if (row?.status === 'nominating' && row.nominationsUntil < today) return closeNominations(ctx, row)
      if (row?.status === 'voting' && row.votesUntil < today) return closeVote(ctx, row)
      if (row?.status === 'declared' && row.handoverOn <= today) return handOver(ctx, row)
      return ok(undefined)
    })
}
