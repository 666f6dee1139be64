import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { mayManagePosts, mayNotManagePosts } from './policy.ts'
import { claimPost } from './post-changed.ts'
import type { AddPostInput, PostInput } from './schema.ts'
import { tables } from './tables.ts'

/** Adds a post to a service's structure; it is vacant until somebody starts in it. */
export const addPost = (
  ctx: Ctx,
  yotCode: string,
  { title, level }: AddPostInput,
): Promise<Result<{ postId: string; title: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { yot, post } = tables(ctx)
    if (!mayManagePosts(ctx.actor, yotCode)) return mayNotManagePosts()
    // Locks the service, so that pressing twice adds one post.
    const locked = await ctx.db.$queryRaw<unknown[]>`select 1 from "Yot" where code = ${yotCode} for update`
    if (locked.length === 0) return notFound()
    const names = await yot.findUniqueOrThrow({
      where: { code: yotCode },
      select: { posts: { where: { abolishedOn: null }, select: { title: true } } },
    })
    if (names.posts.some((other) => other.title.toLowerCase() === title.toLowerCase()))
      return invalid({
        title: 'There is a post of this name already. Say how this one differs: “Team manager, court”.',
      })
    const { id } = await post.create({
      data: { yotCode, title, level, createdOn: dateFromIso(ctx.clock.today()) },
      select: { id: true },
    })
    await audit(ctx, { event: 'post.added', subject: { kind: 'post', id }, yotCode, data: { level } })
    return ok({ postId: id, title })
  })

/** Takes a vacant post out of a service's structure. Its history stays. */
export const abolishPost = (ctx: Ctx, { postId, version }: PostInput): Promise<Result<{ title: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { post, holding } = tables(ctx)
    const found = await post.findUnique({ where: { id: postId } })
    if (!found) return notFound()
    const { yotCode, title } = found
    if (!mayManagePosts(ctx.actor, yotCode)) return mayNotManagePosts()
    if (found.abolishedOn !== null) return refused('This post has been taken away already.')
    const claimed = await claimPost(ctx, postId, version)
    if (!claimed.ok) return claimed
    const today = dateFromIso(ctx.clock.today())
    const held = await holding.count({ where: { postId, OR: [{ until: null }, { until: { gte: today } }] } })
    if (held > 0) return refused('Somebody holds this post, or will. Record their last day first.')
    await post.update({ where: { id: postId }, data: { abolishedOn: today } })
    await audit(ctx, { event: 'post.abolished', subject: { kind: 'post', id: postId }, yotCode })
    return ok({ title })
  })
