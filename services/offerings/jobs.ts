import { primaryAddress } from '#services/accounts/primary-address.ts'
import { eligibilityToday } from '#services/bank/eligibility-today.ts'
import { asSystem } from '#services/core/access.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { mail } from '#services/notifications/mail.ts'
import { hostPeople, providerPeople, tellAbout } from './enquiry-people.ts'
import { lockOffering } from './lock-offering.ts'
import { whyNoCharge } from './may-offer.ts'
import { lockEnquiry, moveEnquiry, providerName } from './move-enquiry.ts'
import { moveLocked } from './move-offering.ts'
import { tables } from './tables.ts'

const atOnce = 100

const expireOne = (ctx: Ctx, ref: string) =>
  inTransaction(ctx, async (ctx) => {
    const enquiry = await lockEnquiry(ctx, ref)
    const isUp = enquiry !== null && isoFromDate(enquiry.respondBy) < ctx.clock.today()
    if (!isUp || (enquiry.status !== 'sent' && enquiry.status !== 'undecided')) return ok(undefined)
    const moved = await moveEnquiry(ctx, enquiry, 'expired')
    if (!moved.ok) return moved
    const about = `“${enquiry.offering.title}” (${ref})`
    const action = { text: 'See the enquiry', path: `/enquiries/${ref}` }
    const day = longDate(isoFromDate(enquiry.respondBy))
    await tellAbout(ctx, enquiry.id, 'expired:host', await hostPeople(ctx, enquiry), {
      subject: `No answer in time about ${about}`,
      lines: [
        `${providerName(enquiry)} did not say yes or no about ${about} by ${day}, so your enquiry is closed.`,
        'You can ask again, or ask another provider.',
      ],
      action,
    })
    await tellAbout(ctx, enquiry.id, 'expired:provider', await providerPeople(ctx, enquiry.offering), {
      subject: `The enquiry about ${about} has closed`,
      lines: [
        `${enquiry.yot.name} asked about ${about}. There was no yes or no by ${day}, so the enquiry is closed.`,
        'If you cannot take enquiries for a while, pause the offering.',
      ],
      action,
    })
    return ok(undefined)
  })

/** Closes enquiries that had no yes or no within ten working days, and tells both sides. */
export const expireEnquiries: Job = {
  name: 'offerings.expire-enquiries',
  everyMinutes: 60,
  run: async (ctx) => {
    for (;;) {
      const due = await tables(ctx).enquiry.findMany({
        where: { status: { in: ['sent', 'undecided'] }, respondBy: { lt: dateFromIso(ctx.clock.today()) } },
        orderBy: [{ respondBy: 'asc' }, { ref: 'asc' }],
        take: atOnce,
        select: { ref: true },
      })
      for (const { ref } of due) await expireOne(asSystem(ctx), ref)
      if (due.length < atOnce) return
    }
  },
}

const pauseOne = (ctx: Ctx, slug: string) =>
  inTransaction(ctx, async (ctx) => {
    const offering = await lockOffering(ctx, slug)
    if (offering?.status !== 'published' || offering.personId === null) return ok(undefined)
    const why = await whyNoCharge(ctx, offering.personId)
    if (why === null) return ok(undefined)
    await moveLocked(ctx, offering, 'paused')
    const to = await primaryAddress(ctx, offering.personId)
    if (to !== null)
      await mail(ctx, {
        key: `offering:${offering.id}:paused:${offering.version}`,
        to,
        subject: `“${offering.title}” is paused`,
        lines: [why, 'So we paused this offering. Mend what is missing, then publish it again.'],
        action: { text: 'See the offering', path: `/offerings/${slug}` },
      })
    return ok(undefined)
  })

/** Pauses what associates charge for once they may not: charged work stops when insurance or standing does. */
export const pauseUninsured: Job = {
  name: 'offerings.pause-uninsured',
  everyMinutes: 12 * 60,
  run: async (ctx) => {
    let after: string | undefined
    for (;;) {
      const charged = await tables(ctx).offering.findMany({
        where: {
          status: 'published',
          basis: 'charged',
          personId: { not: null },
          ...(after === undefined ? {} : { id: { gt: after } }),
        },
        orderBy: { id: 'asc' },
        take: atOnce,
        select: { id: true, slug: true, personId: true },
      })
      const eligibility = await eligibilityToday(
        ctx,
        charged.flatMap(({ personId }) => personId ?? []),
      )
      for (const { slug, personId } of charged)
        if (personId !== null && eligibility.get(personId)?.mayCharge !== true) await pauseOne(asSystem(ctx), slug)
      if (charged.length < atOnce) return
      after = charged.at(-1)?.id
    }
  },
}

export const offeringJobs: Job[] = [expireEnquiries, pauseUninsured]
