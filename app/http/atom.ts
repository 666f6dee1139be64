import type { Ctx } from '#services/core/context.ts'

type Entry = { path: string; title: string; summary: string; by: string; publishedAt: Date; changedAt: Date }

type Feed = {
  title: string
  /** The page that it is of, and its own. */
  path: string
  self: string
  /** The latest first. */
  entries: readonly Entry[]
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for XML; what XML does not allow at all is left out. */
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')

/** An Atom feed (RFC 4287): the ids are the pages' addresses, so that a reader knows each entry again. */
export const atomResponse = ({ config, clock }: Ctx, { title, path, self, entries }: Feed): Response => {
  const { publicUrl } = config
  const newest = Math.max(...entries.map(({ changedAt }) => changedAt.getTime()))
  const updated = entries.length === 0 ? clock.now() : new Date(newest)
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title>${xml(title)}</title>
<id>${xml(publicUrl + path)}</id>
<link rel="alternate" type="text/html" href="${xml(publicUrl + path)}"/>
<link rel="self" type="application/atom+xml" href="${xml(publicUrl + self)}"/>
<author><name>Association of Youth Offending Team Managers</name></author>
<updated>${updated.toISOString()}</updated>
${entries
  .map(
    (entry) => `<entry>
<title>${xml(entry.title)}</title>
<id>${xml(publicUrl + entry.path)}</id>
<link rel="alternate" type="text/html" href="${xml(publicUrl + entry.path)}"/>
<published>${entry.publishedAt.toISOString()}</published>
<updated>${entry.changedAt.toISOString()}</updated>
<author><name>${xml(entry.by)}</name></author>
<summary>${xml(entry.summary)}</summary>
</entry>
`,
  )
  .join('')}</feed>
`
  return new Response(body, {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
