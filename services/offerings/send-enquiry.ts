import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { invalid, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { findYot } from '#services/yots/find-yot.ts'
import { yotsOf } from '#services/yots/speaks-for.ts'
import { providerPeople, tellAbout } from './enquiry-people.ts'
import type { SendEnquiryInput } from './enquiry-schema.ts'
import { findOffering } from './find-offering.ts'
import { lockOffering } from './lock-offering.ts'
import { mayAsk } from './may-ask.ts'
import { checkPaidDelivery } from './paid-conflicts.ts'
import { tables } from './tables.ts'

/** Working days that a provider has to answer. */
export const answerDays = 10

/**
 * Asks about an offering in the name of one of the actor's services; the provider is written to. Forbidden without a post
 * in that service; refused about their own side's offering, while one is under way, while it is paused, while the service
 * is no member, and where a conflict of interest rules out paid work between the two.
 */
export const sendEnquiry = async (
  ctx: Ctx,
  slug: string,
  { need, yotCode: asked }: SendEnquiryInput,
): Promise<Result<{ ref: string; respondBy: string }>> => {
  const { personId, name } = ctx.actor
  if (personId === null || !(await findOffering(ctx, slug)).ok) return notFound()
  const services = yotsOf(ctx.actor)
  const yotCode = asked ?? (services.length === 1 ? services[0] : '')
  if (yotCode === undefined || (services.length > 1 && yotCode === ''))
    return invalid({ yotCode: 'Choose which service asks' })
  return inTransaction(ctx, async (ctx) => {
    const offering = await lockOffering(ctx, slug)
    if (!offering) return notFound()
    const allowed = await mayAsk(ctx, offering, yotCode)
    if (!allowed.ok) return allowed
    const yot = await findYot(ctx, yotCode)
    if (!yot.ok) return yot
    const respondBy = addWorkingDays(ctx.clock.today(), answerDays)
    const ref = await nextReference(ctx, 'EN')
    const { id } = await tables(ctx).enquiry.create({
      data: {
        ref,
        offeringId: offering.id,
        fromId: personId,
        yotCode,
        need,
        status: 'sent',
        sentAt: ctx.clock.now(),
        respondBy: dateFromIso(respondBy),
      },
      select: { id: true },
    })
    const free = await checkPaidDelivery(ctx, id, offering, 'shortlist')
    if (!free.ok) return free
    await audit(ctx, {
      event: 'enquiry.sent',
      subject: { kind: 'enquiry', id },
      yotCode,
      data: { ref, offeringId: offering.id, respondBy },
    })
    await tellAbout(ctx, id, 'sent', await providerPeople(ctx, offering), {
      subject: `${yot.value.name} asks about “${offering.title}” (${ref})`,
      lines: [
        `${name} of ${yot.value.name} asks about “${offering.title}”:`,
        need,
        `Please say whether you can help by ${longDate(respondBy)}. After that the enquiry closes by itself.`,
      ],
      action: { text: 'Read the enquiry and answer', path: `/enquiries/${ref}` },
    })
    return ok({ ref, respondBy })
  })
}
