import { counted, dateRange, distance, money } from '#services/core/words.ts'

export type AvailabilityFacts = {
  daysPerYear: number
  reviewsPerYear: number
  canTravel: boolean
  canWorkRemotely: boolean
  maxKm: number | null
  /** ISO days, both included. */
  absences: readonly { from: string; until: string }[]
}

/** When, how much and how far somebody can work, in sentences. Absences that are over are not mentioned. */
export const describeAvailability = (facts: AvailabilityFacts, today: string): string[] => {
  const { daysPerYear, reviewsPerYear, canTravel, canWorkRemotely, maxKm } = facts
  const sentences = [
    daysPerYear === 0
      ? 'Gives no days at present.'
      : `Gives up to ${counted(daysPerYear, 'day')} a year${reviewsPerYear === 0 ? ', none of them to peer reviews' : ` and takes part in up to ${counted(reviewsPerYear, 'peer review')}`}.`,
    whereFor(canTravel, canWorkRemotely, maxKm),
  ]
  const away = facts.absences.filter((absence) => absence.until >= today)
  if (away.length > 0) sentences.push(`Not free ${away.map(({ from, until }) => dateRange(from, until)).join('; ')}.`)
  return sentences
}

const whereFor = (canTravel: boolean, canWorkRemotely: boolean, maxKm: number | null): string => {
  if (!canTravel) return canWorkRemotely ? 'Works remotely only.' : 'Works neither on site nor remotely at present.'
  const far = maxKm === null ? 'Travels anywhere in England and Wales' : `Travels up to about ${distance(maxKm)}`
  return canWorkRemotely ? `${far}, and works remotely.` : `${far}; does not work remotely.`
}

type Terms = { isInKind: boolean; dayRatePence: number | null } | null

/** On what terms somebody works. The rate itself is for those who deal with the bank. */
export const describeTerms = (profile: Terms, mayCharge: boolean, showsRate: boolean): string => {
  const rate = profile?.dayRatePence ?? null
  const isInKind = profile?.isInKind ?? true
  if (rate === null) return isInKind ? 'Gives their time in kind, agreed with their service.' : 'Terms by agreement.'
  const charge = showsRate ? `charges ${money(rate)} a day` : 'charges a day rate'
  const insured = mayCharge ? 'and is insured for charged work' : 'but may not take charged work at present'
  return `Gives peer reviews in kind; for other work ${charge}, ${insured}.`
}
