import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { longDate } from '#services/core/words.ts'
import { regionName } from '#services/yots/index.ts'
import { compose } from './compose.ts'
import { contentIn } from './content.ts'
import { pathOfIssue } from './letter.ts'
import { issueLife } from './lifecycle.ts'
import { tables } from './tables.ts'

const entries = 20

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** The last issues as an Atom feed (RFC 4287), of everything or of one region: titles as everybody may read them. */
export const briefingFeed = async (ctx: Ctx, region: string | null): Promise<string> => {
  const rows = await tables(ctx).issue.findMany({
    where: { status: { in: issueLife.marked('out') } },
    orderBy: { day: 'desc' },
    take: entries,
    select: { id: true, day: true, frozen: true, closedAt: true, correctedAt: true, correction: true },
  })
  const { publicUrl } = ctx.config
  const regions = region === null ? [] : [region]
  const own = `${publicUrl}/briefing/feed${region === null ? '' : `?${new URLSearchParams({ region })}`}`
  const issues = rows.map(({ id, day: date, frozen, closedAt, correctedAt, correction }) => {
    const day = isoFromDate(date)
    const { sections, minutes } = compose(contentIn(frozen), {
      edition: 'fortnightly',
      regions,
      themes: [],
      isMember: false,
    })
    const titles = sections.flatMap(({ items }) => items.map(({ title }) => title))
    const summary = [
      ...(correction === null ? [] : [`Corrected: ${correction}`]),
      titles.length === 0 ? 'Nothing new from the exchange.' : titles.join('; '),
      `${minutes} minutes to read.`,
    ]
    const link = publicUrl + pathOfIssue({ day, edition: 'fortnightly', regions })
    return [
      '<entry>',
      `<id>urn:uuid:${id}</id>`,
      `<title>${escapeXml(`Briefing of ${longDate(day)}`)}</title>`,
      `<link rel="alternate" type="text/html" href="${escapeXml(link)}"/>`,
      `<published>${closedAt?.toISOString()}</published>`,
      `<updated>${(correctedAt ?? closedAt)?.toISOString()}</updated>`,
      `<summary>${escapeXml(summary.join(' '))}</summary>`,
      '</entry>',
    ].join('\n')
  })
  const [latest] = rows
  const updated = rows
    .flatMap(({ correctedAt, closedAt }) => correctedAt ?? closedAt ?? [])
    .sort((a, b) => b.getTime() - a.getTime())[0]
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
    `<id>${escapeXml(own)}</id>`,
    `<title>${escapeXml(`Critical Friend: the briefing${region === null ? '' : `, ${regionName(region)}`}`)}</title>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(own)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(`${publicUrl}/briefing`)}"/>`,
    '<author><name>Association of Youth Offending Team Managers</name></author>',
    `<updated>${(latest && updated ? updated : new Date(0)).toISOString()}</updated>`,
    ...issues,
    '</feed>',
    '',
  ].join('\n')
}
