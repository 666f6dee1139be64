import type { NewsSection } from '#services/core/news.ts'
import { type Block, plainText, readMarkdown } from '#services/documents/index.ts'
import { type Content, type Item, sectionNames, sections } from './content.ts'

/*
 * What one reader gets of an issue. A rule without a database: the same content and the same wishes give the same words.
 */

/** What a reader wishes to read. No region is every region, no theme every theme. */
type Wishes = {
  edition: 'fortnightly' | 'monthly'
  regions: readonly string[]
  themes: readonly string[]
  /** Others read the titles alone of what is for members. */
  isMember: boolean
}

/** A line as this reader gets it; `line` is empty where it is for members and they are none. */
export type ShownItem = Pick<Item, 'kind' | 'id' | 'title' | 'line' | 'path'>

export type ShownSection = {
  name: NewsSection
  heading: string
  items: ShownItem[]
  /** How many more there are on the page of the issue. */
  more: number
}

/** What one reader gets. Minutes are whole ones, rounded up. */
export type Composed = {
  sections: ShownSection[]
  parts: { region: string | null; blocks: Block[] }[]
  words: number
  minutes: number
}

/** The most that an issue says, and that a section says of each region that somebody reads. */
export const most = { words: 1200, perRegion: 3 }

/** Words read in a minute. */
const wordsAMinute = 200

export const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

const minutesFor = (words: number): number => Math.ceil(words / wordsAMinute)

const isFor = (wanted: readonly string[], has: readonly string[]): boolean =>
  wanted.length === 0 || has.length === 0 || has.some((one) => wanted.includes(one))

/** Pinned ones first, then what is for fewer regions, then as they came. */
const inOrder = (items: readonly Item[], regions: readonly string[]): Item[] => {
  const rank = (item: Item) => (item.isFirst ? 0 : regions.length > 0 && item.regions.length > 0 ? 1 : 2)
  return items
    .map((item, at) => ({ item, at }))
    .sort((a, b) => rank(a.item) - rank(b.item) || a.at - b.at)
    .map(({ item }) => item)
}

const wordsOf = ({ title, line }: ShownItem) => countWords(title) + countWords(line)

/**
 * An issue as one reader gets it: at most three lines a section for each region they read, and at most 1,200 words in all, the editor's
 * before the rest; what is left out is counted. `isWhole` gives all of them, for the page of the issue.
 */
export const compose = (content: Content, wishes: Wishes, isWhole = false): Composed => {
  const { edition, regions, themes, isMember } = wishes
  const all = edition === 'monthly' && content.month !== null ? content.month : content.fortnight
  const wanted = all.filter((item) => isFor(regions, item.regions) && isFor(themes, item.themes))
  const parts = content.parts
    .filter(({ region }) => region === null || regions.length === 0 || regions.includes(region))
    .map(({ region, text }) => ({ region, blocks: readMarkdown(text) }))
  const written = parts.reduce((sum, { blocks }) => sum + countWords(plainText(blocks)), 0)
  const bySection = sectionNames.map((name) => ({
    name,
    heading: sections[name],
    items: inOrder(
      wanted.filter((item) => item.section === name),
      regions,
    ).map(
      ({ kind, id, title, line, path, isForMembers }): ShownItem => ({
        ...{ kind, id, title, path },
        line: isForMembers && !isMember ? '' : line,
      }),
    ),
  }))
  const shownWith = (limit: number) =>
    bySection
      .filter(({ items }) => items.length > 0)
      .map(({ items, ...section }) => ({
        ...section,
        items: items.slice(0, limit),
        more: Math.max(0, items.length - limit),
      }))
  const wordsIn = (shown: readonly ShownSection[]) =>
    written +
    shown.reduce(
      (sum, { heading, items }) => sum + countWords(heading) + items.reduce((sum, item) => sum + wordsOf(item), 0),
      0,
    )
  let limit = isWhole ? Number.MAX_SAFE_INTEGER : most.perRegion * Math.max(1, regions.length)
  while (!isWhole && limit > 0 && wordsIn(shownWith(limit)) > most.words) limit -= 1
  const shown = shownWith(limit)
  const words = wordsIn(shown)
  return { sections: shown, parts, words, minutes: minutesFor(words) }
}
