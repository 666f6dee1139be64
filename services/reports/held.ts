import { type Held, keptAsMade, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'ReportSectionVersion',
      by: ['savedById'],
      title: 'What you wrote in reports',
      why: 'To do the work',
      columns: { savedAt: 'Saved', text: 'Text' },
      onLeaving: workStays,
    },
    {
      table: 'AccuracyComment',
      by: ['madeById'],
      title: 'Your comments on the facts of a draft report',
      why: 'To do the work',
      columns: { madeAt: 'When', quoted: 'On', text: 'Comment', evidence: 'Evidence' },
      onLeaving: workStays,
    },
    {
      table: 'ActionUpdate',
      by: ['byId'],
      title: 'What you said of actions',
      why: 'To show what came of a review',
      columns: { at: 'When', text: 'What you said' },
      onLeaving: workStays,
    },
  ],
  unshown: {
    'Report.sentById': 'That you sent a report is in its history.',
    'ReportSection.savedById': 'What you wrote is under “What you wrote in reports”.',
    'SectionOpening.personId': 'That you have a part of a report open is shown to its team for 20 minutes.',
    'ReportReading.personId': 'That you have read a report is on its page.',
    'Share.sharedById': 'What you shared is on the review’s page of what is shared, by your name.',
    'AccuracyComment.answeredById': 'What you answered is on the report’s page, by your name.',
  },
  staying: {
    'ReportSectionVersion.savedById': keptAsMade,
    'ActionUpdate.byId': keptAsMade,
  },
}
