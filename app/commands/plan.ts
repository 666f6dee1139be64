import { readFile } from 'node:fs/promises'
import { planInstance, type RoundProgress, readInstanceFile } from '#services/matching/index.ts'

/**
 * npm run plan -- instance.json: plans the round of a file and prints it as JSON. Progress goes to standard error; exit code 0 with a plan,
 * 2 with a message when the file cannot be used.
 */
async function main(): Promise<number> {
  const path = process.argv[2]
  if (path === undefined) {
    return refuse([
      'Give the file to plan from: npm run plan -- instance.json',
      '(npm run --silent plan -- instance.json keeps npm’s own two lines out of standard output.)',
      'The plan is printed as JSON. Its objective is parts.score + parts.kept - parts.further - parts.missing, and',
      'its gap is (bound - objective) / |objective|. services/matching/README.md says what each part is.',
    ])
  }
  const begun = performance.now()
  let file: Uint8Array
  try {
    file = await readFile(path)
  } catch (error) {
    return refuse([`${path} cannot be read: ${sayFailure(error)}`])
  }
  const read = readInstanceFile(file, (pairs) => console.error(`reading: ${pairs.toLocaleString('en-GB')} pairs`))
  if (!read.ok)
    return refuse([
      `${path} cannot be planned from:`,
      ...read.problems.map(({ path: at, message }) => `  ${at}: ${message}`),
    ])
  const { requests, experts, pairs } = read.instance
  const counts = [
    `${requests.length} requests`,
    `${experts.length} experts`,
    ...(pairs ? [`${pairs.count} pairs`] : []),
  ]
  console.error(`read: ${counts.join(', ')} in ${((performance.now() - begun) / 1000).toFixed(1)} seconds`)
  const plan = await planInstance(read.instance, { onProgress: sayProgress })
  await write(`${JSON.stringify(plan, null, 2)}\n`)
  return 0
}

function sayFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file.'
  if (code === 'EISDIR') return 'it is a folder.'
  if (code === 'ERR_FS_FILE_TOO_LARGE') return 'it is larger than 2 GB.'
  return error instanceof Error ? error.message : String(error)
}

function refuse(lines: readonly string[]): number {
  for (const line of lines) console.error(line)
  return 2
}

let lastSaid = ''

function sayProgress({ stage, bound, objective }: RoundProgress): void {
  const gap =
    bound === undefined || objective === undefined
      ? ''
      : `: ${objective} found, at most ${Math.round(bound)} possible (${((100 * (bound - objective)) / Math.max(1, Math.abs(objective))).toFixed(4)}%)`
  const line = `${stage}${gap}`
  if (line !== lastSaid) console.error(line)
  lastSaid = line
}

/** Waits until everything is written, so that a pipe gets the whole plan; one that was closed (`| head`) wants no more of it. */
const write = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.on('error', () => resolve())
    process.stdout.write(text, () => resolve())
  })

process.stderr.on('error', () => {})
process.exitCode = await main().catch((error: unknown) => {
  console.error(`No plan could be made, which is a fault of this program: ${sayFailure(error)}`)
  return 1
})
