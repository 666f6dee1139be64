import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rooms } from '#services/exchange.ts'
import { handlers } from '#services/worker.ts'
import { codeIn, importsOf, isTest, type Source, sourcesIn } from './source.ts'

/**
 * Rooms by rank: a room imports only from those before it. Those that announce something stand in `services/exchange.ts`
 * in this order; the others are mechanism, pure, or read across all of them.
 */
const ranks = ['core', 'matching', 'documents', ...rooms.map(({ name }) => name)]

/** Rooms with floors: each imports only from floors before it. Files at the room's root stand above all of them. */
const floors: Record<string, string[][]> = {
  reviews: [['case'], ['request', 'team'], ['work'], ['rounds', 'repair', 'weights'], ['pages']],
  fieldwork: [['case'], ['programme', 'documents', 'preparing'], ['findings'], ['evidence'], ['pages']],
}

const roomOf = (path: string) => /^services\/([^/]+)\//.exec(path)?.[1]
/** The file that an import leads to, from the root; what comes from a package as it is written. */
const ledTo = ({ path }: Source, name: string): string => {
  if (name.startsWith('.')) return posix.join(posix.dirname(path), name)
  return name.startsWith('#') ? name.slice(1) : name
}
const services = codeIn('services')
const inRooms = services.filter(({ path }) => roomOf(path) !== undefined)
const working = inRooms.filter((source) => !isTest(source))

describe('rooms', () => {
  it('are all ranked', () => {
    expect([...new Set(inRooms.map(({ path }) => roomOf(path)))].filter((room) => !ranks.includes(room ?? ''))).toEqual(
      [],
    )
  })

  it('import only from rooms ranked above them', () => {
    const climbing = working.flatMap((source) =>
      importsOf(source).flatMap((name) => {
        const other = roomOf(ledTo(source, name))
        const own = roomOf(source.path)
        return other && own && ranks.indexOf(other) > ranks.indexOf(own) ? [`${source.path} → ${name}`] : []
      }),
    )
    expect(climbing).toEqual([])
  })

  it('are entered by their front door', () => {
    // core is the ground floor: everybody stands on it, file by file.
    const past = codeIn('app', 'services', 'prisma', 'tests').flatMap((source) =>
      importsOf(source).flatMap((name) => {
        const [, room, file] = /^services\/([^/]+)\/(.+)$/.exec(ledTo(source, name)) ?? []
        const isPast = room && room !== 'core' && room !== roomOf(source.path) && file !== 'index.ts'
        return isPast ? [`${source.path} → ${name}`] : []
      }),
    )
    expect(past).toEqual([])
  })

  it('have floors that rest on those below', () => {
    const wrong = working.flatMap((source) => {
      const room = roomOf(source.path) ?? ''
      const levels = floors[room]
      if (!levels) return []
      const levelOf = (path: string) => {
        const [, floor] = new RegExp(`^services/${room}/([^/]+)/`).exec(path) ?? []
        return floor === undefined ? levels.length : levels.findIndex((level) => level.includes(floor))
      }
      const floorOf = (path: string) => path.split('/').slice(0, 3).join('/')
      return importsOf(source).flatMap((name) => {
        const path = ledTo(source, name)
        if (roomOf(path) !== room || /\/(index|room)\.ts$/.test(source.path)) return []
        const climbs = levelOf(path) > levelOf(source.path)
        const isNextDoor = levelOf(path) === levelOf(source.path) && floorOf(path) !== floorOf(source.path)
        return climbs || (isNextDoor && levelOf(path) < levels.length) ? [`${source.path} → ${name}`] : []
      })
    })
    expect(wrong).toEqual([])
  })

  it('listen to every topic that is sent', () => {
    const senders = working.filter(({ path, text }) => roomOf(path) !== 'core' && /\btopic\b/.test(text))
    // A topic is written out where it is sent: by itself, as a choice, or as a list that is gone through.
    const written = /\btopic(?::| =| of \[) ?('[\w-]+'(?:(?: \||,) '[\w-]+')*)/g
    const sent = senders.flatMap(({ path, text }) =>
      [...text.matchAll(written)].flatMap(([, names = '']) =>
        [...names.matchAll(/'([\w-]+)'/g)].map(([, topic = '']) => ({ path, topic })),
      ),
    )
    expect(new Set(sent.map(({ topic }) => topic)).size).toBeGreaterThan(10)
    expect(sent.filter(({ topic }) => !(topic in handlers)).map(({ path, topic }) => `${path}: ${topic}`)).toEqual([])
    const unread = senders.filter(({ text }) => /\benqueue(All)?\(/.test(text) && /\btopic: string\b/.test(text))
    expect(unread.map(({ path }) => path)).toEqual([])
  })

  it('announce every life that they have', () => {
    const unannounced = working.flatMap(({ path, text }) => {
      const lives = rooms.find(({ name }) => name === roomOf(path))?.lives ?? []
      return [...text.matchAll(/\blifeOf\(\{\s*noun: '([\w-]+)'/g)].flatMap(([, noun]) =>
        lives.some((life) => life.noun === noun) ? [] : [`${path}: ${noun}`],
      )
    })
    expect(unannounced).toEqual([])
    const declared = working.filter(({ path, text }) => roomOf(path) !== 'core' && /\blifeOf\(/.test(text))
    expect(declared.length).toBeGreaterThan(15)
  })

  it('say in a README what they are', () => {
    const names = [...new Set(inRooms.flatMap(({ path }) => roomOf(path) ?? []))]
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
          const own = working.find(
            (source) => source.path.startsWith(`services/${roomOf(path)}/`) && source.path.endsWith('/tables.ts'),
          )
          return own?.text.includes(`'${first.toLowerCase()}${rest}'`) ? [] : [`${path}: ${first}${rest}`]
        }),
      )
    // A secretary's list is written at once, by the room that read it, in tables that two other rooms own.
    const bulk = /^services\/import\/(membership|post)-changes\.ts: (Membership|Post|Holding)$/
    expect(strange.filter((one) => !bulk.test(one))).toEqual([])
  })

  it('own every table, and share none', () => {
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
    expect(shared).toEqual([])
    const models = sourcesIn('prisma/schema').flatMap(({ path, text }) =>
      path.endsWith('core.prisma')
        ? []
        : [...text.matchAll(/^model (\w)(\w+)/gm)].map(([, a = '', b = '']) => a.toLowerCase() + b),
    )
    expect(models.filter((model) => !owners.has(model))).toEqual([])
  })

  it('audit whatever they change', () => {
    // A file that opens a transaction says what happened in it, itself or through a function whose name says so.
    const silent = working
      .filter(({ path }) => roomOf(path) !== 'core')
      .filter(
        ({ text }) => /\binTransaction\(/.test(text) && !/\b\w*[aA]udit\w*\(|\b(move\w*|begin|decide)\(/.test(text),
      )
    expect(silent.map(({ path }) => path)).toEqual([])
  })
})
