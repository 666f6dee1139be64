import type { Prisma } from '#prisma/generated/client.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { type EnquiryEvent, enquiryMoveOf, whyEnquiryNotOpen } from './enquiry-lifecycle.ts'
import { enquirySidesOf } from './enquiry-people.ts'
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
  quotePence: true,
  yot: { select: { name: true } },
  from: { select: { name: true } },
  offering: {
    select: {
      slug: true,
      title: true,
      basis: true,
      yotCode: true,
      personId: true,
      contactId: true,
      yot: { select: { name: true } },
      contact: { select: { name: true } },
    },
  },
} satisfies Prisma.EnquirySelect

/** An enquiry that nobody else can change until this transaction ends. */
export type LockedEnquiry = Prisma.EnquiryGetPayload<{ select: typeof select }>

/** Locks an enquiry for the rest of the transaction and reads it as it stands; null when there is none. */
export const lockEnquiry = async (ctx: Ctx, ref: string): Promise<LockedEnquiry | null> => {
  await ctx.db.$queryRaw`select 1 from "Enquiry" where ref = ${ref} for update`
  return tables(ctx).enquiry.findUnique({ where: { ref }, select })
}

/** Who offers it, as mail and pages say it. */
export const providerName = ({ offering }: LockedEnquiry): string => offering.yot?.name ?? offering.contact.name

/** Moves a locked enquiry on, with its audit entry. The caller has asked who may; the table decides whether. */
export const moveEnquiry = async (
  ctx: Ctx,
  { id, status, yotCode }: LockedEnquiry,
  event: EnquiryEvent,
  data: Prisma.EnquiryUncheckedUpdateInput = {},
): Promise<Result<undefined>> => {
  const { from, to } = enquiryMoveOf(event)
  if (!from.includes(status)) return refused(whyEnquiryNotOpen(event, status))
  await tables(ctx).enquiry.update({ where: { id }, data: { ...data, status: to, version: { increment: 1 } } })
  await audit(ctx, { event: `enquiry.${event}`, subject: { kind: 'enquiry', id }, yotCode, data: { from: status, to } })
  return ok(undefined)
}

type Input = {
  ref: string
  version: number
  event: EnquiryEvent
  /** Other enquiries that the move changes too. */
  others?: readonly string[]
}

/**
 * The frame of every move a person makes on an enquiry: are they on the right side (else not found, as for an unknown one),
 * then with the enquiry locked, has it changed since the page was opened, does its state allow it. `work` then moves
 * it and tells those it matters to.
 *
 * @param isDone whether what is asked has been done already, so that pressing twice does it once
 */
export const asEnquiryMove = (
  ctx: Ctx,
  { ref, version, event, others = [] }: Input,
  work: (ctx: Ctx, enquiry: LockedEnquiry) => Promise<Result<undefined>>,
  isDone: (enquiry: LockedEnquiry) => boolean = () => true,
): Promise<Result<{ ref: string }>> =>
  inTransaction(ctx, async (ctx) => {
    // All at once and in one order, so that two moves never wait for each other.
    await ctx.db.$queryRaw`select 1 from "Enquiry" where ref = any(${[ref, ...others]}) order by ref for update`
    const enquiry = await lockEnquiry(ctx, ref)
    if (!enquiry) return notFound()
    const { by, from, to } = enquiryMoveOf(event)
    const sides = enquirySidesOf(ctx.actor, enquiry)
    if (!by.some((side) => sides.includes(side))) return notFound()
    if (!from.includes(enquiry.status)) {
      if (enquiry.status === to && isDone(enquiry)) return ok({ ref })
      const why = whyEnquiryNotOpen(event, enquiry.status)
      return enquiry.version === version ? refused(why) : stale(why)
    }
    if (enquiry.version !== version) return overtaken('This enquiry')
    const done = await work(ctx, enquiry)
    return done.ok ? ok({ ref }) : done
  })
