import { quantityWords, sumOf } from '#services/core/price-lines.ts'
import { counted, money } from '#services/core/words.ts'
import { daysWords, type OfferParts } from './offer.ts'

/** What an offer is compared with: what the offering costs by the day, and how many days were asked for. */
export type Expected = {
  offering: { pricePence: number | null; priceUnit: string | null }
  /** Whole days. */
  needDays: number | null
}

/** A day of somebody’s work rarely costs less, or more, than this. Pence. */
const leastADay = 10_000
const mostADay = 150_000

/** Sums this far from days times rate, either way, are asked about. */
const tolerance = 1.6

const dayRateOf = ({ pricePence, priceUnit }: Expected['offering']): number | null =>
  pricePence !== null && /^(?:a|per|each|one)\s+day$/i.test(priceUnit?.trim() ?? '') ? pricePence : null

const isFar = (sum: number, from: number): boolean => sum * tolerance < from || from * tolerance < sum

/**
 * One question about figures that do not fit together, as a sentence, or null: the days in the price against the days said, the
 * total against days times rate, a day that costs what several would, more dates than days, far more days than were asked
 * for. It is asked once; whoever answers that it is right is believed.
 */
export const doubtOf = (
  { lines, days, dates }: Pick<OfferParts, 'lines' | 'days' | 'dates'>,
  { offering, needDays }: Expected,
): string | null => {
  const { netPence } = sumOf(lines)
  const byDay = lines.filter(({ unit }) => /^days?$/i.test(unit.trim()))
  const daysPriced = byDay.reduce((sum, { quantity }) => sum + quantity, 0)
  const offered = dayRateOf(offering)
  const [dearest] = [...byDay].sort((one, other) => other.pricePence - one.pricePence)
  const ask = (sentence: string) => `${sentence} Is that right?`

  if (dearest && days !== null && daysPriced !== days) {
    const would = Math.round((dearest.pricePence * days) / 100)
    return ask(
      `You wrote ${money(netPence)} for ${daysWords(days)}, and the price counts ${daysWords(daysPriced)}. At ${money(dearest.pricePence)} a day, ${daysWords(days)} come to ${money(would)}.`,
    )
  }
  if (dearest && offered !== null && isFar(dearest.pricePence, offered))
    return ask(
      `You wrote ${quantityWords(dearest.quantity)} × day at ${money(dearest.pricePence)} each, ${money(netPence)} in all. You offer it at ${money(offered)} a day.`,
    )
  if (dearest && offered === null && (dearest.pricePence > mostADay || dearest.pricePence < leastADay))
    return ask(`You wrote ${money(dearest.pricePence)} for each day, ${money(netPence)} in all.`)
  const span = days ?? (needDays === null ? null : needDays * 100)
  if (!dearest && lines.length > 0 && span !== null && span >= 200) {
    const said =
      days === null
        ? `They need about ${daysWords(span)}, and you wrote ${money(netPence)}.`
        : `You wrote ${money(netPence)} for ${daysWords(span)}.`
    const aDay = Math.round((netPence * 100) / span)
    if (offered !== null && isFar(netPence, (offered * span) / 100))
      return ask(
        `${said} At ${money(offered)} a day, as you offer it, ${daysWords(span)} come to ${money(Math.round((offered * span) / 100))}.`,
      )
    if (offered === null && (aDay < leastADay || aDay > mostADay)) return ask(`${said} That is ${money(aDay)} a day.`)
  }
  // Two mornings are a day.
  if (days !== null && dates.length * 50 > Math.ceil(days / 100) * 100)
    return ask(`You wrote ${daysWords(days)} and propose ${counted(dates.length, 'date')}.`)
  if (days !== null && needDays !== null && (days > needDays * 200 || days * 2 < needDays * 100))
    return ask(`They need about ${daysWords(needDays * 100)}, and you wrote ${daysWords(days)}.`)
  return null
}
