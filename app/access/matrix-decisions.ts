import { everybody, holdersOf, only } from './answers.ts'
import type { Area } from './page-access.ts'

const works = only(holdersOf('decision.review'), { otherwise: 'no' })
const writes = only(holdersOf('decision.keep'), { otherwise: 'no' })
const keeps = only(holdersOf('decision.keep'))
/** The board decided on it; administrators keep the log. */
const reviews = only([...holdersOf('decision.keep'), 'boardMember'])

/** What the association decided, and what of it anybody can check. */
export const decisionMatrix: readonly Area[] = [
  {
    name: 'Decisions of the association',
    related: [],
    pages: {
      decisions: { title: 'The decision log', see: everybody },
      'decisions/feed': { title: 'The decision log as a feed', see: everybody },
      'decisions/:ref': { title: 'A decision', see: everybody },
      independence: { title: 'Independence', see: everybody },
      'register-of-interests/download': { title: 'The public register of interests, to take away', see: everybody },
      'association/decisions': { title: 'Drafts of decisions, and reviews', see: works },
      'association/decisions/new': {
        title: 'Write down a decision',
        see: writes,
        send: { 'save a draft': writes },
      },
      'association/decisions/:ref': {
        title: 'Work at a decision of the board',
        see: reviews,
        send: {
          'publish a draft': keeps,
          'say why a draft is not published': keeps,
          'keep it as it is': reviews,
          'replace it by a later one': reviews,
        },
      },
      'association/decisions/:ref/edit': {
        title: 'Correct a decision, or complete a draft',
        see: keeps,
        send: { 'complete a draft': keeps, 'publish a correction': keeps },
      },
    },
  },
]
