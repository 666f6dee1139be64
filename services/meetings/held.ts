import { decisionStays, type Held, keptAsMade, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'MeetingAnswer',
      by: ['personId'],
      title: 'Meetings you answered, and came to',
      why: 'To know who comes, and who agrees the minutes',
      columns: { isComing: 'Said that they come', answeredAt: 'Answered', hasCome: 'Came' },
      onLeaving: 'Answers to meetings that are to come are erased. That you came to one is kept with its minutes.',
    },
    {
      table: 'AgendaItem',
      by: ['addedById'],
      title: 'What you put on agendas',
      why: 'To plan the meeting',
      columns: { title: 'Item', who: 'Who speaks to it', addedAt: 'Added' },
      onLeaving: workStays,
    },
    {
      table: 'MinutesObjection',
      by: ['byId'],
      title: 'What you objected to in minutes',
      why: 'So that minutes say what was said',
      columns: { text: 'Objection', answer: 'Answer', raisedAt: 'Raised' },
      onLeaving: decisionStays,
    },
    {
      table: 'Nomination',
      by: ['nomineeId'],
      title: 'Elections you were nominated in',
      why: 'To elect those who hold the offices of the association',
      columns: {
        statement: 'What you said',
        nominatedAt: 'Nominated',
        consentedAt: 'Consented',
        withdrawnAt: 'Withdrawn',
      },
      onLeaving: decisionStays,
    },
    {
      table: 'Nomination',
      by: ['proposerId', 'seconderId'],
      title: 'Nominations you made or seconded',
      why: 'To know that members put them forward',
      columns: { nominatedAt: 'Nominated', secondedAt: 'Seconded' },
      onLeaving: decisionStays,
    },
    {
      table: 'ElectionVoter',
      by: ['personId'],
      title: 'Elections in which you voted for your service',
      why: 'So that each service votes once. What you voted is kept nowhere with your name',
      columns: { yotCode: 'Service', votedAt: 'Voted' },
      onLeaving: decisionStays,
    },
    {
      table: 'TimeLog',
      by: ['personId'],
      title: 'Time you logged as a coordinator',
      why: 'To count what is given to the association',
      columns: { kind: 'What it was', minutes: 'Minutes', on: 'Day', takenBackAt: 'Taken back' },
      correctAt: '/association/time',
      onLeaving: workStays,
    },
  ],
  unshown: {
    'MeetingSeries.createdById': 'Timetables are the association’s; their meetings are on their pages.',
    'Meeting.createdById': 'Meetings that you planned are on their pages.',
    'MeetingGuest.invitedById': 'Guests that you invited are on the pages of their meetings.',
    'Minutes.savedById': 'Minutes that you wrote are on the pages of their meetings.',
    'MinutesObjection.answeredById': 'What you answered is on the pages of the minutes.',
    'Election.electedId': 'An office that you were elected to is among your offices.',
    'Election.openedById': 'Elections that you opened are on their pages.',
  },
  staying: {
    'ElectionVoter.personId': keptAsMade,
    'Minutes.savedById': 'Minutes that were sent are not rewritten.',
  },
}
