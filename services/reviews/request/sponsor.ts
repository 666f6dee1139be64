import type { z } from 'zod'
import { type Actor, asActor } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { startSilence, stopSilence } from '#services/core/life/silence.ts'
import { hashOfLinkKey, newLinkKey } from '#services/core/link-key.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, uncapitalise } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { tell } from '#services/notifications/index.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { hostPeople, remind, reviewPath, tell as tellOfReview } from '#services/reviews/case/mails.ts'
import { lockReview } from '#services/reviews/case/move-review.ts'
import type { Input, moveSchema, sponsorAnswerSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'

export type AskAbout = 'request' | 'report'

/** The clock that runs until a sponsor answers. */
export const sponsorClock = 'sponsor'

/** Working days after which a sponsor is reminded, and after which others are told that they do not answer. */
const silentAfter = { reminded: 5, last: 10 } as const

/** A link is good for this long. */
const goodForDays = 90

const words: Record<AskAbout, { subject: string; lines: (yotName: string) => string[] }> = {
  request: {
    subject: 'Do you agree to this peer review?',
    lines: (yotName) => [
      `${yotName} asks the association for a peer review and names you as its sponsor: somebody senior outside the service who backs it.`,
      'A team of serving managers from other services would visit for some days and say what it found. It is not an inspection; the service decides what is shared.',
      'Please read what it asks for, and say whether you agree. You need no account.',
    ],
  },
  report: {
    subject: 'The final report of the peer review that you sponsor',
    lines: (yotName) => [
      `The report of the peer review of ${yotName} is final. As its sponsor you can read it, and say whether you agree to what it asks.`,
      'Please do not pass the link on: the service decides with whom the report is shared. You need no account.',
    ],
  },
}

/**
 * Asks the sponsor by link whether they agree to the request, or to the final report; a link sent before ends. Nobody is asked where the
 * request names no address. Call in the transaction that sent the request or made the report final, with the review locked.
 */
export const askSponsor = async (ctx: Ctx, requestId: string, about: AskAbout): Promise<void> => {
  const { reviewRequest, sponsorAsk } = tables(ctx)
  const { ref, sponsorName, sponsorAddress, yot } = await reviewRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { ref: true, sponsorName: true, sponsorAddress: true, yot: { select: { name: true } } },
  })
  if (sponsorAddress === '') return
  const sentAt = ctx.clock.now()
  const before = await sponsorAsk.findMany({ where: { requestId, about, endedAt: null }, select: { id: true } })
  for (const { id } of before) await stopSilence(ctx, { kind: sponsorClock, subjectId: id })
  await sponsorAsk.updateMany({ where: { requestId, about, endedAt: null }, data: { endedAt: sentAt } })
  const id = newId()
  const token = newLinkKey()
  await sponsorAsk.create({
    data: { id, requestId, about, name: sponsorName, tokenHash: hashOfLinkKey(token), sentAt },
  })
  if (about === 'request') await reviewRequest.update({ where: { id: requestId }, data: { sponsorSignedOn: null } })
  const today = ctx.clock.today()
  await startSilence(ctx, {
    kind: sponsorClock,
    subjectId: id,
    lastDay: addWorkingDays(today, silentAfter.last),
    warnOn: [addWorkingDays(today, silentAfter.reminded)],
  })
  const { subject, lines } = words[about]
  await write(ctx, { requestId, about, address: sponsorAddress, token, occasion: `sponsor:${id}` }, [
    `${subject} (${ref})`,
    ...lines(yot.name),
  ])
}

type Written = { requestId: string; about: AskAbout; address: string; token: string; occasion: string }

const write = (ctx: Ctx, { requestId, about, address, token, occasion }: Written, [subject = '', ...lines]: string[]) =>
  tell(ctx, {
    people: [{ address, as: 'sponsor' }],
    about: { kind: 'review', id: requestId, case: caseOf(requestId) },
    occasion,
    kind: 'ask',
    letter: {
      subject,
      lines,
      action: { text: about === 'request' ? 'Read it and answer' : 'Read the report', path: `/sponsors/${token}` },
    },
  })

/** Reminds a sponsor who has not answered, by another link to the same question: nobody keeps the first. Call with the review locked. */
export const remindSponsor = async (ctx: Ctx, id: string, lastDay: string): Promise<void> => {
  const { requestId, about, request } = await tables(ctx).sponsorAsk.findUniqueOrThrow({
    where: { id },
    select: {
      requestId: true,
      about: true,
      request: { select: { ref: true, sponsorAddress: true, yot: { select: { name: true } } } },
    },
  })
  const token = newLinkKey()
  await tables(ctx).sponsorAsk.update({ where: { id }, data: { tokenHash: hashOfLinkKey(token) } })
  const { subject, lines } = words[about]
  await remind(ctx, requestId, `sponsor-reminded:${id}`, [{ address: request.sponsorAddress, as: 'sponsor' }], {
    on: lastDay,
    what: `${uncapitalise(subject)} (${request.ref})`,
    more: [...lines(request.yot.name), 'The link that we sent before no longer works.'].join('\n'),
    path: `/sponsors/${token}`,
  })
}

/** What the sponsor was asked and said last, by what it was about. */
export const sponsorSaid = async (ctx: Ctx, requestId: string) => {
  const rows = await tables(ctx).sponsorAsk.findMany({
    where: { requestId, endedAt: null },
    orderBy: { sentAt: 'asc' },
  })
  return rows.map(({ about, name, sentAt, answeredAt, agrees, words }) => ({
    about,
    name,
    sentOn: londonDate(sentAt),
    answeredOn: answeredAt && londonDate(answeredAt),
    agrees,
    words,
  }))
}

