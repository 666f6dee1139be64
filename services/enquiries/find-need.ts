import type { Prisma } from '#prisma/generated/client.ts'
import type { EnquiryStatus } from '#prisma/generated/enums.ts'
import { primaryAddress } from '#services/accounts/index.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newestTexts, type Sealed } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { isProvider, offererName, pricedBases, priceInWords } from '#services/offerings/index.ts'
import { hostPeople, knownNeeds, needSideOf, providerPeople } from './enquiry-people.ts'
import { type HostNeed, hostNeed, type KnownOfProviders } from './host-need.ts'
import { asHow, sayNeed } from './need.ts'
import { offerOf } from './offer.ts'
import { type ProviderNeed, providerNeed } from './provider-need.ts'
import { tables } from './tables.ts'

/** One side of an enquiry: which service, or which associate, and who answers there. */
export type Party = { name: string; href: string; people: { name: string; address: string | null }[] }

/** A question as everybody reads it; whose it is, nobody. */
export type QuestionShown = {
  id: string
  text: string
  askedOn: string
  answer: string | null
  answeredOn: string | null
  /** The reader's own side asked it. */
  isOwn: boolean
}

const select = {
  id: true,
  ref: true,
  yotCode: true,
  fromId: true,
  words: true,
  themes: true,
  how: true,
  days: true,
  startsOn: true,
  orOn: true,
  neededBy: true,
  askedAt: true,
  chosenId: true,
  chosenById: true,
  chosenAt: true,
  reason: true,
  yot: { select: { name: true, latitude: true, longitude: true } },
  from: { select: { name: true } },
  questions: { orderBy: { askedAt: 'asc' } },
  enquiries: {
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      ref: true,
      version: true,
      status: true,
      respondBy: true,
      respondedAt: true,
      response: true,
      isCountered: true,
      engagement: { select: { ref: true } },
      offering: {
        select: {
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
          yot: { select: { name: true, latitude: true, longitude: true } },
          outside: { select: { ref: true, name: true } },
          contact: { select: { name: true } },
        },
      },
    },
  },
} as const satisfies Prisma.NeedSelect

export type NeedRow = Prisma.NeedGetPayload<{ select: typeof select }>
export type EnquiryRow = NeedRow['enquiries'][number]

/** What both sides read of one enquiry. ISO days. */
export const enquiryFacts = ({ offering, status, respondBy, respondedAt, ...row }: EnquiryRow) => ({
  id: row.id,
  version: row.version,
  status: status as EnquiryStatus,
  offering: {
    slug: offering.slug,
    title: offering.title,
    price: priceInWords(offering),
    isPriced: pricedBases.includes(offering.basis),
  },
  provider: {
    name: offererName(offering),
    href: offering.outside
      ? `/outside/${offering.outside.ref}`
      : offering.yotCode === null
        ? `/bank/${offering.personId}`
        : `/yots/${offering.yotCode}`,
  },
  response: row.response,
  respondBy: isoFromDate(respondBy),
  respondedOn: respondedAt && londonDate(respondedAt),
  isCountered: row.isCountered,
  engagementRef: row.engagement?.ref ?? null,
})

const partyPeople = async (ctx: Ctx, personIds: readonly string[]): Promise<Party['people']> => {
  const rows = await ctx.db.person.findMany({
    where: { id: { in: [...personIds] } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  })
  return Promise.all(rows.map(async ({ id, name }) => ({ name, address: await primaryAddress(ctx, id) })))
}

/** Both sides of a chosen offer, with names and addresses. */
export const partiesOf = async (ctx: Ctx, need: NeedRow, chosen: EnquiryRow): Promise<Party[]> => {
  const { offering } = chosen
  const [hosts, providers] = await Promise.all([hostPeople(ctx, need), providerPeople(ctx, offering)])
  return Promise.all([
    partyPeople(ctx, hosts).then((people) => ({ name: need.yot.name, href: `/yots/${need.yotCode}`, people })),
    partyPeople(ctx, providers).then((people) => ({ ...enquiryFacts(chosen).provider, people })),
  ])
}

const isoOr = (date: Date | null) => (date === null ? {} : { on: isoFromDate(date) }).on

/** What is asked besides the words. */
const factsOf = (ctx: Ctx, { themes, how, days, startsOn, orOn, neededBy }: NeedRow) =>
  sayNeed(ctx, {
    themes,
    how: asHow(how),
    days: days ?? undefined,
    startsOn: isoOr(startsOn),
    orOn: isoOr(orOn),
    by: isoOr(neededBy),
  })

const questionsOf = (need: NeedRow, own: ReadonlySet<string>): QuestionShown[] =>
  need.questions.map(({ id, text, askedAt, answer, answeredAt, enquiryId }) => ({
    id,
    text,
    askedOn: londonDate(askedAt),
    answer,
    answeredOn: answeredAt && londonDate(answeredAt),
    isOwn: own.has(enquiryId),
  }))

/** What is the same for both sides. */
const common = async (ctx: Ctx, need: NeedRow, own: ReadonlySet<string>) => ({
  ref: need.ref,
  words: need.words,
  facts: await factsOf(ctx, need),
  askedOn: londonDate(need.askedAt),
  askedBy: need.from.name,
  host: { name: need.yot.name, href: `/yots/${need.yotCode}` },
  count: need.enquiries.length,
  days: need.days,
  questions: questionsOf(need, own),
})
export type NeedCommon = Awaited<ReturnType<typeof common>>

/** A need as its page shows it: to the host with all answers, to a provider with its own only. */
export type NeedPage = HostNeed | ProviderNeed

/**
 * A need by its reference, or by one that led to one of its enquiries, for those on either side; not found for anybody else. A provider
 * reads the need, the questions and its own answers, and nothing of the others.
 */
export const findNeed = async (ctx: Ctx, ref: string, known: KnownOfProviders = {}): Promise<Result<NeedPage>> => {
  const need = await tables(ctx).need.findFirst({
    where: { AND: [{ OR: [{ ref }, { enquiries: { some: { ref } } }] }, knownNeeds(ctx.actor)] },
    select,
  })
  const side = need && needSideOf(ctx.actor, need)
  if (!need || side === null) return notFound()
  const rows =
    side === 'host' ? need.enquiries : need.enquiries.filter(({ offering }) => isProvider(ctx.actor, offering))
  const ids = rows.map(({ id }) => id)
  const [shared, offers] = await Promise.all([
    common(ctx, need, new Set(side === 'provider' ? ids : [])),
    newestTexts(ctx, offerOf('').kind, ids),
  ])
  return ok(
    side === 'host'
      ? await hostNeed(ctx, need, shared, offers, known)
      : await providerNeed(ctx, need, rows, shared, offers),
  )
}

export type Offers = ReadonlyMap<string, Sealed>
