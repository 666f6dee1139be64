import type { Prisma } from '#prisma/generated/client.ts'
import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { yotsOf } from '#services/yots/speaks-for.ts'
import { enquiryStatusWords } from './enquiry-lifecycle.ts'
import { tables } from './tables.ts'

export const boxes = ['received', 'sent'] as const
export type EnquiryBox = (typeof boxes)[number]

/** An enquiry in a list. ISO days. */
export type EnquiryEntry = {
  ref: string
  title: string
  /** The other side: who asked, or whom the reader's service asked. */
  withWhom: string
  status: EnquiryStatus
  statusSays: string
  sentOn: string
  /** Day by which an answer is due; null when none is. */
  answerBy: string | null
}

export const enquiryPageSize = 20

/** Enquiries to what the actor's services and they themselves offer. */
export const receivedBy = (ctx: Ctx): Prisma.EnquiryWhereInput => {
  const { personId } = ctx.actor
  return {
    offering: { OR: [{ yotCode: { in: yotsOf(ctx.actor) } }, ...(personId === null ? [] : [{ personId }])] },
  }
}

/** Enquiries that the actor's services sent. */
export const sentBy = (ctx: Ctx): Prisma.EnquiryWhereInput => ({ yotCode: { in: yotsOf(ctx.actor) } })

export type BoxCounts = Record<EnquiryBox, number>

/** How many enquiries are in each box. */
export const countEnquiries = async (ctx: Ctx): Promise<BoxCounts> => {
  const { enquiry } = tables(ctx)
  const [received, sent] = await Promise.all([
    enquiry.count({ where: receivedBy(ctx) }),
    enquiry.count({ where: sentBy(ctx) }),
  ])
  return { received, sent }
}

/** The box to open when none is asked for: the first that has something in it. */
export const boxToOpen = (counts: BoxCounts): EnquiryBox => boxes.find((box) => counts[box] > 0) ?? 'received'

/** One box of the actor's enquiries, the newest first, twenty a page, and how many are in it. */
export const listEnquiries = async (
  ctx: Ctx,
  box: EnquiryBox,
  page: number,
): Promise<{ enquiries: EnquiryEntry[]; count: number; pageCount: number }> => {
  const where = box === 'received' ? receivedBy(ctx) : sentBy(ctx)
  const { enquiry } = tables(ctx)
  const [count, rows] = await Promise.all([
    enquiry.count({ where }),
    enquiry.findMany({
      where,
      orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * enquiryPageSize,
      take: enquiryPageSize,
      select: {
        ref: true,
        status: true,
        sentAt: true,
        respondBy: true,
        yot: { select: { name: true } },
        offering: {
          select: { title: true, yot: { select: { name: true } }, person: { select: { name: true } } },
        },
      },
    }),
  ])
  return {
    enquiries: rows.map(({ ref, status, sentAt, respondBy, yot, offering }) => ({
      ref,
      title: offering.title,
      withWhom: box === 'received' ? yot.name : (offering.yot?.name ?? offering.person?.name ?? ''),
      status,
      statusSays: enquiryStatusWords[status],
      sentOn: londonDate(sentAt),
      answerBy: status === 'sent' || status === 'undecided' ? isoFromDate(respondBy) : null,
    })),
    count,
    pageCount: Math.ceil(count / enquiryPageSize),
  }
}
