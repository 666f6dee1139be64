import { z } from 'zod'
import { theseYears, typedDay } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { type Block, guarded, type Inline, readMarkdown } from '#services/documents/index.ts'
import { regions } from '#services/yots/index.ts'
import { daytime } from './timetable.ts'

const version = versionField
const keepTo = (characters: number) => `Keep it to ${characters.toLocaleString('en-GB')} characters`
const text = (empty: string, characters: number) =>
  guarded(z.string({ error: empty }).trim().min(1, empty).max(characters, keepTo(characters)))

const reason = text('Say why: everybody reads it', 300)

/** One line of an issue, by kind and id. */
const key = z.string({ error: 'Choose a line' }).regex(/^[a-z_-]{1,40}:[\w-]{1,60}$/, 'Choose a line')

export const markSchema = z.object({ key, version })
export const leaveOutSchema = z.object({ key, version, reason: text('Say why it is left out', 300) })

/** Hours at which an issue that is held back may go. */
export const hours = Array.from(
  { length: daytime.to - daytime.from },
  (_, at) => `${String(daytime.from + at).padStart(2, '0')}:00`,
)

export const holdBackSchema = z.object({
  version,
  reason,
  on: typedDay('Enter the day it goes, like 27 3 2027', theseYears),
  at: z.enum(hours as [string, ...string[]], { error: 'Choose an hour' }),
})

export const correctSchema = z.object({
  version,
  reason: text('Say what was wrong and what is right', 600),
  isHarmful: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
})

export const mostInPart = { characters: 3000, links: 12 }

const linksIn = (blocks: readonly Block[]): { href: string; text: string }[] => {
  const inline = (one: Inline): { href: string; text: string }[] => {
    if (one.kind === 'link') return [{ href: one.href, text: wordsOf(one.children) }]
    return 'children' in one ? one.children.flatMap(inline) : []
  }
  return blocks.flatMap((one) => {
    if (one.kind === 'paragraph' || one.kind === 'heading') return one.children.flatMap(inline)
    if (one.kind === 'list') return one.items.flatMap((item) => linksIn(item))
    return one.kind === 'quote' ? linksIn(one.blocks) : []
  })
}
const wordsOf = (children: readonly Inline[]): string =>
  children.map((one) => (one.kind === 'text' ? one.text : 'children' in one ? wordsOf(one.children) : ' ')).join('')

/** Addresses that a text leads to. */
export const linksOf = (text: string): string[] => linksIn(readMarkdown(text)).map(({ href }) => href)

/** "(report, 10 minutes)" at the end of what a link says. */
const saysWhat = /\([^()]+, ?\d{1,3} minutes?\)$/

/** What somebody writes in an issue: a little Markdown, each link with what it leads to and how long that takes to read. */
export const partSchema = z.object({
  region: z.enum(['', ...regions] as [string, ...string[]]).default(''),
  /** Of the text that the page showed; 0 where there was none. */
  version: wholeNumber('Open the page again and try once more', { least: 0, most: 1_000_000 }),
  text: guarded(z.string().trim().max(mostInPart.characters, keepTo(mostInPart.characters)))
    .default('')
    .superRefine((text, ctx) => {
      if (text.length > mostInPart.characters) return
      const links = linksIn(readMarkdown(text))
      if (links.length > mostInPart.links)
        ctx.addIssue({ code: 'custom', message: `Keep it to ${mostInPart.links} links` })
      const bare = links.find(({ text }) => !saysWhat.test(text.trim()))
      if (bare)
        ctx.addIssue({
          code: 'custom',
          message:
            'Say of each link what it is and how long it takes to read, like [Audit guide (report, 10 minutes)](https://…)',
        })
    }),
})

/** What an editor's line can be: each with its words. */
export const noticeSections = {
  consultations: 'A consultation, survey or request for information',
  practice: 'Good practice or research',
  dates: 'A date',
  changed: 'Something that changed',
} as const
export type NoticeSection = keyof typeof noticeSections

export const noticeSchema = z
  .object({
    section: z.enum(Object.keys(noticeSections) as [NoticeSection, ...NoticeSection[]], { error: 'Choose what it is' }),
    title: text('Enter a title', 70),
    line: text('Say in a sentence what it is about', 240),
    url: z
      .string({ error: 'Enter its web address' })
      .trim()
      .max(500, keepTo(500))
      .regex(/^https:\/\/[^\s"'<>]+\.[^\s"'<>]+$/, 'Enter a web address that begins with https://'),
    minutes: wholeNumber('Enter how many minutes it takes to read, like 10', { least: 1, most: 600 }),
    until: typedDay('Enter the last day, like 27 3 2027', theseYears).optional(),
    regions: z.array(z.enum(regions as [string, ...string[]])).default([]),
  })
  .refine(({ section, until }) => until !== undefined || (section !== 'consultations' && section !== 'dates'), {
    path: ['until'],
    error: 'Enter the last day, like 27 3 2027',
  })

export const withdrawNoticeSchema = z.object({ id: z.uuid(), version })
export const failingSchema = z.object({ id: z.uuid(), version })

const choice = z.enum(['fortnightly', 'monthly', 'none'], { error: 'Choose how often' })
const chosenRegions = z.array(z.enum(regions as [string, ...string[]])).default([])
const chosenThemes = z
  .array(z.string().regex(/^[A-Z]\d{0,2}$/))
  .max(12)
  .default([])

export const choiceSchema = z.object({ choice, regions: chosenRegions, themes: chosenThemes })

/** Somebody without an account, who is written to first. */
export const askSchema = z.object({
  address: emailAddress('Enter your e-mail address'),
  choice: z.enum(['fortnightly', 'monthly'], { error: 'Choose how often' }),
})
