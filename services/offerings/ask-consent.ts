import { z } from 'zod'
import { primaryAddresses } from '#services/accounts/index.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { hashOfLinkKey, newLinkKey } from '#services/core/link-key.ts'
import { forbidden, invalid, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { counted, longDate } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { leadsOf } from '#services/yots/index.ts'
import { consentAnswerBy, consents, servicesOf } from './consents.ts'
import { tables } from './tables.ts'

export const askConsentSchema = z.object({
  yotCode: z.string({ error: 'Choose a service' }).min(1, 'Choose a service'),
  words: z
    .string()
    .trim()
    .min(20, 'Say in 20 characters or more what you would offer')
    .max(1_000, 'At most 1,000 characters'),
  daysPerYear: z.coerce
    .number('Enter a number of days, like 6')
    .int('Enter whole days')
    .min(1, 'Enter 1 day or more')
    .max(100, 'Enter 100 days or fewer'),
  mayCharge: z.enum(['yes', 'no'], { error: 'Say whether you would charge' }),
  leadName: z.string().trim().max(120, 'At most 120 characters').optional(),
  leadAddress: emailAddress().optional(),
})
type AskInput = z.infer<typeof askConsentSchema>

/** Who is asked: another lead of the service; where there is none, somebody senior whom the person names. */
const whoIsAsked = async (
  ctx: Ctx,
  { yotCode, leadName, leadAddress }: AskInput,
  personId: string,
): Promise<Result<{ name: string; address: string }>> => {
  for (const lead of await leadsOf(ctx, yotCode)) {
    if (lead.personId === personId) continue
    const address = (await primaryAddresses(ctx, [lead.personId])).get(lead.personId)
    if (address !== undefined) return ok({ name: lead.name, address })
  }
  if (leadName === undefined)
    return invalid({ leadName: 'Your service has no other lead on the exchange. Name whoever you answer to' })
  if (leadAddress === undefined) return invalid({ leadAddress: 'Enter their e-mail address' })
  const own = await ctx.db.emailAddress.count({ where: { address: leadAddress, personId } })
  return own > 0
    ? invalid({ leadAddress: 'This address is your own. Name whoever you answer to' })
    : ok({ name: leadName, address: leadAddress })
}

/**
 * Somebody in post asks their service whether they may offer in their own name, for so many days a year: whoever leads it gets a link.
 * Forbidden to whoever holds no post there; invalid where nobody can be asked; refused while an earlier question is open.
 */
export const askConsent = (ctx: Ctx, input: AskInput): Promise<Result<{ id: string; leadName: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId, name } = ctx.actor
    if (personId === null) return forbidden('Sign in to ask your service.')
    const service = (await servicesOf(ctx, personId)).find(({ code }) => code === input.yotCode)
    if (!service) return forbidden('You hold no post in this service.')
    const asked = await whoIsAsked(ctx, input, personId)
    if (!asked.ok) return asked
    const key = newLinkKey()
    const today = ctx.clock.today()
    const answerBy = consentAnswerBy(today)
    const { ownNameConsent } = tables(ctx)
    const made = await ownNameConsent.createManyAndReturn({
      data: [
        {
          personId,
          yotCode: input.yotCode,
          status: 'asked',
          words: input.words,
          daysPerYear: input.daysPerYear,
          mayCharge: input.mayCharge === 'yes',
          leadName: asked.value.name,
          leadAddress: asked.value.address,
          tokenHash: hashOfLinkKey(key),
          askedAt: ctx.clock.now(),
          answerBy: dateFromIso(answerBy),
        },
      ],
      skipDuplicates: true,
      select: { id: true },
    })
    const id = made[0]?.id
    if (id === undefined)
      return refused('Your service has been asked already, or has agreed. Take that back to ask anew.')
    const row = await consents.lock(ctx, id)
    if (row) await consents.begin(ctx, row, 'asked', { said: { days: input.daysPerYear, mayCharge: row.mayCharge } })
    await tell(ctx, {
      people: [{ address: asked.value.address, as: 'lead' }],
      about: { kind: 'consent', id },
      occasion: 'asked',
      kind: 'ask',
      letter: {
        subject: `${name} asks to offer work in their own name`,
        lines: [
          `${name}, who holds a post in ${service.name}, would like to offer work to other services in their own name, for up to ${counted(input.daysPerYear, 'day')} a year${row?.mayCharge ? ', and to charge for it' : ', without charging for it'}. They say: “${input.words}”`,
          `Nothing of it is published unless you agree. Please answer by ${longDate(answerBy)}. You need no account, and the same link lets you withdraw it later.`,
        ],
        action: { text: 'Read it and answer', path: `/consents/${key}` },
      },
    })
    return ok({ id, leadName: asked.value.name })
  })
