import type { EvidenceStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * The life of one entry of the evidence log. Its author changes it until it is under a finding or its day is over; from then on a
 * co-lead does. Nothing is deleted.
 */
export const evidenceLife = lifeOf({
  noun: 'evidence',
  called: 'this entry',
  states: { logged: 'Logged', set_aside: 'Set aside' } satisfies Record<EvidenceStatus, string>,
  marks: {},
  moves: {
    logged: { from: [null], to: 'logged', by: ['team'], says: 'Log it', title: 'Logged' },
    edited: { from: ['logged'], to: 'same', by: ['author', 'co-lead'], says: 'Save the entry', title: 'Changed' },
    'set-aside': {
      from: ['logged'],
      to: 'set_aside',
      by: ['author', 'co-lead'],
      says: 'Set aside',
      title: 'Set aside',
      asks: 'reasons',
    },
    restored: { from: ['set_aside'], to: 'logged', by: ['co-lead'], says: 'Take up again', title: 'Taken up again' },
  },
})
