import { dateAndTime } from '#services/core/words.ts'
import type { MyData } from './read.ts'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** A page that can be kept and read anywhere: no scripts, no styles from elsewhere. */
export const myDataPage = ({ name, madeAt, sections, notShown }: MyData): string => {
  const tables = sections.map(({ title, why, onLeaving, headings, rows }) => {
    const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('')
    const body = rows
      .map((row) => `<tr>${row.map((value) => `<td>${escapeHtml(value ?? '')}</td>`).join('')}</tr>`)
      .join('\n')
    return `<h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(why)}. When you leave: ${escapeHtml(onLeaving)}</p>
<table><thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody></table>`
  })
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>What Critical Friend holds about ${escapeHtml(name)}</title></head>
<body>
<h1>What Critical Friend holds about ${escapeHtml(name)}</h1>
<p>As it was at ${dateAndTime(madeAt)}.</p>
${tables.join('\n')}
<h2>What is not here, and why</h2>
<ul>
${notShown.map((reason) => `<li>${escapeHtml(reason)}</li>`).join('\n')}
</ul>
</body>
</html>
`
}
