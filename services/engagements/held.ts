import { type Held, keptAsMade, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Engagement',
      by: ['providerPersonId', 'providerContactId', 'hostContactId'],
      title: 'Agreed work that you answer for',
      why: 'To do the work',
      columns: { ref: 'Reference', title: 'What', status: 'State', basis: 'Basis', createdAt: 'Begun' },
      onLeaving: workStays,
    },
    {
      table: 'Given',
      by: ['personId'],
      title: 'Time you gave',
      why: 'To show what was given and received',
      columns: { on: 'Day', minutes: 'Minutes', travelMinutes: 'Travel in minutes' },
      onLeaving: workStays,
    },
    {
      table: 'EngagementMessage',
      by: ['byId'],
      title: 'What you wrote about agreed work',
      why: 'To do the work',
      columns: { at: 'When', text: 'Message' },
      onLeaving: workStays,
    },
    {
      table: 'Thanks',
      by: ['byId'],
      title: 'Thanks you wrote',
      why: 'To show what help was worth',
      columns: { at: 'When', text: 'Words', mayQuote: 'May be quoted' },
      onLeaving: workStays,
    },
  ],
  unshown: {
    'EngagementPerson.personId': 'Work that you are to deliver is on its page.',
    'TermsDraft.savedById': 'Terms that you are writing are on the engagement’s page.',
    'Settlement.saidById': 'What you recorded of money is on the engagement’s page.',
    'Dispute.openedById': 'What you said in a dispute is on its page, for the two sides.',
    'Dispute.recommendedById': 'What you recommended is on the dispute’s page.',
    'LedgerEntry.personId':
      'Time that a review counts as yours is in your service’s ledger, where you can correct it for 30 days.',
    'DayRate.publishedById': 'Day rates that you published are in the audit log, under “What you did here”.',
    'LedgerOpening.importedById': 'Opening figures that you imported are in the audit log, under “What you did here”.',
    'LedgerEntry.giverPersonId': 'Time you gave is under “Time you gave”; nobody’s value is counted.',
  },
  staying: {
    'LedgerEntry.personId': keptAsMade,
    'LedgerEntry.giverPersonId': keptAsMade,
    'DayRate.publishedById': keptAsMade,
  },
}
