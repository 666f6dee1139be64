import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { openStates } from './enquiry-lifecycle.ts'
import { hostPeople, providerPeople, tellAbout } from './enquiry-people.ts'
import type { ChooseEnquiryInput } from './enquiry-schema.ts'
import { asEnquiryMove, type LockedEnquiry, lockEnquiry, moveEnquiry, providerName } from './move-enquiry.ts'
import { checkPaidDelivery } from './paid-conflicts.ts'
import { tables } from './tables.ts'

const path = (ref: string) => `/enquiries/${ref}`

const tellNotChosen = async (ctx: Ctx, enquiry: LockedEnquiry): Promise<void> =>
  tellAbout(ctx, enquiry.id, 'not-chosen', await providerPeople(ctx, enquiry.offering), {
    subject: `${enquiry.yot.name} chose differently (${enquiry.ref})`,
    lines: [
      `${enquiry.yot.name} asked about “${enquiry.offering.title}” and has chosen differently this time.`,
      'Nothing more is asked of you. Thank you for being there.',
    ],
    action: { text: 'See the enquiry', path: path(enquiry.ref) },
  })

/** Others that a choice answers too; null when one of them is not the service's own or no longer open. */
const readOthers = async (ctx: Ctx, refs: readonly string[], yotCode: string): Promise<LockedEnquiry[] | null> => {
  const others: LockedEnquiry[] = []
  for (const ref of refs) {
    const other = await lockEnquiry(ctx, ref)
    const isOpen = other !== null && openStates.some((state) => state === other.status)
    if (!isOpen || other.yotCode !== yotCode) return null
    others.push(other)
  }
  return others
}

/**
 * The host chooses an offer; both sides then get each other's names and agree terms directly. Other open enquiries of the
 * same service that this answers too are closed with it, and their providers told. Of two people who choose at once one
 * wins and the other is told how it stands.
 */
export const chooseEnquiry = (ctx: Ctx, ref: string, input: ChooseEnquiryInput): Promise<Result<{ ref: string }>> => {
  const refs = [...new Set(input.others)].filter((other) => other !== ref)
  return asEnquiryMove(ctx, { ref, version: input.version, event: 'chosen', others: refs }, async (ctx, enquiry) => {
    const others = await readOthers(ctx, refs, enquiry.yotCode)
    if (others === null)
      return invalid({ others: 'One of these is no longer open. Open the page again and choose anew.' })
    const free = await checkPaidDelivery(ctx, enquiry.id, enquiry.offering, 'terms')
    if (!free.ok) return free
    const moved = await moveEnquiry(ctx, enquiry, 'chosen')
    if (!moved.ok) return moved
    const { toManage } = free.value
    const manage =
      toManage.length > 0 ? [`Put into your terms how you manage this conflict of interest: ${toManage.join(' ')}`] : []
    const provider = providerName(enquiry)
    const action = { text: 'See names and what happens next', path: path(ref) }
    await tellAbout(ctx, enquiry.id, 'chosen', await providerPeople(ctx, enquiry.offering), {
      subject: `${enquiry.yot.name} chose your offer (${ref})`,
      lines: [
        `${enquiry.yot.name} chose “${enquiry.offering.title}”. ${enquiry.from.name} asked for it.`,
        'You now agree terms with each other directly: dates, who takes part and what it costs.',
        ...manage,
      ],
      action,
    })
    await tellAbout(ctx, enquiry.id, 'chosen-by-you', await hostPeople(ctx, enquiry), {
      subject: `Your service chose ${provider} (${ref})`,
      lines: [
        `${ctx.actor.name} chose “${enquiry.offering.title}” by ${provider}. Your contact there is ${enquiry.offering.contact.name}.`,
        'You now agree terms with each other directly: dates, who takes part and what it costs.',
        ...manage,
      ],
      action,
    })
    for (const other of others) {
      const closed = await moveEnquiry(ctx, other, 'not-chosen')
      if (!closed.ok) return closed
      await tellNotChosen(ctx, other)
    }
    return ok(undefined)
  })
}

/** The host takes up something else, and the provider is told. */
export const declineOffer = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  asEnquiryMove(ctx, { ref, version, event: 'not-chosen' }, async (ctx, enquiry) => {
    const moved = await moveEnquiry(ctx, enquiry, 'not-chosen')
    if (moved.ok) await tellNotChosen(ctx, enquiry)
    return moved
  })

/** The host needs no answer any more, and the provider is told. */
export const withdrawEnquiry = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  asEnquiryMove(ctx, { ref, version, event: 'withdrawn' }, async (ctx, enquiry) => {
    const moved = await moveEnquiry(ctx, enquiry, 'withdrawn')
    if (!moved.ok) return moved
    await tellAbout(ctx, enquiry.id, 'withdrawn', await providerPeople(ctx, enquiry.offering), {
      subject: `${enquiry.yot.name} withdrew its enquiry (${ref})`,
      lines: [
        `${enquiry.yot.name} no longer needs an answer about “${enquiry.offering.title}”. Nothing more is asked of you.`,
      ],
      action: { text: 'See the enquiry', path: path(ref) },
    })
    return ok(undefined)
  })

/** Other open enquiries of the service that asked: what a choice may answer too. */
export const otherOpenEnquiries = async (ctx: Ctx, enquiry: { ref: string; yotCode: string }) => {
  const rows = await tables(ctx).enquiry.findMany({
    where: { yotCode: enquiry.yotCode, ref: { not: enquiry.ref }, status: { in: [...openStates] } },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    take: 10,
    select: {
      ref: true,
      offering: { select: { title: true, yot: { select: { name: true } }, contact: { select: { name: true } } } },
    },
  })
  return rows.map(({ ref, offering }) => ({
    ref,
    title: offering.title,
    provider: offering.yot?.name ?? offering.contact.name,
  }))
}
