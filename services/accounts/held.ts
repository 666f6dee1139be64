import { erased, type Held, keptAsMade } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Person',
      by: ['id'],
      title: 'You',
      why: 'To know who is there',
      columns: { name: 'Name', createdAt: 'Since', leftAt: 'Left' },
      correctAt: '/account/name',
      onLeaving: 'Your name is kept beside work and decisions you took part in, and shown nowhere else.',
    },
    {
      table: 'EmailAddress',
      by: ['personId'],
      title: 'E-mail addresses',
      why: 'To sign you in and write to you',
      columns: { address: 'Address', isPrimary: 'Mail goes here', verifiedAt: 'Confirmed', addedAt: 'Added' },
      correctAt: '/account',
      onLeaving: erased,
    },
    {
      table: 'Session',
      by: ['personId'],
      title: 'Where you are and were signed in',
      why: 'So that you can see it and end it',
      columns: {
        userAgent: 'Browser',
        method: 'How',
        createdAt: 'Since',
        lastSeenAt: 'Last used',
        revokedAt: 'Ended',
        secondStepAt: 'Code given',
      },
      correctAt: '/account',
      onLeaving: 'Ended at once, erased after 30 days.',
    },
    {
      table: 'SecondStep',
      by: ['personId'],
      title: 'Second step of signing in',
      why: 'To keep others from signing in as you',
      columns: { createdAt: 'Begun', confirmedAt: 'Set up' },
      correctAt: '/account/second-step',
      onLeaving: erased,
    },
    {
      table: 'Identity',
      by: ['personId'],
      title: 'Your council’s own sign-in',
      why: 'To know you by it',
      columns: { issuer: 'Whose', subject: 'Your number there', linkedAt: 'Linked' },
      onLeaving: erased,
    },
    {
      table: 'SavedView',
      by: ['personId'],
      title: 'Views of lists that you keep',
      why: 'So that you see them again',
      columns: { page: 'List', name: 'Name', query: 'What it shows', savedAt: 'Kept', toldAt: 'News told up to' },
      onLeaving: erased,
    },
  ],
  unshown: {
    'SignInLink.personId': 'Sign-in links are worth nothing to read, work for 15 minutes and are erased within a day.',
    'KeptForm.personId': 'What you were typing when you were signed out comes back to you by itself, within a day.',
    'Move.movedById': 'What you did to anything here is under “What you did here”, and in the history on its page.',
    'RecoveryCode.personId': 'Recovery codes are kept as fingerprints that nobody can read.',
  },
  staying: {
    'Move.movedById': keptAsMade,
    'Session.personId': 'Sessions of the record that is joined end: whoever had them signs in again.',
    'SecondStep.personId': 'The code that is asked for stays that of the record that is kept.',
    'RecoveryCode.personId': 'They belong to the second step, which is not carried over.',
  },
}
