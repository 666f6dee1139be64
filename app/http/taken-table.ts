import type { DownloadCell } from '#services/core/spreadsheet.ts'

/*
 * Any table of a page can be taken as a file: what the file holds is read from the page itself, so that it has the same rows, and
 * nobody gets one that the page would not have shown them.
 */

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }

/** What a piece of our own markup says. React writes no other entities. */
const textOf = (html: string): string =>
  html
    .replace(/<br\/?>|<\/(?:p|li|div|dd|dt|h\d|ul|dl)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()

const cellOf = (attributes: string, content: string): DownloadCell => {
  const text = textOf(content)
  const isNumber = attributes.includes('--numeric') && /^[\d,]+(\.\d+)?$/.test(text)
  return isNumber ? Number(text.replaceAll(',', '')) : text
}

/** The rows of a table in a page, its headings first, by the id of its caption; null where the page has none. What is not for paper is left out. */
export const rowsOfTable = (page: string, captionId: string): DownloadCell[][] | null => {
  const caption = page.indexOf(`<caption id="${captionId}"`)
  if (captionId === '' || caption === -1) return null
  const table = page.slice(page.indexOf('</caption>', caption), page.indexOf('</table>', caption))
  return [...table.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]\b([^>]*)>(.*?)<\/t[hd]>/gs)].flatMap(([, attributes = '', content = '']) =>
      attributes.includes('app-no-print') ? [] : [cellOf(attributes, content)],
    ),
  )
}

/** What a file of a page's table is called: as its heading, in letters that every system keeps. */
export const nameOfPage = (page: string): string => {
  const [, heading = ''] = /<h1\b[^>]*>(.*?)<\/h1>/s.exec(page) ?? []
  const name = textOf(heading)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return name.slice(0, 80) || 'table'
}
