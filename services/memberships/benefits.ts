/**
 * What only members may begin. The key is what a room asks for (`hasMembership`), the text is what the page of rules
 * says, so that the page and the check are one list. Whatever has begun goes on: nothing here is asked again later.
 */
export const membersOnly = {
  'review.request': 'Ask for a peer review of your service',
  'offering.write': 'Offer support, training or tools to other services',
  'enquiry.send': 'Ask another service or an associate for support',
  'course.book': 'Book places on courses, and wait for them',
  'election.vote': 'Nominate and vote in the elections of the association',
} as const

export type MembersOnly = keyof typeof membersOnly

/** What nobody needs a membership for. */
export const open = [
  'Search what is offered, the register of services and the bank of reviewers',
  'Sign in, see and correct everything held about you, and print your receipts',
  'Finish what is under way: a peer review, agreed work, a rating, an application',
  'Be in the bank and sit in a review team',
  'Use free resources',
] as const
