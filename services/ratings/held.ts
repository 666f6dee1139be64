import type { Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Rating',
      by: ['raterId'],
      title: 'Ratings you gave',
      why: 'To show how work went',
      columns: {
        relevance: 'Relevance',
        preparation: 'Preparation',
        quality: 'Quality',
        conduct: 'Conduct',
        usefulness: 'Usefulness',
        comment: 'Comment',
        submittedAt: 'Given',
      },
      onLeaving: 'Kept: they belong to whoever was rated, who sees no name.',
    },
    {
      table: 'PrivateWord',
      by: ['byId'],
      title: 'What you told the association in private about somebody who came',
      why: 'To look into what a host is worried about',
      columns: { at: 'When', text: 'Words', isSerious: 'Serious' },
      onLeaving: 'Kept: a decision may rest on it.',
    },
    {
      table: 'LaterWord',
      by: ['byId'],
      title: 'What you said had changed',
      why: 'To show what reviews lead to',
      columns: { at: 'When', text: 'Words', mayQuote: 'May be quoted' },
      onLeaving: 'Kept: it is the service’s.',
    },
  ],
  unshown: {
    'RatedPerson.personId': 'Ratings of work you took part in are on your page in the bank, once all have rated.',
    'Rating.repliedById': 'Your reply stands beside the rating it answers.',
    'PrivateWord.personId':
      'What a host says of you in private is for those who look into it; you hear of it, and are heard, if anything may follow.',
  },
  alsoNames: [{ table: 'Rating', column: 'seat' }],
}