/** Why a request cannot go to the board yet for its sponsor's sake, as a sentence; null when they agreed. */
export const sponsorLacks = async (ctx: Ctx, requestId: string): Promise<string | null> => {
  const { sponsorName, sponsorSignedOn } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { sponsorName: true, sponsorSignedOn: true },
  })
  if (sponsorSignedOn !== null) return null
  const asked = (await sponsorSaid(ctx, requestId)).find(({ about }) => about === 'request')
  if (asked?.agrees === false) {
    return `The sponsor, ${sponsorName}, does not agree: ${asked.words} Ask the service for more, or speak with them.`
  }
  return `The sponsor, ${sponsorName}, has not agreed yet${asked ? `; they were asked on ${longDate(asked.sentOn)}` : ''}.`
}

/** Whoever looks after the case has the sponsor asked anew: the link sent before ends. */
export const askSponsorAgain = (ctx: Ctx, input: Input<typeof moveSchema>): Promise<Result<{ ref: string }>> => {
  const said = { event: 'review.sponsor-asked' as const, dataOf: () => ({ about: 'request' }) }
  return asCaseHolder(ctx, input, said, async (ctx, review) => {
    if (review.status !== 'submitted') return refused('The sponsor is asked while the request is checked.')
    if ((await sponsorLacks(ctx, review.id)) === null) return refused('The sponsor has agreed already.')
    await askSponsor(ctx, review.id, 'request')
    return ok({ ref: input.ref })
  })
}

const askBy = async (ctx: Ctx, token: string) => {
  const ask = await tables(ctx).sponsorAsk.findUnique({
    where: { tokenHash: hashOfLinkKey(token) },
    include: { request: { select: { ref: true, status: true } } },
  })
  if (!ask || ask.endedAt !== null || ask.request.status === 'draft') return null
  const age = ctx.clock.now().getTime() - ask.sentAt.getTime()
  return age > goodForDays * 24 * 60 * 60 * 1000 ? null : ask
}

/** What the sponsor reads by their link: what the service asks for; of the final report only which it is. Not found for a link that is unknown or over. */
export const sponsorPage = async (ctx: Ctx, token: string) => {
  const ask = await askBy(ctx, token)
  if (!ask) return notFound()
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: ask.requestId },
    select: {
      purpose: true,
      days: true,
      yot: { select: { name: true } },
      leadOfficer: { select: { name: true } },
      kloes: { orderBy: { position: 'asc' }, select: { question: true } },
      windows: { orderBy: { startsOn: 'asc' }, select: { startsOn: true, endsOn: true } },
    },
  })
  return ok({
    ref: ask.request.ref,
    about: ask.about,
    name: ask.name,
    agrees: ask.agrees,
    answeredOn: ask.answeredAt && londonDate(ask.answeredAt),
    yotName: row.yot.name,
    purpose: row.purpose,
    days: row.days,
    leadOfficerName: row.leadOfficer.name,
    questions: row.kloes.map(({ question }) => question),
    windows: row.windows.map(({ startsOn, endsOn }) => ({
      startsOn: isoFromDate(startsOn),
      endsOn: isoFromDate(endsOn),
    })),
  })
}

/**
 * The sponsor says by their link whether they agree, and where not, why. Once: who presses again is told what they said. Both the service
 * and whoever looks after the case are told.
 */
export const answerAsSponsor = async (
  ctx: Ctx,
  token: string,
  { agrees, words }: z.output<typeof sponsorAnswerSchema>,
): Promise<Result<{ agrees: boolean }>> => {
  const ask = await askBy(ctx, token)
  if (!ask) return notFound()
  if (agrees === 'no' && words === '') return invalid({ words: 'Say what stands against it, in a sentence' })
  const sponsor: Actor = { kind: 'visitor', personId: null, name: `${ask.name}, sponsor`, grants: [] }
  return inTransaction(asActor(ctx, sponsor), async (ctx) => {
    const review = await lockReview(ctx, ask.requestId)
    const answeredAt = ctx.clock.now()
    const written = await tables(ctx).sponsorAsk.updateMany({
      where: { id: ask.id, answeredAt: null, endedAt: null },
      data: { answeredAt, agrees: agrees === 'yes', words },
    })
    if (written.count === 0) return refused('You have answered already. Thank you: there is nothing more to do.')
    await stopSilence(ctx, { kind: sponsorClock, subjectId: ask.id })
    if (ask.about === 'request') {
      const sponsorSignedOn = agrees === 'yes' ? dateFromIso(ctx.clock.today()) : null
      await tables(ctx).reviewRequest.update({ where: { id: review.id }, data: { sponsorSignedOn } })
    }
    await audit(ctx, {
      event: 'review.sponsor-answered',
      subject: { kind: 'review_request', id: review.id },
      case: caseOf(review.id),
      yotCode: review.yotCode,
      data: { about: ask.about, agrees: agrees === 'yes' },
    })
    const to = ask.about === 'request' ? [...hostPeople(review), review.caseHolderId] : hostPeople(review)
    const matter = ask.about === 'request' ? 'the peer review' : 'the final report'
    await tellOfReview(ctx, review.id, `sponsor-answered:${ask.id}`, to, {
      subject: `Your sponsor ${agrees === 'yes' ? 'agrees' : 'does not agree'} to ${matter} (${review.ref})`,
      lines: [
        `${ask.name} ${agrees === 'yes' ? 'agrees' : 'does not agree'} to ${matter} of ${review.yot.name}.`,
        ...(words === '' ? [] : [words]),
      ],
      action: { text: 'See where it stands', path: reviewPath(review.ref) },
    })
    return ok({ agrees: agrees === 'yes' })
  })
}
