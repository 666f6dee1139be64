import type { List, Nodes, Parents, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/*
 * What people write with a little Markdown, as a tree of our own: plain data without anything that a page, a print, a Word
 * document or a letter could not show. It is made once, when a text is saved, and everything is drawn from it.
 */

/** A stretch of words. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'break' }

/** One block of a text: a paragraph, a heading, a list, something quoted, a line across. */
export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'list'; isOrdered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'rule' }

/** Lists within lists and quotes within quotes go at most this deep; what is deeper becomes one paragraph. */
const deepest = 6

/** Constructs that reports do not need, or whose reading takes a time that grows with the square of the text. */
const left = ['setextUnderline', 'definition', 'codeIndented', 'labelStartImage']

const most = { lines: 3000, markersInLine: 6, markers: 3000, stars: 4000, starsInBlock: 400 }

/** How many list and quote signs a line begins with, up to one more than may be. */
const markersOf = (line: string): number => {
  const marker = /[ \t]*(?:>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))[ \t]?/y
  let count = 0
  while (count <= most.markersInLine && marker.test(line)) count += 1
  return count
}

/** Whether a text is so full of signs that reading them would take long: it is shown as it was typed. */
const isIntricate = (text: string): boolean => {
  const lines = text.split('\n')
  if (lines.length > most.lines) return true
  let [markers, stars, starsInBlock] = [0, 0, 0]
  for (const line of lines) {
    const own = markersOf(line)
    const ownStars = line.replace(/[^*_]/g, '').length
    markers += own
    stars += ownStars
    starsInBlock = line.trim() === '' ? 0 : starsInBlock + ownStars
    if (own > most.markersInLine || starsInBlock > most.starsInBlock) return true
  }
  return markers > most.markers || stars > most.stars
}

const asTyped = (text: string): Block[] =>
  text
    .split(/\n[ \t]*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => ({
      kind: 'paragraph',
      children: block
        .trim()
        .split('\n')
        .flatMap((line, at): Inline[] => [
          ...(at > 0 ? [{ kind: 'break' as const }] : []),
          { kind: 'text', text: line },
        ]),
    }))

/** HTML means nothing here: its tags go, its words stay, what only a program reads goes. */
const withoutTags = (html: string): string =>
  html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<[^>]*>/g, '')
    .trim()

/** The words of a node without its signs. Goes through it with a list of its own: nesting may be as deep as it likes. */
const wordsOf = (node: Nodes): string => {
  const words: string[] = []
  const waiting: Nodes[] = [node]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'html') words.push(withoutTags(next.value))
    else if ('value' in next) words.push(next.value)
    else if (next.type === 'break') words.push(' ')
    if ('children' in next) waiting.push(...[...next.children].reverse())
  }
  return words.join(' ').replace(/\s+/g, ' ').trim()
}

const isSafe = (url: string) => /^(https?:\/\/[^\s]+|mailto:[^\s]+)$/i.test(url) && url.length <= 2000

const inline = (node: PhrasingContent, depth: number): Inline[] => {
  if (depth > deepest) return [{ kind: 'text', text: wordsOf(node) }]
  const within = ({ children }: { children: PhrasingContent[] }) =>
    children.flatMap((child) => inline(child, depth + 1))
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return [{ kind: 'text', text: node.value.replaceAll('\n', ' ') }]
    case 'strong':
    case 'emphasis':
      return [{ kind: node.type, children: within(node) }]
    case 'link':
      return isSafe(node.url) ? [{ kind: 'link', href: node.url, children: within(node) }] : within(node)
    case 'break':
      return [{ kind: 'break' }]
    default:
      // A tag within a line: the words beside it are nodes of their own.
      return []
  }
}

const inlines = (children: PhrasingContent[]) => children.flatMap((child) => inline(child, 1))

const paragraph = (text: string): Block[] =>
  text === '' ? [] : [{ kind: 'paragraph', children: [{ kind: 'text', text }] }]

const listOf = (node: List, depth: number): Block => ({
  kind: 'list',
  isOrdered: node.ordered === true,
  start: node.start ?? 1,
  items: node.children.map((item) => blocksOf(item, depth + 1)).filter((blocks) => blocks.length > 0),
})

