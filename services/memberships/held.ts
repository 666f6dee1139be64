import type { Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Membership',
      by: ['personId', 'requestedById'],
      title: 'Memberships that you pay or asked for',
      why: 'To know who is a member, and for the accounts',
      columns: {
        kind: 'Kind',
        status: 'State',
        yotCode: 'Service',
        startsOn: 'From',
        endsOn: 'Until',
        feePence: 'Fee in pence',
        poReference: 'Purchase order',
        invoiceReference: 'Invoice',
        invoiceName: 'Whom the invoice goes to',
        invoiceAddress: 'Where it goes',
        invoicedOn: 'Invoice sent',
        paidOn: 'Paid',
      },
      onLeaving: 'One of your own ends. Kept for six years, as the law asks of accounts.',
    },
  ],
}
