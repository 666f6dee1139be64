import type { ConcernStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { date, plain, type Sending, type Visit } from './visit.ts'
import { concernId } from './world-concern.ts'

type Given = NonNullable<Sending['given']>

const reasons = 'Both sides agree on the day, and the letter bears it, so that the words are right as they stand.'
const statement = 'I have the mail that shows when the letter was sent.'
const flagged = { intent: 'view', 'points[0].outcome': 'keep', 'points[0].reasons': reasons }
const version = { version: '1' }

const marks = { relevance: '4', preparation: '4', quality: '4', conduct: '4', usefulness: '4' }

/** Of the ratings that `bothRated` gives. */
const ratingIds = {
  host: '0190a8f0-0000-7000-8000-0000000000b1',
  provider: '0190a8f0-0000-7000-8000-0000000000b2',
}

const said = {
  relevance: 4,
  preparation: 4,
  quality: 4,
  conduct: 4,
  usefulness: 4,
  comment: 'It went well.',
}

/** The rating that the flag is of. */
const flaggedRating: Given = async ({ db, clock }, { pair, the, concern: { ratingId } }) => {
  const by = { side: 'host', seat: 'host', raterId: the('ownLead').id } as const
  await db.rating.create({ data: { ...said, ...by, id: ratingId, pairId: pair.id, submittedAt: clock.now() } })
}

const bothRated: Sending['given'] = async ({ db, clock }, { pair, the }) => {
  const rating = { ...said, pairId: pair.id, submittedAt: clock.now() }
  await db.rating.createMany({
    data: [
      { ...rating, id: ratingIds.host, side: 'host', seat: 'host', raterId: the('ownLead').id },
      { ...rating, id: ratingIds.provider, side: 'provider', seat: the('coLead').id, raterId: the('coLead').id },
    ],
  })
  await db.ratingPair.update({ where: { id: pair.id }, data: { revealedAt: clock.now() } })
}

const longAgo: Given = async ({ db, clock }, { pair }) => {
  const openedAt = dateFromIso(addMonths(clock.today(), -7))
  await db.ratingPair.update({ where: { id: pair.id }, data: { openedAt } })
}

const saidLater: Given = async (ctx, world) => {
  await longAgo(ctx, world)
  await ctx.db.laterWord.create({
    data: {
      ...{ pairId: world.pair.id, byId: world.the('ownLead').id, at: ctx.clock.now() },
      ...{ change: 3, text: 'We see children sooner.', mayQuote: true },
    },
  })
}

const stands =
  (status: ConcernStatus): Given =>
  async ({ db, clock }) => {
    const appealBy = dateFromIso(addDays(clock.today(), 20))
    await db.concern.update({ where: { id: concernId }, data: { status, appealBy } })
  }

const unsaid: Given = async ({ db }) => {
  await db.concernStatement.deleteMany({ where: { concernId } })
  await db.concern.update({ where: { id: concernId }, data: { statementsShownAt: null } })
}

const asked: Given = async ({ db, clock }, { the }) => {
  await db.concernQuestion.create({
    data: {
      concernId,
      number: 1,
      toSide: 'other',
      askedById: the('otherAssessor').id,
      text: 'When did it reach you?',
      askedAt: clock.now(),
      answerBy: dateFromIso(addDays(clock.today(), 5)),
    },
  })
}

/** What is brought to the association. */
export const fairnessVisits: Record<string, Visit> = {
  'how-it-works/ratings': plain('/how-it-works/ratings'),
  'association/disputes': plain('/association/disputes'),
  fairness: plain('/fairness'),
  'ratings/:pairId': {
    at: ({ pair }) => `/ratings/${pair.id}`,
    send: {
      'rate the other side': { fields: () => ({ intent: 'rate', ...marks, comment: 'It went well.' }) },
      'reply to a rating': { given: bothRated, fields: () => ({ intent: 'reply', reply: 'Thank you.' }) },
    },
  },
  'ratings/:pairId/flag': {
    at: ({ pair }) => `/ratings/${pair.id}/flag`,
    given: bothRated,
    send: {
      'flag it': {
        given: bothRated,
        fields: (_world, who) => ({
          ratingId: who === 'coLead' ? ratingIds.host : ratingIds.provider,
          reason: 'false-fact',
          statement,
        }),
      },
    },
  },
  'what-changed': plain('/what-changed'),
  'profile/ratings': plain('/profile/ratings'),
  'ratings/:pairId/in-private': {
    at: ({ pair }) => `/ratings/${pair.id}/in-private`,
    send: {
      'tell them': { fields: ({ the }) => ({ personId: the('coLead').id, text: 'They came late on both days.' }) },
    },
  },
  'ratings/:pairId/later': {
    at: ({ pair }) => `/ratings/${pair.id}/later`,
    given: longAgo,
    send: {
      'say it': { given: longAgo, fields: () => ({ intent: 'say', change: '3', text: 'We see children sooner.' }) },
      'let it be quoted no longer': { given: saidLater, fields: () => ({ intent: 'leave', mayQuote: 'no' }) },
    },
  },
  'concerns/new': {
    at: ({ published }) => `/concerns/new?about=offering&id=${published.slug}`,
    send: {
      'send it': {
        to: () => '/concerns/new',
        fields: ({ published }) => ({ about: 'offering', id: published.slug, reason: 'poor', statement }),
      },
    },
  },
  'concerns/:ref': {
    at: ({ concern }) => `/concerns/${concern.ref}`,
    send: {
      'say how they see it': { given: unsaid, fields: () => ({ intent: 'say', statement }) },
      'answer a question': { given: asked, fields: () => ({ intent: 'answer', number: '1', answer: 'On the tenth.' }) },
      'appeal the decision': {
        given: stands('in_effect'),
        fields: () => ({ intent: 'appeal', ...version, reason: 'procedure', statement }),
      },
      'withdraw it': { fields: () => ({ intent: 'withdraw', ...version }) },
    },
  },
  'association/fairness': plain('/association/fairness'),
  'association/fairness/:ref': {
    at: ({ concern }) => `/association/fairness/${concern.ref}`,
    send: {
      'record a view': { fields: () => flagged },
      'ask a question': { fields: () => ({ intent: 'ask', toSide: 'other', question: 'When did it reach you?' }) },
      'say that a mark is looked at': { fields: () => ({ intent: 'looked-at', isShown: 'yes' }) },
      'stand down': { fields: () => ({ intent: 'stand-down' }) },
      'draw who decides': {
        given: async (ctx, world) => {
          await stands('opened')(ctx, world)
          await ctx.db.concernView.deleteMany({ where: { concernId } })
        },
        fields: () => ({ intent: 'draw' }),
      },
      'put something in place for now': {
        given: flaggedRating,
        fields: ({ concern }) => ({
          intent: 'measure',
          ...version,
          target: `words-hidden:${concern.ratingId}`,
          ...date('reviewOn', addWorkingDays(concern.today, 5)),
          reason: 'It says something of somebody’s health.',
        }),
      },
      'send it elsewhere': {
        given: stands('opened'),
        fields: () => ({ intent: 'elsewhere', ...version, why: 'outside' }),
      },
    },
  },
}
