import { type Measure, measures } from '#services/insight/snapshot/content.ts'

/** A region's share of something beside its share of services. */
export type Share = {
  /** Share ÷ share of services: 1 is even. Null where there is nothing to share. */
  index: number | null
  isUnderHalf: boolean
}

/** Index = share ÷ share of services. Source of the measure: location quotient, as the ONS uses it for regions. */
export const shareOf = (count: number, total: number, services: number, allServices: number): Share => {
  if (total === 0 || services === 0 || allServices === 0) return { index: null, isUnderHalf: false }
  const index = count / total / (services / allServices)
  return { index, isUnderHalf: index < 0.5 }
}

/** "1.4 times its share", "its share", "none". */
export const shareWords = ({ index }: Share): string => {
  if (index === null) return 'nothing to share'
  if (index === 0) return 'none'
  const rounded = Math.round(index * 10) / 10
  if (rounded === 0) return 'less than 0.1 of its share'
  return rounded === 1 ? 'its share' : rounded < 1 ? `${rounded} of its share` : `${rounded} times its share`
}

export const measureWords: Record<Measure, { title: string; what: string }> = {
  people: { title: 'In the bank', what: 'people in the bank' },
  asked: { title: 'Asked', what: 'requests and needs' },
  led: { title: 'Led', what: 'places as co-lead' },
  hosted: { title: 'Hosted', what: 'reviews hosted' },
  taught: { title: 'Taught', what: 'courses held' },
  decided: { title: 'Decided', what: 'parts in decisions' },
}

export { type Measure, measures }
