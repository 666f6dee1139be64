import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { javaPath } from '#tests/setup/supplies.ts'

type Message = { type: string; url: string; message: string; extract?: string; lastLine?: number }

/**
 * Found, and meant: on a phone each row of a table becomes a card by `display: block`, which takes the table away from some
 * screen readers unless roles say again what the elements are (app/components/table/data-table.tsx).
 */
const isMeant = (message: string) =>
  /^The “role” attribute must not be used on a “t[rhd]” element which has a “table” ancestor/.test(message)

/** What the Nu HTML checker finds wrong with these pages, by name: each kind once, with the pages that have it. */
export const checkHtml = async (pages: ReadonlyMap<string, string>): Promise<string[]> => {
  if (!javaPath) throw new Error('The checker needs Java')
  const java = javaPath
  const folder = mkdtempSync(join(tmpdir(), 'critical-friend-pages-'))
  try {
    const names = [...pages.keys()]
    for (const [index, name] of names.entries()) {
      writeFileSync(join(folder, `${index}.html`), pages.get(name) ?? '')
    }
    const jar: string = createRequire(import.meta.url)('vnu-jar')
    const args = ['-Xss2m', '-jar', jar, '--format', 'json', '--errors-only', '--exit-zero-always', folder]
    const said = await new Promise<string>((resolve, reject) => {
      execFile(java, args, { maxBuffer: 1 << 28 }, (error, _, stderr) => (error ? reject(error) : resolve(stderr)))
    })
    const { messages }: { messages: Message[] } = JSON.parse(said)
    const found = new Map<string, Set<string>>()
    for (const { url, message, extract } of messages) {
      if (isMeant(message)) continue
      const page = names[Number(/(\d+)\.html$/.exec(url)?.[1])] ?? url
      const kind = `${message} ${extract?.replaceAll(/\s+/g, ' ').trim() ?? ''}`
      found.set(kind, (found.get(kind) ?? new Set()).add(page))
    }
    return [...found].map(([kind, on]) => `${kind} (${on.size} pages, such as ${[...on][0]})`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
