import type { Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Offering',
      by: ['personId', 'contactId'],
      title: 'Offerings of yours, or that you answer for',
      why: 'To be found by services',
      columns: {
        title: 'Title',
        summary: 'Summary',
        status: 'State',
        basis: 'Basis',
        pricePence: 'Price in pence',
        createdAt: 'Begun',
      },
      correctAt: '/offerings/yours',
      onLeaving: 'Your own leave the catalogue. Kept: enquiries and agreements name them.',
    },
    {
      table: 'OwnNameConsent',
      by: ['personId'],
      title: 'What you asked your service to agree to',
      why: 'So that nothing is offered in your own name without it',
      columns: {
        askedAt: 'Asked',
        status: 'State',
        daysPerYear: 'Days a year',
        mayCharge: 'May charge',
        until: 'Until',
      },
      correctAt: '/offerings/own-name',
      onLeaving: 'Ended. Kept: what you offered rested on it.',
    },
  ],
}
