import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { recordGap } from '#services/gaps/index.ts'
import { takeSnapshot } from '#services/insight/index.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import { openTestServer } from '#tests/setup/server.ts'

/*
 * The pages of gaps, balance and the business case, over HTTP: what each asks the database besides what every page asks, and that a picture reads as
 * its table.
 */

const database = openTestDatabase()
const heard: string[] = []
const server = openTestServer({
  database,
  core: (core) => listeningCore(core, database.ctx().clock, ({ sql }) => heard.push(sql)),
})
let officer: MadePerson

const now = '2026-10-01'
beforeAll(async () => {
  database.setNow(now)
  officer = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
  for (let nth = 0; nth < 14; nth += 1) {
    database.setNow(addDays('2026-04-01', nth * 2))
    await recordGap(database.ctx(), {
      kind: 'search',
      sourceKey: `told:${nth}`,
      themes: [nth < 8 ? 'J2' : 'A1'],
      yotCode: nth % 2 === 0 ? 'kent' : 'cardiff',
    })
  }
  database.setNow(now)
  await takeSnapshot(database.ctx())
}, 120_000)

const pages = [
  '/gaps',
  '/balance',
  '/business-case',
  '/association/gaps',
  '/association/gaps/print',
  '/association/gaps/download',
  '/association/balance',
  '/association/business-case',
  '/association/business-case/workbook',
  '/association/business-case/assumptions/platform',
]

const statementsOf = async (ask: () => Promise<{ status: number }>): Promise<number> => {
  heard.length = 0
  expect((await ask()).status).toBe(200)
  return heard.length
}

describe('the pages of insight', () => {
  it.each(pages)('ask at most 8 statements of their own: %s', async (path) => {
    const browser = await server.signIn(officer.id)
    const everyPage = await statementsOf(() => browser.get('/cookies'))
    expect((await statementsOf(() => browser.get(path))) - everyPage).toBeLessThanOrEqual(8)
  })

  it('read to a screen reader as their tables', async () => {
    const browser = await server.signIn(officer.id)
    const { html } = await browser.get('/association/gaps')
    expect(html).toContain('aria-label="Open gaps by theme and region. The figures are beneath."')
    const table = html.slice(html.indexOf('Open gaps by theme and region: Open gaps'))
    const rows = [...table.slice(0, table.indexOf('</table>')).matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '').trim()),
    )
    const [head = [], ...themes] = rows
    const at = (name: string) => head.indexOf(name)
    const row = (theme: string) => themes.find(([name]) => name === theme) ?? []
    expect(row('Harm and safeguarding')[at('South East')]).toBe('4')
    expect(row('Harm and safeguarding')[at('Wales')]).toBe('4')
    expect(row('Leadership and governance')[at('Wales')]).toBe('3')
    expect(row('Leadership and governance')[at('London')]).toBe('0')
    expect(html).not.toMatch(/<svg[^>]*>(?:(?!<\/svg>).)*(?:fill="|stroke="|style=")/s)
  })

  it('hand out what is published, and no name of a service', async () => {
    const browser = await server.signIn(officer.id)
    const sheet = await browser.get('/association/gaps/print')
    const file = await browser.get('/association/gaps/download')
    for (const text of [sheet.html, file.html]) {
      expect(text).toContain('Harm and safeguarding')
      expect(text).not.toMatch(/\bKent\b|Cardiff/)
    }
  })
})
