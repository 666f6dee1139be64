import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { bringInPerson, fingerprint, isWithinLimit } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { nextReference } from '#services/core/reference.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { tell } from '#services/notifications/index.ts'
import { placeInPost, resolveYot, yotRegister } from '#services/yots/index.ts'
import { beginLocked } from './locked-membership.ts'
import { mayManageMembers, mayNotManage } from './policy.ts'
import type { decideSchema, joinRequestSchema } from './schema.ts'
import { tables } from './tables.ts'
import { feeFor, termsOn, yearFrom } from './terms.ts'

const perSource = { most: 10, withinMinutes: 60 }

/** The association answers within this many working days: a setting. */
const answerWorkingDays = 10

/** The day by which a request is answered. ISO day. */
export const answerDay = (requestedAt: Date): string => addWorkingDays(londonDate(requestedAt), answerWorkingDays)

/**
 * Keeps the request of somebody who is not signed in, and writes to them with its reference and the day by which they hear; nothing is
 * made of it until the association agrees, and the answer is the same whether the address is known or waits already. Refused when too many came from one source.
 */
export const requestToJoin = (
  ctx: Ctx,
  input: z.infer<typeof joinRequestSchema>,
  source: string,
): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const key = fingerprint(ctx.config, 'source', `joining from ${source}`)
    if (!(await isWithinLimit(ctx, { key, ...perSource })))
      return refused('Too many requests have come from where you are. Try again in an hour.')
    const { register } = await yotRegister(ctx)
    const match = input.service === undefined ? null : resolveYot(register, input.service)
    if (match !== null && match.kind !== 'exact') {
      const codes = match.kind === 'ask' ? match.candidates : match.near
      const names = codes.map((code) => register.yots.get(code)?.name ?? code).join(', or ')
      return invalid({
        service:
          names === ''
            ? 'We do not know a service of this name. Check it, or leave it blank'
            : `Did you mean ${names}? Enter its name`,
      })
    }
    if (input.kind === 'group' && match === null)
      return invalid({ service: 'Enter the service whose group membership would cover you' })
    const { joinRequest } = tables(ctx)
    const id = randomUUID()
    const { count } = await joinRequest.createMany({
      data: [
        {
          id,
          ref: await nextReference(ctx, 'JR'),
          name: input.name,
          address: input.address,
          yotCode: match?.code ?? null,
          title: input.title ?? null,
          kind: input.kind === 'bank' ? null : input.kind,
          poReference: input.poReference ?? null,
          briefing: input.briefing ?? 'fortnightly',
          requestedAt: ctx.clock.now(),
        },
      ],
      skipDuplicates: true,
    })
    if (count > 0) await audit(ctx, { event: 'join-request.sent', subject: { kind: 'join-request', id } })
    // Asked again while it waits: the same reference once more, and nothing on the page that tells of it.
    const { ref, requestedAt } = await joinRequest.findFirstOrThrow({
      where: { address: input.address, decidedAt: null },
    })
    await tell(ctx, {
      people: [{ address: input.address, as: 'asker' }],
      about: { kind: 'join-request', id },
      occasion: 'received',
      kind: 'decision',
      letter: {
        subject: `We have your request to join: ${ref}`,
        lines: [
          `Somebody, we hope you, asked to join Critical Friend with this address. The reference is ${ref}.`,
          `The association decides by ${longDate(answerDay(requestedAt))}, and writes to this address with the reason.`,
          'If you did not ask, you need do nothing: the association looks at who asks before anybody is let in.',
        ],
        action: { text: 'How membership and the bank work', path: '/how-it-works' },
      },
    })
    return ok(null)
  })

/**
 * Decides on the request of somebody new. Agreed: they become a person of the exchange (or are found by their address),
 * with a post where they named one, and, unless their service covers them, a membership for a year.
 */
