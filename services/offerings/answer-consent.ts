import { z } from 'zod'
import { mayDo } from '#services/bank/index.ts'
import { asActor } from '#services/core/access.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { counted, longDate } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { byKey, type Consent, consents, consentUntil, isoOrNull, missingConsent, servicesOf } from './consents.ts'
import { offerings } from './move-offering.ts'
import { tables } from './tables.ts'

const version = z.coerce.number().int()
const reason = z.string().trim().max(500, 'At most 500 characters').default('')

export const answerConsentSchema = z.object({
  agrees: z.enum(['yes', 'no'], { error: 'Say whether you agree' }),
  daysPerYear: z.coerce
    .number('Enter a number of days, like 6')
    .int('Enter whole days')
    .min(1)
    .max(100, 'At most 100 days'),
  mayCharge: z.enum(['yes', 'no'], { error: 'Say whether they may charge' }),
  reason,
  version,
})
export const withdrawConsentSchema = z.object({ reason: reason.pipe(z.string().min(1, 'Say why')), version })
export const takeBackConsentSchema = z.object({ id: z.uuid(), version })

/** Somebody with the link answers in the name of whoever was asked; signed in or not. */
const asLead = (ctx: Ctx, lead: string): Ctx =>
  ctx.actor.personId === null ? asActor(ctx, { kind: 'visitor', personId: null, name: lead, grants: [] }) : ctx

const leadBehind = async (ctx: Ctx, key: string): Promise<Ctx> => {
  const page = await consentPage(ctx, key)
  return page.ok ? asLead(ctx, page.value.leadName) : ctx
}

/** What a link leads to, for whoever was sent it; not found for another, or once whoever asked has left. */
export const consentPage = async (ctx: Ctx, key: string) => {
  const found = await consents.find(ctx, byKey(key))
  if (!found || found.person.leftAt !== null) return notFound()
  const { person, yot, status, words, daysPerYear, mayCharge, leadName, answerBy, until, version } = found
  return ok({
    name: person.name,
    service: yot.name,
    status,
    words,
    daysPerYear,
    mayCharge,
    leadName,
    answerBy: isoFromDate(answerBy),
    until: isoOrNull(until),
    isOver: status === 'given' && until !== null && isoFromDate(until) < ctx.clock.today(),
    isOwn: ctx.actor.personId === found.personId,
    version,
  })
}

const tellPerson = (
  ctx: Ctx,
  { id, personId }: Consent,
  occasion: string,
  letter: { subject: string; lines: string[] },
) =>
  tell(ctx, {
    people: [personId],
    about: { kind: 'consent', id },
    occasion,
    kind: 'decision',
    letter: { ...letter, action: { text: 'See where it stands', path: '/offerings/own-name' } },
  })

const because = (reason: string) => (reason === '' ? [] : [`They say: “${reason}”`])

/** The lead of a service agrees that somebody offers in their own name, for a year and so many days, or does not. */
export const answerConsent = async (
  ctx: Ctx,
  key: string,
  { agrees, daysPerYear, mayCharge, reason, version }: z.infer<typeof answerConsentSchema>,
): Promise<Result<{ agrees: boolean }>> =>
  consents.asMove(
    await leadBehind(ctx, key),
    { ref: byKey(key), version, event: agrees === 'yes' ? 'given' : 'refused' },
    async (ctx, { row, move }) => {
      const { yot, leadName } = row
      if (agrees === 'no') {
        const moved = await move({ note: reason })
        if (!moved.ok) return moved
        await tellPerson(ctx, row, 'refused', {
          subject: 'Your service does not agree that you offer in your own name',
          lines: [
            `${leadName} answered for ${yot.name}.`,
            ...because(reason),
            'You can still offer in the name of your service.',
          ],
        })
        return ok({ agrees: false })
      }
      if (mayCharge === 'yes' && !row.mayCharge)
        return invalid({ mayCharge: 'They did not ask to charge. They can ask anew' })
      const today = ctx.clock.today()
      if (isoFromDate(row.answerBy) < today) return refused('The days to answer are over. They can ask anew.')
      const until = consentUntil(today)
      const moved = await move({
        note: reason,
        data: { daysPerYear, mayCharge: mayCharge === 'yes', until: dateFromIso(until) },
        said: { days: daysPerYear, mayCharge: mayCharge === 'yes', until },
      })
      if (!moved.ok) return moved
      await tellPerson(ctx, row, 'given', {
        subject: 'Your service agrees that you offer in your own name',
        lines: [
          `${leadName} agreed for ${yot.name}: up to ${counted(daysPerYear, 'day')} a year, ${mayCharge === 'yes' ? 'and you may charge' : 'without a charge'}, until ${longDate(until)}.`,
          ...because(reason),
        ],
      })
      return ok({ agrees: true })
    },
    ({ status }) => ({ agrees: status === 'given' }),
  )

