import { erased, type Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Subscription',
      by: ['personId'],
      title: 'How you get the briefing',
      why: 'To send it as you chose, and not after you ended it',
      columns: {
        status: 'State',
        choice: 'How often',
        regions: 'Regions',
        themes: 'Themes',
        startedAt: 'Since',
        endedAt: 'Ended',
      },
      correctAt: '/briefing/settings',
      onLeaving: erased.replace('.', ', but for the day on which it ended.'),
    },
  ],
  unshown: {
    'IssuePart.savedById': 'What you wrote in the briefing stands in it.',
    'IssueMark.madeById': 'What you put first or left out of an issue is in its history.',
    'Notice.addedById': 'What you added to the briefing stands in it.',
  },
}
