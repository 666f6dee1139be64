import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ok } from '#services/core/result.ts'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import { type ImportSources, importMembers } from './import-members.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'import-'))
writeFileSync(
  join(folder, 'members.csv'),
  'Name,Email,YOT,Phone\nJane Smith,jane@x.uk,Leeds YOT,1\nBob Hill,bob@x.uk,Hakney,2\n',
)
writeFileSync(
  join(folder, 'people.csv'),
  'person_id,name,email,service_code,position,post_status,paid_until\n1,Jane Smith,jane@x.uk,leeds,,substantive,\n',
)
writeFileSync(join(folder, 'broken.csv'), 'person_id,name\n1,Jane\n')
writeFileSync(join(folder, 'fees.csv'), 'YOT,Amount\nLeeds,150\n')

const run = async (args: readonly string[], more: Partial<ImportSources> = {}) => {
  const said = { out: '', err: '' }
  const code = await importMembers(args, {
    register,
    today: '2026-11-22',
    folders: ['/nowhere', folder],
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
    withDatabase: async () => {
      throw new Error('No database was to be asked')
    },
    ...more,
  })
  return { code, ...said }
}

test('--json puts one array, and nothing else, on the output', async () => {
  const { code, out, err } = await run(['members.csv', '--existing', 'people.csv', '--dry-run', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject([
    { row: 2, action: 'skip', yot: 'leeds' },
    { row: 3, action: 'ask', yot: null },
  ])
  expect(err).toBe('')
})

test('without --json a table, what was not used, and a sum', async () => {
  const { code, out } = await run(['--existing', 'people.csv', 'members.csv'])
  expect(code).toBe(0)
  expect(out).toContain('Not used: Phone.')
  expect(out).toMatch(/3 {2}ask .*Bob Hill <bob@x\.uk>.*Perhaps Hackney Youth Justice Service\?/)
  expect(out).toContain('0 to create, 0 to update, 1 to skip, 1 for a person to decide.\nNothing was applied.\n')
})

test('a long list tells its progress, apart from the output', async () => {
  const rows = Array.from({ length: 1200 }, (_, i) => `P${'abcdefghij'[i % 10]} Invented,p${i}@x.uk,Leeds`)
  writeFileSync(join(folder, 'long.csv'), ['Name,Email,YOT', ...rows].join('\n'))
  const { out, err } = await run(['long.csv', '--existing', 'people.csv', '--json'])
  expect(err).toBe('500 of 1,200 rows read\n1,000 of 1,200 rows read\n1,200 of 1,200 rows read\n')
  expect(JSON.parse(out)).toHaveLength(1200)
})

test.each([
  [['nothing.csv', '--existing', 'people.csv'], /no readable file nothing\.csv/],
  [['members.csv', '--existing', 'nobody.csv'], /no readable file nobody\.csv/],
  [['members.csv', '--existing', 'broken.csv'], /lacks a column: email, service_code/],
  [['fees.csv', '--existing', 'people.csv'], /No list of people/],
  [[], /^Use: /],
  [['a.csv', 'b.csv'], /^Use: /],
  [['members.csv', '--force'], /^Use: /],
])('%j is refused in one sentence', async (args, sentence) => {
  const { code, out, err } = await run(args)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toMatch(sentence)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('with a database it compares with it, and applies only when not told otherwise', async () => {
  const applied: number[] = []
  const withDatabase: ImportSources['withDatabase'] = (work) =>
    work({
      register,
      readHeld: async () => ({ people: [], vacancies: [] }),
      applyPlan: async (plan) => {
        applied.push(plan.counts.create)
        return ok(null)
      },
    })
  expect((await run(['members.csv', '--dry-run'], { withDatabase })).out).toContain('Nothing was applied.')
  expect(applied).toEqual([])
  expect((await run(['members.csv'], { withDatabase })).out).toContain(
    '1 to create, 0 to update, 0 to skip, 1 for a person to decide.\nApplied.\n',
  )
  expect(applied).toEqual([1])
})
