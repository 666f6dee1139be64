import { decisionStays, erased, type Held, keptAsMade } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Application',
      by: ['personId'],
      title: 'Applications to the bank',
      why: 'To decide on them',
      columns: {
        ref: 'Reference',
        status: 'State',
        roleSought: 'Role',
        summary: 'About you',
        roleEvidence: 'Evidence',
        daysPerYear: 'Days a year',
        consentName: 'Agreed by',
        createdAt: 'Begun',
        submittedAt: 'Sent',
        decidedAt: 'Decided',
        decisionReasons: 'Reasons',
        conditions: 'Conditions',
      },
      onLeaving: decisionStays,
    },
    {
      table: 'ReviewerTraining',
      by: ['personId'],
      title: 'Reviewer training you attended',
      why: 'To know what you can apply for in the bank',
      columns: { trainedOn: 'Last on' },
      onLeaving: erased,
    },
  ],
  unshown: {
    'Reference.refereePersonId':
      'What you said of an applicant is part of their application, and was given in confidence.',
    'Assessment.assessorId':
      'Views you recorded as an assessor are part of the applicants’ cases, where you read them.',
    'ApplicationMove.movedById': 'What you did to an application is under “What you did here”.',
    'Application.decidedById': 'Decisions you confirmed are under “What you did here”.',
  },
  staying: {
    'ApplicationMove.movedById': keptAsMade,
  },
}
