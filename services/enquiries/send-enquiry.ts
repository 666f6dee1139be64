import type { Ctx } from '#services/core/context.ts'
import { forbidden, invalid, notFound, type Result } from '#services/core/result.ts'
import { findOffering } from '#services/offerings/index.ts'
import { yotsOf } from '#services/yots/index.ts'
import { asksFor } from './enquiry-people.ts'
import { onlyServices } from './may-ask.ts'
import type { SendEnquiryInput } from './schema.ts'
import { askAlone } from './start-need.ts'

/**
 * Asks about an offering in the name of one of the actor's services: a need with one provider, who is written to. Forbidden
 * without a post in that service; refused about their own side's offering, while one is under way, while it is paused,
 * while the service is no member, and where a conflict of interest rules out paid work between the two.
 */
export const sendEnquiry = async (
  ctx: Ctx,
  slug: string,
  { need: words, yotCode: asked }: SendEnquiryInput,
): Promise<Result<{ ref: string; respondBy: string }>> => {
  const { personId } = ctx.actor
  if (personId === null || !(await findOffering(ctx, slug)).ok) return notFound()
  const services = yotsOf(ctx.actor)
  const yotCode = asked ?? (services.length === 1 ? services[0] : '')
  if (yotCode === undefined || (services.length > 1 && yotCode === ''))
    return invalid({ yotCode: 'Choose which service asks' })
  if (!asksFor(ctx.actor, yotCode)) return forbidden(onlyServices)
  return askAlone(ctx, { yotCode, fromId: personId, words }, slug)
}
