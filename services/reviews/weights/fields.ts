import { z } from 'zod'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { fromMiles, inMiles } from '#services/core/words.ts'
import { guarded } from '#services/documents/index.ts'
import type { Weights, WeightValues } from '#services/matching/index.ts'

/** What is weighed, in the order of the page. */
export const aspectTitles = {
  themes: 'Themes',
  quality: 'Ratings',
  newcomer: 'Newcomers',
  distance: 'Distance',
  workload: 'Work already carried',
  experience: 'Experience of leading',
  nominated: 'Asked for by the host',
  continuity: 'Served the host before',
  managed: 'Conflicts to be managed',
  reciprocity: 'Give and take between services',
  region: 'Regions asked less',
  kept: 'Keeping what was planned',
  prices: 'What must not be missing',
} as const satisfies Record<keyof WeightValues, string>

export type AspectName = keyof typeof aspectTitles

/** The numbers that may be changed, by the name of their form field. The prices of gaps hold the rules and are not among them. */
export const weightFields = {
  some: { aspect: 'themes', label: 'Some experience of a theme', unit: 'points', least: 0, most: 1000 },
  evidenced: { aspect: 'themes', label: 'Evidence for a theme', unit: 'points', least: 0, most: 1000 },
  strong: { aspect: 'themes', label: 'Strong in a theme', unit: 'points', least: 0, most: 1000 },
  freshMonths: { aspect: 'themes', label: 'Counts in full for', unit: 'months', least: 1, most: 240 },
  staleMonths: { aspect: 'themes', label: 'Counts least from', unit: 'months', least: 1, most: 240 },
  agedPercent: { aspect: 'themes', label: 'Older work counts', unit: '%', least: 0, most: 100 },
  stalePercent: { aspect: 'themes', label: 'The oldest work counts', unit: '%', least: 0, most: 100 },
  best: { aspect: 'quality', label: 'For the best rating', unit: 'points', least: 0, most: 1000 },
  priorCount: { aspect: 'quality', label: 'Average ratings put first', unit: 'ratings', least: 0, most: 50 },
  newcomer: { aspect: 'newcomer', label: 'For a newcomer', unit: 'points', least: 0, most: 1000 },
  below: { aspect: 'newcomer', label: 'A newcomer has fewer than', unit: 'ratings', least: 0, most: 50 },
  nearest: { aspect: 'distance', label: 'For the nearest', unit: 'points', least: 0, most: 1000 },
  zeroAtMiles: { aspect: 'distance', label: 'Nothing from', unit: 'miles', least: 1, most: 1200 },
  hybridPercent: { aspect: 'distance', label: 'For hybrid work', unit: '%', least: 0, most: 100 },
  free: { aspect: 'workload', label: 'For carrying nothing yet', unit: 'points', least: 0, most: 1000 },
  step: { aspect: 'workload', label: 'Less for the first review carried', unit: 'points', least: 0, most: 500 },
  perLed: { aspect: 'experience', label: 'For each review led', unit: 'points', least: 0, most: 250 },
  mostLed: { aspect: 'experience', label: 'Counted up to', unit: 'reviews', least: 0, most: 20 },
  nominated: { aspect: 'nominated', label: 'For being asked for', unit: 'points', least: 0, most: 1000 },
  continuity: { aspect: 'continuity', label: 'For having served the host', unit: 'points', least: 0, most: 1000 },
  managed: { aspect: 'managed', label: 'Taken off for a conflict to be managed', unit: 'points', least: 0, most: 1000 },
  reciprocity: { aspect: 'reciprocity', label: 'For a service that owes', unit: 'points', least: 0, most: 1000 },
  region: { aspect: 'region', label: 'For a region asked less', unit: 'points', least: 0, most: 1000 },
  kept: { aspect: 'kept', label: 'For a place that was planned', unit: 'points', least: 0, most: 1000 },
} as const satisfies Record<string, { aspect: AspectName; label: string; unit: string; least: number; most: number }>

export type FieldName = keyof typeof weightFields
export type FieldValues = Record<FieldName, number>

export const fieldNames = Object.keys(weightFields).filter((name): name is FieldName => name in weightFields)

