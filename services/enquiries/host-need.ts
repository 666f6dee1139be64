import { previewEnquiry } from '#services/conflicts/index.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptedAt, type Sealed } from '#services/core/life/sealed-text.ts'
import { counted, longDate } from '#services/core/words.ts'
import { kilometresBetween } from '#services/matching/index.ts'
import { isLone } from '#services/offerings/index.ts'
import { standOf } from './close-enquiry.ts'
import { type ComparedRow, type ConflictMark, compareAnswers, type Rating } from './compare-answers.ts'
import {
  type EnquiryRow,
  enquiryFacts,
  type NeedCommon,
  type NeedRow,
  type Offers,
  type Party,
  partiesOf,
} from './find-need.ts'
import { enquiryLife } from './lifecycle.ts'
import { isOver, offerIn, totalWords } from './offer.ts'
import { isCaught, paidBases, peopleOfServices } from './paid-conflicts.ts'
import { keyOfOffer } from './schema.ts'

type Subject = { yotCode: string } | { personId: string } | { outsideId: string }

/** What other rooms know of providers: ratings, by "yot:leeds", "person:<id>" or "outside:<id>". */
export type KnownOfProviders = { ratings?: (subjects: readonly Subject[]) => Promise<ReadonlyMap<string, Rating>> }

const subjectOf = ({ offering: { yotCode, personId, outsideId } }: EnquiryRow): Subject => {
  if (outsideId !== null) return { outsideId }
  return yotCode === null ? { personId: personId ?? '' } : { yotCode }
}
const ratedKey = ({ offering: { yotCode, personId, outsideId } }: EnquiryRow): string => {
  if (outsideId !== null) return `outside:${outsideId}`
  return yotCode === null ? `person:${personId}` : `yot:${yotCode}`
}

export type HostAnswer = ReturnType<typeof enquiryFacts> & {
  statusSays: string
  /** "£1,040"; null where nothing is asked or offered yet. */
  total: string | null
  hasOffer: boolean
  /** What choosing it sends; null where it cannot be chosen, with why in `whyNot`. */
  choice: string | null
  whyNot: string | null
}

export type HostNeed = NeedCommon & {
  side: 'host'
  /** How it stands, for withdrawing it. */
  stand: number
  answers: HostAnswer[]
  /** Those that have answered, by their place in `answers`, and what they say side by side. */
  compared: { columns: number[]; rows: ComparedRow[] }
  chosen: { answer: HostAnswer; by: string | null; on: string | null; reason: string | null; parties: Party[] } | null
  next: string
  isOpen: boolean
  /** Nothing came of it: others can be asked with the same need. */
  mayAskAgain: boolean
}

/** How far each provider is from the host: a service from its area, an associate from where they last held a post. One statement at most. */
const distancesOf = async (ctx: Ctx, need: NeedRow): Promise<(row: EnquiryRow) => number | null> => {
  const associates = need.enquiries.flatMap(({ offering: { yotCode, personId, outsideId } }) =>
    yotCode === null && outsideId === null && personId !== null ? [personId] : [],
  )
  const posts =
    associates.length === 0
      ? []
      : await ctx.db.holding.findMany({
          where: { personId: { in: associates } },
          orderBy: { from: 'asc' },
          select: { personId: true, yot: { select: { latitude: true, longitude: true } } },
        })
  const last = new Map(posts.map(({ personId, yot }) => [personId, yot]))
  return ({ offering }) => {
    // Where an outside provider is, is known by its region only.
    const at = offering.yot ?? (offering.outsideId === null ? last.get(offering.personId ?? '') : undefined)
    return at === undefined ? null : kilometresBetween(need.yot, at)
  }
}

/** What the rules find between whoever would be paid and the host, as a mark without reasons. The same statements for any number. */
const marksOf = async (ctx: Ctx, need: NeedRow, offers: Offers): Promise<(row: EnquiryRow) => ConflictMark> => {
  const paid = need.enquiries.filter(({ offering }) => paidBases.includes(offering.basis))
  const services = await peopleOfServices(ctx, [...new Set(paid.flatMap(({ offering }) => offering.yotCode ?? []))])
  const deliverers = ({ id, offering }: EnquiryRow): string[] => {
    const offer = offers.get(id)
    const speaker = offering.personId === null ? [] : [offering.personId]
    if (isLone(offering)) return speaker
    return [...speaker, ...(offer ? offerIn(offer).people.map(({ personId }) => personId) : [])]
  }
  const found = await previewEnquiry(ctx, {
    yotCode: need.yotCode,
    personIds: [...new Set([...[...services.values()].flat(), ...paid.flatMap(deliverers)])],
  })
  return (row) => {
    if (!paidBases.includes(row.offering.basis)) return null
    const theirs = deliverers(row).flatMap((id) => found.get(id) ?? [])
    const colleagues = (services.get(row.offering.yotCode ?? '') ?? []).some((id) => isCaught(found.get(id) ?? []))
    if (colleagues || theirs.some(({ effect }) => effect === 'block')) return 'blocked'
    return theirs.some(({ effect, ruleId }) => effect === 'manage' && ruleId !== 'STALE') ? 'manage' : 'none'
  }
}

