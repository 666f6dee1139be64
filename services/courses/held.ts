import { erased, type Held, workStays } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  shown: [
    {
      table: 'Place',
      by: ['personId', 'bookedById', 'attendeeId'],
      title: 'Places on courses that you booked, or that are yours',
      why: 'To know who comes',
      columns: { status: 'State', attendee: 'Who comes', createdAt: 'Booked', certificate: 'Certificate' },
      onLeaving: workStays,
    },
    {
      table: 'ResourceTaken',
      by: ['personId'],
      title: 'Free resources you took',
      why: 'To show their makers that they are used',
      columns: { takenAt: 'Taken', takenUp: 'What became of it' },
      onLeaving: workStays,
    },
    {
      table: 'CourseTrainer',
      by: ['personId'],
      title: 'Course dates that you lead',
      why: 'To show who leads them, and what time was given',
      columns: { dateId: 'Date' },
      onLeaving: workStays,
    },
    {
      table: 'CircleNote',
      by: ['byId'],
      title: 'What you wrote to the circle of a cohort',
      why: 'So that those who took its steps stay in touch',
      columns: { text: 'What you wrote', meetsOn: 'Day to meet', writtenAt: 'Written' },
      onLeaving: 'Kept out of sight: the others see neither your name nor what you wrote any more.',
    },
    {
      table: 'Observation',
      by: ['observerId'],
      title: 'Courses you were drawn to observe',
      why: 'To decide on quality marks by people without a stake',
      columns: { drawnAt: 'Drawn', recordedAt: 'Recorded' },
      onLeaving: erased.replace(
        '.',
        ', where nothing was recorded. What was recorded is kept: a decision rests on it.',
      ),
    },
  ],
  unshown: {
    'CourseDate.createdById': 'Dates that you added are on the pages of your offerings.',
    'Edition.saidById': 'What you said changed in a course is on the page of its mark.',
    'Resource.addedById': 'What you added to an offering is on its page.',
    'Mark.askedById': 'Marks that you asked for are on the pages of your offerings.',
  },
}
