import { audit } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { foldText } from '#services/core/fold.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { listed, longDate } from '#services/core/words.ts'
import type { NominationInput } from '#services/meetings/schema.ts'
import { tables } from '#services/meetings/tables.ts'
import { holdersToday } from '#services/yots/index.ts'
import { ownServices, takesPart } from './electors.ts'
import { tellOfElection } from './letters.ts'
import { type LockedElection, type NominationRow, onElection } from './move-election.ts'
import { officeName } from './words.ts'

const isOpen = (ctx: Ctx, { status, nominationsUntil }: LockedElection): boolean =>
  status === 'nominating' && ctx.clock.today() <= isoFromDate(nominationsUntil)

const shut = ({ nominationsUntil }: LockedElection) =>
  refused(`Nominations were open until ${longDate(isoFromDate(nominationsUntil))}.`)

const noMember = () => forbidden('Members nominate and second: people who hold a post in a member service.')

const audited = (ctx: Ctx, election: LockedElection, event: string, id: string) =>
  audit(ctx, { event: `nomination.${event}`, subject: { kind: 'election', id: election.id }, data: { nomination: id } })

/**
 * Puts somebody forward who holds a post in a member service, by name and service. Who puts themselves forward consents by that.
 *
 * @returns forbidden for whoever is no member; invalid where nobody of that name works there; refused once nominations have closed
 */
export const nominate = (ctx: Ctx, ref: string, { yotCode, name }: NominationInput): Promise<Result<{ ref: string }>> =>
  onElection(ctx, ref, async (ctx, election) => {
    const { personId } = ctx.actor
    if (personId === null || (await ownServices(ctx, election)).length === 0) return noMember()
    if (!isOpen(ctx, election)) return shut(election)
    if (!(await takesPart(ctx, election, yotCode)))
      return invalid({ yotCode: 'Choose a member service that takes part in this election' })
    const holders = await holdersToday(ctx, yotCode)
    const found = holders.filter((one) => foldText(one.name) === foldText(name))
    const [nominee] = found
    if (!nominee || found.length > 1)
      return invalid({
        name:
          holders.length === 0
            ? 'Nobody holds a post there'
            : `Enter the name of somebody who holds a post there: ${listed(
                holders.slice(0, 8).map((one) => one.name),
                'or',
              )}`,
      })
    const there = election.nominations.find(({ nomineeId }) => nomineeId === nominee.personId)
    if (there?.withdrawnAt === null) return refused(`${nominee.name} is nominated already.`)
    if (there) return refused(`${nominee.name} was nominated, and does not stand.`)
    const id = newId()
    const now = ctx.clock.now()
    const isOwn = nominee.personId === personId
    await tables(ctx).nomination.create({
      data: {
        ...{ id, electionId: election.id, nomineeId: nominee.personId, proposerId: personId },
        nominatedAt: now,
        consentedAt: isOwn ? now : null,
      },
    })
    await audited(ctx, election, 'made', id)
    if (!isOwn)
      await tellOfElection(ctx, election, {
        people: [nominee.personId],
        occasion: `nominated:${id}`,
        kind: 'ask',
        letter: {
          subject: `You are nominated: ${officeName(election)}`,
          lines: [
            `${ctx.actor.name} puts you forward as ${officeName(election)}.`,
            `Say by ${longDate(isoFromDate(election.nominationsUntil))} whether you stand. Without your consent you do not.`,
          ],
        },
        says: 'Say whether you stand',
      })
    return ok({ ref })
  })

const onNomination = (
  ctx: Ctx,
  ref: string,
  id: string,
  work: (ctx: Ctx, at: { election: LockedElection; nomination: NominationRow }) => Promise<Result<{ ref: string }>>,
) =>
  onElection(ctx, ref, async (ctx, election) => {
    const nomination = election.nominations.find((one) => one.id === id)
    return nomination ? work(ctx, { election, nomination }) : notFound()
  })

/** Another member seconds a nomination: neither who was put forward nor who put them forward. Done once, whoever did it. */
export const secondNomination = (ctx: Ctx, ref: string, { id }: { id: string }): Promise<Result<{ ref: string }>> =>
  onNomination(ctx, ref, id, async (ctx, { election, nomination }) => {
    const { personId } = ctx.actor
    if (personId === null || (await ownServices(ctx, election)).length === 0) return noMember()
    if (nomination.seconderId === personId) return ok({ ref })
    if (!isOpen(ctx, election)) return shut(election)
    if (nomination.withdrawnAt !== null) return refused('They do not stand.')
    if (nomination.seconderId !== null) return refused('Somebody else seconded it already.')
    if (nomination.proposerId === personId || nomination.nomineeId === personId)
      return refused('Another member has to second it.')
    await tables(ctx).nomination.update({ where: { id }, data: { seconderId: personId, secondedAt: ctx.clock.now() } })
    await audited(ctx, election, 'seconded', id)
    return ok({ ref })
  })

/** Who was put forward consents, with a few words to those who vote; not found for anybody else. */
export const consentToStand = (
  ctx: Ctx,
  ref: string,
  { id, statement }: { id: string; statement: string },
): Promise<Result<{ ref: string }>> =>
  onNomination(ctx, ref, id, async (ctx, { election, nomination }) => {
    if (nomination.nomineeId !== ctx.actor.personId) return notFound()
    if (!isOpen(ctx, election)) return shut(election)
    if (nomination.withdrawnAt !== null) return refused('You said that you do not stand.')
    const consentedAt = nomination.consentedAt ?? ctx.clock.now()
    await tables(ctx).nomination.update({ where: { id }, data: { consentedAt, statement } })
    await audited(ctx, election, 'consented', id)
    return ok({ ref })
  })

/** Who was put forward declines, or withdraws before the vote is counted; votes for them are void. */
export const withdrawNomination = (ctx: Ctx, ref: string, { id }: { id: string }): Promise<Result<{ ref: string }>> =>
  onNomination(ctx, ref, id, async (ctx, { election, nomination }) => {
    if (nomination.nomineeId !== ctx.actor.personId) return notFound()
    if (nomination.withdrawnAt !== null) return ok({ ref })
    if (election.status !== 'nominating' && election.status !== 'voting')
      return refused('The election is over. Ask an administrator.')
    await tables(ctx).nomination.update({ where: { id }, data: { withdrawnAt: ctx.clock.now() } })
    await audited(ctx, election, 'withdrawn', id)
    return ok({ ref })
  })
