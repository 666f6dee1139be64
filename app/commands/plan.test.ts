import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generate } from '#tests/matching/generate.ts'
import { instanceOf } from '#tests/matching/write-instance.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Runs the command in a process of its own, as people do. */
async function plan(name: string, text: string): Promise<{ code: number; output: string; said: string }> {
  const file = join(folder, name)
  await writeFile(file, text)
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'app/commands/plan.ts', file],
      (_error, output, said) => resolve({ code: child.exitCode ?? -1, output, said }),
    )
  })
}

it('prints the same plan from the same facts in any process and order', async () => {
  const instance = instanceOf(generate({ seed: 7, requests: 3, experts: 24, yots: 12, leadShare: 0.4 }))
  const turned = { ...instance, requests: [...instance.requests].reverse(), experts: [...instance.experts].reverse() }
  const [one, two] = await Promise.all([
    plan('one.json', JSON.stringify(instance)),
    plan('two.json', JSON.stringify(turned)),
  ])
  expect([one.code, two.code]).toEqual([0, 0])
  const [first, second] = [JSON.parse(one.output), JSON.parse(two.output)]
  expect(first.teams).toHaveLength(3)
  expect([second.inputs, second.plan, second.objective]).toEqual([first.inputs, first.plan, first.objective])
  expect(one.said).toContain('check: ')
})

it('ends with 2 and a message for a file that cannot be used', async () => {
  const [broken, wrong] = await Promise.all([
    plan('broken.json', '{'),
    plan('wrong.json', '{"format":1,"requests":[{}],"experts":[]}'),
  ])
  expect([broken.code, wrong.code]).toEqual([2, 2])
  expect(broken.said).toMatch(/broken\.json cannot be planned from:\s+\(whole file\): cannot be read as JSON/)
  expect(wrong.said).toContain('requests[0].id: must be string, but is missing')
  expect(broken.output + wrong.output).toBe('')
})
