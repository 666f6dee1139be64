import type { Prisma } from '#prisma/generated/client.ts'
import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { counted } from '#services/core/words.ts'
import { offererName } from '#services/offerings/index.ts'
import { yotsOf } from '#services/yots/index.ts'
import { enquiryLife } from './lifecycle.ts'
import { tables } from './tables.ts'

export const boxes = ['received', 'sent'] as const
export type EnquiryBox = (typeof boxes)[number]

/** A need that the reader's service asked, or an enquiry to what they offer, in a list. ISO days. */
export type EnquiryEntry = {
  id: string
  ref: string
  title: string
  /** Who asked, or whom the reader's service asked. */
  withWhom: string
  status: EnquiryStatus
  statusSays: string
  sentOn: string
  /** Day by which an answer is due; null when none is. */
  answerBy: string | null
}

const enquiryPageSize = 20

/** Enquiries to what the actor's services and they themselves offer. */
export const receivedBy = (ctx: Ctx): Prisma.EnquiryWhereInput => {
  const { personId } = ctx.actor
  return {
    offering: { OR: [{ yotCode: { in: yotsOf(ctx.actor) } }, ...(personId === null ? [] : [{ personId }])] },
  }
}

/** Needs of the actor's services. */
export const sentBy = (ctx: Ctx): Prisma.NeedWhereInput => ({ yotCode: { in: yotsOf(ctx.actor) } })

export type BoxCounts = Record<EnquiryBox, number>

/** How many are in each box. */
export const countEnquiries = async (ctx: Ctx): Promise<BoxCounts> => {
  const { enquiry, need } = tables(ctx)
  const [received, sent] = await Promise.all([
    enquiry.count({ where: receivedBy(ctx) }),
    need.count({ where: sentBy(ctx) }),
  ])
  return { received, sent }
}

/** The box to open when none is asked for: the first that has something in it. */
export const boxToOpen = (counts: BoxCounts): EnquiryBox => boxes.find((box) => counts[box] > 0) ?? 'received'

const offering = {
  select: {
    title: true,
    yot: { select: { name: true } },
    outside: { select: { name: true } },
    contact: { select: { name: true } },
  },
} as const

/** The first words of a need, as lists name it. */
export const needTitle = (words: string): string => {
  const line = words.split('\n')[0] ?? ''
  return line.length <= 90 ? line : `${line.slice(0, 88).replace(/\s+\S*$/, '')} …`
}

/** How a need stands as a whole: what matters most to the host first. */
const standing: readonly EnquiryStatus[] = [
  'chosen',
  'interested',
  'sent',
  'undecided',
  'declined',
  'not_chosen',
  'expired',
  'withdrawn',
]

const sentSays = (status: EnquiryStatus, of: readonly { status: EnquiryStatus }[]): string => {
  const offers = of.filter((one) => one.status === 'interested').length
  if (status === 'interested') return `${counted(offers, 'offer')} to choose from`
  if (status === 'undecided') return enquiryLife.states.sent
  return enquiryLife.states[status]
}

type Listed = { enquiries: EnquiryEntry[]; count: number; pageCount: number }
const pageOf = (page: number) => ({ skip: (page - 1) * enquiryPageSize, take: enquiryPageSize })
const pagesFor = (count: number) => Math.ceil(count / enquiryPageSize)

const listReceived = async (ctx: Ctx, page: number): Promise<Listed> => {
  const { enquiry } = tables(ctx)
  const where = receivedBy(ctx)
  const [count, rows] = await Promise.all([
    enquiry.count({ where }),
    enquiry.findMany({
      where,
      orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
      ...pageOf(page),
      select: {
        id: true,
        ref: true,
        status: true,
        isCountered: true,
        sentAt: true,
        respondBy: true,
        yot: { select: { name: true } },
        offering,
      },
    }),
  ])
  return {
    enquiries: rows.map(({ id, ref, status, isCountered, sentAt, respondBy, yot, offering }) => ({
      id,
      ref,
      title: offering.title,
      withWhom: yot.name,
      status,
      statusSays: isCountered ? 'Another version to answer' : enquiryLife.states[status],
      sentOn: londonDate(sentAt),
      answerBy: enquiryLife.is('unanswered', status) ? isoFromDate(respondBy) : null,
    })),
    count,
    pageCount: pagesFor(count),
  }
}

const listSent = async (ctx: Ctx, page: number): Promise<Listed> => {
  const { need } = tables(ctx)
  const where = sentBy(ctx)
  const [count, rows] = await Promise.all([
    need.count({ where }),
    need.findMany({
      where,
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      ...pageOf(page),
      select: {
        id: true,
        ref: true,
        words: true,
        askedAt: true,
        enquiries: { orderBy: { id: 'asc' }, select: { status: true, respondBy: true, offering } },
      },
    }),
  ])
  return {
    enquiries: rows.map(({ id, ref, words, askedAt, enquiries }) => {
      const status = standing.find((one) => enquiries.some((enquiry) => enquiry.status === one)) ?? 'withdrawn'
      const due = enquiries.filter((enquiry) => enquiryLife.is('unanswered', enquiry.status))
      return {
        id,
        ref,
        title: needTitle(words),
        withWhom: [...new Set(enquiries.map(({ offering }) => offererName(offering)))].join(', '),
        status,
        statusSays: sentSays(status, enquiries),
        sentOn: londonDate(askedAt),
        answerBy:
          due
            .map(({ respondBy }) => isoFromDate(respondBy))
            .sort()
            .at(-1) ?? null,
      }
    }),
    count,
    pageCount: pagesFor(count),
  }
}

/** One box of the actor's needs or enquiries, the newest first, twenty a page, and how many are in it. */
export const listEnquiries = (ctx: Ctx, box: EnquiryBox, page: number): Promise<Listed> =>
  box === 'received' ? listReceived(ctx, page) : listSent(ctx, page)
