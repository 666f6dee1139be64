import type { Ctx } from '#services/core/context.ts'
import { fingerprintOf } from '#services/core/life/sealed-text.ts'
import { keyOfOffer, offerContent } from '#services/enquiries/index.ts'
import { sealFor } from '#tests/factories/offering.ts'
import { type Fields, type Sending, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

type Given = NonNullable<Sending['given']>

const questionId = '0190a8f0-0000-7000-8000-0000000000e1'

const offered = {
  lines: [],
  expenses: 'None.',
  mode: null,
  dates: [],
  days: null,
  people: [],
  validUntil: null,
  note: 'Gladly.',
}
const names = { title: 'What is offered', provider: 'The provider', host: 'The host' }
const hashOf = (by: 'host' | 'provider') => fingerprintOf(offerContent({ ...offered, by }, names))

const seal = (ctx: Ctx, { enquiry, the }: World, by: 'host' | 'provider') =>
  sealFor(ctx, enquiry.id, the(by === 'host' ? 'asker' : 'ownManager').id, { ...offered, by })

/** The provider has made an offer. */
const withOffer: Given = async (ctx, world) => {
  await ctx.db.enquiry.update({ where: { id: world.enquiry.id }, data: { status: 'interested' } })
  await seal(ctx, world, 'provider')
}

/** The host has proposed another version of it. */
const withCounter: Given = async (ctx, world) => {
  await withOffer(ctx, world)
  await seal(ctx, world, 'host')
  await ctx.db.enquiry.update({ where: { id: world.enquiry.id }, data: { isCountered: true } })
}

const asked: Given = async ({ db }, { enquiry, the }) => {
  const { needId } = await db.enquiry.findUniqueOrThrow({ where: { id: enquiry.id } })
  await db.needQuestion.create({
    data: {
      id: questionId,
      needId,
      enquiryId: enquiry.id,
      askedById: the('ownManager').id,
      text: 'How many are you?',
      askedAt: new Date('2026-01-01'),
    },
  })
}

const of = (fields: Fields, given: Given = withOffer): Sending => ({ given, fields: () => fields })

/** A need, its answers and its offers. */
export const enquiryVisits: Record<string, Visit> = {
  'enquiries/:ref': {
    at: ({ enquiry }) => `/enquiries/${enquiry.ref}`,
    send: {
      'offer something for it': sends({ intent: 'interested', version: '1', response: 'Gladly.', mode: 'remote' }),
      'say that they are not sure': sends({ intent: 'undecided', version: '1', unsure: 'On our trainer.' }),
      'say no': sends({ intent: 'declined', version: '1', why: 'Not this year.' }),
      'choose an offer': {
        given: withOffer,
        fields: ({ enquiry }) => ({
          intent: 'choose',
          offer: keyOfOffer({ id: enquiry.id, version: 1, number: 1, hash: hashOf('provider') }),
          reason: 'They know boards like ours.',
        }),
      },
      'withdraw it': sends({ intent: 'withdraw', version: '1' }),
      'ask others with the same need': sends({ intent: 'ask-again' }),
      'ask a question': sends({ intent: 'ask-question', question: 'How many are you?' }),
      'answer a question': of({ intent: 'answer-question', id: questionId, answer: 'Eleven.' }, asked),
    },
  },
  'enquiries/:ref/offers/:id': {
    at: ({ enquiry }) => `/enquiries/${enquiry.ref}/offers/${enquiry.id}`,
    given: withOffer,
    send: {
      'propose another version': of({
        intent: 'countered',
        version: '1',
        number: '1',
        note: 'Rather like this.',
        mode: 'remote',
        expenses: 'Train fare.',
      }),
      'agree to the version of the host': of(
        { intent: 'agreed', version: '1', number: '2', hash: hashOf('host') },
        withCounter,
      ),
      'take it back': of({ intent: 'declined', version: '1', why: 'Our trainer is ill.' }),
      'decline it': of({ intent: 'not-chosen', version: '1' }),
    },
  },
}
