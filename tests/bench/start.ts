import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildIfNeeded } from '#app/commands/pages.ts'
import { freePort } from '#tests/setup/process.ts'
import { type BenchGroup, ratioOf, showSpread, spreadOf, takeTurns } from './bench.ts'

const turns = 7

/** Starts a script and stops it again; returns the milliseconds until it had served its first page. */
const firstPageOf = async (script: string[], args: (port: string) => string[], env: Record<string, string>) => {
  const port = await freePort()
  const { PATH = '', HOME = '' } = process.env
  const begun = performance.now()
  const child: ChildProcess = spawn(process.execPath, [...script, ...args(port)], {
    env: { PATH, HOME, NODE_ENV: 'production', PORT: port, ...env },
    stdio: 'ignore',
  })
  let milliseconds: number | undefined
  while (milliseconds === undefined && child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    if (answer?.ok && (await answer.text()).includes('<h1')) milliseconds = performance.now() - begun
    else await setTimeout(5)
  }
  if (child.exitCode === null && child.kill()) await once(child, 'exit')
  if (milliseconds === undefined) throw new Error(`${script.join(' ')} ended without serving a page`)
  return milliseconds
}

export const group: BenchGroup = {
  name: 'start',
  measures: 'how long `npm start` takes to its first page on an existing folder, against a bare Remix server.',
  run: async () => {
    await buildIfNeeded()
    const folder = mkdtempSync(join(tmpdir(), 'critical-friend-start-'))
    const exchange = () => firstPageOf(['app/commands/start.js'], () => [], { DATA_DIR: folder })
    const bare = () => firstPageOf(['--import', 'tsx', 'tests/bench/bare-server.ts'], (port) => [port], {})
    // The first start makes the folder.
    const made = await exchange()
    const taken = await takeTurns({ exchange, bare }, { rounds: turns })
    rmSync(folder, { recursive: true, force: true })
    return [
      {
        title: 'First page after a start (milliseconds)',
        columns: ['server', 'until its first page', 'of the bare one'],
        rows: [
          [
            'npm start, existing folder',
            showSpread(spreadOf(taken.exchange)),
            showSpread(ratioOf(taken.exchange, taken.bare)),
          ],
          ['npm start, new folder: makes the demonstration', showSpread(spreadOf([made])), ''],
          ['bare Remix and Express, one page from constants', showSpread(spreadOf(taken.bare)), 1],
        ],
        notes: [`To reach: at most 3 times a bare server. ${turns} starts each, taking turns.`],
      },
    ]
  },
}
