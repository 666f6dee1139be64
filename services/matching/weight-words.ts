import { counted, inMiles } from '#services/core/words.ts'
import type { Weights, WeightValues } from './weights.ts'

const sayMonths = (months: number): string =>
  months % 12 === 0 ? plural(months / 12, 'year') : plural(months, 'month')

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Settings as a version, each with a sentence made from its values, so that no sentence can come to say another number. */
export function withWords(version: number, values: WeightValues): Weights {
  const { themes, quality, newcomer, distance, workload, experience } = values
  return {
    version,
    themes: {
      value: themes,
      says: `Evidence for the themes asked for, averaged over them. Work of the last ${sayMonths(themes.freshMonths)} counts in full, older work ${themes.agedPercent}%, and work from ${sayMonths(themes.staleMonths)} ago or before ${themes.stalePercent}%.`,
    },
    quality: {
      value: quality,
      says: `Ratings from past hosts, drawn towards the bank’s mean as if ${plural(quality.priorCount, 'average rating')} came first, so that a few ratings neither make nor break anyone.`,
    },
    newcomer: {
      value: newcomer,
      says: `People with fewer than ${plural(newcomer.below, 'rating')} get a lift, so that they are given a fair chance to earn some.`,
    },
    distance: {
      value: distance,
      says: `Nearer is better for work on site, down to nothing at ${counted(inMiles(distance.zeroAtKm), 'mile')}; ${distance.hybridPercent}% of that for hybrid work, and nothing for remote work.`,
    },
    workload: {
      value: workload,
      says: 'Each review already carried this year counts against the next, and each one more than the one before.',
    },
    experience: {
      value: experience,
      says: `A co-lead who has led before is preferred a little, up to ${plural(experience.most, 'review')}.`,
    },
    nominated: { value: values.nominated, says: 'The host asked for this person by name.' },
    continuity: { value: values.continuity, says: 'They served this host before and it is a follow-up.' },
    managed: {
      value: values.managed,
      says: 'A conflict that must be managed costs effort and trust, so others come first.',
    },
    reciprocity: {
      value: values.reciprocity,
      says: 'Someone whose service has received more hours than it has given comes before one whose service is owed.',
    },
    region: { value: values.region, says: 'People from regions that have been asked less this year come first.' },
    kept: {
      value: values.kept,
      says: 'A place that an earlier plan gave is kept unless changing it gains more than this.',
    },
    prices: {
      value: values.prices,
      says: 'What a gap costs, in whole teams of the best conceivable people: nothing is left missing to gain points, and a locked choice outweighs a co-lead, a co-lead a reviewer, a reviewer a theme, a theme a region, and that a person beyond the least.',
    },
  }
}
