import { randomUUID } from 'node:crypto'
import type { HoldingKind, PostLevel } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows } from '#services/core/insert-rows.ts'
import { ok, type Result } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { levelOfTitle, tables } from '#services/yots/index.ts'
import { unnamedPost } from './held-people.ts'
import { foldPosition } from './people-index.ts'
import type { PostStatus } from './read-status.ts'
import type { Change } from './records.ts'

/** Somebody's time in a post, as it is to be written. ISO days. */
type NewHolding = {
  id: string
  personId: string
  yotCode: string
  title: string
  level: PostLevel
  kind: HoldingKind
  isOnLeave: boolean
  from: string
  until: string | null
}

/** What an import did to posts: for the audit log, and for whoever must hear of it. */
export type PostChanges = {
  started: { id: string; personId: string; yotCode: string; isHead: boolean }[]
  changed: { id: string; personId: string; yotCode: string }[]
  ended: {
    id: string
    personId: string
    yotCode: string
    name: string
    title: string
    isHead: boolean
    lastDay: string
  }[]
  opened: { id: string; yotCode: string }[]
  /** Posts of heads that nobody holds any more, by service. */
  headless: string[]
}

const kindOf = (status: PostStatus): HoldingKind =>
  status === 'acting' || status === 'interim' ? status : 'substantive'

type PostChange = Extract<Change, { kind: 'open-post' | 'change-post' | 'end-post' | 'open-vacancy' }>

