import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generate } from '#tests/matching/generate.ts'
import { instanceOf } from '#tests/matching/write-instance.ts'
import { otherNode } from '#tests/setup/supplies.ts'

const run = promisify(execFile)

/** What `npm run plan` prints in a process of its own, but for how long it took. */
const planIn = async (node: string, path: string) => {
  const { stdout } = await run(node, ['--import', 'tsx', 'app/commands/plan.ts', path], { maxBuffer: 2 ** 26 })
  return { ...JSON.parse(stdout), milliseconds: undefined }
}

let folder = ''
let paths: string[] = []
let plans: unknown[] = []

const plansIn = async (node: string) => {
  const found: unknown[] = []
  for (const path of paths) found.push(await planIn(node, path))
  return found
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rounds-'))
  const rounds = [
    instanceOf(generate({ seed: 5, requests: 8, experts: 40, leadShare: 0.35 })),
    instanceOf(generate({ seed: 6, requests: 6, experts: 30, leadShare: 0.25, reviews: 1 }), {
      options: { fairness: true, seconds: 60 },
    }),
  ]
  paths = rounds.map((_, at) => join(folder, `${at}.json`))
  await Promise.all(rounds.map((round, at) => writeFile(paths[at] ?? '', JSON.stringify(round))))
  plans = await plansIn(process.execPath)
}, 120_000)

afterAll(() => rm(folder, { recursive: true }))

it('is the same plan in another process', async () => {
  expect(await plansIn(process.execPath)).toEqual(plans)
})

it.skipIf(otherNode === null)('is the same plan on another line of Node', async () => {
  const { stdout: line } = await run(otherNode ?? '', ['-p', 'process.versions.node'])
  expect(line.split('.')[0]).not.toBe(process.versions.node.split('.')[0])
  expect(await plansIn(otherNode ?? '')).toEqual(plans)
})
