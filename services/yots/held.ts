import { decisionStays, type Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Holding',
      by: ['personId'],
      title: 'Posts',
      why: 'To know who speaks for a service, and for conflicts of interest',
      columns: {
        yotCode: 'Service',
        title: 'Post',
        level: 'Level',
        kind: 'How',
        from: 'From',
        until: 'Until',
        isOnLeave: 'On leave',
      },
      correctAt: '/account/new-job',
      onLeaving: 'Posts you hold end. That you held them is kept: conflict rules look back up to eight years.',
    },
    {
      table: 'Appointment',
      by: ['personId'],
      title: 'Offices in the association',
      why: 'To know who decides',
      columns: { role: 'Office', region: 'Region', from: 'From', until: 'Until' },
      onLeaving: decisionStays,
    },
  ],
}
