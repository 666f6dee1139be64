import { describe, expect, it } from 'vitest'
import routes from '#app/routes.ts'
import { codeIn, importsOf, read, sourcesIn } from './source.ts'

type Entry = { file: string; children?: Entry[] }
const filesOf = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) => [`app/${entry.file}`, ...filesOf(entry.children ?? [])])

describe('the site map', () => {
  it('names every page that exists, and only those', () => {
    const pages = sourcesIn('app/routes')
      .map(({ path }) => path)
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .sort()
    expect(filesOf(routes as Entry[]).sort()).toEqual(pages)
  })

  it('has pages that reach the database through rooms only', () => {
    const reaching = codeIn('app/routes', 'app/components').flatMap((source) => [
      ...importsOf(source).filter((name) => /^#prisma|@prisma/.test(name) && !name.endsWith('/enums.ts')),
      ...(/\bctx\.db\b/.test(source.text) ? [`${source.path} uses ctx.db`] : []),
    ])
    expect(reaching).toEqual([])
  })

  it('is built from remix.config.js, which Vite would otherwise ignore without a word', () => {
    expect(read('vite.config.ts')).toMatch(/from '\.\/remix\.config\.js'/)
  })
})
