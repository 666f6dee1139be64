import { type Held, keptAsMade } from './held.ts'

/** What this room holds about people. */
export const coreHeld: Held = {
  shown: [
    {
      table: 'TextAcceptance',
      by: ['personId'],
      title: 'Terms you accepted',
      why: 'To show what was agreed, and by whom',
      columns: { acceptedAt: 'When', side: 'For', hash: 'Fingerprint of the text' },
      onLeaving: 'Kept, and cannot be changed: what was agreed rests on it.',
    },
    {
      table: 'AuditEntry',
      by: ['actorId'],
      title: 'What you did here',
      why: 'To be able to show how decisions were taken',
      columns: { at: 'When', event: 'What' },
      onLeaving: 'Kept, and cannot be changed: it is what makes decisions answerable.',
    },
  ],
  unshown: {
    'SealedText.sealedById': 'Terms you sent are on the page of the review or the work they are for.',
  },
  staying: {
    'TextAcceptance.personId': keptAsMade,
    'AuditEntry.actorId': 'The audit log is never rewritten: it names whoever acted, as they were then.',
    'SealedText.sealedById': keptAsMade,
  },
}
