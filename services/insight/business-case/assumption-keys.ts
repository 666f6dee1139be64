/** What the business case assumes: what it is, in what, and what stands until an officer sets it. */
export type AssumptionKind = {
  title: string
  unit: '£' | '%' | 'hours' | '£ a day' | '£ an hour' | '£ a place'
  first: { low: number; central: number; high: number; source: string }
}

const estimate = 'An estimate to begin with: set it from the association’s own accounts'

export const assumptionKinds = {
  renewal: {
    title: 'Members who renew',
    unit: '%',
    first: { low: 80, central: 90, high: 97, source: estimate },
  },
  placeMargin: {
    title: 'What is left of a place on a course for the association',
    unit: '£ a place',
    first: { low: 0, central: 10, high: 25, source: estimate },
  },
  hoursPerReview: {
    title: 'Coordinator’s hours for a review',
    unit: 'hours',
    first: { low: 12, central: 20, high: 35, source: estimate },
  },
  hourRate: {
    title: 'What an hour of a coordinator costs',
    unit: '£ an hour',
    first: { low: 20, central: 26, high: 34, source: estimate },
  },
  platform: {
    title: 'The platform: hosting, mail, support',
    unit: '£',
    first: { low: 1500, central: 3000, high: 6000, source: estimate },
  },
  insurance: {
    title: 'Insurance in a year',
    unit: '£',
    first: { low: 600, central: 1200, high: 2500, source: estimate },
  },
  events: {
    title: 'Events and meetings in a year',
    unit: '£',
    first: { low: 500, central: 1500, high: 3000, source: estimate },
  },
  replacementDay: {
    title: 'A day given in kind, were somebody paid to replace it',
    unit: '£ a day',
    first: { low: 250, central: 320, high: 420, source: estimate },
  },
  externalDay: {
    title: 'A day of somebody from outside for a review',
    unit: '£ a day',
    first: {
      low: 800,
      central: 1000,
      high: 1200,
      source: 'What the Local Government Association says a day of its peer support costs: £1,000; 20% either way',
    },
  },
} as const satisfies Record<string, AssumptionKind>

export type AssumptionKey = keyof typeof assumptionKinds
export const assumptionKeys = Object.keys(assumptionKinds) as AssumptionKey[]
export const isAssumptionKey = (key: string): key is AssumptionKey => key in assumptionKinds

/** The most that somebody may set: no sum of ours is larger. */
export const mostAssumed = 1_000_000
