import type { Basis, Delivery } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { isLone } from '#services/offerings/index.ts'
import { keepClock } from './clock.ts'
import { clocks } from './lifecycle.ts'
import { engagements } from './move-engagement.ts'
import { tellSides } from './people.ts'
import { tables } from './tables.ts'
import { isPaid, type Session, type TermsParts } from './terms.ts'

/** What the provider offered, as far as terms are drawn from it. */
type Offered = Pick<TermsParts, 'lines' | 'expenses' | 'people'> & {
  dates: readonly Pick<Session, 'on' | 'from' | 'to'>[]
  mode: Delivery | null
}

/** A chosen offer, as the room of enquiries hands it on. */
export type ChosenOffer = {
  enquiry: { id: string; ref: string; need: string; offer: Offered }
  offering: {
    id: string
    title: string
    basis: Basis
    yotCode: string | null
    personId: string | null
    outsideId: string | null
    contactId: string
  }
  /** Who answers for the provider: an associate by name. */
  provider: { name: string }
  host: { yotCode: string; name: string; contactId: string }
  /** Conflicts that the terms have to say how they are managed; sentences without anybody's facts. */
  toManage: readonly string[]
}

/** Working days in which the provider is expected to send terms. */
const sendTermsDays = 5

/** The first terms, as far as the offer says them; the provider completes them. */
const firstParts = ({ enquiry, offering, provider, toManage }: ChosenOffer): TermsParts => {
  const { lines, expenses, people, dates, mode } = enquiry.offer
  const paid = isPaid(offering.basis)
  return {
    people: isLone(offering) ? [{ personId: offering.personId ?? '', name: provider.name }] : people,
    work: `${offering.title}. What was asked for: ${enquiry.need}`.slice(0, 4000),
    sessions: dates.map(({ on, from, to }) => ({ on, from, to, mode: mode ?? 'on_site', place: '' })),
    period: null,
    lines: paid ? lines : [],
    expenses: expenses === '' && !paid ? 'None.' : expenses,
    cancellation: paid ? { days: 10, percent: 0 } : null,
    documents: 'What is written for this work may be used by the service that it is for, within the service.',
    data: 'No personal data is shared.',
    conflicts: toManage.length === 0 ? '' : `To be managed: ${toManage.join(' ')}`,
  }
}

/**
 * Begins an engagement with the offer that was chosen, in the transaction that chooses it: one per enquiry, however often it
 * is asked for. The first terms are drawn from the lines, expenses, dates and people of the offer, for the provider to complete and send.
 */
export const beginEngagement = async (ctx: Ctx, chosen: ChosenOffer): Promise<Result<{ ref: string }>> => {
  const { enquiry, offering, host, provider, toManage } = chosen
  const known = await tables(ctx).engagement.findUnique({ where: { enquiryId: enquiry.id }, select: { ref: true } })
  if (known) return ok(known)
  const today = ctx.clock.today()
  const id = newId()
  const ref = await nextReference(ctx, 'TE')
  const parties = {
    hostYotCode: host.yotCode,
    hostContactId: host.contactId,
    providerYotCode: offering.yotCode,
    providerPersonId: offering.yotCode === null ? offering.personId : null,
    providerContactId: offering.contactId,
  }
  await tables(ctx).engagement.create({
    data: {
      id,
      ref,
      ...parties,
      offeringId: offering.id,
      enquiryId: enquiry.id,
      title: offering.title,
      basis: offering.basis,
      status: 'terms_proposed',
      silentOn: dateFromIso(addDays(today, clocks.lapseDays)),
      createdAt: ctx.clock.now(),
    },
  })
  const row = await engagements.lock(ctx, id)
  if (!row) throw new Error('The engagement was not written')
  await engagements.begin(ctx, row, 'begun')
  await keepClock(ctx, id, row.status, row.silentOn)
  await tables(ctx).termsDraft.create({
    data: {
      engagementId: id,
      side: 'provider',
      basedOn: 0,
      parts: firstParts(chosen),
      savedAt: ctx.clock.now(),
      savedById: ctx.actor.personId ?? host.contactId,
    },
  })
  const by = longDate(addWorkingDays(today, sendTermsDays))
  const manage =
    toManage.length === 0 ? [] : [`The terms say how this conflict of interest is managed: ${toManage.join(' ')}`]
  await tellSides(ctx, row, ['provider'], {
    occasion: 'begun',
    kind: 'ask',
    letter: {
      subject: `${host.name} chose your offer: send terms by ${by} (${ref})`,
      lines: [
        `${host.name} chose “${offering.title}”. The terms are begun from your offer: complete them and send them by ${by}.`,
        'Nothing is agreed before both sides have accepted the same text.',
        ...manage,
      ],
      text: 'Complete the terms',
      page: '/terms',
    },
  })
  await tellSides(ctx, row, ['host'], {
    occasion: 'begun',
    kind: 'news',
    letter: {
      subject: `Your service chose ${provider.name} (${ref})`,
      lines: [
        `${ctx.actor.name} chose “${offering.title}” by ${provider.name}, who now sends terms: who delivers it, when, and what it costs.`,
        'You read them and accept, or send your own. Nothing is agreed before both sides have accepted the same text.',
        ...manage,
      ],
      text: 'See the engagement',
    },
  })
  return ok({ ref })
}
