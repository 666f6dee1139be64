import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import { primaryAddress } from '#services/accounts/primary-address.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { longDate, money } from '#services/core/words.ts'
import { otherOpenEnquiries } from './choose-enquiry.ts'
import {
  type EnquiryEvent,
  type EnquirySide,
  enquiryMovesOpenTo,
  enquiryMoveWords,
  enquiryStatusWords,
} from './enquiry-lifecycle.ts'
import { enquirySidesOf, hostPeople, providerPeople } from './enquiry-people.ts'
import { tables } from './tables.ts'
import { pricedBases, priceInWords } from './words.ts'

/** One side of an enquiry: which service, or which associate, and who answers there. */
export type Party = { name: string; href: string; people: { name: string; address: string | null }[] }

/** An enquiry as its page shows it to either side. ISO days. */
export type EnquiryPage = {
  ref: string
  version: number
  status: EnquiryStatus
  statusSays: string
  sides: EnquirySide[]
  offering: { slug: string; title: string; price: string; isPriced: boolean }
  /** Who asks, and who offers; addresses only once the offer is chosen. */
  host: Party
  provider: Party
  askedBy: string
  need: string
  sentOn: string
  respondBy: string
  respondedOn: string | null
  response: string | null
  /** "£450", for all of it. */
  quote: string | null
  /** What the reader can do. */
  moves: { event: EnquiryEvent; says: string; follows: string }[]
  /** What happens next and by when, for this reader. */
  next: string
  /** Other open enquiries of the service, where the reader is about to choose. */
  others: { ref: string; title: string; provider: string }[]
}

const select = {
  ref: true,
  version: true,
  status: true,
  fromId: true,
  from: { select: { name: true } },
  yotCode: true,
  yot: { select: { name: true } },
  need: true,
  sentAt: true,
  respondBy: true,
  respondedAt: true,
  response: true,
  quotePence: true,
  offering: {
    select: {
      slug: true,
      title: true,
      basis: true,
      pricePence: true,
      priceUnit: true,
      yotCode: true,
      personId: true,
      contactId: true,
      yot: { select: { name: true } },
      person: { select: { name: true } },
    },
  },
} as const

/** What happens next, in a sentence for one side. */
const nextFor = (status: EnquiryStatus, side: EnquirySide, respondBy: string): string => {
  const day = longDate(respondBy)
  const isHost = side === 'host'
  switch (status) {
    case 'sent':
      return isHost
        ? `They answer by ${day}. We write to you when they do, or when that day has passed.`
        : `Answer by ${day}. After that the enquiry closes by itself.`
    case 'undecided':
      return isHost
        ? `They say yes or no by ${day}. After that the enquiry closes by itself.`
        : `Say yes or no by ${day}. After that the enquiry closes by itself.`
    case 'interested':
      return isHost
        ? 'Choose this offer, or say that you take another. You agree terms with each other after that.'
        : 'They read your answer and choose. We write to you when they have. Nothing is agreed before you agree terms.'
    case 'chosen':
      return 'Agree terms with each other directly: dates, who takes part and what it costs. Here is who to write to.'
    case 'declined':
    case 'expired':
      return isHost ? 'This enquiry is over. You can ask another provider.' : 'This enquiry is over.'
    case 'not_chosen':
    case 'withdrawn':
      return 'This enquiry is over.'
  }
}

const namesOf = async (ctx: Ctx, personIds: readonly string[], isChosen: boolean): Promise<Party['people']> => {
  const rows = await ctx.db.person.findMany({
    where: { id: { in: [...personIds] } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  })
  return Promise.all(
    rows.map(async ({ id, name }) => ({ name, address: isChosen ? await primaryAddress(ctx, id) : null })),
  )
}

/** An enquiry by its reference, for those on either side of it; not found for anybody else. */
export const findEnquiry = async (ctx: Ctx, ref: string): Promise<Result<EnquiryPage>> => {
  const row = await tables(ctx).enquiry.findUnique({ where: { ref }, select })
  if (!row) return notFound()
  const sides = enquirySidesOf(ctx.actor, row)
  const [side] = sides
  if (side === undefined) return notFound()
  const { offering, status } = row
  const isChosen = status === 'chosen'
  const respondBy = isoFromDate(row.respondBy)
  const moves = enquiryMovesOpenTo(status, sides)
  return ok({
    ref,
    version: row.version,
    status,
    statusSays: enquiryStatusWords[status],
    sides,
    offering: {
      slug: offering.slug,
      title: offering.title,
      price: priceInWords(offering),
      isPriced: pricedBases.includes(offering.basis),
    },
    host: {
      name: row.yot.name,
      href: `/yots/${row.yotCode}`,
      people: await namesOf(ctx, await hostPeople(ctx, row), isChosen),
    },
    provider: {
      name: offering.yot?.name ?? offering.person?.name ?? '',
      href: offering.yotCode === null ? `/bank/${offering.personId}` : `/yots/${offering.yotCode}`,
      people: await namesOf(ctx, await providerPeople(ctx, offering), isChosen),
    },
    askedBy: row.from.name,
    need: row.need,
    sentOn: londonDate(row.sentAt),
    respondBy,
    respondedOn: row.respondedAt && londonDate(row.respondedAt),
    response: row.response,
    quote: row.quotePence === null ? null : money(row.quotePence),
    moves: moves.map((event) => ({
      event,
      ...enquiryMoveWords(event, { status, isAssociate: offering.yotCode === null }),
    })),
    next: nextFor(status, side, respondBy),
    others: moves.includes('chosen') ? await otherOpenEnquiries(ctx, row) : [],
  })
}
