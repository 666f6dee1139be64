import { decisionStays, type Held, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'OutsideProvider',
      by: ['contactId'],
      title: 'Outside providers that you speak for',
      why: 'To know who answers for an organisation that offers here',
      columns: {
        name: 'Organisation',
        status: 'State',
        contactName: 'Your name, as given',
        contactAddress: 'Your address, as given',
        invoiceName: 'Whom the invoice goes to',
        invoiceAddress: 'Where it goes',
        askedAt: 'Asked',
      },
      onLeaving: 'You hand it on or end it first.',
    },
    {
      table: 'OutsidePerson',
      by: ['personId'],
      title: 'Outside providers that send you',
      why: 'So that whoever delivers is checked for conflicts of interest',
      columns: { since: 'From', until: 'Until' },
      onLeaving: workStays,
    },
  ],
  unshown: {
    'OutsideProvider.assessorId': decisionStays,
    'OutsideProvider.decidedById': decisionStays,
  },
}
