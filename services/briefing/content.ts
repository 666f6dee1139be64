import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '#services/core/life/sealed-text.ts'
import { keyOfNews, type News, type NewsSection } from '#services/core/news.ts'

/** A line of the briefing. */
export type Item = News

/** What an editor wrote; `region` null is for everybody. */
type Part = { region: string | null; text: string }

/** What an issue holds: what became known in its fortnight; in its month, where it gathers one; and the editor's words. */
export type Content = { fortnight: Item[]; month: Item[] | null; parts: Part[] }

/** In the order that they are read. */
export const sections = {
  changed: 'What changed',
  offered: 'New offers and places left',
  asked: 'Asked for',
  consultations: 'Open for your view',
  practice: 'Good practice and research',
  dates: 'Dates',
  thanks: 'Thanks',
} as const satisfies Record<NewsSection, string>

export const sectionNames = Object.keys(sections).filter((name): name is NewsSection => name in sections)

const itemShape = z.object({
  section: z.enum(sectionNames as [NewsSection, ...NewsSection[]]),
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  line: z.string(),
  path: z.string(),
  regions: z.array(z.string()),
  themes: z.array(z.string()),
  isForMembers: z.boolean().optional(),
  isFirst: z.boolean().optional(),
})

const contentShape = z.object({
  fortnight: z.array(itemShape),
  month: z.array(itemShape).nullable(),
  parts: z.array(z.object({ region: z.string().nullable(), text: z.string() })),
})

/** What was frozen of an issue, as it is kept. */
export const contentIn = (frozen: unknown): Content => contentShape.parse(frozen) as Content

/** As it is kept: plain data. */
export const plainOf = (content: Content) => contentShape.parse(content)

/** SHA-256 of all of it, in hexadecimal. */
export const hashOf = (content: Content): string =>
  createHash('sha256')
    .update(canonical({ text: '', parts: { content: plainOf(content) } }), 'utf8')
    .digest('hex')

/** Whether there is anything to read. */
export const isEmpty = ({ fortnight, parts }: Content): boolean => fortnight.length === 0 && parts.length === 0

export const keyOf = keyOfNews
