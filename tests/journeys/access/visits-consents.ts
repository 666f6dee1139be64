import { createHash } from 'node:crypto'
import type { ConsentStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { plain, type Sending, type Visit } from './visit.ts'
import type { Who } from './world.ts'

const consentId = '0190a8f0-0000-7000-8000-00000000a006'
const consentKey = 'what-the-lead-was-sent'

/** Where somebody of the world holds a post, if not in Leeds. */
const ownServices: Partial<Record<Who, string>> = { otherLead: 'kent', lapsedLead: 'devon', asker: 'essex' }

/** What a manager of Leeds asked the service. */
const aConsent =
  (status: ConsentStatus): NonNullable<Sending['given']> =>
  ({ db, clock }, { the }) =>
    db.ownNameConsent.create({
      data: {
        id: consentId,
        personId: the('ownManager').id,
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

/** What somebody in post offers in their own name, and what their service says of it. */
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
        given: aConsent('asked'),
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
}
