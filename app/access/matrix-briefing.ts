import { everybody, holdersOf, only, signedIn } from './answers.ts'
import type { Area } from './page-access.ts'

const behind = only(holdersOf('briefing.write'), { otherwise: 'no' })
const edits = only(holdersOf('briefing.edit'), { otherwise: 'no' })
/** Whoever does not look behind the briefing is not told what there is to write in. */
const writes = only(holdersOf('briefing.edit'), { no: ['coordinator', 'otherCoordinator'] })
const moves = only(holdersOf('briefing.edit'), { no: ['coordinator', 'otherCoordinator'] })

/** What goes to all, who reads it, and what its editor does with it. */
export const briefingMatrix: readonly Area[] = [
  {
    name: 'The briefing',
    related: ['coordinator', 'otherCoordinator'],
    pages: {
      briefing: { title: 'The briefing', see: everybody, send: { 'ask for it': everybody } },
      'briefing/:day': { title: 'An issue that went', see: everybody },
      'briefing/feed': { title: 'Issues for a feed reader', see: everybody },
      'briefing/settings': { title: 'How one gets it', see: signedIn, send: { choose: signedIn } },
      'briefing/yours/:key': {
        title: 'How somebody without an account gets it, for whoever has the mail',
        see: everybody,
        send: { choose: everybody },
      },
      'briefing/end/:key': {
        title: 'The end of a subscription, for the mail program of whoever has the issue',
        see: everybody,
        send: { 'end it': everybody },
      },
      'association/briefing': {
        title: 'The briefing behind the scenes',
        see: behind,
        send: { 'take back a line': edits },
      },
      'association/briefing/line': { title: 'Add a line', see: behind, send: { 'add a line': behind } },
      'association/briefing/readers': {
        title: 'Addresses that fail',
        see: edits,
        send: { 'try again': edits, 'end it': edits },
      },
      'association/briefing/:day': {
        title: 'An issue behind the scenes',
        see: behind,
        send: {
          'write for everybody': writes,
          'put a line first': moves,
          'leave a line out': moves,
          'let a line stand as it was': moves,
          'hold it back': moves,
          'correct it': moves,
        },
      },
    },
  },
]
