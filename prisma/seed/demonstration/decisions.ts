import type { Ctx } from '#services/core/context.ts'
import {
  correctDecision,
  type DecisionText,
  keepDecision,
  publishDraft,
  replaceDecision,
  writeDecision,
} from '#services/decisions/index.ts'
import type { Days } from './identity.ts'
import { as, done } from './steps.ts'

const keeper = 'Linden Marsh'

type Version = { ref: string; version: number }

/** A decision that an administrator writes down and publishes on a day. */
const published = async (
  ctx: Ctx,
  on: string,
  text: Omit<DecisionText, 'day'> & { day?: string },
): Promise<Version> => {
  const by = await as(ctx, keeper, on)
  const { ref } = done(await writeDecision(by, { text: { day: on, ...text } }))
  done(await publishDraft(by, ref, { version: 1 }))
  return { ref, version: 2 }
}

/** Decisions of several bodies: one corrected, one reviewed, one replaced by a later one, one to review soon, and a draft that lacks something. */
export const seedDecisions = async (ctx: Ctx, days: Days): Promise<void> => {
  const none = 'None was declared.'

  const length = {
    title: 'How long a review visit lasts',
    decided: 'A review team visits a service for two to four days, on site, hybrid or remote.',
    reasons: 'Services said that a fifth day took their managers from their work and found little that was new.',
    alternatives:
      'Five days for large services was rejected: a second team is sent instead, where both sides want one.',
    conflicts:
      'Two members of the board are to be reviewed this year. They took part: the rule is the same for everybody.',
    restsOn: 'What services said after their reviews.',
    decidedBy: { body: 'board', count: 4 },
    reviewOn: days.daysAhead(12),
  } satisfies Omit<DecisionText, 'day'>
  const visit = await published(ctx, days.daysAgo(350), length)
  done(
    await correctDecision(await as(ctx, keeper, days.daysAgo(330)), visit.ref, {
      version: visit.version,
      why: 'Five took part: one member who joined by telephone was left out.',
      text: { ...length, day: days.daysAgo(350), decidedBy: { body: 'board', count: 5 } },
    }),
  )

  const travel = await published(ctx, days.daysAgo(300), {
    title: 'Who pays the travel of reviewers',
    decided: 'The service that is reviewed pays the travel of the team.',
    reasons: 'It knows best who can come by train, and can book rooms at its council’s rates.',
    alternatives: 'A fund of the association was rejected: fees would have to rise.',
    conflicts: none,
    decidedBy: { body: 'general_meeting', count: 61 },
    reviewOn: days.daysAgo(40),
  })
  const shared = await published(ctx, days.daysAgo(45), {
    title: 'Travel is agreed in the terms of each review',
    decided: 'Who pays the travel of the team stands in the terms of each review: the service, or each member’s own.',
    reasons: 'Small services could not pay for teams from far away, and the region that knew them least stayed away.',
    alternatives: 'Leaving it with the service was rejected. A fund was rejected again, for its cost.',
    conflicts: 'Heads of three services that are to be reviewed took part, and said so.',
    restsOn: 'The decision that it replaces, and what services said at the general meeting.',
    decidedBy: { body: 'general_meeting', count: 54 },
    reviewOn: days.monthsAhead(11),
  })
  done(
    await replaceDecision(await as(ctx, keeper, days.daysAgo(40)), travel.ref, {
      version: travel.version,
      later: shared.ref,
      replaced: 'The general meeting decided otherwise.',
    }),
  )

  const observers = await published(ctx, days.daysAgo(200), {
    title: 'One observer in a team',
    decided: 'A review team has at most one observer, who is training to review.',
    reasons: 'Services felt watched by larger teams, and trainees learned more beside one reviewer.',
    alternatives: 'No observers was rejected: people would come to their first review untrained.',
    conflicts: 'A member whose own manager is in training stood aside.',
    decidedBy: { body: 'board', count: 4 },
    reviewOn: days.daysAgo(20),
  })
  done(
    await keepDecision(await as(ctx, 'Sorrel Whitlock', days.daysAgo(21)), observers.ref, {
      version: observers.version,
      kept: 'Services and trainees are content with it.',
      reviewOn: days.monthsAhead(12),
    }),
  )

  await published(ctx, days.daysAgo(9), {
    title: 'Meetings of the region are open to deputies',
    decided: 'A service may send a deputy to each regional meeting, and both may come.',
    reasons: 'Heads who could not come sent nobody, and their services heard of what was agreed by chance.',
    alternatives: 'Recording the meetings was rejected: people would speak less freely.',
    conflicts: none,
    decidedBy: { body: 'regional_meeting', count: 11, region: 'Yorks Hum' },
    reviewOn: days.monthsAhead(12),
  })

  done(
    await writeDecision(await as(ctx, keeper, days.daysAgo(3)), {
      text: {
        day: days.daysAgo(3),
        title: 'Free places for newly appointed heads',
        decided: 'Heads who are in post for less than a year come to the yearly workshop without a fee.',
        reasons: 'They gain most from it, and have no budget of their own yet.',
        alternatives: '',
        conflicts: '',
        decidedBy: { body: 'administrators', count: 2 },
      },
    }),
  )
}
