import { longDate } from '#services/core/words.ts'
import type { Block, Inline } from '#services/documents/index.ts'
import type { Mail, MailPart, MailRun } from '#services/notifications/index.ts'
import { regionName } from '#services/yots/index.ts'
import type { Composed, ShownSection } from './compose.ts'

/** What the letter says besides what stands in the issue. Days are ISO days. */
export type Around = {
  day: string
  edition: 'fortnightly' | 'monthly'
  regions: readonly string[]
  /** Why it is late; null when it is not. */
  late: string | null
  /** When the next one goes to this reader; null where none is planned. */
  nextDay: string | null
}

const isLead = (at: number) => at === 0

const runsOf = (children: readonly Inline[], isStrong = false): MailRun[] =>
  children.flatMap((one): MailRun[] => {
    if (one.kind === 'text') return [{ text: one.text, ...(isStrong ? { isStrong } : {}) }]
    if (one.kind === 'break') return [{ text: '\n' }]
    if (one.kind === 'link')
      return [
        {
          text: runsOf(one.children)
            .map(({ text }) => text)
            .join(''),
          to: one.href,
        },
      ]
    return runsOf(one.children, isStrong || one.kind === 'strong')
  })

/** A tree of somebody's words as paragraphs of a mail: an item of a list is a paragraph with its sign before it. */
const paragraphsIn = (blocks: readonly Block[]): MailRun[][] =>
  blocks.flatMap((one): MailRun[][] => {
    if (one.kind === 'paragraph') return [runsOf(one.children)]
    if (one.kind === 'heading') return [runsOf(one.children, true)]
    if (one.kind === 'quote') return paragraphsIn(one.blocks)
    if (one.kind === 'rule') return []
    return one.items.flatMap((item, number) =>
      paragraphsIn(item).map((runs, at) =>
        isLead(at) ? [{ text: one.isOrdered ? `${one.start + number}. ` : '• ' }, ...runs] : runs,
      ),
    )
  })

/** The page of an issue as its reader gets it. */
export const pathOfIssue = (
  { day, edition, regions }: Pick<Around, 'day' | 'edition' | 'regions'>,
  isWhole = false,
): string => {
  const asked = new URLSearchParams([
    ...(edition === 'monthly' ? [['edition', 'month']] : []),
    ...regions.map((region) => ['region', region]),
    ...(isWhole ? [['all', 'yes']] : []),
  ])
  return asked.size === 0 ? `/briefing/${day}` : `/briefing/${day}?${asked}`
}

const partOf = (around: Around, { name, heading, items, more }: ShownSection): MailPart => ({
  heading,
  paragraphs: [
    ...items.map(({ title, line, path }): MailRun[] => [
      { text: title, to: path, isStrong: true },
      ...(line === '' ? [] : [{ text: `\n${line}` }]),
    ]),
    ...(more === 0
      ? []
      : [[{ text: `${more} more on the page of this issue`, to: `${pathOfIssue(around, true)}#${name}` }]]),
  ],
})

/** Why somebody reads it, and where that is changed. No key is in it: it can be forwarded. */
const footer = (around: Around): MailRun[][] => [
  [
    {
      text: 'The briefing of Critical Friend, the peer review and support exchange of the Association of Youth Offending Team Managers.',
    },
  ],
  [
    { text: 'Forward it as you like: it holds no key of yours and no tracking. ' },
    { text: 'Read it on the site', to: pathOfIssue(around) },
    { text: '. ' },
    { text: 'Choose how often you get it, and of what, or end it', to: '/briefing/settings' },
    { text: '.' },
  ],
  ...(around.nextDay === null ? [] : [[{ text: `The next one goes on ${longDate(around.nextDay)}.` }]]),
]

/** An issue as a mail to one reader. */
export const issueLetter = (composed: Composed, around: Around): Omit<Mail, 'to' | 'list'> => {
  const { sections, parts, minutes } = composed
  const [only, ...others] = around.regions
  const named = only !== undefined && others.length === 0 ? `: ${regionName(only)}` : ''
  const isNothing = sections.length === 0 && parts.length === 0
  const what = around.edition === 'monthly' ? 'the month' : 'the fortnight'
  return {
    subject: `Briefing of ${longDate(around.day)}${named}`,
    lines: [
      isNothing
        ? `Nothing new from the exchange.${around.nextDay === null ? '' : ` The next briefing goes on ${longDate(around.nextDay)}.`}`
        : `What is new in ${what}. It takes ${minutes === 1 ? 'a minute' : `${minutes} minutes`} to read.`,
      ...(around.late === null ? [] : [`This issue is late. ${around.late}`]),
    ],
    parts: [
      ...sections.map((section) => partOf(around, section)),
      ...parts.map(({ region, blocks }) => ({
        heading: region === null ? 'From the editor' : `From the coordinator, ${regionName(region)}`,
        paragraphs: paragraphsIn(blocks),
      })),
    ],
    footer: footer(around),
  }
}

/** That an issue was wrong in something that matters, as a mail of its own. */
export const correctionLetter = (correction: string, around: Around): Omit<Mail, 'to' | 'list'> => ({
  subject: `Correction to the briefing of ${longDate(around.day)}`,
  lines: [`Something in the briefing of ${longDate(around.day)} was wrong:`, correction],
  footer: footer(around),
})