const block = (node: RootContent, depth: number): Block[] => {
  switch (node.type) {
    case 'paragraph': {
      const children = inlines(node.children)
      return children.length === 0 ? [] : [{ kind: 'paragraph', children }]
    }
    case 'heading': {
      const children = inlines(node.children)
      return children.length === 0 ? [] : [{ kind: 'heading', level: node.depth, children }]
    }
    case 'list': {
      const list = listOf(node, depth)
      return list.kind === 'list' && list.items.length > 0 ? [list] : []
    }
    case 'blockquote': {
      const blocks = blocksOf(node, depth + 1)
      return blocks.length === 0 ? [] : [{ kind: 'quote', blocks }]
    }
    case 'thematicBreak':
      return [{ kind: 'rule' }]
    case 'html':
      return paragraph(withoutTags(node.value))
    case 'code':
      return asTyped(node.value)
    default:
      return []
  }
}

const blocksOf = (node: Parents, depth: number): Block[] =>
  depth > deepest ? paragraph(wordsOf(node)) : node.children.flatMap((child) => block(child as RootContent, depth))

/**
 * The tree of a text with a little Markdown: headings, lists, quotes, bold, emphasis, links to web pages and addresses.
 * HTML is dropped and its words kept; what is nested deeper than six becomes a paragraph; a text too full of signs to be
 * read in a moment is taken as it was typed. Never throws, and takes a moment for 60,000 characters whatever they are.
 */
export const readMarkdown = (text: string): Block[] =>
  isIntricate(text) ? asTyped(text) : blocksOf(fromMarkdown(text, { extensions: [{ disable: { null: left } }] }), 0)

/** The words of a stretch without its signs. */
const plainInline = (children: readonly Inline[]): string =>
  children
    .map((child) => (child.kind === 'text' ? child.text : child.kind === 'break' ? '\n' : plainInline(child.children)))
    .join('')

/** The words of one block: a list has a line for each of its items. */
const plainBlock = (one: Block): string => {
  switch (one.kind) {
    case 'paragraph':
    case 'heading':
      return plainInline(one.children)
    case 'list':
      return one.items
        .map((item, at) => `${one.isOrdered ? `${one.start + at}.` : '•'} ${item.map(plainBlock).join('\n')}`)
        .join('\n')
    case 'quote':
      return one.blocks.map(plainBlock).join('\n')
    case 'rule':
      return ''
  }
}

/** A tree as plain text, as letters have it: an empty line between its blocks. */
export const plainText = (blocks: readonly Block[]): string =>
  blocks
    .map(plainBlock)
    .filter((text) => text !== '')
    .join('\n\n')

/** One numbered paragraph: its number within its text, from 1, and its words. */
export type Numbered = { number: number; text: string }

/**
 * The paragraphs of a text that somebody can point at: each block but headings and lines across, and each item of a list
 * on its own. Numbered from 1 in the order they are read, which never changes for the same text.
 */
export const paragraphsOf = (blocks: readonly Block[]): Numbered[] =>
  blocks
    .flatMap((one) => {
      if (one.kind === 'heading' || one.kind === 'rule') return []
      return one.kind === 'list' ? one.items.map((item) => item.map(plainBlock).join('\n')) : [plainBlock(one)]
    })
    .map((text, at) => ({ number: at + 1, text }))

/** Plain text as it stands, written so that Markdown reads it as the same words; lists that were typed as lists stay so. */
export const asMarkdown = (plain: string): string =>
  plain
    .replace(/[\\`*_<[]/g, (sign, at: number) =>
      sign === '*' && /(^|\n)[ \t]*$/.test(plain.slice(Math.max(0, at - 20), at)) && /\s/.test(plain.charAt(at + 1))
        ? sign
        : `\\${sign}`,
    )
    .replace(/^[ \t]*(#{1,6}(?=\s)|>|~~~)/gm, (_, sign: string) => `\\${sign}`)
    .replace(/^[ \t]{4,}/gm, '  ')
