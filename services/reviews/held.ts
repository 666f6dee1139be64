import { decisionStays, type Held, keptAsMade, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'ReviewRequest',
      by: ['requestedById', 'leadOfficerId'],
      title: 'Reviews you asked for or arrange',
      why: 'To do the work',
      columns: { ref: 'Reference', yotCode: 'Service', status: 'State', purpose: 'Purpose', createdAt: 'Begun' },
      onLeaving: workStays,
    },
    {
      table: 'Invitation',
      by: ['personId'],
      title: 'Invitations to review',
      why: 'To do the work',
      columns: { status: 'State', offeredAt: 'Sent', respondedAt: 'Answered', declineReason: 'Why you said no' },
      onLeaving: workStays,
    },
    {
      table: 'CoLeadWord',
      by: ['aboutId'],
      title: 'What co-leads said of you',
      why: 'To help you to the next step in the bank',
      columns: { askedAt: 'Asked', givenAt: 'Given', isReady: 'Ready for the next step', text: 'Words' },
      onLeaving: decisionStays,
    },
  ],
  unshown: {
    'CoLeadWord.byId': 'Words you were asked for, or gave, of who came along are on their review’s page.',
    'BoardPart.personId':
      'Decisions of the board that you took part in, or stood aside from, are on their cases’ pages.',
    'BoardQuorum.publishedById': 'How many of the board decide, as you set it, is on your pages for the association.',
    'Remark.byId': 'What you said of a team or of terms is on the review’s page, by your name.',
    'Remark.answeredById': 'What you answered is on the review’s page, by your name.',
    'Sight.personId': 'Reviews you are given sight of are under “Peer reviews”.',
    'Sight.givenById': 'Whom you gave sight of a review is on its page.',
    'StepSaid.byId': 'Steps you ticked off are on the review’s page, by your name.',
    'ReviewRequest.caseHolderId': 'Cases you look after are on your pages for the association.',
    'Objection.personId':
      'Whether a service would rather not have you on one review is told to the association in confidence.',
    'AcceptedGap.acceptedById': 'What you accepted that a team does without is on the review’s page, by your name.',
    'TeamProposal.proposedById': 'Teams you proposed are on your pages for the association.',
    'Round.startedById': 'Rounds you planned are on your pages for the association.',
    'RoundTeam.acceptedById': 'Teams you accepted are on your pages for the association.',
    'WeightSet.publishedById': 'Weights you published are on your pages for the association.',
    'WeightTrial.startedById': 'Weights you tried out are on your pages for the association.',
    'Seat.personId': 'A place in a team that you were asked to take is under “Invitations to review”.',
    'Alternate.personId': 'That you might be asked for a review tells of a case before you are asked.',
  },
  staying: {
    'StepSaid.byId': keptAsMade,
  },
}
