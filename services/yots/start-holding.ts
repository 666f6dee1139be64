import { bringInPerson } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { kindWords } from './lifecycle.ts'
import { mayManagePosts, mayNotManagePosts } from './policy.ts'
import { claimPost, sayPostChanged, writeTo } from './post-changed.ts'
import type { StartHoldingInput } from './schema.ts'
import { tables } from './tables.ts'
import { vouchFor } from './vouch.ts'

/** Months ahead that a start may be recorded. */
export const monthsAhead = 12

/**
 * Records who holds a post from a day on (ISO, past or up to a year ahead). Somebody new to the exchange is brought in
 * and told; their conflicts are checked again. With a former address, the actor vouches that this is the person it finds:
 * they stay one person, and their posts elsewhere end the day before.
 */
export const startHolding = (
  ctx: Ctx,
  { postId, version, name, address, formerAddress, kind, from }: StartHoldingInput,
): Promise<Result<{ name: string; from: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { post, holding } = tables(ctx)
    const found = await post.findUnique({
      where: { id: postId },
      include: { yot: { select: { code: true, name: true } } },
    })
    if (!found) return notFound()
    const { yot, title, level } = found
    if (!mayManagePosts(ctx.actor, yot.code)) return mayNotManagePosts()
    if (found.abolishedOn !== null) return refused('This post has been taken away. Add a new one.')
    const today = ctx.clock.today()
    if (from > addMonths(today, monthsAhead))
      return invalid({ from: `Their first day must be within the next ${monthsAhead} months` })
    if (from < '1998-01-01') return invalid({ from: 'Their first day must be after 1997, when the services began' })
    const claimed = await claimPost(ctx, postId, version)
    if (!claimed.ok) return claimed
    const person =
      formerAddress === undefined
        ? await bringInPerson(ctx, { name, address })
        : await vouchFor(ctx, { name, address, formerAddress }, yot.code, from)
    if (!person.ok) return person
    const { personId, isNew } = person.value
    const already = await holding.count({
      where: { postId, personId, OR: [{ until: null }, { until: { gte: dateFromIso(from) } }] },
    })
    if (already > 0) return invalid({ address: 'They hold this post already on that day' })
    // What they said of this very post themselves is on the books from now on.
    const stated = { personId, yotCode: yot.code, postId: null, until: null }
    await holding.deleteMany({ where: { ...stated, from: { gte: dateFromIso(from) } } })
    await holding.updateMany({ where: stated, data: { until: dateFromIso(addDays(from, -1)) } })
    const { id } = await holding.create({
      data: { personId, yotCode: yot.code, postId, title, level, kind, from: dateFromIso(from) },
      select: { id: true },
    })
    await audit(ctx, {
      event: 'holding.started',
      subject: { kind: 'holding', id },
      yotCode: yot.code,
      data: { postId, personId, kind, from },
    })
    await sayPostChanged(ctx, { personId, postId, version: claimed.value, effectiveOn: from })
    const how = kindWords[kind] === null ? '' : ` (${kindWords[kind]})`
    await writeTo(ctx, personId, {
      about: { kind: 'holding', id },
      occasion: 'started',
      subject: `You are recorded as ${title} at ${yot.name}`,
      lines: [
        `${ctx.actor.name} recorded you as ${title}${how} at ${yot.name}, from ${longDate(from)}.`,
        isNew
          ? 'You can sign in with this e-mail address; there is no password to remember.'
          : 'Sign in as you always have. What you did before stays with you.',
        `If this is not right, tell ${ctx.actor.name} or the association.`,
      ],
      action: { text: 'Go to your home page', path: '/home' },
    })
    return ok({ name, from })
  })
