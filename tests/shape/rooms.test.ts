import { describe, expect, it } from 'vitest'
import { codeIn, importsOf, isTest, sourcesIn } from './source.ts'

/** Rooms by rank: a room imports only from rows above its own. */
const ranks = [
  'core',
  'matching',
  'accounts',
  'yots',
  'notifications',
  'documents',
  'bank',
  'conflicts',
  'vetting',
  'reviews',
  'offerings',
  'engagements',
  'ratings',
  'insight',
]

const roomOf = (path: string) => /^services\/([^/]+)\//.exec(path)?.[1]
const services = codeIn('services')
const rooms = services.filter(({ path }) => roomOf(path) !== undefined)
const working = rooms.filter((source) => !isTest(source))

describe('rooms', () => {
  it('are all ranked', () => {
    expect([...new Set(rooms.map(({ path }) => roomOf(path)))].filter((room) => !ranks.includes(room ?? ''))).toEqual(
      [],
    )
  })

  it('import only from rooms ranked above them', () => {
    const climbing = working.flatMap((source) =>
      importsOf(source).flatMap((name) => {
        const other = roomOf(name.replace(/^#/, ''))
        const own = roomOf(source.path)
        return other && own && ranks.indexOf(other) > ranks.indexOf(own) ? [`${source.path} → ${name}`] : []
      }),
    )
    expect(climbing).toEqual([])
  })

  it('say in a README what they are', () => {
    const names = [...new Set(rooms.flatMap(({ path }) => roomOf(path) ?? []))]
    const said = new Set(sourcesIn('services/*.md').map(({ path }) => path))
    expect(names.filter((room) => !said.has(`services/${room}/README.md`))).toEqual([])
  })

  it('know nothing of the web framework', () => {
    const framework = /^(@remix-run|react|express|#app)/
    expect(
      services.flatMap((source) =>
        importsOf(source).flatMap((name) => (framework.test(name) ? [`${source.path} → ${name}`] : [])),
      ),
    ).toEqual([])
  })

  it('write their own tables only, through tables.ts', () => {
    const write = /ctx\.db\.(\w+)\s*\.(create|update|delete|upsert)\w*/g
    const direct = working
      .filter(({ path }) => roomOf(path) !== 'core')
      .flatMap(({ path, text }) => [...text.matchAll(write)].map((match) => `${path}: ${match[0]}`))
    expect(direct).toEqual([])
    const strange = working
      .filter(({ path }) => roomOf(path) !== 'core')
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\b(?:insert|update)Rows\(\s*ctx,\s*'(\w)(\w+)'/g)].flatMap(([, first = '', rest = '']) => {
          const own = working.find((source) => source.path === `services/${roomOf(path)}/tables.ts`)
          return own?.text.includes(`'${first.toLowerCase()}${rest}'`) ? [] : [`${path}: ${first}${rest}`]
        }),
      )
    expect(strange).toEqual([])
  })

  it('share no table', () => {
    const owners = new Map<string, string>()
    const shared: string[] = []
    for (const { path, text } of working.filter(({ path }) => path.endsWith('/tables.ts'))) {
      for (const [, picked] of text.matchAll(/Pick<\s*Db,([^>]+)>/g)) {
        for (const [, table] of (picked ?? '').matchAll(/'(\w+)'/g)) {
          const owner = owners.get(table ?? '')
          if (owner) shared.push(`${table}: ${owner} and ${path}`)
          else owners.set(table ?? '', path)
        }
      }
    }
    expect(owners.size).toBeGreaterThan(20)
    expect(shared).toEqual([])
  })

  it('audit whatever they change', () => {
    // A file that opens a transaction says what happened in it, itself or through a function whose name says so.
    const silent = working
      .filter(({ path }) => roomOf(path) !== 'core')
      .filter(({ text }) => /\binTransaction\(/.test(text) && !/\b\w*[aA]udit\w*\(|\bmove\w*\(|\bdecide\(/.test(text))
    expect(silent.map(({ path }) => path)).toEqual([])
  })
})
