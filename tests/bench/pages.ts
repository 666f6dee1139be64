import { execFile } from 'node:child_process'
import { createServer as createBareServer } from 'node:http'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { z } from 'zod'
import { buildIfNeeded, loadBuild } from '#app/commands/pages.ts'
import { type BenchGroup, type BenchTable, ratioOf, say, showNumber, showSpread, spreadOf, takeTurns } from './bench.ts'
import { type Kind, kinds, openBench } from './databases.ts'
import type { Size } from './generate.ts'
import { benchPages, listen, serveBench, visit } from './visits.ts'

const autocannon = createRequire(import.meta.url).resolve('autocannon')
const run = promisify(execFile)
const connections = 16
/** Long enough for the clock of the load, which stops on whole seconds, not to show. */
const secondsATurn = 3
const rounds = 3

const report = z.object({
  duration: z.number(),
  requests: z.object({ total: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
})

/** What a turn took: requests per second by the clock, and this process's own processor time per request. */
type Load = { perSecond: number; processorMs: number }

/** Asks for one page again and again for some seconds, from a process of its own. */
const load = async (url: string, cookie: string): Promise<Load> => {
  const headers = ['-H', 'accept-encoding=gzip', ...(cookie ? ['-H', `cookie=${cookie}`] : [])]
  const options = ['-j', '-c', String(connections), '-d', String(secondsATurn), '-t', '60', ...headers]
  const before = process.cpuUsage()
  const { stdout } = await run(process.execPath, [autocannon, ...options, url])
  const { user, system } = process.cpuUsage(before)
  const { duration, requests, non2xx, errors } = report.parse(JSON.parse(stdout))
  if (non2xx > 0 || errors > 0) throw new Error(`${url} failed ${non2xx + errors} times under load`)
  return { perSecond: requests.total / duration, processorMs: (user + system) / 1000 / requests.total }
}

/** What loaders answered, by route, so that the same page can be drawn without asking anything. */
const recording = (build: ServerBuild) => {
  const answers = new Map<string, unknown>()
  const withLoaders = (
    answer: (id: string, loader: (args: never) => unknown) => (args: never) => unknown,
  ): ServerBuild => ({
    ...build,
    routes: Object.fromEntries(
      Object.entries(build.routes).map(([id, route]) => {
        const loader = route?.module.loader
        if (!route || !loader) return [id, route]
        return [id, { ...route, module: { ...route.module, loader: answer(id, loader as (args: never) => unknown) } }]
      }),
    ) as ServerBuild['routes'],
  })
  return {
    recorded: withLoaders((id, loader) => async (args) => {
      const answer = await loader(args)
      answers.set(id, answer)
      return answer
    }),
    constant: withLoaders((id) => async () => answers.get(id) ?? null),
  }
}

type Subject = Size | 'constants' | 'bare'
type Measured = { name: string; perSecond: Record<Subject, number[]>; processorMs: Record<Subject, number[]> }

const measure = async (kind: Kind): Promise<Measured[]> => {
  const { recorded, constant } = recording(await loadBuild())
  const measured: Measured[] = []
  const cores = { real: await openBench(kind, 'real'), large: await openBench(kind, 'large') }
  const servers = {
    real: await serveBench(cores.real, recorded),
    large: await serveBench(cores.large, recorded),
  }
  const constants = await servers.real.serve(constant)
  let bytes: Buffer = Buffer.alloc(0)
  const bare = await listen(
    createBareServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.setHeader('Content-Encoding', 'gzip')
      response.end(bytes)
    }).listen(0, '127.0.0.1'),
  )
  for (const page of benchPages.filter(({ isTimed }) => isTimed)) {
    say(`  ${page.name}, ${kind}`)
    const targets = { real: servers.real.target(page), large: servers.large.target(page) }
    // Recorded last at real size: that is what the constants are.
    await visit(servers.large.origin, targets.large)
    bytes = gzipSync(await visit(servers.real.origin, targets.real))
    const { path, cookie } = targets.real
    const processorMs: Record<Subject, number[]> = { real: [], large: [], constants: [], bare: [] }
    const turn = (subject: Subject, url: string, cookie: string) => async () => {
      const { perSecond, processorMs: spent } = await load(url, cookie)
      processorMs[subject].push(spent)
      return perSecond
    }
    const perSecond = await takeTurns(
      {
        real: turn('real', servers.real.origin + path, cookie),
        large: turn('large', servers.large.origin + targets.large.path, targets.large.cookie),
        constants: turn('constants', constants.origin + path, cookie),
        bare: turn('bare', bare.origin + path, ''),
      },
      { rounds },
    )
    // The round that warms up does not count here either.
    for (const spent of Object.values(processorMs)) spent.shift()
    measured.push({ name: page.name, perSecond, processorMs })
  }
  for (const each of [servers.real, servers.large, constants, bare]) each.close()
  for (const core of [cores.real, cores.large]) await core.close()
  return measured
}

const tablesOf = (kind: Kind, measured: Measured[]): BenchTable[] => [
  {
    title: `Pages by the clock, ${connections} connections, ${kind}`,
    columns: [
      'page',
      'requests a second, real',
      'of (a)',
      'of (b)',
      'requests a second, large',
      'latency, large to real',
    ],
    rows: measured.map(({ name, perSecond: { real, large, constants, bare } }) => [
      ...[
        name,
        showSpread(spreadOf(real)),
        showSpread(ratioOf(real, constants)),
        showNumber(ratioOf(real, bare).median),
      ],
      // With as many connections always busy, time per request is their number divided by requests per second.
      ...[showSpread(spreadOf(large)), showSpread(ratioOf(real, large))],
    ]),
    notes: [
      'Medians of the rounds, with their range. (a): the same server, its loaders answering from constants. (b): node:http sending the same bytes.',
      'To reach: at least 0.5 of (a); latency at most 1.5 times from real to large. Server and load share this machine.',
    ],
  },
  {
    title: `Pages by processor time of the server’s process, ${kind}`,
    columns: ['page', 'ms a request, real', 'constants to it', 'ms a request, large', 'large to real'],
    rows: measured.map(({ name, processorMs: { real, large, constants } }) => [
      ...[name, showSpread(spreadOf(real)), showSpread(ratioOf(constants, real))],
      ...[showSpread(spreadOf(large)), showSpread(ratioOf(large, real))],
    ]),
    notes: [
      'The same turns. On a busy machine this says more than the clock; the embedded database is in it, a server’s is not.',
    ],
  },
]

export const group: BenchGroup = {
  name: 'pages',
  measures: 'requests per second of the main pages, real and large, against constants and bare bytes.',
  run: async () => {
    await buildIfNeeded()
    const tables: BenchTable[] = []
    for (const kind of kinds) tables.push(...tablesOf(kind, await measure(kind)))
    return tables
  },
}
