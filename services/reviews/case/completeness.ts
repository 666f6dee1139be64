import { uncapitalise } from '#services/core/words.ts'
import { type Window, windowProblem } from './windows.ts'

/** A request as far as it is written. */
export type Draft = {
  purpose: string
  sponsorName: string
  sponsorRole: string
  sponsorAddress: string
  /** The day they agreed; requests from before sponsors were asked by link have one and no address. */
  sponsorSignedOn: string | null
  leadOfficerHoldsPost: boolean
  /** Empty until the questions about the visit are answered. */
  travelPaidBy: string
  days: number
  kloes: readonly { position: number; question: string; themes: readonly string[] }[]
  windows: readonly Window[]
}

export const leastKloes = 2
export const mostKloes = 5

export const sectionIds = ['purpose', 'sponsor', 'lead-officer', 'kloes', 'visit', 'dates', 'places', 'people'] as const
export type SectionId = (typeof sectionIds)[number]

export const sectionTitles: Record<SectionId, string> = {
  purpose: 'What you want help with',
  sponsor: 'Your sponsor',
  'lead-officer': 'Who arranges it',
  kloes: 'Key lines of enquiry',
  visit: 'The visit',
  dates: 'Dates you could do',
  places: 'People beside the team',
  people: 'People and neighbours',
}

const unfinished: Record<SectionId, (draft: Draft, today: string) => string | null> = {
  purpose: ({ purpose }) => (purpose === '' ? 'Say what you want help with.' : null),
  sponsor: ({ sponsorName, sponsorRole, sponsorAddress, sponsorSignedOn }) =>
    sponsorName === '' || sponsorRole === '' || (sponsorAddress === '' && sponsorSignedOn === null)
      ? 'Name the sponsor and their e-mail address.'
      : null,
  'lead-officer': ({ leadOfficerHoldsPost }) =>
    leadOfficerHoldsPost ? null : 'Choose who arranges it: somebody who holds a post in your service.',
  kloes: ({ kloes }) => {
    if (kloes.length < leastKloes) return `Write at least ${leastKloes} key lines of enquiry.`
    const bare = kloes.find(({ themes }) => themes.length === 0)
    return bare ? `Choose a theme for key line of enquiry ${bare.position}.` : null
  },
  visit: ({ travelPaidBy }) => (travelPaidBy !== '' ? null : 'Say how and for how long the team should come.'),
  dates: ({ windows, days }, today) => {
    if (windows.length === 0) return 'Give at least one set of dates.'
    const wrong = windows.map((window) => windowProblem(window, { today, days, others: [] })).find(Boolean)
    return wrong ? `Change your dates: ${uncapitalise(wrong.why)}.` : null
  },
  places: () => null,
  people: () => null,
}

/** What each section still needs, as a sentence; null when it is done. `places` and `people` are optional and always done. */
export const whatIsMissing = (draft: Draft, today: string): Record<SectionId, string | null> => ({
  purpose: unfinished.purpose(draft, today),
  sponsor: unfinished.sponsor(draft, today),
  'lead-officer': unfinished['lead-officer'](draft, today),
  kloes: unfinished.kloes(draft, today),
  visit: unfinished.visit(draft, today),
  dates: unfinished.dates(draft, today),
  places: unfinished.places(draft, today),
  people: unfinished.people(draft, today),
})

/** The first thing that keeps a request from being sent, or null when it can go. */
export const firstMissing = (draft: Draft, today: string): string | null => {
  const missing = whatIsMissing(draft, today)
  return sectionIds.map((id) => missing[id]).find((why) => why !== null) ?? null
}
