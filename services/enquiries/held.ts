import { type Held, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Need',
      by: ['fromId'],
      title: 'What you asked for on behalf of your service',
      why: 'To do the work',
      columns: { ref: 'Reference', yotCode: 'For', words: 'What you need', askedAt: 'Asked' },
      onLeaving: workStays,
    },
    {
      table: 'NeedQuestion',
      by: ['askedById'],
      title: 'Questions you asked about what others need',
      why: 'To do the work',
      columns: { askedAt: 'When', text: 'Question', answer: 'Answer' },
      onLeaving: workStays,
    },
    {
      table: 'NeedDraft',
      by: ['personId'],
      title: 'What you have typed of a need and not sent yet',
      why: 'So that it is there on the next page',
      columns: { savedAt: 'When', words: 'Words' },
      correctAt: '/enquiries/new',
      onLeaving: 'Erased.',
    },
  ],
  unshown: {
    'Enquiry.fromId': 'Each provider that was asked is on the page of what your service needs.',
    'Need.chosenById': 'What you chose for your service, and why, is on the page of what it needs.',
    'NeedQuestion.answeredById': 'What you answered is on the page of what your service needs.',
  },
}
