import { asSystem } from '#services/core/access.ts'
import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { readText, sealText } from '#services/core/life/sealed-text.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { longDate, money } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { endWithoutAgreement } from './dispute.ts'
import { clocks } from './lifecycle.ts'
import { engagements, providerName } from './move-engagement.ts'
import { openDispute, resolutionOf } from './open-dispute.ts'
import { tellSides } from './people.ts'
import type { ResolutionInput } from './schema.ts'
import { tables } from './tables.ts'

/** Working days in which each side accepts a recommendation or not. */
const answerWorkingDays = 10

/** A dispute for whoever is drawn to mediate it: who is on which side, and what each said. ISO days. */
export type DisputeToMediate = {
  disputeId: string
  engagementId: string
  ref: string
  title: string
  enquiryId: string | null
  openedSide: 'host' | 'provider'
  hostYotCode: string
  hostContactId: string
  hostName: string
  providerYotCode: string | null
  providerPersonId: string | null
  providerContactId: string
  providerName: string
  statement: string
  otherStatement: string | null
  totalPence: number
  openedOn: string
}

const asMediated = async (ctx: Ctx, engagementId: string): Promise<DisputeToMediate | null> => {
  const row = await engagements.lock(ctx, engagementId)
  const dispute = row && (await openDispute(ctx, row.id))
  if (!row || !dispute) return null
  return {
    disputeId: dispute.id,
    engagementId: row.id,
    ref: row.ref,
    title: row.title,
    enquiryId: row.enquiryId,
    openedSide: dispute.openedSide === 'host' ? 'host' : 'provider',
    hostYotCode: row.hostYotCode,
    hostContactId: row.hostContactId,
    hostName: row.hostYot.name,
    providerYotCode: row.providerYotCode,
    providerPersonId: row.providerPersonId,
    providerContactId: row.providerContactId,
    providerName: providerName(row),
    statement: dispute.statement,
    otherStatement: dispute.otherStatement,
    totalPence: row.totalPence ?? 0,
    openedOn: londonDate(dispute.openedAt),
  }
}

/** The open dispute of an engagement, for whoever mediates it; null when there is none. The caller has asked who may. */
export const disputeOf = (ctx: Ctx, engagementId: string): Promise<DisputeToMediate | null> =>
  asMediated(ctx, engagementId)

/** Disputes that fourteen days have not settled, with both statements or their time up, and nothing recommended yet. */
export const disputesToMediate = async (ctx: Ctx): Promise<DisputeToMediate[]> => {
  const today = ctx.clock.today()
  const open = await tables(ctx).dispute.findMany({
    where: { endedAt: null, recommendation: null },
    orderBy: { openedAt: 'asc' },
  })
  const due = open.filter(
    ({ openedAt, otherStatement, statementBy }) =>
      addDays(londonDate(openedAt), clocks.mediateAfterDays) <= today &&
      (otherStatement !== null || isoFromDate(statementBy) < today),
  )
  const found: DisputeToMediate[] = []
  for (const { engagementId } of due) {
    const one = await asMediated(ctx, engagementId)
    if (one) found.push(one)
  }
  return found
}

/**
 * What a mediator recommends, as the next version of the text that both sides can accept: it binds nobody. In the caller's
 * transaction. Nobody is named in the history or the letters.
 */
export const recommendResolution = async (
  ctx: Ctx,
  engagementId: string,
  input: { by: string; to: ResolutionInput['to']; total: number | null; words: string; answerBy: string },
): Promise<Result<unknown>> => {
  const moved = await engagements.asSystemMove(
    asSystem(ctx),
    { id: engagementId, event: 'recommended' },
    async (ctx, { row, move }) => {
      const dispute = await openDispute(ctx, row.id)
      if (!dispute) return refused('There is no dispute any more.')
      if (dispute.recommendation !== null) return refused('A mediator has recommended already.')
      const most = row.totalPence ?? 0
      const total = input.total ?? most
      if (total > most)
        return invalid({ 'points[0].total': `The terms say ${money(most)} in all; it can be less, not more` })
      const given = await tables(ctx).given.count({ where: { engagementId: row.id } })
      if ((input.to === 'confirmed' || input.to === 'delivered') && given === 0)
        return invalid({
          'points[0].to': 'The provider has not said what was given, so the work cannot count as delivered yet',
        })
      const of = resolutionOf(dispute.id)
      const text = `What becomes of the work: ${input.to}.\nThe price in all: ${money(total)}.\n\n${input.words}`
      const sealed = await sealText(
        ctx,
        of,
        { text, parts: { to: input.to, totalPence: total, words: input.words } },
        (await readText(ctx, of))?.number ?? 0,
      )
      if (!sealed.ok) return sealed
      await tables(ctx).dispute.update({
        where: { id: dispute.id },
        data: { recommendation: input.words, recommendedById: input.by },
      })
      const done = await move({ said: { number: sealed.value.number } })
      if (!done.ok) return done
      await tellSides(ctx, row, ['host', 'provider'], {
        occasion: `recommended:${dispute.id}`,
        kind: 'ask',
        letter: {
          subject: `A mediator recommends how to settle it: accept it or not by ${longDate(input.answerBy)} (${row.ref})`,
          lines: [
            'Somebody who is drawn for it, of neither region and without a stake, has read both sides and recommends what you both do.',
            `It binds nobody. If both of you accept it, the dispute is over. If not, it ends unresolved, without blame, after ${longDate(input.answerBy)}.`,
          ],
          text: 'Read it',
          page: '/dispute',
        },
      })
      return ok(undefined)
    },
  )
  if (!moved.ok) return moved
  return moved.value ? ok(undefined) : refused('The two sides have settled it in the meantime.')
}

/** A recommendation that both sides did not accept in ten working days: the dispute ends unresolved, by itself. */
export const endUnanswered: Job = {
  name: 'engagements.end-unanswered',
  title: 'End disputes whose recommendation was not taken up',
  everyMinutes: 6 * 60,
  run: async (ctx) => {
    const open = await tables(ctx).dispute.findMany({
      where: { endedAt: null, recommendation: { not: null } },
      select: { engagementId: true },
    })
    for (const { engagementId } of open) {
      const last = await ctx.db.move.findFirst({
        where: { subjectKind: engagements.kind, subjectId: engagementId, event: 'recommended' },
        orderBy: { version: 'desc' },
        select: { happenedOn: true },
      })
      if (!last || ctx.clock.today() <= addWorkingDays(isoFromDate(last.happenedOn), answerWorkingDays)) continue
      await engagements.asSystemMove(
        asSystem(ctx),
        { id: engagementId, event: 'left-unresolved' },
        (ctx, { row, move }) => endWithoutAgreement(ctx, row, move),
      )
    }
  },
}
