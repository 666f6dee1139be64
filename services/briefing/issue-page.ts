import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { NewsSection } from '#services/core/news.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { regions as everyRegion } from '#services/yots/index.ts'
import { type Composed, compose, type ShownItem } from './compose.ts'
import { type Content, keyOf } from './content.ts'
import { type Announcing, frozenOf, linesOf } from './content-of.ts'
import { lateWords } from './late.ts'
import { issueLife } from './lifecycle.ts'
import { type IssueRow, issueOfDay } from './move-issue.ts'
import { isMember } from './policy.ts'
import { nextDayOf } from './send-issue.ts'

/** What the address of the page asks for; what is no region is left out. */
export type Asked = { regions: readonly string[]; edition: 'fortnightly' | 'monthly'; isWhole: boolean }

export const readAsked = (query: URLSearchParams): Asked => ({
  regions: [...new Set(query.getAll('region'))].filter((region) => everyRegion.includes(region)),
  edition: query.get('edition') === 'month' ? 'monthly' : 'fortnightly',
  isWhole: query.get('all') === 'yes',
})

/** A line on the page of an issue; `gone` says that it can be had no more. */
type PageItem = ShownItem & { gone: string | null }

export type IssuePage = {
  day: string
  isMonthly: boolean
  asked: Asked
  stands: string
  late: string | null
  correction: { text: string; on: string } | null
  sections: { name: NewsSection; heading: string; items: PageItem[]; more: number }[]
  parts: Composed['parts']
  minutes: number
  /** The words of members alone are not here. */
  isCut: boolean
  next: string | null
}

/** Sections whose lines stand as long as what they are of: dates pass, and what is asked for is counted anew. */
const stand: Partial<Record<NewsSection, string>> = {
  offered: 'No longer open',
  practice: 'Withdrawn since',
  thanks: 'Withdrawn since',
  consultations: 'No longer open',
}

const itemsOf = ({ fortnight, month }: Content) => [...fortnight, ...(month ?? [])]

/** Lines of an issue that the rooms do not give any more. */
const goneFrom = async (ctx: Ctx, rooms: Announcing, issue: IssueRow, content: Content): Promise<Set<string>> => {
  const { fortnight, month } = await linesOf(ctx, rooms, issue)
  const there = new Set([...fortnight, ...(month ?? [])].map(keyOf))
  return new Set(
    itemsOf(content)
      .map(keyOf)
      .filter((key) => !there.has(key)),
  )
}

/**
 * An issue as everybody reads it once it went: of a line for members a visitor reads the title, and of what was withdrawn since nobody reads
 * more. Not found before it went.
 */
export const issuePage = async (ctx: Ctx, rooms: Announcing, day: string, asked: Asked): Promise<Result<IssuePage>> => {
  const issue = await issueOfDay(ctx, day)
  const content = issue && issueLife.is('out', issue.status) ? await frozenOf(ctx, issue.id) : null
  if (!issue || !content) return notFound()
  const isInside = isMember(ctx.actor)
  const gone = await goneFrom(ctx, rooms, issue, content)
  const edition = issue.isMonthly ? asked.edition : 'fortnightly'
  const wishes = { edition, regions: asked.regions, themes: [], isMember: isInside }
  const { sections, parts, minutes } = compose(content, wishes, asked.isWhole)
  return ok({
    day,
    isMonthly: issue.isMonthly,
    asked: { ...asked, edition },
    stands: issueLife.states[issue.status],
    late: lateWords(issue),
    correction:
      issue.correction === null || issue.correctedAt === null
        ? null
        : { text: issue.correction, on: isoFromDate(issue.correctedAt) },
    sections: sections.map((section) => ({
      ...section,
      items: section.items.map((item): PageItem => {
        const word = gone.has(keyOf(item)) ? (stand[section.name] ?? null) : null
        return word === null ? { ...item, gone: null } : { ...item, line: '', gone: word }
      }),
    })),
    parts,
    minutes,
    isCut: !isInside && itemsOf(content).some(({ isForMembers }) => isForMembers === true),
    next: await nextDayOf(ctx, issue.day, edition),
  })
}
