import { sumOf } from '#services/core/price-lines.ts'
import { distance, longDate, money } from '#services/core/words.ts'
import { deliveryWords } from '#services/offerings/index.ts'
import { daysWords, isOver, type OfferParts, offerDateWords, offerLineWords } from './offer.ts'

/** What may be managed or stands in the way between whoever would be paid and the host; null where nobody is paid. */
export type ConflictMark = 'none' | 'manage' | 'blocked' | null

/** What ratings say of a provider, as its page does (ratings). */
export type Rating = { isEnough: false } | { isEnough: true; shown: number; count: number }

/** An answer as far as it is compared with the others. */
export type Compared = {
  statusSays: string
  offer: OfferParts | null
  /** A service's name, or the associate's. */
  provider: string
  km: number | null
  rating: Rating | undefined
  conflict: ConflictMark
  words: string | null
}

export type ComparedRow = {
  name: string
  /** One for each answer, in their order: lines, and what speaks for it among them ("Lowest"). */
  cells: { lines: string[]; mark: string | null }[]
  /** Every answer that says anything says the same. */
  isSame: boolean
}

const conflictWords: Record<'none' | 'manage' | 'blocked', string> = {
  none: 'None found',
  manage: 'To be managed in the terms you agree',
  blocked: 'Not available to your service',
}

const ratingWords = (rating: Rating | undefined): string =>
  rating === undefined || !rating.isEnough
    ? 'Not enough ratings yet'
    : `${rating.shown.toFixed(1)} of 5, from ${rating.count} ratings`

/** The places of whatever is least, where at least two say something and they differ. */
const leastOf = (values: readonly (number | string | null)[]): Set<number> => {
  const said = values.filter((value) => value !== null)
  const [least] = [...said].sort((a, b) => (a < b ? -1 : 1))
  if (said.length < 2 || said.every((value) => value === least)) return new Set()
  return new Set(values.flatMap((value, at) => (value === least ? [at] : [])))
}

/**
 * Answers side by side: a row for each thing that they can differ in, a cell for each answer. Rows that none of them says anything
 * about are left out.
 */
export const compareAnswers = (answers: readonly Compared[], today: string): ComparedRow[] => {
  const row = (
    name: string,
    says: (answer: Compared) => readonly string[],
    best?: { mark: string; of: (answer: Compared) => number | string | null },
  ): ComparedRow => {
    const least = best === undefined ? new Set<number>() : leastOf(answers.map(best.of))
    const cells = answers.map((answer, at) => ({
      lines: [...says(answer)],
      mark: best !== undefined && least.has(at) ? best.mark : null,
    }))
    const said = cells.filter(({ lines }) => lines.length > 0).map(({ lines }) => lines.join('\n'))
    return { name, cells, isSame: said.length > 1 && said.every((one) => one === said[0]) }
  }
  const ofOffer = (says: (offer: OfferParts) => readonly string[]) => (answer: Compared) =>
    answer.offer === null ? [] : says(answer.offer)
  const priced = answers.some(({ offer }) => offer !== null && offer.lines.length > 0)
  const rows = [
    row('Where it stands', ({ statusSays }) => [statusSays]),
    row(
      'Price',
      ofOffer(({ lines }) => (lines.length === 0 ? ['Nothing is asked'] : lines.map(offerLineWords))),
    ),
    ...(priced
      ? [
          row(
            'Total',
            ofOffer(({ lines }) => [money(sumOf(lines).totalPence)]),
            { mark: 'Lowest', of: ({ offer }) => offer && sumOf(offer.lines).totalPence },
          ),
        ]
      : []),
    row(
      'Expenses',
      ofOffer(({ expenses }) => (expenses === '' ? [] : [expenses])),
    ),
    row(
      'How long',
      ofOffer(({ days }) => (days === null ? [] : [daysWords(days)])),
    ),
    row(
      'Dates',
      ofOffer(({ dates }) => dates.map(offerDateWords)),
      {
        mark: 'Soonest',
        of: ({ offer }) => offer?.dates[0]?.on ?? null,
      },
    ),
    row(
      'How',
      ofOffer(({ mode }) => (mode === null ? [] : [deliveryWords[mode]])),
    ),
    row('Distance', ({ km }) => (km === null ? [] : [`About ${distance(km)}`]), {
      mark: 'Nearest',
      of: ({ km }) => km,
    }),
    row('Who would deliver it', ({ offer, provider }) =>
      offer === null
        ? []
        : offer.people.length === 0
          ? [`${provider}, nobody named yet`]
          : offer.people.map(({ name }) => name),
    ),
    row('Rating', ({ rating }) => [ratingWords(rating)]),
    row('Conflicts of interest', ({ conflict }) =>
      conflict === null ? ['Not checked: nobody is paid'] : [conflictWords[conflict]],
    ),
    row(
      'Can be chosen until',
      ofOffer(({ validUntil }) =>
        validUntil === null ? [] : [`${longDate(validUntil)}${isOver({ validUntil }, today) ? ': over' : ''}`],
      ),
    ),
    row('In their words', ({ words }) => (words === null ? [] : [words])),
  ]
  return rows.filter(({ cells }) => cells.some(({ lines }) => lines.length > 0))
}
