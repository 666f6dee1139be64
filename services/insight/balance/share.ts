import { type Measure, measures } from '#services/insight/snapshot/content.ts'

/** A region's share of something beside its share of services. */
export type Share = {
  /** Share ÷ share of services: 1 is even. Null where there is nothing to share. */
  index: number | null
  isUnderHalf: boolean
  /** "1.4 times its share", "its share", "none". */
  words: string
}

/** Index = share ÷ share of services. Source of the measure: location quotient, as the ONS uses it for regions. */
export const shareOf = (count: number, total: number, services: number, allServices: number): Share => {
  if (total === 0 || services === 0 || allServices === 0) return { index: null, isUnderHalf: false, words: '' }
  const index = count / total / (services / allServices)
  return { index, isUnderHalf: index < 0.5, words: wordsOf(index) }
}

const wordsOf = (index: number): string => {
  if (index === 0) return 'none'
  // What is under half is not called half.
  const isNearlyHalf = index < 0.5 && index >= 0.45
  const rounded = isNearlyHalf ? Math.floor(index * 100) / 100 : Math.round(index * 10) / 10
  if (rounded === 0) return 'less than 0.1 of its share'
  return rounded === 1 ? 'its share' : rounded < 1 ? `${rounded} of its share` : `${rounded} times its share`
}

export { type Measure, measures }
