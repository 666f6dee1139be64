import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { isProvider, type LockedOffering, whyNotOffered } from '#services/offerings/index.ts'
import { yotRegister, yotsOf } from '#services/yots/index.ts'
import { asksFor } from './enquiry-people.ts'
import { enquiryLife } from './lifecycle.ts'
import { tables } from './tables.ts'

export const onlyServices = 'Enquiries come from youth justice services: only people who hold a post in one send them.'

type Asked = Pick<LockedOffering, 'id' | 'status' | 'basis' | 'yotCode' | 'personId' | 'outsideId'>

/** The enquiry about an offering that a service has under way, if any. */
const openEnquiry = (ctx: Ctx, offeringId: string, yotCode: string) =>
  tables(ctx).enquiry.findFirst({
    where: { offeringId, yotCode, status: { in: enquiryLife.marked('open') } },
    select: { ref: true, sentAt: true },
  })

/**
 * Whether the actor may ask about an offering for one of their services: they hold a post there, it is a member of the
 * association, the offering is another's and published, and no enquiry about it is under way.
 */
export const mayAsk = async (ctx: Ctx, offering: Asked, yotCode: string): Promise<Result<undefined>> => {
  const { actor } = ctx
  if (!asksFor(actor, yotCode)) return forbidden(onlyServices)
  if (isProvider(actor, offering)) return refused('This is offered by your own side.')
  if (!(await hasMembership(ctx, 'enquiry.send', { yotCode, personId: actor.personId })))
    return refused('Your service is not a member of the association at present. Renew its membership, then ask.')
  if (offering.status !== 'published') return refused('This offering takes no enquiries at present.')
  if ((await whyNotOffered(ctx, offering)) !== null)
    return refused(
      offering.outsideId === null
        ? 'This associate takes no charged work at present.'
        : 'This outside provider takes no work at present.',
    )
  const open = await openEnquiry(ctx, offering.id, yotCode)
  if (open)
    return refused(
      `Your service asked about this on ${longDate(londonDate(open.sentAt))} and that enquiry, ${open.ref}, is still open.`,
    )
  return ok(undefined)
}

/** How the reader can ask about an offering. */
export type Asking =
  | { kind: 'sign-in' }
  /** It is their own side's. */
  | { kind: 'own' }
  | { kind: 'no'; why: string }
  | { kind: 'open'; ref: string; sentOn: string }
  | { kind: 'ask'; services: { value: string; label: string }[] }

/** How the reader can ask about an offering, from whichever of their services may. */
export const howToAsk = async (ctx: Ctx, slug: string): Promise<Result<Asking>> => {
  const offering = await ctx.db.offering.findUnique({
    where: { slug },
    select: { id: true, status: true, basis: true, yotCode: true, personId: true, outsideId: true },
  })
  if (!offering) return notFound()
  if (ctx.actor.personId === null) return ok({ kind: 'sign-in' })
  if (isProvider(ctx.actor, offering)) return ok({ kind: 'own' })
  const services = yotsOf(ctx.actor)
  const verdicts = await Promise.all(services.map(async (code) => ({ code, may: await mayAsk(ctx, offering, code) })))
  const able = verdicts.filter((verdict) => verdict.may.ok)
  if (able.length > 0) {
    const { register } = await yotRegister(ctx)
    return ok({
      kind: 'ask',
      services: able.map(({ code }) => ({ value: code, label: register.yots.get(code)?.name ?? code })),
    })
  }
  for (const code of services) {
    const open = await openEnquiry(ctx, offering.id, code)
    if (open) return ok({ kind: 'open', ref: open.ref, sentOn: londonDate(open.sentAt) })
  }
  const no = verdicts[0]?.may ?? (await mayAsk(ctx, offering, ''))
  return ok({ kind: 'no', why: no.ok || !('why' in no.problem) ? '' : no.problem.why })
}
