import { audit } from '#services/core/audit.ts'
import { addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { inForce } from './in-force.ts'
import { type HoldingEvent, whyNotMove } from './lifecycle.ts'
import { coordinatorsFor } from './officers.ts'
import { mayManagePosts, mayNotManagePosts } from './policy.ts'
import { claimPost, dayAfter, sayPostChanged, writeTo } from './post-changed.ts'
import type { EndHoldingInput, HoldingInput } from './schema.ts'
import { monthsAhead } from './start-holding.ts'
import { tables } from './tables.ts'

const readHolding = async (ctx: Ctx, id: string) => {
  const found = await tables(ctx).holding.findUnique({
    where: { id },
    include: { yot: { select: { code: true, name: true, region: true } }, person: { select: { name: true } } },
  })
  if (!found || found.postId === null) return null
  const { from, until, postId, ...rest } = found
  return { ...rest, postId, from: isoFromDate(from), until: until && isoFromDate(until) }
}

/** Somebody's time in a post, ready to be changed by this actor: allowed, in the right state, and locked. */
const openHolding = async (ctx: Ctx, event: HoldingEvent, { holdingId, version }: HoldingInput) => {
  const held = await readHolding(ctx, holdingId)
  if (!held) return notFound()
  if (!mayManagePosts(ctx.actor, held.yotCode)) return mayNotManagePosts()
  const claimed = await claimPost(ctx, held.postId, version)
  if (!claimed.ok) return claimed
  const why = whyNotMove(event, held, ctx.clock.today())
  return why === null ? ok({ ...held, version: claimed.value }) : refused(why)
}

type Changed = { name: string; title: string; yotCode: string }

/** Marks somebody as on leave, or as back. While on leave they do not speak for their service. */
export const markLeave = (
  ctx: Ctx,
  { isOnLeave, ...input }: HoldingInput & { isOnLeave: boolean },
): Promise<Result<Changed>> =>
  inTransaction(ctx, async (ctx) => {
    const event = isOnLeave ? 'leave-began' : 'leave-ended'
    const opened = await openHolding(ctx, event, input)
    if (!opened.ok) return opened
    const { id, yotCode, title, person } = opened.value
    await tables(ctx).holding.update({ where: { id }, data: { isOnLeave } })
    await audit(ctx, { event: `holding.${event}`, subject: { kind: 'holding', id }, yotCode })
    return ok({ name: person.name, title, yotCode })
  })

/** Undoes a start that has not come yet, or was recorded by mistake today. */
export const removeHolding = (ctx: Ctx, input: HoldingInput): Promise<Result<Changed>> =>
  inTransaction(ctx, async (ctx) => {
    const opened = await openHolding(ctx, 'removed', input)
    if (!opened.ok) return opened
    const { id, postId, personId, version, from, yotCode, title, person } = opened.value
    await tables(ctx).holding.delete({ where: { id } })
    await audit(ctx, {
      event: 'holding.removed',
      subject: { kind: 'holding', id },
      yotCode,
      data: { postId, personId, from },
    })
    await sayPostChanged(ctx, { personId, postId, version, effectiveOn: ctx.clock.today() })
    return ok({ name: person.name, title, yotCode })
  })

/**
 * Records somebody's last day in a post (ISO, past or up to a year ahead); the day after, what the post let them do
 * stops, and their recency clock starts. When a head leaves, whoever looks after the region is told.
 */
export const endHolding = (
  ctx: Ctx,
  { lastDay, ...input }: EndHoldingInput,
): Promise<Result<Changed & { lastDay: string; isVacant: boolean }>> =>
  inTransaction(ctx, async (ctx) => {
    const opened = await openHolding(ctx, 'ended', input)
    if (!opened.ok) return opened
    const { id, postId, personId, version, from, yot, title, level, person } = opened.value
    const { holding } = tables(ctx)
    const today = ctx.clock.today()
    if (lastDay < from) return invalid({ lastDay: `Their last day cannot be before their first, ${longDate(from)}` })
    if (lastDay > addMonths(today, monthsAhead))
      return invalid({ lastDay: `Their last day must be within the next ${monthsAhead} months` })
    await holding.update({ where: { id }, data: { until: dateFromIso(lastDay) } })
    await audit(ctx, {
      event: 'holding.ended',
      subject: { kind: 'holding', id },
      yotCode: yot.code,
      data: { postId, personId, lastDay },
    })
    const vacantFrom = dayAfter(lastDay)
    await sayPostChanged(ctx, { personId, postId, version, effectiveOn: vacantFrom })
    const left = await holding.count({ where: { postId, id: { not: id }, ...inForce(vacantFrom) } })
    const isVacant = left === 0
    const said = { about: { kind: 'holding' as const, id }, occasion: `ended:${version}` }
    if (level === 'head') {
      for (const officer of await coordinatorsFor(ctx, yot.region)) {
        await writeTo(ctx, officer.personId, {
          ...said,
          subject: `${yot.name}: ${isVacant ? 'the head’s post will be vacant' : 'a change of head'}`,
          lines: [
            `The last day of ${person.name} as ${title} at ${yot.name} is ${longDate(lastDay)}.`,
            isVacant
              ? `Nobody is recorded in the post from ${longDate(vacantFrom)}. Until somebody is, nobody speaks for the service here.`
              : 'Somebody else is recorded in the post, so the service still has a head here.',
          ],
          action: { text: 'See the service', path: `/yots/${yot.code}` },
        })
      }
    }
    await writeTo(ctx, personId, {
      ...said,
      subject: `Your last day as ${title} at ${yot.name}`,
      lines: [
        `${ctx.actor.name} recorded ${longDate(lastDay)} as your last day as ${title} at ${yot.name}.`,
        'After that day you no longer see that service’s own work here. Your history stays yours, and you can still sign in with any address you have used.',
        `If this is not right, tell ${ctx.actor.name} or the association.`,
      ],
      action: { text: 'Go to your home page', path: '/home' },
    })
    return ok({ name: person.name, title, yotCode: yot.code, lastDay, isVacant })
  })
