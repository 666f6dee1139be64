import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Leaver } from '#services/core/leaver.ts'
import { ok, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { inForce } from './in-force.ts'
import { sayPostChanged, writeTo } from './post-changed.ts'
import { tables } from './tables.ts'

/** Posts end the day before, and the service is told. Officers hand their office over first. */
export const leavePosts: Leaver = async (ctx, personId) => {
  const { appointment, holding, post } = tables(ctx)
  const today = ctx.clock.today()
  if ((await appointment.count({ where: { personId, ...inForce(today) } })) > 0)
    return refused('You hold an office of the association. Ask an administrator to end it first.')
  const held = await holding.findMany({
    where: { personId, OR: [{ until: null }, { until: { gte: dateFromIso(today) } }] },
    select: { id: true, postId: true, title: true, from: true, yot: { select: { code: true, name: true } } },
  })
  const yesterday = addDays(today, -1)
  for (const { id, postId, title, from, yot } of held) {
    const began = isoFromDate(from)
    if (began > yesterday) await holding.delete({ where: { id } })
    else await holding.update({ where: { id }, data: { until: dateFromIso(yesterday) } })
    if (postId === null) continue
    const { version } = await post.update({
      where: { id: postId },
      data: { version: { increment: 1 } },
      select: { version: true },
    })
    await audit(ctx, {
      event: 'holding.ended',
      subject: { kind: 'holding', id },
      yotCode: yot.code,
      data: { postId, personId, lastDay: yesterday },
    })
    await sayPostChanged(ctx, { personId, postId, version, effectiveOn: today })
    const heads = await holding.findMany({
      where: { yotCode: yot.code, level: 'head', personId: { not: personId }, ...inForce(today) },
      select: { personId: true },
    })
    for (const head of heads) {
      await writeTo(ctx, head.personId, {
        about: { kind: 'holding', id },
        occasion: `ended:${version}`,
        subject: `${ctx.actor.name} has left the exchange`,
        lines: [
          `${ctx.actor.name}, ${title} at ${yot.name}, left Critical Friend on ${longDate(today)}.`,
          'The post stays. Record who holds it when somebody does.',
        ],
        action: { text: 'See the posts', path: `/yots/${yot.code}/posts` },
      })
    }
  }
  return ok(undefined)
}
