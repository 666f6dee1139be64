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
  /** The page that says more; every member may open it. */
  path: string
  /** Regions it is for; none is everywhere. */
  regions: readonly string[]
  /** Codes of themes. */
  themes: readonly string[]
}

/** A room's answer to "what became known to every member from `from` up to, not including, `to`?". */
export type NewsSource = (ctx: Ctx, window: { from: Date; to: Date }) => Promise<News[]>
