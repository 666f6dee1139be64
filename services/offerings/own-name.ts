import { asSystem } from '#services/core/access.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { forbidden, ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { inForce, leadsOf } from '#services/yots/index.ts'
import { pauseWithoutConsent } from './answer-consent.ts'
import { consentLife } from './consent-lifecycle.ts'
import { consents, consentTimes, isoOrNull, lastConsents, servicesOf } from './consents.ts'
import { whyNoCharge } from './may-offer.ts'
import { tables } from './tables.ts'

/** Where somebody in post stands with offering in their own name, service by service, and what they are told before they start. */
export const ownNamePage = async (ctx: Ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to offer something.')
  const services = await servicesOf(ctx, personId)
  if (services.length === 0)
    return forbidden('This is for people who hold a post in a service. Associates need no consent.')
  const last = await lastConsents(ctx, personId)
  const today = ctx.clock.today()
  return ok({
    times: consentTimes,
    whyNoCharge: await whyNoCharge(ctx, personId, today, { isConsentAsked: false }),
    services: await Promise.all(
      services.map(async ({ code, name }) => {
        const one = last.get(code)
        const lead = (await leadsOf(ctx, code)).find((lead) => lead.personId !== personId)
        return {
          code,
          name,
          /** Who is asked; null where the person has to name somebody. */
          lead: lead?.name ?? null,
          consent: one
            ? {
                id: one.id,
                version: one.version,
                status: one.status,
                says: consentLife.states[one.status],
                isInForce: one.status === 'given' && one.until !== null && isoFromDate(one.until) >= today,
                isOpen: consentLife.is('open', one.status) && (one.until === null || isoFromDate(one.until) >= today),
                leadName: one.leadName,
                answerBy: isoFromDate(one.answerBy),
                until: isoOrNull(one.until),
                daysPerYear: one.daysPerYear,
                mayCharge: one.mayCharge,
              }
            : null,
        }
      }),
    ),
  })
}

const endOne = (ctx: Ctx, id: string) =>
  consents.asSystemMove(ctx, { id, event: 'run-out' }, async (ctx, { row, move }) => {
    const moved = await move()
    return moved.ok ? pauseWithoutConsent(ctx, row.personId) : moved
  })

/** Consents end on their day, and what somebody in post offers without one is paused. It counts for nothing before this ran already. */
export const tendConsents: Job = {
  name: 'offerings.tend-consents',
  title: 'End consents of services on their day, and pause what is offered without',
  everyMinutes: 6 * 60,
  run: async (ctx) => {
    const today = dateFromIso(ctx.clock.today())
    const over = await tables(ctx).ownNameConsent.findMany({
      where: {
        OR: [
          { status: 'given', until: { lt: today } },
          { status: 'asked', answerBy: { lt: today } },
          // Nobody is asked for, or agrees to, what somebody who left offers.
          { status: { in: ['asked', 'given'] }, person: { holdings: { none: inForce(ctx.clock.today()) } } },
        ],
      },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of over) await endOne(asSystem(ctx), id)
    const offered = await tables(ctx).offering.findMany({
      where: {
        status: 'published',
        yotCode: null,
        outsideId: null,
        person: { holdings: { some: { postId: { not: null }, ...inForce(ctx.clock.today()) } } },
      },
      distinct: ['personId'],
      orderBy: { personId: 'asc' },
      select: { personId: true },
    })
    for (const { personId } of offered)
      if (personId !== null) await inTransaction(asSystem(ctx), (ctx) => pauseWithoutConsent(ctx, personId))
  },
}