/** The numbers of published weights as the form shows them. */
export const toFields = (weights: Weights): FieldValues => {
  const { themes, quality, newcomer, distance, workload, experience } = weights
  return {
    ...themes.value,
    ...quality.value,
    newcomer: newcomer.value.points,
    below: newcomer.value.below,
    nearest: distance.value.nearest,
    zeroAtMiles: inMiles(distance.value.zeroAtKm),
    hybridPercent: distance.value.hybridPercent,
    ...workload.value,
    perLed: experience.value.perLed,
    mostLed: experience.value.most,
    nominated: weights.nominated.value,
    continuity: weights.continuity.value,
    managed: -weights.managed.value,
    reciprocity: weights.reciprocity.value,
    region: weights.region.value,
    kept: weights.kept.value,
  }
}

/** The numbers of a form as settings; the prices of gaps stay as they are, and so does a distance that reads the same in miles. */
export const fromFields = (of: FieldValues, { prices, distance }: Weights): WeightValues => ({
  themes: {
    some: of.some,
    evidenced: of.evidenced,
    strong: of.strong,
    freshMonths: of.freshMonths,
    staleMonths: of.staleMonths,
    agedPercent: of.agedPercent,
    stalePercent: of.stalePercent,
  },
  quality: { best: of.best, priorCount: of.priorCount },
  newcomer: { points: of.newcomer, below: of.below },
  distance: {
    nearest: of.nearest,
    zeroAtKm: of.zeroAtMiles === inMiles(distance.value.zeroAtKm) ? distance.value.zeroAtKm : fromMiles(of.zeroAtMiles),
    hybridPercent: of.hybridPercent,
  },
  workload: { free: of.free, step: of.step },
  experience: { perLed: of.perLed, most: of.mostLed },
  nominated: of.nominated,
  continuity: of.continuity,
  managed: of.managed === 0 ? 0 : -of.managed,
  reciprocity: of.reciprocity,
  region: of.region,
  kept: of.kept,
  prices: prices.value,
})

/** "Less for the first review carried: 20 points, 40 in the new". */
export const fieldChanges = (before: FieldValues, after: FieldValues) =>
  fieldNames.flatMap((name) => {
    const { aspect, label, unit } = weightFields[name]
    const words = (value: number) => (unit === '%' ? `${value}%` : `${value} ${unit}`)
    return before[name] === after[name]
      ? []
      : [{ name: `${aspectTitles[aspect]}: ${label.toLowerCase()}`, from: words(before[name]), to: words(after[name]) }]
  })

const number = (name: FieldName) => {
  const { label, least, most } = weightFields[name]
  const say = `${label}: enter a whole number from ${least} to ${most.toLocaleString('en-GB')}`
  return wholeNumber(say, { least, most })
}

const numbers: { [Name in FieldName]: z.ZodType<number> } = {
  some: number('some'),
  evidenced: number('evidenced'),
  strong: number('strong'),
  freshMonths: number('freshMonths'),
  staleMonths: number('staleMonths'),
  agedPercent: number('agedPercent'),
  stalePercent: number('stalePercent'),
  best: number('best'),
  priorCount: number('priorCount'),
  newcomer: number('newcomer'),
  below: number('below'),
  nearest: number('nearest'),
  zeroAtMiles: number('zeroAtMiles'),
  hybridPercent: number('hybridPercent'),
  free: number('free'),
  step: number('step'),
  perLed: number('perLed'),
  mostLed: number('mostLed'),
  nominated: number('nominated'),
  continuity: number('continuity'),
  managed: number('managed'),
  reciprocity: number('reciprocity'),
  region: number('region'),
  kept: number('kept'),
}

const noReason = 'Say why the weights change, in at least 10 characters'

/** New weights as typed, on top of the version that the page showed. */
export const tryWeightsSchema = z
  .object({
    ...numbers,
    version: versionField,
    round: wholeNumber('Choose a round').optional(),
    reason: guarded(
      z.string({ error: noReason }).trim().min(10, noReason).max(500, 'Keep the reason to 500 characters'),
    ),
  })
  .superRefine((of, { addIssue }) => {
    const refuse = (path: FieldName, message: string) => addIssue({ code: 'custom', path: [path], message })
    if (of.evidenced < of.some) refuse('evidenced', 'Evidence must count at least as much as some experience')
    if (of.strong < of.evidenced) refuse('strong', 'Strong must count at least as much as evidence')
    if (of.staleMonths < of.freshMonths)
      refuse('staleMonths', 'Work cannot count least before it has stopped counting in full')
    if (of.stalePercent > of.agedPercent) refuse('stalePercent', 'The oldest work cannot count more than older work')
  })

export type TryWeights = z.output<typeof tryWeightsSchema>
