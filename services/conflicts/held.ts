import { decisionStays, type Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Declaration',
      by: ['personId'],
      title: 'Declarations of interest',
      why: 'To keep decisions independent',
      columns: { kind: 'Kind', isNil: 'Nothing to declare', statedAt: 'Made' },
      correctAt: '/declarations',
      onLeaving: decisionStays,
    },
    {
      table: 'Interest',
      by: ['personId'],
      title: 'Interests you declared',
      why: 'To keep decisions independent',
      columns: {
        kind: 'Kind',
        yotCode: 'Service',
        organisation: 'With',
        from: 'From',
        until: 'Until',
        note: 'Note',
        withdrawnAt: 'Withdrawn',
      },
      correctAt: '/declarations',
      onLeaving: decisionStays,
    },
  ],
  unshown: {
    'Interest.otherPersonId': 'That somebody else declared an interest in you is theirs, declared in confidence.',
    'Conflict.personId': 'Which of your facts count against which case would tell you of cases you may not know of.',
    'Conflict.decidedById': 'What you decided on conflicts is under “What you did here”.',
    'ConflictCheck.personId': 'Which cases you were checked against would tell you of cases you may not know of.',
    'ConflictCheck.checkedById': 'That you opened a case is no more than its page shows.',
  },
  staying: {
    'ConflictCheck.personId': 'A check stays with the facts that it saw; the one person is checked anew.',
    'ConflictCheck.checkedById': 'Who opened a case then is part of the check.',
  },
}
