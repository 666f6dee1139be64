import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import type { Block, Inline } from './markdown.ts'

/** What a Word document of ours holds. */
export type DocumentContent = {
  title: string
  /** Lines under the title: whose it is, when, which version. */
  about: readonly string[]
  sections: readonly { title: string; blocks: readonly Block[] }[]
  /** At the foot of every page. */
  foot: string
}

const lists = { ordered: 'numbers', bullets: 'bullets' }
const deepestLevel = 8

type Look = { bold?: boolean; italics?: boolean; style?: string }

const runs = (children: readonly Inline[], look: Look = {}): ParagraphChild[] =>
  children.flatMap((child) => run(child, look))

const run = (child: Inline, look: Look): ParagraphChild[] => {
  switch (child.kind) {
    case 'text':
      return [new TextRun({ text: child.text, ...look })]
    case 'break':
      return [new TextRun({ break: 1 })]
    case 'strong':
      return runs(child.children, { ...look, bold: true })
    case 'emphasis':
      return runs(child.children, { ...look, italics: true })
    case 'link':
      return [
        new ExternalHyperlink({ link: child.href, children: runs(child.children, { ...look, style: 'Hyperlink' }) }),
      ]
  }
}

type Place = { level: number; list?: { reference: string; instance: number } | undefined; indent: number }

/** Each list counts from its own beginning. */
let instances = 0

const paragraphs = (blocks: readonly Block[], place: Place): Paragraph[] =>
  blocks.flatMap((one, at) => paragraphsOf(one, place, at === 0))

const paragraphsOf = (one: Block, place: Place, isFirst: boolean): Paragraph[] => {
  // Only the first block of an item has its sign; what follows stands under it.
  const numbering =
    place.list && isFirst
      ? { numbering: { ...place.list, level: Math.min(place.level - 1, deepestLevel) } }
      : place.indent > 0
        ? { indent: { left: 360 * place.indent } }
        : {}
  switch (one.kind) {
    case 'paragraph':
      return [new Paragraph({ children: runs(one.children), spacing: { after: 120 }, ...numbering })]
    case 'heading': {
      const heading = one.level <= 3 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3
      return [new Paragraph({ children: runs(one.children), heading, ...numbering })]
    }
    case 'list': {
      instances += 1
      const list = { reference: one.isOrdered ? lists.ordered : lists.bullets, instance: instances }
      const level = place.level + 1
      return one.items.flatMap((item) => paragraphs(item, { level, list, indent: level }))
    }
    case 'quote':
      return paragraphs(one.blocks, { level: place.level, indent: place.indent + 1 })
    case 'rule':
      return [new Paragraph({ thematicBreak: true })]
  }
}

const levels = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: (level: number) => string) =>
  Array.from({ length: deepestLevel + 1 }, (_, level) => ({
    level,
    format,
    text: text(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 360 } } },
  }))

/** XML holds neither control characters nor halves of pairs. */
const heard = (text: string) => text.replace(/(?![\n\t])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')

const heardBlocks = (blocks: readonly Block[]): Block[] =>
  JSON.parse(JSON.stringify(blocks), (_, value) => (typeof value === 'string' ? heard(value) : value))

/**
 * A Word document (DOCX) of titled sections. A section without anything says so, so that nobody takes it for a page that
 * was lost. Takes some hundred milliseconds for 60,000 characters: made by the worker, not while somebody waits.
 */
export const writeDocx = async ({ title, about, sections, foot }: DocumentContent): Promise<Uint8Array> => {
  const document = new Document({
    title: heard(title),
    creator: 'Critical Friend',
    styles: { default: { document: { run: { font: 'Arial', size: 22 } } } },
    numbering: {
      config: [
        { reference: lists.ordered, levels: levels(LevelFormat.DECIMAL, (level) => `%${level + 1}.`) },
        { reference: lists.bullets, levels: levels(LevelFormat.BULLET, () => '•') },
      ],
    },
    sections: [
      {
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                children: [
                  new TextRun({ text: `${heard(foot)}  `, size: 18 }),
                  new TextRun({ children: [PageNumber.CURRENT], size: 18 }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ text: heard(title), heading: HeadingLevel.TITLE }),
          ...about.map((line) => new Paragraph({ text: heard(line), spacing: { after: 60 } })),
          ...sections.flatMap((section) => [
            new Paragraph({ text: heard(section.title), heading: HeadingLevel.HEADING_1, keepNext: true }),
            ...(section.blocks.length === 0
              ? [new Paragraph({ text: 'Nothing is written here.' })]
              : paragraphs(heardBlocks(section.blocks), { level: 0, indent: 0 })),
          ]),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