export const decideJoinRequest = (
  ctx: Ctx,
  id: string,
  { version, decision, reason }: z.infer<typeof decideSchema>,
): Promise<Result<{ name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayManageMembers(ctx.actor)) return mayNotManage()
    const { joinRequest } = tables(ctx)
    const isAgreed = decision === 'agreed'
    const { count } = await joinRequest.updateMany({
      where: { id, version, decidedAt: null },
      data: { decidedAt: ctx.clock.now(), isAgreed, decisionReason: reason, version: { increment: 1 } },
    })
    const request = await joinRequest.findUnique({ where: { id }, include: { yot: { select: { name: true } } } })
    if (!request) return notFound()
    if (count === 0) return overtaken('This request')
    const { name, address, kind, yotCode, title, poReference, briefing, ref } = request
    await audit(ctx, {
      event: `join-request.${decision}`,
      subject: { kind: 'join-request', id },
      ...(yotCode === null ? {} : { yotCode }),
    })
    const letter = (subject: string, lines: string[], action: { text: string; path: string }) =>
      tell(ctx, {
        people: [{ address, as: 'asker' }],
        about: { kind: 'join-request', id },
        occasion: decision,
        kind: 'decision',
        letter: { subject, lines, action },
      })
    if (!isAgreed) {
      await letter(
        'Your request to join the exchange',
        [`The association has not agreed to your request to join, ${ref}.`, `The reason given: ${reason}`],
        { text: 'Read the rules of membership', path: '/membership' },
      )
      return ok({ name })
    }
    const person = await bringInPerson(ctx, { name, address })
    // The form has no such field: what stands in the way is said instead.
    if (!person.ok && person.problem.kind === 'invalid')
      return refused(Object.values(person.problem.fields).join(' ') || 'This person cannot be brought in.')
    if (!person.ok) return person
    const { personId } = person.value
    await enqueue(ctx, { topic: 'member-joined', key: `member-joined:${personId}`, payload: { personId, briefing } })
    if (yotCode !== null) await placeInPost(ctx, { personId, yotCode, title: title ?? 'Manager' })
    const ends = kind === 'individual' ? await beginMembership(ctx, { personId, poReference }) : null
    const covered =
      ends !== null
        ? `The association has agreed. You are a member until ${longDate(ends)}. An invoice follows; once you are signed in you can say whom it should go to.`
        : kind === null
          ? 'The association has agreed that you come to the exchange. You owe nothing: applying to the bank, and being in it, needs no membership.'
          : `The association has agreed. You are covered by the membership of ${request.yot?.name ?? 'your service'} while it is in force.`
    await letter(
      'Welcome: you have joined the exchange',
      [
        covered,
        `What they said: ${reason}`,
        'Sign in with this e-mail address; there is no password to remember.',
        kind === null
          ? 'Then apply to the bank: it takes about an hour, and every page is kept as you go.'
          : 'Then see on your home page what waits for you. You can say what you know and are free for, look at what others offer, tell us what you need, and ask for a review.',
      ],
      kind === null
        ? { text: 'Sign in and apply', path: '/sign-in?returnTo=%2Fapply' }
        : { text: 'Sign in', path: '/sign-in' },
    )
    return ok({ name })
  })

const beginMembership = async (
  ctx: Ctx,
  { personId, poReference }: { personId: string; poReference: string | null },
): Promise<string> => {
  const today = ctx.clock.today()
  const terms = await termsOn(ctx, today)
  const endsOn = yearFrom(today)
  const id = randomUUID()
  const day = dateFromIso(today)
  const { count } = await tables(ctx).membership.createMany({
    data: [
      {
        id,
        kind: 'individual',
        personId,
        status: 'active',
        joinedOn: day,
        startsOn: day,
        endsOn: dateFromIso(endsOn),
        feePence: feeFor(terms, 'individual'),
        poReference,
        isPaid: false,
        requestedById: personId,
        decidedAt: ctx.clock.now(),
      },
    ],
    skipDuplicates: true,
  })
  if (count > 0) await beginLocked(ctx, id, 'agreed')
  return endsOn
}