/** Writes the posts of a plan. `personIds` turns the plan's keys of new people into ids; keys of posts are holdings' ids. */
export const applyPostChanges = async (
  ctx: Ctx,
  changes: readonly PostChange[],
  personIds: ReadonlyMap<string, string>,
): Promise<Result<PostChanges>> => {
  const { holding, post } = tables(ctx)
  const today = ctx.clock.today()
  const yesterday = addDays(today, -1)
  const done: PostChanges = { started: [], changed: [], ended: [], opened: [], headless: [] }
  const fresh = new Map<string, NewHolding>()
  const held = new Map(
    (
      await holding.findMany({
        where: { id: { in: [...new Set(changes.flatMap((change) => heldKey(change) ?? []))] } },
        include: { person: { select: { name: true } }, post: { select: { version: true } } },
      })
    ).map((row) => [row.id, row]),
  )
  const touched = new Map<
    string,
    { title?: string; level?: PostLevel; kind?: HoldingKind; isOnLeave?: boolean; lastDay?: string }
  >()
  const vacancies: { yot: string; position: string | null }[] = []

  for (const change of changes) {
    if (change.kind === 'open-vacancy') {
      vacancies.push(change)
      continue
    }
    if (change.kind === 'open-post') {
      const { postKey, personKey, yot, position, status } = change
      const title = position ?? unnamedPost
      fresh.set(postKey, {
        id: randomUUID(),
        personId: personIds.get(personKey) ?? personKey,
        yotCode: yot,
        title,
        level: levelOfTitle(title) ?? 'manager',
        kind: kindOf(status),
        isOnLeave: status === 'on leave',
        from: today,
        until: null,
      })
      continue
    }
    const lastDay = change.kind === 'end-post' ? (change.endedOn ?? yesterday) : undefined
    const title = change.kind === 'change-post' ? change.position : undefined
    const status = change.kind === 'change-post' ? change.status : undefined
    const level = title === undefined ? null : levelOfTitle(title)
    const what = {
      ...(title === undefined ? {} : { title }),
      ...(level === null ? {} : { level }),
      ...(status === undefined ? {} : { isOnLeave: status === 'on leave' }),
      ...(status === undefined || status === 'on leave' ? {} : { kind: kindOf(status) }),
    }
    const begun = fresh.get(change.postKey)
    if (begun) {
      Object.assign(begun, what, lastDay === undefined ? {} : { until: lastDay, from: lastDay })
    } else {
      touched.set(change.postKey, {
        ...touched.get(change.postKey),
        ...what,
        ...(lastDay === undefined ? {} : { lastDay }),
      })
    }
  }

  /** Two holders of one post may both change: the second finds the version that the first left. */
  const versions = new Map<string, number>()
  const vacated: { postId: string; yot: string; position: string; level: PostLevel }[] = []
  for (const [id, { lastDay, ...what }] of touched) {
    const row = held.get(id)
    if (!row) return overtaken('One of these posts')
    const { postId, personId, yotCode } = row
    const from = isoFromDate(row.from)
    const { count } = await holding.updateMany({
      where: { id, until: row.until },
      data: {
        ...what,
        ...(lastDay === undefined
          ? {}
          : { until: dateFromIso(lastDay), from: dateFromIso(lastDay < from ? lastDay : from) }),
      },
    })
    if (count === 0) return overtaken('One of these posts')
    const others =
      postId === null ? 0 : await holding.count({ where: { postId, id: { not: id }, ...stillHeld(today) } })
    if (postId !== null) {
      // What the plan saw of the post is what is changed, or nothing is.
      const version = versions.get(postId) ?? row.post?.version ?? 0
      versions.set(postId, version + 1)
      const claim = await post.updateMany({
        where: { id: postId, version },
        data: {
          version: { increment: 1 },
          ...(others > 0
            ? {}
            : { ...('title' in what ? { title: what.title } : {}), ...('level' in what ? { level: what.level } : {}) }),
        },
      })
      if (claim.count === 0) return overtaken('One of these posts')
    }
    if (lastDay === undefined) {
      done.changed.push({ id, personId, yotCode })
      continue
    }
    const isHead = row.level === 'head'
    done.ended.push({ id, personId, yotCode, name: row.person.name, title: row.title, isHead, lastDay })
    if (postId !== null && others === 0)
      vacated.push({ postId, yot: yotCode, position: foldPosition(row.title), level: row.level })
  }

  /** A post that this list empties is the one it fills again, or names as vacant. */
  const take = (yot: string, title: string): string | null => {
    const at = vacated.findIndex((one) => one.yot === yot && one.position === foldPosition(title))
    return at < 0 ? null : (vacated.splice(at, 1)[0]?.postId ?? null)
  }
  const posts: { id: string; yotCode: string; title: string; level: PostLevel }[] = []
  const open = (yotCode: string, title: string, level: PostLevel): string => {
    const id = randomUUID()
    posts.push({ id, yotCode, title, level })
    return id
  }
  const placed = [...fresh.values()].map((row) => ({
    ...row,
    // Somebody who begins and ends in one list never had a post on the books: it is their history only.
    postId: row.until === null ? (take(row.yotCode, row.title) ?? open(row.yotCode, row.title, row.level)) : null,
  }))
  for (const { yot, position } of vacancies) {
    const title = position ?? unnamedPost
    if (take(yot, title) === null)
      done.opened.push({ id: open(yot, title, levelOfTitle(title) ?? 'manager'), yotCode: yot })
  }
  await insertRows(
    ctx,
    'Post',
    posts.map((row) => ({ ...row, createdOn: dateFromIso(today) })),
  )
  await insertRows(
    ctx,
    'Holding',
    placed.map(({ from, until, ...row }) => ({ ...row, from: dateFromIso(from), until: until && dateFromIso(until) })),
  )
  done.started.push(
    ...placed.map(({ id, personId, yotCode, level, until }) => ({
      id,
      personId,
      yotCode,
      isHead: level === 'head' && until === null,
    })),
  )
  const led = new Set(done.started.flatMap(({ isHead, yotCode }) => (isHead ? [yotCode] : [])))
  done.headless.push(...vacated.filter(({ level, yot }) => level === 'head' && !led.has(yot)).map(({ yot }) => yot))
  return ok(done)
}

const heldKey = (change: PostChange): string | null =>
  'postKey' in change && !change.postKey.startsWith('new:') ? change.postKey : null

const stillHeld = (today: string) => ({ OR: [{ until: null }, { until: { gt: dateFromIso(today) } }] })
