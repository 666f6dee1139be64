import type { Delivery } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Line } from '#services/core/price-lines.ts'
import { longDate } from '#services/core/words.ts'
import { isLone, pricedBases, priceInWords } from '#services/offerings/index.ts'
import {
  type EnquiryRow,
  enquiryFacts,
  type NeedCommon,
  type NeedRow,
  type Offers,
  type Party,
  partiesOf,
} from './find-need.ts'
import { type EnquiryEvent, enquiryLife, enquiryMoveWords } from './lifecycle.ts'
import { type OfferingPerson, type OfferParts, offerIn, totalWords } from './offer.ts'
import { whoCanDeliver } from './write-offer.ts'

/** What the form for an offer shows before anything is typed. */
export type OfferForm = {
  isPriced: boolean
  price: string
  /** Empty for an associate, who delivers it themselves. */
  possible: OfferingPerson[]
  parts: Pick<OfferParts, 'lines' | 'expenses' | 'dates' | 'days' | 'mode' | 'validUntil'> & { people: string[] }
}

export type OwnAnswer = ReturnType<typeof enquiryFacts> & {
  statusSays: string
  moves: { event: EnquiryEvent; says: string; follows: string }[]
  next: string
  /** "£1,040"; null where nothing is asked or offered yet. */
  total: string | null
  offerNumber: number | null
  form: OfferForm | null
  parties: Party[]
}

export type ProviderNeed = NeedCommon & {
  side: 'provider'
  /** The reader's own, and nobody else's. */
  answers: OwnAnswer[]
  mayQuestion: boolean
}

/** Days that an offer stands, unless the provider says otherwise. */
const standsDays = 30

/** "day" of "a day", as a line says it. */
const unitOf = (priceUnit: string | null) => (priceUnit ?? 'whole').replace(/^(?:a|an|the|per)\s+/i, '').slice(0, 40)

type Offering = Omit<EnquiryRow['offering'], 'yot' | 'outside'>

const firstLine = ({ title, pricePence, priceUnit }: Offering, days: number | null): Line[] => {
  if (pricePence === null) return []
  const unit = unitOf(priceUnit)
  const quantity = /^days?$/i.test(unit) && days !== null ? days * 100 : 100
  return [{ what: title.slice(0, 200), quantity, unit, pricePence, vat: 'outside-scope' }]
}

/** How the form for an offer begins: as the newest version says, or as the offering and the need suggest. */
export const offerForm = async (
  ctx: Ctx,
  { offering, newest, days }: { offering: Offering; newest: OfferParts | null; days: number | null },
): Promise<OfferForm> => {
  const isPriced = pricedBases.includes(offering.basis)
  const [only] = offering.delivery
  const mode: Delivery | null = offering.delivery.length === 1 ? (only ?? null) : null
  const first = {
    lines: isPriced ? firstLine(offering, days) : [],
    expenses: '',
    dates: [],
    days: days === null ? null : days * 100,
    mode,
    people: [],
    validUntil: addDays(ctx.clock.today(), standsDays),
  }
  return {
    isPriced,
    price: priceInWords(offering),
    possible: isLone(offering) ? [] : await whoCanDeliver(ctx, offering),
    parts: newest ? { ...newest, people: newest.people.map(({ personId }) => personId) } : first,
  }
}

/** What happens next, in a sentence for the provider. */
const nextFor = ({ status, isCountered }: EnquiryRow, respondBy: string): string => {
  switch (status) {
    case 'sent':
      return `Answer by ${longDate(respondBy)}. After that the enquiry closes by itself.`
    case 'undecided':
      return `Say yes or no by ${longDate(respondBy)}. After that the enquiry closes by itself.`
    case 'interested':
      return isCountered
        ? 'They propose another version of your offer. Agree to it, or write another.'
        : 'They read your answer and choose. We write to you when they have. Nothing is agreed before you agree terms.'
    case 'chosen':
      return 'Terms are agreed on the page of the engagement that began with it: dates, who takes part and what it costs.'
    case 'not_chosen':
      return 'They chose differently this time. Nothing more is asked of you. Thank you for being there.'
    default:
      return 'This enquiry is over.'
  }
}

/** A provider's page: the need, and its own answers only. */
export const providerNeed = async (
  ctx: Ctx,
  need: NeedRow,
  rows: readonly EnquiryRow[],
  shared: NeedCommon,
  offers: Offers,
): Promise<ProviderNeed> => {
  const answers = await Promise.all(
    rows.map(async (row): Promise<OwnAnswer> => {
      const facts = enquiryFacts(row)
      const offer = offers.get(row.id)
      const moves = enquiryLife.openTo(row.status, ['provider'])
      return {
        ...facts,
        statusSays: row.isCountered ? 'They propose another version' : enquiryLife.states[row.status],
        moves: moves.map((event) => ({
          event,
          ...enquiryMoveWords(event, { status: row.status, isAssociate: isLone(row.offering) }),
        })),
        next: nextFor(row, facts.respondBy),
        total: offer ? totalWords(offerIn(offer).lines) : null,
        offerNumber: offer?.number ?? null,
        form: moves.includes('interested')
          ? await offerForm(ctx, { offering: row.offering, newest: null, days: need.days })
          : null,
        parties: row.status === 'chosen' ? await partiesOf(ctx, need, row) : [],
      }
    }),
  )
  return {
    ...shared,
    // Known by the reference that they know it by.
    ref: rows[0]?.ref ?? need.ref,
    side: 'provider',
    answers,
    mayQuestion: rows.some(({ status }) => enquiryLife.is('open', status)),
  }
}
