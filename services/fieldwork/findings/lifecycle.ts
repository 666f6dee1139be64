import type { FindingStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/**
 * The life of a finding. Every co-lead agrees to one edition of it; a change of its words or of what it rests on makes a new edition,
 * to which nobody has agreed yet.
 */
export const findingLife = lifeOf({
  noun: 'finding',
  states: { draft: 'Draft', agreed: 'Agreed', dropped: 'Dropped' } satisfies Record<FindingStatus, string>,
  marks: { standing: ['draft', 'agreed'] },
  moves: {
    drafted: { from: [null], to: 'draft', by: ['co-lead'], says: 'Draft a finding', title: 'Drafted' },
    changed: { from: ['draft', 'agreed'], to: 'draft', by: ['co-lead'], says: 'Save the finding', title: 'Changed' },
    agreed: {
      from: ['draft'],
      to: ['same', 'agreed'],
      by: ['co-lead'],
      says: 'Agree to it',
      title: 'Agreed to',
      guard: 'two-kinds-two-sessions',
    },
    unsettled: {
      from: ['agreed'],
      to: 'draft',
      by: ['system'],
      says: 'Open it again',
      title: 'Opened again: what it rests on changed',
    },
    dropped: {
      from: ['draft', 'agreed'],
      to: 'dropped',
      by: ['co-lead'],
      says: 'Drop it',
      title: 'Dropped',
      asks: 'reasons',
    },
  },
})
