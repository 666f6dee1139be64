import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import routes from '#app/routes.ts'
import { codeIn, isTest } from './source.ts'

type Entry = { path?: string; children?: Entry[] }

const addressesOf = (entries: readonly Entry[], base = ''): string[] =>
  entries.flatMap(({ path, children }) => {
    const own = path === undefined ? base : `${base}/${path}`
    return [own, ...addressesOf(children ?? [], own)]
  })

const segmentsOf = (address: string) => address.split('/').filter((part) => part !== '')

/** The pages, by the parts of their addresses; without the one that answers whatever is no page. */
const pages = addressesOf(routes as Entry[])
  .map(segmentsOf)
  .filter((parts) => parts.length > 0 && parts[0] !== '*')

/** Stands for what a template puts in. */
const anything = '\u0000'

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const fits = (part: string, said: string): boolean =>
  part.startsWith(':') ||
  part === said ||
  (said.includes(anything) && new RegExp(`^${said.split(anything).map(escaped).join('.*')}$`).test(part))

const firsts = new Set(pages.map(([first]) => first))

/**
 * Whether these parts are a page's; or, where they begin no page, the last of a page's: a room may know what comes behind the address
 * of its thing.
 */
const isPage = (said: readonly string[]): boolean => {
  const [first = ''] = said
  const isWhole = firsts.has(first) || first.includes(anything)
  return pages.some((page) => {
    const parts = isWhole ? page : page.slice(-said.length)
    if (parts.length !== said.length || (!isWhole && parts[0]?.startsWith(':'))) return false
    return parts.every((part, at) => fits(part, said[at] ?? ''))
  })
}

/** What the code says of addresses: literals that begin like one, with what a template puts in left open. */
const said = codeIn('app', 'services')
  .filter((source) => !isTest(source))
  .flatMap(({ path, text }) =>
    [...text.matchAll(/'(\/[a-z][^'\n]*)'|"(\/[a-z][^"\n]*)"|`(\/[a-z][^`\n]*)`/g)].map((match) => ({
      path,
      address: (match[1] ?? match[2] ?? match[3] ?? '')
        .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, anything)
        // Where a template holds another, the rest is open.
        .replace(/\$\{.*$/, anything)
        .replace(/[?#].*$/, ''),
    })),
  )

const files = readdirSync(new URL('../../public', import.meta.url)).map((name) => `/${name}`)
/** What the server answers before any page is asked, beginnings that search engines are told of, and a file of the system. */
const others = ['/healthz', '/readyz', '/assets', '/assets/', '/robots.txt', '/references', '/demo']

describe('addresses', () => {
  it('are pages: whoever gives a page another address finds every link to it here', () => {
    const lost = said.filter(
      ({ path, address }) =>
        !isPage(segmentsOf(address)) &&
        !files.includes(address) &&
        !others.includes(address) &&
        path !== 'services/core/folder-lock.ts',
    )
    expect(lost).toEqual([])
    expect(said.length).toBeGreaterThan(1000)
  })

  it('that this test lets pass are said somewhere', () => {
    expect(others.filter((other) => !said.some(({ address }) => address === other))).toEqual([])
  })
})
