import type { Ctx } from '#services/core/context.ts'
import { onBothSides, type Pair, type Sides } from '#services/core/joining.ts'

const inOne = (table: string, by: string) => `"${table}" x join "${table}" y on y."${by}" = x."${by}"`

const inConfidence = 'They have been on two sides of something that is kept in confidence.'

/**
 * Where the two have been on opposite sides, or in two places that one person cannot have. Each sentence says what was found, and
 * neither in which case nor which of the two: whoever reads it may not know of the case.
 */
const sides: readonly Sides[] = [
  {
    rows: '"Rating" x join "RatedPerson" y on y."pairId" = x."pairId" and x.side = \'host\'',
    one: 'x."raterId"',
    other: 'y."personId"',
    says: 'One of them rated the work of the other. Nobody rates themselves.',
  },
  {
    rows: '"Rating" x join "Rating" y on y."pairId" = x."pairId" and y.side <> x.side',
    one: 'x."raterId"',
    other: 'y."raterId"',
    says: 'They rated one piece of work from both sides.',
  },
  {
    rows: '"PrivateWord" x',
    one: 'x."personId"',
    other: 'x."byId"',
    says: inConfidence,
  },
  {
    rows: inOne('RatedPerson', 'pairId'),
    one: 'x."personId"',
    other: 'y."personId"',
    says: 'Both are rated for the same piece of work, as two people.',
  },
  {
    rows: `"EngagementPerson" x join "Engagement" y on y.id = x."engagementId"`,
    one: 'x."personId"',
    other: 'y."hostContactId"',
    says: 'One of them asked for work that the other delivers.',
  },
  {
    rows: `"Engagement" x cross join lateral unnest(array[x."providerPersonId", x."providerContactId"]) as p`,
    one: 'p',
    other: 'x."hostContactId"',
    says: 'One of them asked for work that the other answers for.',
  },
  {
    rows: inOne('EngagementPerson', 'engagementId'),
    one: 'x."personId"',
    other: 'y."personId"',
    says: 'Both are to deliver the same work.',
  },
  {
    rows: `"Enquiry" x join "Offering" y on y.id = x."offeringId" cross join lateral unnest(array[y."personId", y."contactId"]) as p`,
    one: 'x."fromId"',
    other: 'p',
    says: 'One of them sent the other an enquiry.',
  },
  {
    rows: inOne('Seat', 'requestId'),
    one: 'x."personId"',
    other: 'y."personId"',
    says: 'Both are on the team of one review.',
  },
  {
    rows: `"Seat" x join "ReviewRequest" y on y.id = x."requestId" cross join lateral unnest(array[y."requestedById", y."leadOfficerId"]) as p`,
    one: 'x."personId"',
    other: 'p',
    says: 'One of them is on the team of a review that the other hosts.',
  },
  {
    rows: `"Seat" x join "Sight" y on y."requestId" = x."requestId"`,
    one: 'x."personId"',
    other: 'y."personId"',
    says: 'One of them is on the team of a review that the other follows for the service.',
  },
  {
    rows: '"Assessment" x join "Application" y on y.id = x."applicationId"',
    one: 'x."assessorId"',
    other: 'y."personId"',
    says: 'One of them assessed the application of the other.',
  },
  {
    rows: '"Reference" x join "Application" y on y.id = x."applicationId"',
    one: 'x."refereePersonId"',
    other: 'y."personId"',
    says: 'One of them is a referee of the other.',
  },
  {
    rows: inOne('Assessment', 'applicationId'),
    one: 'x."assessorId"',
    other: 'y."assessorId"',
    says: 'Both assessed the same application.',
  },
  {
    rows: `"Application" x cross join "Application" y where x.status in ('draft', 'submitted', 'checks', 'panel', 'more_information')
      and y.status in ('draft', 'submitted', 'checks', 'panel', 'more_information')`,
    one: 'x."personId"',
    other: 'y."personId"',
    says: 'Both have an application to the bank under way. One of the two has to be withdrawn first.',
  },
  {
    rows: '"StandingCondition" x',
    one: 'x."personId"',
    other: 'x."confirmedById"',
    says: 'One of them confirmed a condition of the other.',
  },
  {
    rows: `"Membership" x cross join "Membership" y where x.status <> 'ended' and y.status <> 'ended'`,
    one: 'x."personId"',
    other: 'y."personId"',
    says: 'Both pay for a membership of their own. One of the two has to be ended first.',
  },
  {
    rows: '"Interest" x where x."withdrawnAt" is null',
    one: 'x."personId"',
    other: 'x."otherPersonId"',
    says: 'One of them declared an interest in the other. It has to be withdrawn first.',
  },
  {
    rows: `"ConcernParty" x join "ConcernParty" y on y."concernId" = x."concernId" and y.side <> x.side`,
    one: 'x."personId"',
    other: 'y."personId"',
    says: inConfidence,
  },
  {
    rows: '"ConcernView" x join "ConcernParty" y on y."concernId" = x."concernId"',
    one: 'x."deciderId"',
    other: 'y."personId"',
    says: inConfidence,
  },
  {
    rows: inOne('ConcernView', 'chainId'),
    one: 'x."deciderId"',
    other: 'y."deciderId"',
    says: inConfidence,
  },
  {
    rows: '"Observation" x join "Mark" y on y.id = x."markId"',
    one: 'x."observerId"',
    other: 'y."askedById"',
    says: 'One of them observed a course of the other.',
  },
  {
    rows: inOne('Observation', 'markId'),
    one: 'x."observerId"',
    other: 'y."observerId"',
    says: 'Both observed the same course.',
  },
  {
    rows: `"Place" x join "Place" y on y."dateId" = x."dateId" and x.status in ('booked', 'attended', 'absent') and y.status in ('booked', 'attended', 'absent')`,
    one: 'x."attendeeId"',
    other: 'y."attendeeId"',
    says: 'Both have a place on the same date of a course.',
  },
  {
    rows: '"Nomination" x cross join lateral unnest(array[x."proposerId", x."seconderId"]) as p',
    one: 'x."nomineeId"',
    other: 'p',
    says: 'One of them put the other forward in an election.',
  },
  {
    rows: inOne('Nomination', 'electionId'),
    one: 'x."nomineeId"',
    other: 'y."nomineeId"',
    says: 'Both were put forward in the same election.',
  },
  {
    rows: `"ElectionVoter" x join "ElectionVoter" y on y."electionId" = x."electionId" and y."yotCode" <> x."yotCode"`,
    one: 'x."personId"',
    other: 'y."personId"',
    says: 'Both voted in the same election, for two services.',
  },
]

/** Why two records cannot be one person’s, from where both have stood; no sentence where nothing speaks against it. */
export const bothSides = (ctx: Ctx, pair: Pair): Promise<string[]> =>
  onBothSides(sides)(ctx, pair).then((says) => [...new Set(says)])
