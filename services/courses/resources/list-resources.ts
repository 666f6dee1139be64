import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { tables } from '#services/courses/tables.ts'
import { datedOffering } from '#services/courses/write-course.ts'
import { isProvider } from '#services/offerings/index.ts'
import { yotRegister, yotsOf } from '#services/yots/index.ts'
import { isDead } from './look-at-links.ts'
import { mostResources } from './save-resource.ts'

export type ResourceLine = {
  id: string
  version: number
  title: string
  /** Where a link leads, by its host alone; null for a file. */
  host: string | null
  /** ISO day on which it answered that there is nothing; null where it led somewhere, or was not asked yet. */
  deadOn: string | null
  /** "PDF, 230 KB, version 2 of 14 July 2026"; null for a link. */
  file: { words: string; size: string; number: number; on: string } | null
  /** The reader's side took it, and what became of it. */
  own: { isTakenUp: boolean } | null
}

const words: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
}

/** "230 KB", "1.4 MB". */
const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** What can be taken of an offering, the newest version of each; two statements. */
export const resourcesOf = async (ctx: Ctx, slug: string): Promise<ResourceLine[]> => {
  const { personId } = ctx.actor
  const keys = [...yotsOf(ctx.actor).map((code) => `yot:${code}`), ...(personId === null ? [] : [`person:${personId}`])]
  const rows = await tables(ctx).resource.findMany({
    where: { withdrawnAt: null, offering: { slug } },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      version: true,
      title: true,
      url: true,
      lookedAt: true,
      answered: true,
      versions: {
        orderBy: { number: 'desc' },
        take: 1,
        select: { number: true, type: true, size: true, addedAt: true },
      },
      taken: { where: { takerKey: { in: keys } }, select: { takenUpAt: true } },
    },
  })
  return rows.map(({ id, version, title, url, lookedAt, answered, versions, taken }) => {
    const [newest] = versions
    return {
      id,
      version,
      title,
      host: url === null ? null : new URL(url).hostname,
      deadOn: lookedAt !== null && isDead(answered) ? londonDate(lookedAt) : null,
      file: newest
        ? {
            words: words[newest.type] ?? 'Image',
            size: sizeWords(newest.size),
            number: newest.number,
            on: londonDate(newest.addedAt),
          }
        : null,
      own: taken.length === 0 ? null : { isTakenUp: taken.some(({ takenUpAt }) => takenUpAt !== null) },
    }
  })
}

/** The provider's page of what can be taken: how often each was, and what became of it. Not found for others. */
export const manageResources = async (ctx: Ctx, slug: string) => {
  const offering = await datedOffering(ctx, slug)
  if (!offering) return notFound()
  const lines = await resourcesOf(ctx, slug)
  const taken = await tables(ctx).resourceTaken.findMany({
    where: { resourceId: { in: lines.map(({ id }) => id) } },
    orderBy: { takenAt: 'desc' },
    select: { resourceId: true, takenUp: true, yot: { select: { name: true } } },
  })
  return ok({
    slug,
    title: offering.title,
    mostResources,
    resources: lines.map((line) => {
      const own = taken.filter(({ resourceId }) => resourceId === line.id)
      return {
        ...line,
        taken: own.length,
        takenUp: own.flatMap(({ takenUp, yot }) =>
          takenUp === null ? [] : [{ by: yot?.name ?? 'An associate', words: takenUp }],
        ),
      }
    }),
  })
}

/** One thing to take, as its own page shows it, with where its link leads; not found where it is not there any more. */
export const findResource = async (ctx: Ctx, slug: string, id: string) => {
  const line = (await resourcesOf(ctx, slug)).find((one) => one.id === id)
  if (!line) return notFound()
  const row = await tables(ctx).resource.findUniqueOrThrow({
    where: { id },
    select: { url: true, offering: { select: { title: true, status: true, yotCode: true, personId: true } } },
  })
  const own = yotsOf(ctx.actor).sort()
  const { register } = await yotRegister(ctx)
  const isOpen = row.offering.status === 'published' || row.offering.status === 'paused'
  if (!isOpen && !isProvider(ctx.actor, row.offering)) return notFound()
  const isOwn = isProvider(ctx.actor, row.offering)
  return ok({
    ...line,
    slug,
    // For whom it is taken, where somebody has to say.
    services:
      isOwn || own.length < 2 ? [] : own.map((value) => ({ value, label: register.yots.get(value)?.name ?? value })),
    url: row.url,
    offering: row.offering.title,
    isOwn,
  })
}
