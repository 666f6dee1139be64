import type { IssueStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import type { NewsSection } from '#services/core/news.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { archiveOf, type ComingIssue, comingIssues, type IssueLine } from './briefing-page.ts'
import { topic } from './close-issue.ts'
import { type Composed, compose, type ShownItem } from './compose.ts'
import { type Item, keyOf, sections } from './content.ts'
import { type Announcing, collect, frozenOf, linesOf, marksOf, type PartRow, partsOf } from './content-of.ts'
import { type IssueEvent, issueLife } from './lifecycle.ts'
import { failing, type LinkAnswer, linksIn } from './links.ts'
import { issueOfDay, issues } from './move-issue.ts'
import { type NoticeLine, openNotices } from './notices.ts'
import { mayEdit, mayLookBehind, notTheirs, regionsWritten } from './policy.ts'
import { type FailingReader, failingReaders } from './refusals.ts'
import { tables } from './tables.ts'

export type BriefingDesk = {
  coming: ComingIssue[]
  archive: IssueLine[]
  notices: NoticeLine[]
  /** How many read it, by what they chose. */
  readers: { fortnightly: number; monthly: number; failing: number }
  mayEdit: boolean
}

/** The desk of the briefing: what goes next, what went, lines that editors added, how many read it. */
export const briefingDesk = async (ctx: Ctx): Promise<Result<BriefingDesk>> => {
  if (!mayLookBehind(ctx.actor)) return notTheirs()
  const { subscription } = tables(ctx)
  const [coming, archive, notices, active, failing] = await Promise.all([
    comingIssues(ctx),
    archiveOf(ctx),
    openNotices(ctx),
    subscription.groupBy({ by: ['choice'], where: { status: 'active' }, _count: true, orderBy: { choice: 'asc' } }),
    subscription.count({ where: { status: 'paused' } }),
  ])
  const count = (choice: string) => active.find((one) => one.choice === choice)?._count ?? 0
  return ok({
    coming,
    archive: archive.slice(0, 12),
    notices,
    readers: { fortnightly: count('fortnightly'), monthly: count('monthly'), failing },
    mayEdit: mayEdit(ctx.actor),
  })
}

/** Readers whose address fails, for the editor. */
export const readersDesk = async (ctx: Ctx): Promise<Result<{ readers: FailingReader[]; count: number }>> =>
  mayEdit(ctx.actor) ? ok(await failingReaders(ctx)) : notTheirs()

/** A line as the editor sees it. */
type DeskItem = ShownItem & { key: string; isFirst: boolean }

export type DeskIssue = {
  day: string
  version: number
  status: IssueStatus
  stands: string
  isMonthly: boolean
  goesAt: Date
  because: string | null
  asked: { region: string | null; edition: 'fortnightly' | 'monthly' }
  sections: { name: NewsSection; heading: string; items: DeskItem[]; more: number }[]
  parts: Composed['parts']
  words: number
  minutes: number
  leftOut: { key: string; title: string; heading: string; because: string }[]
  /** What the actor may write: each with what stands there. */
  written: { region: string; text: string; version: number; savedBy: string | null }[]
  links: { answers: LinkAnswer[]; failing: LinkAnswer[] }
  /** How the copies of an issue that went stand. */
  copies: { readers: number; waiting: number; givenUp: number } | null
  correction: string | null
  history: { id: string; title: string; by: string; at: string; note: string | null }[]
  moves: IssueEvent[]
}

const copiesOf = async (ctx: Ctx, { closedAt, readers }: { closedAt: Date | null; readers: number }) => {
  if (closedAt === null) return null
  const where = { topic, createdAt: closedAt }
  const [waiting, givenUp] = await Promise.all([
    ctx.db.outboxMessage.count({ where: { ...where, deliveredAt: null, failedAt: null } }),
    ctx.db.outboxMessage.count({ where: { ...where, failedAt: { not: null } } }),
  ])
  return { readers, waiting, givenUp }
}

/**
 * An issue behind the scenes, as it would go to a reader of one region: lines to put first or leave out, words to write, what each link
 * answered, and once it went how its copies stand. For the editor and coordinators.
 */
export const deskIssue = async (
  ctx: Ctx,
  rooms: Announcing,
  day: string,
  asked: DeskIssue['asked'],
): Promise<Result<DeskIssue>> => {
  if (!mayLookBehind(ctx.actor)) return notTheirs()
  const issue = await issueOfDay(ctx, day)
  if (!issue) return notFound()
  const [frozen, marks, parts, kept, history] = await Promise.all([
    frozenOf(ctx, issue.id),
    marksOf(ctx, issue.id),
    partsOf(ctx, issue.id),
    tables(ctx).issue.findUniqueOrThrow({ where: { id: issue.id }, select: { links: true } }),
    issues.history(ctx, issue.id),
  ])
  const isAhead = issueLife.is('ahead', issue.status)
  const answers = linksIn(kept.links)
  const lines = isAhead ? await linesOf(ctx, rooms, issue) : null
  const content = frozen ?? (await collect(ctx, rooms, issue))
  const edition = issue.isMonthly ? asked.edition : 'fortnightly'
  const regions = asked.region === null ? [] : [asked.region]
  const composed = compose(content, { edition, regions, themes: [], isMember: true })
  const all: Item[] = [...content.fortnight, ...(content.month ?? [])]
  const isFirst = (key: string) => all.some((item) => keyOf(item) === key && item.isFirst === true)
  const every = lines
    ? [...new Map([...lines.fortnight, ...(lines.month ?? [])].map((item) => [keyOf(item), item])).values()]
    : []
  const own = regionsWritten(ctx.actor)
  return ok({
    ...{ day, version: issue.version, status: issue.status, isMonthly: issue.isMonthly, goesAt: issue.goesAt },
    ...{ stands: issueLife.states[issue.status], because: issue.because, correction: issue.correction },
    asked: { ...asked, edition },
    sections: composed.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({ ...item, key: keyOf(item), isFirst: isFirst(keyOf(item)) })),
    })),
    ...{ parts: composed.parts, words: composed.words, minutes: composed.minutes },
    leftOut: every.flatMap((item) => {
      const because = marks.get(keyOf(item))?.leftOut
      return because == null ? [] : [{ key: keyOf(item), title: item.title, heading: sections[item.section], because }]
    }),
    written: issueLife.is('collecting', issue.status) ? written(parts, own, asked.region) : [],
    links: { answers, failing: failing(answers) },
    copies: await copiesOf(ctx, issue),
    history: history.map(({ id, event, by, at, note }) => {
      const { title, says } = issueLife.moveOf(event)
      return { id, title: title ?? says, by, at, note }
    }),
    moves: mayEdit(ctx.actor) ? issueLife.openTo(issue.status, ['editor']) : [],
  })
}

/** What stands to be written: for everybody, and for the region that is looked at. */
const written = (
  parts: readonly PartRow[],
  own: readonly string[] | null,
  region: string | null,
): DeskIssue['written'] => {
  const may = (one: string) => own === null || own.includes(one)
  const wanted = [...(own === null ? [''] : []), ...(region === null ? (own ?? []) : [region])].filter(may)
  return wanted.map((one) => {
    const found = parts.find((part) => part.region === one)
    return { region: one, text: found?.text ?? '', version: found?.version ?? 0, savedBy: found?.savedBy ?? null }
  })
}
