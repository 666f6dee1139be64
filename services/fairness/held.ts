import { decisionStays, type Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Concern',
      by: ['openedById'],
      title: 'What you brought to the association',
      why: 'To decide it fairly',
      columns: {
        ref: 'Reference',
        kind: 'Kind',
        title: 'About',
        status: 'State',
        openedOn: 'Opened',
        toldOn: 'Decided',
      },
      onLeaving: decisionStays,
    },
    {
      table: 'ConcernStatement',
      by: ['byId'],
      title: 'Statements you made',
      why: 'So that nobody is decided about unheard',
      columns: { at: 'When', text: 'Words' },
      onLeaving: decisionStays,
    },
    {
      table: 'ConcernQuestion',
      by: ['answeredById'],
      title: 'Questions you answered',
      why: 'So that nobody is decided about unheard',
      columns: { text: 'Question', answer: 'Your answer', answeredAt: 'When' },
      onLeaving: decisionStays,
    },
  ],
  unshown: {
    'ConcernParty.personId': 'What concerns you is on its page, from when you are asked.',
    'ConcernQuestion.askedById': 'Whom you asked is on the page of what you decide.',
    'ConcernView.deciderId': 'What you were drawn for, and how you saw it, is on its page.',
    'ConcernMeasure.byId': 'What you put in place is under “What you did here”.',
    'ConcernMeasure.targetId':
      'What was put in place about you is on the concern’s page, and a suspension under “When you were suspended”.',
  },
  alsoNames: [{ table: 'Concern', column: 'subjectId', only: `"subjectKind" = 'person'` }],
}
