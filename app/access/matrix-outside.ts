import { everybody, holdersOf, only } from './answers.ts'
import type { Area } from './page-access.ts'

const speaker = only(['applicant'])
/** Whoever is tied to it does not know of it, nor an assessor for whom it was not drawn. */
const looks = only(['assessor', 'administrator'], { otherwise: 'no', hidden: ['otherAssessor', 'conflicted'] })
const thinks = only(['assessor'], { otherwise: 'no', hidden: ['otherAssessor', 'administrator', 'conflicted'] })
const keeps = only(['administrator'], { otherwise: 'no', hidden: ['assessor', 'otherAssessor', 'conflicted'] })

/** Its fee is for whoever speaks for it, and an administrator who is not tied to it. */
const pays = only(['applicant', 'administrator'])

/** Outside providers, of which the applicant speaks for one: asking, their own page, the association's desk. */
export const outsideMatrix: readonly Area[] = [
  {
    name: 'Outside providers',
    related: ['applicant', 'assessor', 'otherAssessor', 'conflicted'],
    pages: {
      outside: { title: 'What an outside provider is', see: everybody },
      'outside/ask': { title: 'Ask to offer as one', see: everybody, send: { 'ask to offer': everybody } },
      'outside/:ref': { title: 'An outside provider', see: everybody },
      'outside/:ref/manage': {
        title: 'An outside provider, for whoever speaks for it',
        see: speaker,
        send: {
          'name somebody it sends': speaker,
          'take somebody off': speaker,
          'say whom to invoice': speaker,
          'ask for another year': speaker,
          'hand it on': speaker,
          'end it': speaker,
        },
      },
      'outside/:ref/particulars': { title: 'What the invoice to an outside provider says', see: pays },
      'outside/:ref/receipts/:receipt': { title: 'A receipt of an outside provider', see: pays },
      'association/outside': {
        title: 'The list of outside providers',
        see: only(holdersOf('outside.read'), { otherwise: 'no' }),
      },
      'association/outside/:ref': {
        title: 'An outside provider, as the association looks at it',
        see: looks,
        send: {
          'say what they think': thinks,
          'keep what was checked': keeps,
          'decide on it': keeps,
          'change whom to invoice': keeps,
          'record the invoice': keeps,
          'record the payment': keeps,
          'renew it': keeps,
          'let somebody else speak for it': keeps,
          'suspend it': keeps,
          'reinstate it': keeps,
          'end it': keeps,
        },
      },
    },
  },
]
