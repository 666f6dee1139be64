import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { lockOffering } from '#services/offerings/index.ts'
import { findYot } from '#services/yots/index.ts'
import { providerPeople, tellAbout } from './enquiry-people.ts'
import { answerDays } from './lifecycle.ts'
import { mayAsk } from './may-ask.ts'
import { awaitAnswer, enquiries } from './move-enquiry.ts'
import type { NeedFacts } from './need.ts'
import { checkPaidDelivery } from './paid-conflicts.ts'
import { tables } from './tables.ts'

/** A need that was written down, for its providers to be asked. */
export type StartedNeed = { id: string; ref: string; yotCode: string; fromId: string; words: string }

const dayOf = (iso: string | undefined) => (iso === undefined ? null : dateFromIso(iso))

/** Writes a need down under the one reference by which everybody knows it. Call in the transaction that asks its providers. */
export const startNeed = async (
  ctx: Ctx,
  { yotCode, fromId, words, facts }: { yotCode: string; fromId: string; words: string; facts?: NeedFacts },
): Promise<StartedNeed> => {
  const ref = await nextReference(ctx, 'EN')
  const { id } = await tables(ctx).need.create({
    data: {
      ref,
      yotCode,
      fromId,
      words,
      themes: facts?.themes ?? [],
      how: facts?.how ?? null,
      days: facts?.days ?? null,
      startsOn: dayOf(facts?.startsOn),
      orOn: dayOf(facts?.orOn),
      neededBy: dayOf(facts?.by),
      askedAt: ctx.clock.now(),
    },
    select: { id: true },
  })
  return { id, ref, yotCode, fromId, words }
}

/**
 * Asks one provider about one of its offerings for a need, and writes to it. `said` is what it reads besides the words. Not
 * found and refused as `sendEnquiry` says. Call in the transaction that wrote the need down.
 */
export const askOne = async (
  ctx: Ctx,
  need: StartedNeed,
  slug: string,
  said: readonly string[] = [],
): Promise<Result<{ id: string; respondBy: string }>> => {
  const { yotCode, ref } = need
  const offering = await lockOffering(ctx, slug)
  if (!offering) return notFound()
  const allowed = await mayAsk(ctx, offering, yotCode)
  if (!allowed.ok) return allowed
  const yot = await findYot(ctx, yotCode)
  if (!yot.ok) return yot
  const respondBy = addWorkingDays(ctx.clock.today(), answerDays)
  const { id } = await tables(ctx).enquiry.create({
    data: {
      ref,
      needId: need.id,
      offeringId: offering.id,
      fromId: need.fromId,
      yotCode,
      status: 'sent',
      sentAt: ctx.clock.now(),
      respondBy: dateFromIso(respondBy),
    },
    select: { id: true },
  })
  const free = await checkPaidDelivery(ctx, { id, yotCode, offering }, 'shortlist')
  if (!free.ok) return free
  await awaitAnswer(ctx, id, respondBy)
  const made = await enquiries.lock(ctx, id)
  if (!made) return notFound()
  await enquiries.begin(ctx, made, 'sent', { said: { ref, offeringId: offering.id, respondBy } })
  await tellAbout(
    ctx,
    id,
    'sent',
    await providerPeople(ctx, offering),
    {
      subject: `${yot.value.name} asks about “${offering.title}” (${ref})`,
      lines: [
        `${ctx.actor.name} of ${yot.value.name} asks about “${offering.title}”:`,
        need.words,
        ...(said.length === 0 ? [] : [said.join('\n')]),
        `Please say whether you can help by ${longDate(respondBy)}. After that the enquiry closes by itself.`,
      ],
      action: { text: 'Read the enquiry and answer', path: `/enquiries/${ref}` },
    },
    'ask',
  )
  return ok({ id, respondBy })
}

/** A need that is asked of one provider only. */
export const askAlone = (
  ctx: Ctx,
  need: { yotCode: string; fromId: string; words: string },
  slug: string,
): Promise<Result<{ ref: string; respondBy: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const started = await startNeed(ctx, need)
    const sent = await askOne(ctx, started, slug)
    return sent.ok ? ok({ ref: started.ref, respondBy: sent.value.respondBy }) : sent
  })
