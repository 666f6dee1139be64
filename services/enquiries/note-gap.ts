import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { closeGaps, recordGap } from '#services/gaps/index.ts'
import { enquiryLife } from './lifecycle.ts'
import { tables } from './tables.ts'

const without: readonly EnquiryStatus[] = ['declined', 'expired', 'withdrawn']

/**
 * What an end of an enquiry means for the gap register: the last of a need to end, where somebody could not help or did not answer and nobody was
 * passed over for another, is a gap of that service; a choice meets its gaps about one of the themes. Those who end two at once wait for each other,
 * so that the later sees both.
 */
export const noteGap = async (
  ctx: Ctx,
  { id, needId, status }: { id: string; needId: string; status: EnquiryStatus },
): Promise<void> => {
  if (enquiryLife.is('open', status)) return
  await ctx.db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`gap of need ${needId}`}))`
  const need = await tables(ctx).need.findUniqueOrThrow({
    where: { id: needId },
    select: { yotCode: true, themes: true, enquiries: { select: { id: true, status: true }, orderBy: { id: 'asc' } } },
  })
  const { yotCode, themes, enquiries } = need
  const about = { kind: 'enquiry' as const, id }
  if (status === 'chosen') {
    await closeGaps(ctx, { kinds: ['enquiry', 'search'], themes, yotCode }, { metBy: 'enquiry', of: about })
    return
  }
  const couldNot = enquiries.some((one) => one.status === 'declined' || one.status === 'expired')
  if (!couldNot || !enquiries.every((one) => without.includes(one.status))) return
  const others = enquiries.filter((one) => one.id !== id).map((one) => ({ kind: 'enquiry' as const, id: one.id }))
  await recordGap(ctx, {
    kind: 'enquiry',
    sourceKey: `need:${needId}`,
    themes,
    yotCode,
    cases: [about, ...others],
  })
}

const needOf = async (ctx: Ctx, enquiryId: string) => {
  const { needId } = await tables(ctx).enquiry.findUniqueOrThrow({ where: { id: enquiryId }, select: { needId: true } })
  return tables(ctx).need.findUniqueOrThrow({
    where: { id: needId },
    select: { id: true, yotCode: true, themes: true, enquiries: { select: { id: true }, orderBy: { id: 'asc' } } },
  })
}

/** What was chosen came to nothing: the need is back in the gap register. Call it in the transaction in which that happens; once, however often. */
export const returnNeed = async (ctx: Ctx, enquiryId: string): Promise<void> => {
  const { id, yotCode, themes, enquiries } = await needOf(ctx, enquiryId)
  const others = enquiries.filter((one) => one.id !== enquiryId)
  await recordGap(ctx, {
    kind: 'enquiry',
    sourceKey: `need:${id}`,
    themes,
    yotCode,
    cases: [{ id: enquiryId }, ...others].map((one) => ({ kind: 'enquiry', id: one.id })),
  })
}

/** It was done after all: a need that had come back is met. */
export const meetNeed = async (ctx: Ctx, enquiryId: string): Promise<void> => {
  const { id } = await needOf(ctx, enquiryId)
  await closeGaps(ctx, { keys: [`need:${id}`] }, { metBy: 'enquiry', of: { kind: 'enquiry', id: enquiryId } })
}
