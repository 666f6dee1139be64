/** What each job does, for people who do not know the rooms. */
const titles = new Map([
  ['accounts.forget-sign-ins', 'Forget old sign-ins'],
  ['bank.age-standings', 'Remind of approvals and insurance that run out, and end them'],
  ['conflicts-sweep', 'Check every open case for conflicts of interest again'],
  ['conflicts-mail-register', 'Tell the board each Monday what changed in the register of interests'],
  ['conflicts-expire', 'Let conflicts of interest lapse on their day, and say so'],
  ['core.forget-form-outcomes', 'Forget which forms were sent'],
  ['core.tend-database', 'Tend the database'],
  ['offerings.expire-enquiries', 'Close enquiries that had no answer'],
  ['offerings.pause-uninsured', 'Pause charged offerings of associates who are not insured'],
  ['refresh-last-practice', 'Work out who last worked in a service, and when'],
  ['reviews-release-lapsed', 'Release people whose place in the bank has lapsed'],
  ['reviews-end-dead-rounds', 'End rounds whose planning stopped'],
  ['reviews-expire-invitations', 'End invitations that had no answer'],
  ['reviews-pass-cases', 'Pass on cases whose holder may not hold them'],
  ['reviews-release-blocked', 'Take people with a conflict off review teams'],
  ['reviews-remind-invitees', 'Remind people of their invitations'],
  ['vetting.release-blocked', 'Take assessors with a conflict off panels'],
  ['vetting.remind-assessors', 'Remind assessors of the views they owe'],
  ['vetting.remind-of-conditions', 'Remind people of conditions on their approval'],
  ['vetting.remind-referees', 'Remind referees'],
  ['yots.forget-imports', 'Forget members’ lists that were brought in'],
  ['yots.forget-join-requests', 'Forget requests to join that came to nothing'],
  ['yots.keep-memberships', 'Remind of memberships that run out, and end them'],
])

export const isTitledJob = (name: string): boolean => titles.has(name)

/** A job's name in plain words; one that is no more goes by the name it had. */
export const jobTitle = (name: string): string => titles.get(name) ?? name.replaceAll(/[.-]/g, ' ')