/** Why nothing is offered in somebody's own name: a service of theirs that does not agree, or no post any more and no place in the bank. */
const whyNotOwnName = async (ctx: Ctx, personId: string, charges: boolean): Promise<string | null> => {
  const service = await missingConsent(ctx, personId, { charges })
  if (service !== null)
    return `You hold a post in ${service}, and there is no consent in force of theirs to what you offer in your own name.`
  if ((await servicesOf(ctx, personId)).length > 0 || (await mayDo(ctx, personId, 'train')).may) return null
  return 'You hold no post any more, and only associates in the bank offer in their own name then.'
}

/** What somebody in post offers in their own name is paused, where their service does not agree to it any more. */
export const pauseWithoutConsent = async (ctx: Ctx, personId: string): Promise<Result<undefined>> => {
  const rows = await tables(ctx).offering.findMany({
    where: { personId, yotCode: null, outsideId: null, status: 'published' },
    orderBy: { id: 'asc' },
    select: { id: true, basis: true },
  })
  for (const { id, basis } of rows) {
    const why = await whyNotOwnName(ctx, personId, basis === 'charged')
    if (why === null) continue
    const row = await offerings.lock(ctx, id)
    if (row?.status !== 'published') continue
    const moved = await offerings.move(ctx, row, 'paused')
    if (!moved.ok) return moved
    await tell(ctx, {
      people: [personId],
      about: { kind: 'offering', id },
      occasion: `paused:${row.version}`,
      kind: 'decision',
      letter: {
        subject: `“${row.title}” is paused`,
        lines: [why, 'So we paused this offering. Mend what is missing, then publish it again.'],
        action: { text: 'Ask your service', path: '/offerings/own-name' },
      },
    })
  }
  return ok(undefined)
}

/** The lead withdraws what they agreed to: what is published in that name is paused at once; work agreed already goes on. */
export const withdrawConsent = async (
  ctx: Ctx,
  key: string,
  { reason, version }: z.infer<typeof withdrawConsentSchema>,
): Promise<Result<{ name: string }>> =>
  consents.asMove(
    await leadBehind(ctx, key),
    { ref: byKey(key), version, event: 'withdrawn' },
    async (ctx, { row, move }) => {
      const moved = await move({ note: reason })
      if (!moved.ok) return moved
      await tellPerson(ctx, row, 'withdrawn', {
        subject: 'Your service withdraws its consent',
        lines: [
          `${row.leadName} withdrew for ${row.yot.name} that you offer in your own name.`,
          ...because(reason),
          'What you offer in your own name is paused. Work that is agreed already goes on as agreed.',
        ],
      })
      const paused = await pauseWithoutConsent(ctx, row.personId)
      return paused.ok ? ok({ name: row.person.name }) : paused
    },
    ({ person: { name } }) => ({ name }),
  )

/** Whoever asked takes it back: what they offer in their own name is paused with it. */
export const takeBackConsent = (
  ctx: Ctx,
  { id, version }: z.infer<typeof takeBackConsentSchema>,
): Promise<Result<{ id: string }>> =>
  consents.asMove(
    ctx,
    { ref: id, version, event: 'taken-back' },
    async (ctx, { row, move }) => {
      const moved = await move()
      if (!moved.ok) return moved
      const paused = await pauseWithoutConsent(ctx, row.personId)
      return paused.ok ? ok({ id }) : paused
    },
    () => ({ id }),
  )
