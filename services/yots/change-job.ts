import { z } from 'zod'
import { addAddress } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import { addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { typedDay, workingLife } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { forbidden, invalid, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { inForce } from './in-force.ts'
import { coordinatorsFor } from './officers.ts'
import { dayAfter, sayPostChanged, writeTo } from './post-changed.ts'
import { monthsAhead } from './start-holding.ts'
import { codeOfName, stateHolding } from './state-holding.ts'
import { tables } from './tables.ts'

export const changeJobSchema = z
  .object({
    /** Posts that end. */
    ends: z.array(z.uuid('Choose from the list')).default([]),
    lastDay: typedDay('Enter your last day, like 31 3 2027', workingLife).optional(),
    yot: z.string().trim().max(200, 'Keep the name to 200 characters').optional(),
    title: z.string().trim().max(100, 'Keep the name of the post to 100 characters').optional(),
    level: z.enum(['head', 'second_tier', 'manager'], { error: 'Choose the level of the post' }).optional(),
    from: typedDay('Enter your first day, like 1 4 2027', workingLife).optional(),
    address: emailAddress().optional(),
  })
  .check(({ value, issues }) => {
    const missing = (path: string, message: string) =>
      issues.push({ code: 'custom', path: [path], message, input: value })
    if (value.ends.length === 0 && value.yot === undefined)
      missing('ends', 'Choose the post that ends, or say where you work now')
    if (value.ends.length > 0 && value.lastDay === undefined) missing('lastDay', 'Enter your last day, like 31 3 2027')
    if (value.yot === undefined) return
    if (value.title === undefined) missing('title', 'Enter what your new post is called')
    if (value.level === undefined) missing('level', 'Choose the level of the post')
    if (value.from === undefined) missing('from', 'Enter your first day, like 1 4 2027')
  })
export type ChangeJobInput = z.output<typeof changeJobSchema>

const select = {
  id: true,
  postId: true,
  title: true,
  level: true,
  from: true,
  yot: { select: { code: true, name: true, region: true } },
} as const

/** Posts on a service's books that the actor holds today. */
export const ownPosts = async (ctx: Ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const rows = await tables(ctx).holding.findMany({
    where: { personId, ...inForce(ctx.clock.today()), post: { abolishedOn: null } },
    select,
    orderBy: { from: 'asc' },
  })
  return rows.flatMap(({ postId, from, ...rest }) => (postId ? [{ ...rest, postId, from: isoFromDate(from) }] : []))
}

/** Who speaks for a service today, or looks after its region where nobody does. */
const whoAnswersFor = async (ctx: Ctx, yot: { code: string; region: string }, but: string): Promise<string[]> => {
  const heads = await tables(ctx).holding.findMany({
    where: {
      yotCode: yot.code,
      level: 'head',
      personId: { not: but },
      post: { abolishedOn: null },
      ...inForce(ctx.clock.today()),
    },
    select: { personId: true },
  })
  if (heads.length > 0) return heads.map(({ personId }) => personId)
  return (await coordinatorsFor(ctx, yot.region)).map(({ personId }) => personId)
}

const endPost = async (
  ctx: Ctx,
  personId: string,
  post: Awaited<ReturnType<typeof ownPosts>>[number],
  lastDay: string,
): Promise<Result<undefined>> => {
  const { yot, title } = post
  if (lastDay < post.from)
    return invalid({ lastDay: `Your last day cannot be before your first, ${longDate(post.from)}` })
  const { version } = await tables(ctx).post.update({
    where: { id: post.postId },
    data: { version: { increment: 1 } },
    select: { version: true },
  })
  await tables(ctx).holding.update({ where: { id: post.id }, data: { until: dateFromIso(lastDay) } })
  await audit(ctx, {
    event: 'holding.ended',
    subject: { kind: 'holding', id: post.id },
    yotCode: yot.code,
    data: { postId: post.postId, personId, lastDay },
  })
  await sayPostChanged(ctx, { personId, postId: post.postId, version, effectiveOn: dayAfter(lastDay) })
  for (const other of await whoAnswersFor(ctx, yot, personId)) {
    await writeTo(ctx, other, {
      about: { kind: 'holding', id: post.id },
      occasion: `ended:${version}`,
      subject: `${ctx.actor.name} leaves ${yot.name}`,
      lines: [
        `${ctx.actor.name} recorded ${longDate(lastDay)} as their last day as ${title} at ${yot.name}.`,
        'The post stays, and is vacant after that day unless somebody else holds it too.',
      ],
      action: { text: 'See the service', path: `/yots/${yot.code}` },
    })
  }
  return ok(undefined)
}

/**
 * Somebody who changes employer says so themselves: posts they hold end after their last day (ISO, within a year), and
 * what those let them do ends with them; where they work now is stated, and whoever speaks for that service is asked to
 * record them in a post, which alone lets them act for it. A new address is sent a link that proves it.
 */
export const changeJob = (ctx: Ctx, input: ChangeJobInput): Promise<Result<{ isAsked: boolean; isProving: boolean }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return forbidden('Sign in to say where you work now.')
    const today = ctx.clock.today()
    const { ends, lastDay, yot, title, level, from, address } = input
    const held = await ownPosts(ctx)
    if (lastDay !== undefined && lastDay > addMonths(today, monthsAhead))
      return invalid({ lastDay: `Your last day must be within the next ${monthsAhead} months` })
    for (const id of new Set(ends)) {
      const post = held.find((one) => one.id === id)
      if (!post || lastDay === undefined) return notFound()
      const ended = await endPost(ctx, personId, post, lastDay)
      if (!ended.ok) return ended
    }
    if (yot !== undefined && title !== undefined && level !== undefined && from !== undefined) {
      if (from > today) return invalid({ from: 'Come back on your first day: it must not be in the future' })
      const code = await codeOfName(ctx, yot)
      if (!code.ok) return code
      if (held.some((post) => post.yot.code === code.value && !ends.includes(post.id)))
        return invalid({ yot: 'You hold a post there already. Its head of service can change what it is' })
      const stated = await stateHolding(ctx, { yot, title, level, kind: 'substantive', from })
      if (!stated.ok) return stated
      const place = await tables(ctx).yot.findUniqueOrThrow({
        where: { code: code.value },
        select: { code: true, name: true, region: true },
      })
      for (const other of await whoAnswersFor(ctx, place, personId)) {
        await writeTo(ctx, other, {
          about: { kind: 'new-job', id: personId },
          occasion: `${code.value}:${from}`,
          subject: `${ctx.actor.name} says they have joined ${place.name}`,
          lines: [
            `${ctx.actor.name} says that they are ${title} at ${place.name} since ${longDate(from)}.`,
            'If that is so, record them in a post with an address they have used here: they can then act for the service. If it is not, you need do nothing.',
          ],
          action: { text: 'Record who holds a post', path: `/yots/${place.code}/posts` },
        })
      }
    }
    if (address !== undefined) {
      const added = await addAddress(ctx, { address })
      if (!added.ok) return added
    }
    return ok({ isAsked: yot !== undefined, isProving: address !== undefined })
  })
