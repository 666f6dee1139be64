import { vouchForAddress } from '#services/accounts/index.ts'
import { hasRole } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { inForce } from './in-force.ts'
import { dayAfter, sayPostChanged, writeTo } from './post-changed.ts'
import { tables } from './tables.ts'

type Vouched = { name: string; address: string; formerAddress: string }

/**
 * The lead of a service vouches that a newcomer is the person a former address finds: they get the new address, and their
 * posts at other services end the day before they start (`from`, ISO). Officers of the association are not moved on
 * somebody else's word: refused, but for an administrator. Call in a transaction.
 */
export const vouchFor = async (
  ctx: Ctx,
  vouched: Vouched,
  yotCode: string,
  from: string,
): Promise<Result<{ personId: string; isNew: false }>> => {
  const known = await vouchForAddress(ctx, vouched)
  if (!known.ok) return known
  const { personId } = known.value
  const { appointment, holding, post } = tables(ctx)
  const offices = await appointment.count({ where: { personId, ...inForce(ctx.clock.today()) } })
  if (offices > 0 && !hasRole(ctx.actor, 'administrator'))
    return refused('They hold an office of the association, so an administrator records their new address.')
  const others = await holding.findMany({
    where: {
      personId,
      yotCode: { not: yotCode },
      postId: { not: null },
      OR: [{ until: null }, { until: { gte: dateFromIso(from) } }],
    },
    select: { id: true, postId: true, from: true, title: true, yot: { select: { code: true, name: true } } },
  })
  for (const { id, postId, title, yot, ...held } of others) {
    if (postId === null) continue
    const dayBefore = addDays(from, -1)
    const began = isoFromDate(held.from)
    const lastDay = dayBefore < began ? began : dayBefore
    const { version } = await post.update({
      where: { id: postId },
      data: { version: { increment: 1 } },
      select: { version: true },
    })
    await holding.update({ where: { id }, data: { until: dateFromIso(lastDay) } })
    await audit(ctx, {
      event: 'holding.ended',
      subject: { kind: 'holding', id },
      yotCode: yot.code,
      data: { postId, personId, lastDay },
    })
    await sayPostChanged(ctx, { personId, postId, version, effectiveOn: dayAfter(lastDay) })
    const heads = await holding.findMany({
      where: { yotCode: yot.code, level: 'head', personId: { not: personId }, ...inForce(ctx.clock.today()) },
      select: { personId: true },
    })
    for (const head of heads) {
      await writeTo(ctx, head.personId, {
        about: { kind: 'holding', id },
        occasion: `ended:${version}`,
        subject: `${vouched.name} has left ${yot.name}`,
        lines: [
          `${ctx.actor.name} recorded that ${vouched.name} works at another service, so their last day as ${title} at ${yot.name} is ${longDate(lastDay)}.`,
          'If this is not right, put them back in their post and tell the association.',
        ],
        action: { text: 'See the posts', path: `/yots/${yot.code}/posts` },
      })
    }
  }
  return ok({ personId, isNew: false })
}
