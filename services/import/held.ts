import { decisionStays, type Held } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'MemberImport',
      by: ['startedById'],
      title: 'Members’ lists you imported',
      why: 'To show who did it',
      columns: { startedAt: 'When', rowCount: 'Rows', appliedAt: 'Applied' },
      onLeaving: decisionStays,
    },
  ],
}
