import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { electionLife } from '#services/meetings/lifecycle.ts'
import { namesOf } from '#services/meetings/people.ts'
import { tables } from '#services/meetings/tables.ts'
import { yotRegister } from '#services/yots/index.ts'
import { ownServices, votesFor } from './electors.ts'
import { elections, findElectionRow, stands } from './move-election.ts'
import { officeName } from './words.ts'

/** Votes are shown where so many services voted: fewer would tell of them. */
const fewestVotes = 5

/** An election for whoever is signed in: who stands, what the reader can do, and the result. Never what anybody voted. */
export const findElection = async (ctx: Ctx, ref: string) => {
  const row = await findElectionRow(ctx, ref)
  const { personId } = ctx.actor
  if (!row || personId === null) return notFound()
  const [nominating, voting, voted, history, names, { register }, outgoing] = await Promise.all([
    ownServices(ctx, row),
    votesFor(ctx, row),
    tables(ctx).electionVoter.findMany({ where: { electionId: row.id }, select: { yotCode: true } }),
    elections.history(ctx, row.id),
    namesOf(
      ctx,
      row.nominations.flatMap(({ proposerId, seconderId }) => [proposerId, seconderId]),
    ),
    yotRegister(ctx),
    row.outgoingId === null
      ? null
      : ctx.db.appointment.findUnique({
          where: { id: row.outgoingId },
          select: { person: { select: { name: true } } },
        }),
  ])
  const hasVoted = new Set(voted.map(({ yotCode }) => yotCode))
  const today = ctx.clock.today()
  const [nominationsUntil, votesUntil] = [isoFromDate(row.nominationsUntil), isoFromDate(row.votesUntil)]
  const isNominating = row.status === 'nominating' && today <= nominationsUntil
  const isVoting = row.status === 'voting' && today <= votesUntil
  const isCounted = electionLife.is('decided', row.status)
  const isShown = voted.length >= fewestVotes
  const nameOf = (code: string) => ({ value: code, label: register.yots.get(code)?.name ?? code })
  const standing = row.nominations.filter(stands)
  const services = isNominating && nominating.length > 0 ? await scopeServices(ctx, row.region) : []
  return ok({
    ref,
    office: officeName(row),
    meeting: { ref: row.meeting.ref, title: row.meeting.title },
    status: row.status,
    stands: electionLife.states[row.status],
    nominationsUntil,
    votesUntil,
    handoverOn: isoFromDate(row.handoverOn),
    termUntil: isoFromDate(row.termUntil),
    outgoing: outgoing?.person.name ?? null,
    version: row.version,
    nominations: row.nominations
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((one) => ({
        id: one.id,
        name: one.nominee.name,
        statement: one.statement,
        proposer: names.get(one.proposerId) ?? '',
        seconder: one.seconderId === null ? null : (names.get(one.seconderId) ?? ''),
        hasConsented: one.consentedAt !== null,
        isStanding: stands(one),
        isOwn: one.nomineeId === personId,
        maySecond:
          isNominating &&
          nominating.length > 0 &&
          one.seconderId === null &&
          one.proposerId !== personId &&
          one.nomineeId !== personId,
        votes: isCounted && isShown ? one.votes : null,
      })),
    mayNominate: isNominating && nominating.length > 0,
    mayConsent: isNominating,
    mayWithdraw: electionLife.is('open', row.status),
    /** Where somebody may work who is nominated. */
    services: services.map(nameOf),
    /** Services that the reader speaks for and that have not voted yet. */
    ballot:
      isVoting && voting.some((code) => !hasVoted.has(code))
        ? {
            services: voting.filter((code) => !hasVoted.has(code)).map(nameOf),
            standing: standing.map(({ id, nominee, statement }) => ({ id, name: nominee.name, statement })),
          }
        : null,
    hasVoted: voting.length > 0 && voting.every((code) => hasVoted.has(code)),
    voters: isCounted || isVoting ? (isShown ? voted.length : null) : null,
    result: isCounted
      ? {
          name: row.nominations.find(({ nomineeId }) => nomineeId === row.electedId)?.nominee.name ?? '',
          isByLot: row.isByLot,
          isUnopposed: history.some(({ event }) => event === 'unopposed'),
        }
      : null,
    mayCallOff: may(ctx.actor, 'election.open') && electionLife.is('open', row.status),
    why: history.find(({ event, note }) => event === 'called-off' && note !== null)?.note ?? null,
  })
}

const scopeServices = async (ctx: Ctx, region: string | null): Promise<string[]> => {
  const rows = await ctx.db.yot.findMany({
    where: region === null ? {} : { region },
    orderBy: { name: 'asc' },
    select: { code: true },
  })
  return rows.map(({ code }) => code)
}
