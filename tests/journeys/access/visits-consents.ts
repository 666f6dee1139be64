import { createHash } from 'node:crypto'
import type { ConsentStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { plain, type Sending, type Visit } from './visit.ts'
import type { Who } from './world.ts'

const consentId = '0190a8f0-0000-7000-8000-00000000a006'
const consentKey = 'what-the-lead-was-sent'

/** Where somebody of the world holds a post, if not in Leeds. */
const ownServices: Partial<Record<Who, string>> = { otherLead: 'kent', lapsedLead: 'devon', asker: 'essex' }

/** What a manager of Leeds, of the world or somebody else, asked the service. */
const aConsent =
  (status: ConsentStatus, isOfManager = false): NonNullable<Sending['given']> =>
  async ({ db, clock }, { the }) =>
    db.ownNameConsent.create({
      data: {
        id: consentId,
        personId: isOfManager
          ? the('ownManager').id
          : (await db.person.create({ data: { name: 'Mo Manager', createdAt: clock.now() } })).id,
        yotCode: 'leeds',
        status,
        words: 'Coaching for new managers in their first year.',
        daysPerYear: 6,
        mayCharge: false,
        leadName: 'Lee Lead',
        leadAddress: 'lead@leeds.example',
        tokenHash: createHash('sha256').update(consentKey).digest('hex'),
        askedAt: clock.now(),
        answerBy: dateFromIso(addDays(clock.today(), 21)),
        until: status === 'given' ? dateFromIso(addDays(clock.today(), 365)) : null,
      },
    })

const wordId = '0190a8f0-0000-7000-8000-00000000a007'

/** The co-lead of the review is asked for a word about somebody who came along. */
const aWordIsWanted: NonNullable<Sending['given']> = ({ db, clock }, { the, review }) =>
  db.coLeadWord.create({
    data: {
      id: wordId,
      requestId: review.id,
      aboutId: the('bankMember').id,
      role: 'observer',
      byId: the('coLead').id,
      askedAt: clock.now(),
      wantedBy: dateFromIso(addDays(clock.today(), 28)),
    },
  })

/** What is asked of somebody about a person: a service's consent, a co-lead's word. */
export const consentVisits: Record<string, Visit> = {
  'offerings/own-name': {
    ...plain('/offerings/own-name'),
    send: {
      'ask the own service': {
        fields: (_, who) => ({
          intent: 'ask',
          yotCode: ownServices[who] ?? 'leeds',
          words: 'Coaching for new managers in their first year.',
          daysPerYear: '6',
          mayCharge: 'no',
          leadName: 'Dee Rector',
          leadAddress: 'dee@council.example',
        }),
      },
      'take it back': {
        given: aConsent('asked', true),
        fields: () => ({ intent: 'take-back', id: consentId, version: '1' }),
      },
    },
  },
  'consents/:token': {
    at: () => `/consents/${consentKey}`,
    given: aConsent('asked'),
    send: {
      answer: {
        given: aConsent('asked'),
        fields: () => ({
          intent: 'answer',
          agrees: 'yes',
          daysPerYear: '5',
          mayCharge: 'no',
          reason: '',
          version: '1',
        }),
      },
      'withdraw it': {
        given: aConsent('given'),
        fields: () => ({ intent: 'withdraw', reason: 'We are too few.', version: '1' }),
      },
    },
  },
  'reviews/:ref/words': {
    at: ({ review }) => `/reviews/${review.ref}/words`,
    given: aWordIsWanted,
    send: {
      'say a word': {
        given: aWordIsWanted,
        fields: () => ({ id: wordId, isReady: 'yes', text: 'They asked the right question on the second day.' }),
      },
    },
  },
}