const whyNotChosen = (row: EnquiryRow, offer: Sealed | undefined, mark: ConflictMark, today: string): string | null => {
  if (!offer) return 'No offer yet'
  const { validUntil } = offerIn(offer)
  if (acceptedAt(offer, 'provider') === null) return 'It waits for them to agree to your version'
  if (isOver({ validUntil }, today)) return `It could be chosen until ${longDate(validUntil ?? '')}`
  if (mark === 'blocked') return 'They are not available to your service'
  return row.status === 'interested' ? null : enquiryLife.states[row.status]
}

/** What happens next, in a sentence for the host. */
const nextFor = (need: NeedRow, answers: readonly HostAnswer[]): string => {
  const engagementRef = answers.find(({ id }) => id === need.chosenId)?.engagementRef
  if (need.chosenId !== null)
    return engagementRef
      ? 'You have chosen. Terms are agreed on the page of the engagement: dates, who takes part and what it costs.'
      : 'You have chosen.'
  const open = answers.filter(({ status }) => enquiryLife.is('open', status))
  if (open.length === 0) return 'Nobody whom you asked can help this time. You can ask others.'
  const waiting = open.filter(({ status }) => enquiryLife.is('unanswered', status))
  const offers = open.length - waiting.length
  const [latest] = waiting
    .map(({ respondBy }) => respondBy)
    .sort()
    .toReversed()
  const wait =
    latest === undefined
      ? ''
      : `${waiting.length === answers.length ? 'They answer' : `${counted(waiting.length, 'provider')} still ${waiting.length === 1 ? 'answers' : 'answer'}`} by ${longDate(latest)}, and we write to you as they do.`
  if (offers === 0) return wait
  return `${counted(offers, 'offer')} to compare. Choose one when you are ready: the others are told kindly, in the same moment. ${wait}`.trim()
}

/** The host's page: every answer, what differs, and what can be chosen. */
export const hostNeed = async (
  ctx: Ctx,
  need: NeedRow,
  shared: NeedCommon,
  offers: Offers,
  { ratings }: KnownOfProviders,
): Promise<HostNeed> => {
  const today = ctx.clock.today()
  const [kmOf, markOf, rated] = await Promise.all([
    distancesOf(ctx, need),
    marksOf(ctx, need, offers),
    ratings?.(need.enquiries.map(subjectOf)) ?? new Map<string, Rating>(),
  ])
  const answers = need.enquiries.map((row): HostAnswer => {
    const offer = offers.get(row.id)
    const whyNot = whyNotChosen(row, offer, markOf(row), today)
    return {
      ...enquiryFacts(row),
      statusSays: row.isCountered ? 'Waits for them to agree to your version' : enquiryLife.states[row.status],
      total: offer ? totalWords(offerIn(offer).lines) : null,
      hasOffer: offer !== undefined,
      choice:
        whyNot === null && offer && need.chosenId === null
          ? keyOfOffer({ ...row, number: offer.number, hash: offer.hash })
          : null,
      whyNot,
    }
  })
  const columns = need.enquiries.flatMap(({ respondedAt }, at) => (respondedAt === null ? [] : [at]))
  const rows = compareAnswers(
    columns.flatMap((at) => {
      const row = need.enquiries[at]
      const answer = answers[at]
      if (!row || !answer) return []
      const offer = offers.get(row.id)
      return [
        {
          statusSays: answer.statusSays,
          offer: offer ? offerIn(offer) : null,
          provider: answer.provider.name,
          km: kmOf(row),
          rating: rated.get(ratedKey(row)),
          conflict: markOf(row),
          words: offer && row.status !== 'declined' ? offerIn(offer).note : row.response,
        },
      ]
    }),
    today,
  )
  const isOpen = answers.some(({ status }) => enquiryLife.is('open', status))
  const chosenAt = need.enquiries.findIndex(({ id }) => id === need.chosenId)
  const [chosenRow, chosenAnswer] = [need.enquiries[chosenAt], answers[chosenAt]]
  const by =
    need.chosenById === null
      ? null
      : await ctx.db.person.findUnique({ where: { id: need.chosenById }, select: { name: true } })
  return {
    ...shared,
    side: 'host',
    stand: standOf(need.enquiries),
    answers,
    compared: { columns, rows },
    chosen:
      chosenRow && chosenAnswer
        ? {
            answer: chosenAnswer,
            by: by?.name ?? null,
            on: need.chosenAt && londonDate(need.chosenAt),
            reason: need.reason,
            parties: await partiesOf(ctx, need, chosenRow),
          }
        : null,
    next: nextFor(need, answers),
    isOpen: need.chosenId === null && isOpen,
    mayAskAgain: need.chosenId === null && !isOpen,
  }
}
