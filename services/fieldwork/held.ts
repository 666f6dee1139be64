import { type Held, keptAsMade, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Evidence',
      by: ['authorId'],
      title: 'Evidence you logged on reviews',
      why: 'To do the work',
      columns: { loggedAt: 'When', text: 'Entry' },
      onLeaving: workStays,
    },
    {
      table: 'CaseDocument',
      by: ['addedById'],
      title: 'Documents you added to reviews',
      why: 'To do the work',
      columns: { title: 'Title', addedAt: 'When' },
      onLeaving: workStays,
    },
    {
      table: 'DocumentOpening',
      by: ['personId'],
      title: 'Documents of reviews that you opened',
      why: 'So that a service knows who read its documents',
      columns: { openedAt: 'When' },
      onLeaving: workStays,
    },
    {
      table: 'CaseMessage',
      by: ['byId'],
      title: 'What you wrote to others on a review',
      why: 'To do the work',
      columns: { at: 'When', text: 'Message' },
      onLeaving: workStays,
    },
  ],
  unshown: {
    'DocumentVersion.addedById': 'Versions you added are under “Documents you added to reviews”.',
    'YoungVoice.addedById': 'What you gathered from young people is on the review’s page; it is theirs.',
    'SessionPerson.personId': 'Sessions of a visit that you are in stand in its programme.',
    'Finding.draftedById': 'Findings you drafted are on the review’s pages, for its team.',
    'FindingAgreement.personId': 'Findings you agreed to are on the review’s pages, for its team.',
  },
  staying: {
    'FindingAgreement.personId': keptAsMade,
    'DocumentOpening.personId': keptAsMade,
  },
}
