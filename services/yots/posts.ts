import type { HoldingKind, PostLevel } from '#prisma/generated/enums.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { type HoldingEvent, type HoldingState, holdingMovesOn, holdingState, kindWords } from './lifecycle.ts'
import { mayManagePosts, mayNotManagePosts } from './policy.ts'
import { levelNames } from './schema.ts'
import { tables } from './tables.ts'

/** Somebody's time in a post, as shown to people who are signed in. ISO days. */
export type Holder = {
  holdingId: string
  personId: string
  name: string
  kind: HoldingKind
  /** "acting", "interim", "on secondment"; null for the ordinary case. */
  kindWords: string | null
  state: HoldingState
  isOnLeave: boolean
  from: string
  until: string | null
}

/** A post of a service. Who holds it, and whether they are on leave, is for people who are signed in. */
export type PostSeen = {
  id: string
  title: string
  level: PostLevel
  /** Nobody holds it today. */
  isVacant: boolean
  /** Null for visitors. Those in post first, then those to come. */
  holders: Holder[] | null
}

type PostRow = Awaited<ReturnType<typeof readPosts>>[number]

const readPosts = (ctx: Ctx, yotCode: string) =>
  tables(ctx).post.findMany({
    where: { yotCode, abolishedOn: null },
    orderBy: [{ level: 'asc' }, { title: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      title: true,
      level: true,
      version: true,
      holdings: {
        where: { OR: [{ until: null }, { until: { gte: dateFromIso(ctx.clock.today()) } }] },
        orderBy: [{ from: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          personId: true,
          kind: true,
          from: true,
          until: true,
          isOnLeave: true,
          person: { select: { name: true } },
        },
      },
    },
  })

const holdersOf = (post: PostRow, today: string): Holder[] =>
  post.holdings.map(({ id, personId, kind, isOnLeave, person, ...row }) => {
    const facts = { from: isoFromDate(row.from), until: row.until && isoFromDate(row.until), isOnLeave }
    return {
      holdingId: id,
      personId,
      name: person.name,
      kind,
      kindWords: kindWords[kind],
      state: holdingState(facts, today),
      ...facts,
    }
  })

const isHeld = (holders: readonly Holder[]) => holders.some((holder) => holder.state !== 'to_come')

/** The posts of a service, from the head's down. Names only for people who are signed in. */
export const postsOfYot = async (ctx: Ctx, yotCode: string): Promise<PostSeen[]> => {
  const today = ctx.clock.today()
  const isSignedIn = ctx.actor.kind !== 'visitor'
  return (await readPosts(ctx, yotCode)).map((post) => {
    const holders = holdersOf(post, today)
    const { id, title, level } = post
    return { id, title, level, isVacant: !isHeld(holders), holders: isSignedIn ? holders : null }
  })
}

export type ManagedPost = Omit<PostSeen, 'holders'> & {
  version: number
  /** With what may be done about each, as buttons say it. */
  holders: (Holder & { moves: { event: HoldingEvent; says: string }[] })[]
  /** Nobody holds it, now or to come. */
  mayBeAbolished: boolean
}

export type PostsPage = {
  yot: { code: string; name: string }
  posts: ManagedPost[]
  levels: { value: PostLevel; text: string }[]
}

/** Everything the lead of a service needs to keep its posts. Forbidden to anybody else but an administrator. */
export const managePosts = async (ctx: Ctx, yotCode: string): Promise<Result<PostsPage>> => {
  const yot = await tables(ctx).yot.findUnique({ where: { code: yotCode }, select: { code: true, name: true } })
  if (!yot) return notFound()
  if (!mayManagePosts(ctx.actor, yotCode)) return mayNotManagePosts()
  const today = ctx.clock.today()
  const posts = (await readPosts(ctx, yotCode)).map((post): ManagedPost => {
    const holders = holdersOf(post, today).map((holder) => ({
      ...holder,
      moves: holdingMovesOn(holder, today).map(({ event, says }) => ({ event, says })),
    }))
    const { id, title, level, version } = post
    return { id, title, level, version, holders, isVacant: !isHeld(holders), mayBeAbolished: holders.length === 0 }
  })
  const levels = (['head', 'second_tier', 'manager'] as const).map((value) => ({ value, text: levelNames[value] }))
  return ok({ yot, posts, levels })
}
