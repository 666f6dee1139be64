import type { Prisma } from '#prisma/generated/client.ts'
import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { newestOf, type SealedHead } from '#services/core/life/sealed-text.ts'
import { type SilenceOf, startSilence, stopSilence } from '#services/core/life/silence.ts'
import { offererName } from '#services/offerings/index.ts'
import { enquirySidesOf, knownEnquiries, needOwners } from './enquiry-people.ts'
import { enquiryLife } from './lifecycle.ts'
import { noteGap } from './note-gap.ts'
import { offerOf } from './offer.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  ref: true,
  version: true,
  status: true,
  fromId: true,
  yotCode: true,
  respondBy: true,
  response: true,
  isCountered: true,
  needId: true,
  need: { select: { ref: true, words: true, days: true } },
  yot: { select: { name: true } },
  from: { select: { name: true } },
  offering: {
    select: {
      id: true,
      slug: true,
      title: true,
      basis: true,
      pricePence: true,
      priceUnit: true,
      delivery: true,
      yotCode: true,
      personId: true,
      outsideId: true,
      contactId: true,
      yot: { select: { name: true } },
      outside: { select: { name: true } },
      contact: { select: { name: true } },
    },
  },
} satisfies Prisma.EnquirySelect

/** An enquiry that nobody else can change until this transaction ends, with the newest version of its offer. */
export type LockedEnquiry = Prisma.EnquiryGetPayload<{ select: typeof select }> & { newest: SealedHead | null }

/** An enquiry by its id as it stands, with the newest version of its offer; null when there is none. */
export const readEnquiry = async (ctx: Ctx, id: string): Promise<LockedEnquiry | null> => {
  const row = await tables(ctx).enquiry.findUnique({ where: { id }, select })
  return row && { ...row, newest: (await newestOf(ctx, offerOf(id).kind, [id])).get(id) ?? null }
}

const isId = (key: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key)

/**
 * An enquiry that the actor may know of: by its id, or by the reference of its need where that leads to one only. To
 * anybody else there is none.
 */
export const findKnown = async (ctx: Ctx, key: string) => {
  const rows = await tables(ctx).enquiry.findMany({
    where: {
      AND: [isId(key) ? { id: key } : { OR: [{ ref: key }, { need: { ref: key } }] }, knownEnquiries(ctx.actor)],
    },
    take: 2,
    select: {
      id: true,
      needId: true,
      yotCode: true,
      offering: { select: { yotCode: true, personId: true } },
      need: { select: needOwners },
    },
  })
  return rows.length === 1 ? (rows[0] ?? null) : null
}

/** Who offers it, as mail and pages say it. */
export const providerName = ({ offering }: LockedEnquiry): string => offererName(offering)

/** The days that run for a provider to say yes or no. */
export const clockOf = (enquiryId: string): SilenceOf => ({ kind: 'enquiry', subjectId: enquiryId })

/** Days before the last on which a provider that has not said yes or no is reminded. */
const remindedBefore = 3

/** Begins the days in which a provider can answer; `respondBy` is the last, as an ISO day. */
export const awaitAnswer = (ctx: Ctx, enquiryId: string, respondBy: string): Promise<void> =>
  startSilence(ctx, { ...clockOf(enquiryId), lastDay: respondBy, warnOn: [addDays(respondBy, -remindedBefore)] })

/** Enquiries and their moves: for those on either side; to anybody else there is none. */
export const enquiries = keep(enquiryLife, {
  kind: 'enquiry',
  table: 'Enquiry',
  find: findKnown,
  sidesOf: ({ actor }, found) => enquirySidesOf(actor, found),
  read: readEnquiry,
  write: async (ctx, { id, needId }, data: Prisma.EnquiryUncheckedUpdateInput & { status: EnquiryStatus }) => {
    if (!enquiryLife.is('unanswered', data.status)) await stopSilence(ctx, clockOf(id))
    await tables(ctx).enquiry.update({ where: { id }, data })
    await noteGap(ctx, { id, needId, status: data.status })
  },
  about: ({ yotCode }) => ({ yotCode }),
})

/** An enquiry by its id, locked until the transaction ends. */
export const lockedEnquiry = async (ctx: Ctx, id: string): Promise<LockedEnquiry> => {
  const enquiry = await enquiries.lock(ctx, id)
  if (!enquiry) throw new Error('An enquiry is never removed')
  return enquiry
}
