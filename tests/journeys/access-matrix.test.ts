import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answers } from '#app/access/answers.ts'
import { accessMatrix } from '#app/access/matrix.ts'
import { everyStandpoint, type Standpoint, standpoints } from '#app/access/standpoints.ts'
import routes from '#app/routes.ts'
import { javaPath } from '#tests/setup/supplies.ts'
import { openUndoneServer } from './access/drive.ts'
import { readExpected } from './access/expected.ts'
import { checkHtml } from './access/html-checker.ts'
import { planted, workAt } from './access/planted.ts'
import { visits } from './access/sendings.ts'
import type { World } from './access/world.ts'

const relatedTo = new Map(
  accessMatrix.flatMap(({ related, pages }) => Object.keys(pages).map((path) => [path, related] as const)),
)
const pages = readExpected()
const server = openUndoneServer()
let world: World

beforeAll(async () => {
  world = await server.arrange(everyStandpoint)
}, 120_000)

/** The pages of the site map, with whether each takes anything. */
const siteMap = routes.flatMap(({ children = [] }) =>
  children.map((page) => ({
    path: 'path' in page ? page.path : '',
    takes: /^export const action\b/m.test(readFileSync(`app/${page.file}`, 'utf8')),
  })),
)

/** Everybody related to what a page is about; of those who are not and get the same answer, one of each set of roles. */
const tellApart = (answers: Answers, related: readonly Standpoint[]) => {
  const keyOf = (who: Standpoint) => (related.includes(who) ? who : `${standpoints[who].roles}: ${answers.get(who)}`)
  return everyStandpoint.filter((who, index) => everyStandpoint.findIndex((one) => keyOf(one) === keyOf(who)) === index)
}

describe('the access matrix', () => {
  it('has every page of the site map, and says for each what it takes if it takes anything', () => {
    const listed = [...pages].map(([path, { send }]) => ({ path, takes: path !== '*' && Object.keys(send).length > 0 }))
    const mapped = siteMap.map(({ path, takes }) => ({ path, takes: path !== '*' && takes }))
    const lines = (rows: typeof listed) => rows.map(({ path, takes }) => `${path}${takes ? ' takes forms' : ''}`).sort()
    expect(lines(listed)).toEqual(lines(mapped))
  })

  it.each([...pages.keys()])('holds at “%s”', async (path) => {
    const page = pages.get(path)
    const related = relatedTo.get(path) ?? []
    const visit = visits[path]
    if (!page || !visit) throw new Error(`No visit is described for ${path}`)
    const deviations: string[] = []
    const expected = (what: string, who: string, wanted: unknown, got: unknown) => {
      if (wanted !== got) deviations.push(`${what}: ${who} should get ${String(wanted)}, got ${String(got)}`)
    }
    const seen = await server.visits(tellApart(page.see, related), visit.at(world), world, visit.given, null)
    for (const [who, got] of seen) expected('see', who, page.see.get(who), got)
    for (const [name, answers] of Object.entries(page.send)) {
      const sending = visit.send?.[name]
      if (!sending) throw new Error(`${path}: how to “${name}” is not described`)
      const fieldsOf = (who: Standpoint) => sending.fields?.(world, who === 'visitor' ? 'person' : who) ?? {}
      const to = sending.to?.(world) ?? visit.at(world)
      for (const [who, got] of await server.visits(tellApart(answers, related), to, world, sending.given, fieldsOf)) {
        // A visitor who sends something is told to sign in; nothing of theirs is kept.
        expected(name, who, answers.get(who), who === 'visitor' && got === 'no' ? 'sign-in' : got)
      }
    }
    expect(deviations).toEqual([])
  })

  it.each(['draft_report', 'final'] as const)(
    'gives nobody outside a case at “%s” a byte of what its people keep',
    { timeout: 240_000 },
    async (status) => {
      const isOfCase = (path: string) => /^(association\/requests|reviews)\/:ref\b/.test(path)
      const lists = ['home', 'reviews', 'association', 'association/requests', 'association/audit']
      // All that anybody can ask for is asked once; of a draft what stands at the case itself, by those who come nearest to it.
      const paths =
        status === 'final' ? [...[...pages.keys()].filter(isOfCase), ...lists] : [...pages.keys()].filter(isOfCase)
      const urls = [...new Set(paths.map((path) => visits[path]?.at(world) ?? `/${path}`))]
      const insiders: readonly Standpoint[] = ['ownLead', 'leadOfficer', 'coLead']
      const nearest: Standpoint[] = ['coordinator', 'administrator', 'invited']
      const others: Standpoint[] = ['visitor', 'ownManager', 'otherLead', 'bankMember', 'assessor', 'otherCoordinator']
      const all: Standpoint[] = [...insiders, ...nearest, ...others, 'boardMember', 'conflicted']
      const everybody = status === 'final' ? all : [...insiders, ...nearest]
      const { leaks, found, stage } = await server.attempt(world, workAt(status), async () => {
        const leaks: string[] = []
        const found = new Set<string>()
        let stage = ''
        for (const who of everybody) {
          const browser = server.browserOf(who)
          for (const url of urls) {
            const { status: code, headers, html } = await browser.get(url)
            const words = Object.entries(planted).flatMap(([what, word]) => (html.includes(word) ? what : []))
            if (who === 'coordinator' && url === `/reviews/${world.review.ref}`) stage = html
            if (insiders.includes(who)) {
              for (const word of words) found.add(word)
              continue
            }
            for (const word of words) leaks.push(`${word} at ${url} to ${who}`)
            const isFile = code === 200 && !headers.get('content-type')?.startsWith('text/html')
            if (isFile) leaks.push(`a file at ${url} to ${who}`)
          }
        }
        return { leaks, found, stage }
      })
      expect(leaks).toEqual([])
      // Whoever is on the case reads all of it there, so that these words were to be seen.
      expect([...found].sort()).toEqual(Object.keys(planted).sort())
      // The association sees how far it is.
      expect(stage).toContain(status === 'final' ? 'Report final' : 'Draft report sent')
    },
  )

  // The checker is a program in Java: CI installs it, and says so when it is missing (tests/setup/supplies.ts).
  it.skipIf(!javaPath)('opens pages that are HTML as it is written down', { timeout: 300_000 }, async () => {
    expect(server.opened.size).toBeGreaterThan(100)
    expect(await checkHtml(server.opened)).toEqual([])
  })
})
