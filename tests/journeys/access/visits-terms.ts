import { canonical, fingerprintOf } from '#services/core/life/sealed-text.ts'
import type { Sending, Visit } from './visit.ts'
import { agreedTerms } from './world.ts'

/** Of the terms that the world's review has. */
const agreedHash = fingerprintOf({ text: agreedTerms, parts: null })

/** The terms of the world's review agreed by both sides, and the review preparing. */
const termsAgreed: Sending['given'] = async ({ db, clock }, { review, the }) => {
  const { id: textId, hash } = await db.sealedText.findFirstOrThrow({ where: { subjectId: review.id } })
  const both = [
    { side: 'host', personId: the('ownLead').id },
    { side: 'team', personId: the('coLead').id },
  ]
  await db.textAcceptance.createMany({ data: both.map((each) => ({ ...each, textId, hash, acceptedAt: clock.now() })) })
  await db.reviewRequest.update({ where: { id: review.id }, data: { status: 'preparing' } })
}

/** The same, and a change asked for that nobody has accepted. */
const changeAsked: Sending['given'] = async (ctx, world) => {
  await termsAgreed(ctx, world)
  const text = { text: 'Something else.', parts: null }
  await ctx.db.sealedText.create({
    data: {
      kind: 'review-terms',
      subjectId: world.review.id,
      number: 2,
      hash: fingerprintOf(text),
      content: canonical(text),
      sealedAt: ctx.clock.now(),
    },
  })
  await ctx.db.reviewRequest.update({ where: { id: world.review.id }, data: { termsChange: 2 } })
}

export const termsVisits: Record<string, Visit> = {
  'reviews/:ref/terms': {
    at: ({ review }) => `/reviews/${review.ref}/terms`,
    send: {
      'accept them for a side': { fields: () => ({ intent: 'accept', number: '1', hash: agreedHash, hasRead: 'yes' }) },
      'ask for a change of them': {
        given: termsAgreed,
        fields: () => ({
          intent: 'ask',
          number: '1',
          text: 'We would rather meet in May.',
          proposed: `${agreedTerms} In May.`,
        }),
      },
      'leave them as they are': {
        given: changeAsked,
        fields: () => ({ intent: 'keep', number: '2', reason: 'They were settled together.' }),
      },
    },
  },
}
