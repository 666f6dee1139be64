import { everybody, holdersOf, only, signedIn } from './answers.ts'
import type { Area } from './page-access.ts'

const reads = only(holdersOf('insight.read'), { otherwise: 'no' })
const keeps = only(holdersOf('insight.keep'), { otherwise: 'no' })

/** The exchange as a whole: gaps, balance, business case. */
export const insightMatrix: readonly Area[] = [
  {
    name: 'The exchange as a whole',
    related: [],
    pages: {
      gaps: { title: 'Where help is missing', see: everybody, send: { 'tell of a search': signedIn } },
      balance: { title: 'Balance of regions, as published', see: everybody },
      'business-case': { title: 'The business case, as published', see: everybody },
      'association/gaps': { title: 'The gap register', see: reads },
      'association/gaps/print': { title: 'The sheet for the dialogue with the YJB', see: reads },
      'association/gaps/download': { title: 'The same as a file', see: reads },
      'association/balance': { title: 'Balance of regions', see: reads },
      'association/business-case': { title: 'The business case', see: reads },
      'association/business-case/workbook': { title: 'The business case as a workbook', see: reads },
      'association/business-case/versions/:hash': { title: 'A version of the business case', see: reads },
      'association/business-case/assumptions/:key': {
        title: 'Change what is assumed',
        see: keeps,
        send: { 'set it': keeps },
      },
    },
  },
]
