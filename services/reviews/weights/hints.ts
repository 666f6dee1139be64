import type { FieldName } from './fields.ts'

/** What each number of the weights does, beside its field. */
export const weightHints: Record<FieldName, string> = {
  some: 'For somebody who has done it, without evidence yet',
  evidenced: 'For somebody who has shown that they did it; a team needs this or more for each theme',
  strong: 'For somebody known for it, with evidence. Evidence and strength are averaged over the themes asked for',
  freshMonths: 'Work on a theme this recent counts whole',
  staleMonths: 'Work longer ago than this counts as the oldest',
  agedPercent: 'How much is left of the points for work between those two ages',
  stalePercent: 'How much is left of the points for the oldest work',
  best: 'For somebody whom every host rated highest; others get their share of it',
  priorCount: 'How many average ratings are put before a person’s own, so that one rating alone decides little',
  newcomer: 'A lift for people who have hardly been rated, so that they are asked too',
  below: 'From this many ratings on, nobody counts as a newcomer',
  nearest: 'For somebody next door, on site; it falls evenly with distance',
  zeroAtMiles: 'At this distance and beyond, nearness adds nothing',
  hybridPercent: 'How much of the points for nearness counts when part of the work is remote',
  free: 'For somebody who carries no other review this year',
  step: 'What the first review carried takes away; the second takes twice as much, and so on',
  perLed: 'For a co-lead, for each review led before',
  mostLed: 'Reviews led beyond this many add nothing',
  nominated: 'For somebody whom the service asked for by name',
  continuity: 'For somebody who served the same service before, when a review follows up an earlier one',
  managed: 'For somebody whose conflict of interest is allowed if it is managed',
  reciprocity: 'For somebody whose service has received more hours than it has given',
  region: 'For somebody from a region that was asked less this year',
  kept: 'What a new plan must gain before it moves somebody from a planned place',
}
