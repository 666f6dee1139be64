import { decisionStays, type Held } from '#services/core/held.ts'

const asItWas = 'Which records were joined, by whom and when, stays as it was.'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'RecordJoin',
      by: ['keptId'],
      title: 'Records of yours that were joined',
      why: 'So that it can be undone, and to show who did it',
      columns: { joinedAt: 'When', undoBy: 'Can be undone until', undoneAt: 'Undone' },
      onLeaving: decisionStays,
    },
  ],
  unshown: {
    'RecordJoin.joinedRecordId': 'A record that was joined to another is nobody’s any more.',
    'RecordJoin.joinedById': 'Records that you joined are under “What you did here”.',
    'RecordJoin.undoneById': 'What you undid is under “What you did here”.',
    'RecordPair.oneId': 'That two records look alike is a guess of the exchange, until somebody looks.',
    'RecordPair.otherId': 'That two records look alike is a guess of the exchange, until somebody looks.',
    'RecordPair.apartById': 'What you said of two records is under “What you did here”.',
  },
  staying: {
    'RecordJoin.keptId': asItWas,
    'RecordJoin.joinedRecordId': asItWas,
    'RecordJoin.joinedById': asItWas,
    'RecordJoin.undoneById': asItWas,
    'RecordPair.oneId': 'A guess about a record that is nobody’s any more is gone; what somebody said of it stays.',
    'RecordPair.otherId': 'A guess about a record that is nobody’s any more is gone; what somebody said of it stays.',
    'RecordPair.apartById': asItWas,
  },
}
