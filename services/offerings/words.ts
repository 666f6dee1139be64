import type { Basis, Delivery, OfferingKind } from '#prisma/generated/enums.ts'
import { money } from '#services/core/words.ts'

export const kindWords: Record<OfferingKind, string> = {
  training: 'Training',
  consultancy: 'Consultancy',
  mentoring: 'Mentoring',
  inspection_support: 'Support around inspections',
  induction_pack: 'Induction pack',
  tool: 'Tool or template',
}

export const basisWords: Record<Basis, string> = {
  free: 'Free',
  in_kind: 'In kind',
  cost_recovery: 'Cost recovery',
  charged: 'Charged',
}

/** What a basis means, for those who choose one. */
export const basisHints: Record<Basis, string> = {
  free: 'Nothing is asked in return',
  in_kind: 'Time for time: no money changes hands',
  cost_recovery: 'Only what it costs to provide',
  charged: 'A price beyond its cost',
}

export const deliveryWords: Record<Delivery, string> = {
  remote: 'Remote',
  on_site: 'On site',
  hybrid: 'Partly on site, partly remote',
  download: 'Download',
}

/** A table of words as the choices of a question, in its order. */
export const choicesOf = <Value extends string>(words: Record<Value, string>): { value: Value; label: string }[] =>
  Object.keys(words)
    .filter((value): value is Value => value in words)
    .map((value) => ({ value, label: words[value] }))

/** Bases that have a price. */
export const pricedBases: readonly Basis[] = ['cost_recovery', 'charged']

/** "Free", "In kind", "Cost recovery: £45 a place". The unit is typed by people: "a day", "the visit". */
export const priceInWords = (offering: {
  basis: Basis
  pricePence: number | null
  priceUnit: string | null
}): string => {
  const { basis, pricePence, priceUnit } = offering
  const words = basisWords[basis]
  if (pricePence === null) return words
  return `${words}: ${money(pricePence)}${priceUnit === null ? '' : ` ${priceUnit}`}`
}
