import { z } from 'zod'
import { askLink } from '#services/core/ask-link.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Announcing, linesOf, partsOf } from './content-of.ts'
import { type IssueRow, readIssue } from './move-issue.ts'
import { linksOf } from './schema.ts'
import { tables } from './tables.ts'

/*
 * Every link of an issue is asked before it goes: what does not answer is not sent, and the editor reads it the day before.
 */

const answerShape = z.object({
  /** A path of this site, or a web address. */
  to: z.string(),
  /** What it answered (HTTP); null where nothing could be reached. */
  status: z.number().nullable(),
  at: z.iso.datetime(),
})
export type LinkAnswer = z.infer<typeof answerShape>

/** What links answered, as an issue keeps it. */
export const linksIn = (kept: unknown): LinkAnswer[] => z.array(answerShape).parse(kept)

/** Those that answered that there is nothing; not those that could not be reached, which may be our own fault. */
export const failing = (answers: readonly LinkAnswer[]): LinkAnswer[] =>
  answers.filter(({ status }) => status !== null && status !== 200)

const atOnce = 6

/** Everywhere that an issue would lead to now. */
const allLinks = async (ctx: Ctx, rooms: Announcing, issue: IssueRow): Promise<string[]> => {
  const [{ fortnight, month }, parts] = [await linesOf(ctx, rooms, issue), await partsOf(ctx, issue.id)]
  const paths = [...fortnight, ...(month ?? [])].map(({ path }) => path)
  const written = parts.flatMap(({ text }) => linksOf(text)).filter((to) => /^https?:/i.test(to))
  return [...new Set([...paths, ...written])]
}

/** A demonstration reaches nobody: of what leads elsewhere it does not know whether it answers. */
const isAsked = ({ config: { mode, publicUrl } }: Ctx, to: string) =>
  mode === 'live' || new URL(to, publicUrl).origin === new URL(publicUrl).origin

/** Asks every link of an issue, some at a time, and keeps what each answered. */
export const checkLinks = async (ctx: Ctx, rooms: Announcing, id: string): Promise<LinkAnswer[]> => {
  const issue = await readIssue(ctx, { id })
  if (!issue) return []
  const waiting = await allLinks(ctx, rooms, issue)
  const answers: LinkAnswer[] = []
  const ask = async () => {
    for (let to = waiting.pop(); to !== undefined; to = waiting.pop())
      answers.push({ to, status: isAsked(ctx, to) ? await askLink(ctx, to) : null, at: ctx.clock.now().toISOString() })
  }
  await Promise.all(Array.from({ length: atOnce }, ask))
  answers.sort((a, b) => a.to.localeCompare(b.to))
  await tables(ctx).issue.updateMany({ where: { id, status: { in: ['open', 'held'] } }, data: { links: answers } })
  ctx.log.info({ day: isoFromDate(issue.day), links: answers.length, failing: failing(answers).length }, 'links asked')
  return answers
}
