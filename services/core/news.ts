import type { Ctx } from './context.ts'

/** Where a piece of news stands in the briefing, in the order it is read. */
export type NewsSection = 'changed' | 'offered' | 'asked' | 'consultations' | 'practice' | 'dates' | 'thanks'

/** A published row that every member may know, as a line of the briefing. Never a case, nor anything of one person's alone. */
export type News = {
  section: NewsSection
  /** What row it is of: the same row is the same line, however often it is read. */
  kind: string
  id: string
  /** At most 70 characters. */
  title: string
  /** One sentence. */
  line: string
  /** The page that says more, as a path of this site that every member may open; or a web address (https) that an editor gave. */
  path: string
  /** Regions it is for; none is everywhere. */
  regions: readonly string[]
  /** Codes of themes. */
  themes: readonly string[]
  /** Everybody else reads its title alone. */
  isForMembers?: boolean
  /** It stands before the others of its section. */
  isFirst?: boolean
}

/** A room's answer to "what became known to every member from `from` up to, not including, `to`?". */
export type NewsSource = (ctx: Ctx, window: { from: Date; to: Date }) => Promise<News[]>

/**
 * What the rooms say became known in a window, each row once, in the order of sections as the rooms gave them. Never more of a title
 * than the briefing has room for.
 */
export const newsFrom = async (
  ctx: Ctx,
  rooms: readonly { news?: NewsSource }[],
  window: { from: Date; to: Date },
): Promise<News[]> => {
  const told = await Promise.all(rooms.map(async ({ news }) => (await news?.(ctx, window)) ?? []))
  const each = new Map(
    told.flat().map((one) => [keyOfNews(one), { ...one, title: shortened(one.title, longestTitle) }]),
  )
  return [...each.values()]
}

const longestTitle = 70

/** By what a line is known, however often it is read. */
export const keyOfNews = ({ kind, id }: Pick<News, 'kind' | 'id'>): string => `${kind}:${id}`

/** Cut between words, with an ellipsis, where it is longer. */
const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
