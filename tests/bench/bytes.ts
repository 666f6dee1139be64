import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { buildIfNeeded, loadBuild } from '#app/commands/pages.ts'
import type { BenchGroup } from './bench.ts'
import { openBench } from './databases.ts'
import { benchPages, serveBench, visit } from './visits.ts'

const kilobytes = (bytes: number) => Math.round(bytes / 102.4) / 10

/** Addresses on other hosts that a page makes a browser fetch. */
const fetchedElsewhere = (html: string) =>
  [
    ...html.matchAll(
      /<(?:script|img|link|iframe|source|video|audio|form)\b[^>]*\b(?:src|href|action)="(https?:)?\/\/[^"]*"/g,
    ),
  ].length

/** Files of one kind that a page names, with the modules that those import. */
const filesOf = (html: string, kind: '.css' | '.js'): string[] => {
  const files = new Set<string>()
  const follow = (file: string) => {
    if (files.has(file)) return
    files.add(file)
    if (kind === '.css') return
    const code = readFileSync(`build/client/assets/${file}`, 'utf8')
    for (const [, name] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) if (name) follow(name)
  }
  for (const [, file] of html.matchAll(/(?:href|src)="\/assets\/([^"]+)"/g)) if (file?.endsWith(kind)) follow(file)
  return [...files]
}

const sizesOf = (files: string[]) => {
  const contents = files.map((file) => readFileSync(`build/client/assets/${file}`))
  const sum = (sizes: number[]) => kilobytes(sizes.reduce((total, size) => total + size, 0))
  return [sum(contents.map((bytes) => bytes.length)), sum(contents.map((bytes) => gzipSync(bytes).length))]
}

export const group: BenchGroup = {
  name: 'bytes',
  measures: 'what each page makes a browser load, at real size.',
  run: async () => {
    await buildIfNeeded()
    const core = await openBench('embedded', 'real')
    const server = await serveBench(core, await loadBuild())
    const rows = []
    let html = ''
    for (const page of benchPages) {
      html = await visit(server.origin, server.target(page))
      rows.push([page.name, kilobytes(html.length), kilobytes(gzipSync(html).length), fetchedElsewhere(html)])
    }
    server.close()
    await core.close()
    const shared = [filesOf(html, '.css'), filesOf(html, '.js')]
    return [
      {
        title: 'Pages (kB)',
        columns: ['page', 'HTML', 'as sent (gzipped)', 'requests to other hosts'],
        rows,
        notes: ['To reach: at most 15 kB as sent; no request to another host.'],
      },
      {
        title: 'What every page shares, loaded once (kB)',
        columns: ['kind', 'files', 'bytes', 'as sent (gzipped)'],
        rows: shared.map((files, at) => [at === 0 ? 'CSS' : 'JavaScript', files.length, ...sizesOf(files)]),
        notes: [
          'To reach, as sent: CSS at most 20 kB, JavaScript at most 90 kB. No page needs a script: browser tests walk them without.',
        ],
      },
    ]
  },
}
