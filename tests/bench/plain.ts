import {
  loadSolver,
  planInstance,
  readInstanceFile,
  roundOf,
  setUpRound,
  solveRound,
} from '#services/matching/index.ts'
import { type BenchTable, say, showNumber } from '#tests/bench/bench.ts'
import { seeded } from '#tests/matching/generate.ts'

type PlainShape = {
  requests: number
  experts: number
  places: number
  reviews: number
  /** `random`: every pair drawn for itself. `popular`: the same people suit nearly everybody. */
  scores: 'random' | 'popular'
}

/** A plain assignment problem with all pairs, as the bytes of its file. */
function writePlain({ requests, experts, places, reviews, scores }: PlainShape): Uint8Array {
  const random = seeded(5)
  const id = (letter: string, at: number) => `${letter}${String(at).padStart(5, '0')}`
  const list = (length: number, item: (at: number) => unknown) =>
    JSON.stringify(Array.from({ length }, (_, at) => item(at)))
  const taste = (count: number) => Array.from({ length: count }, () => Array.from({ length: 4 }, random))
  const [wants, has] = [taste(requests), taste(experts)]
  const score = (request: number, expert: number) => {
    if (scores === 'random') return Math.floor(random() * 1000)
    const suits = wants[request]?.reduce((sum, want, at) => sum + want * (has[expert]?.[at] ?? 0), 0) ?? 0
    return Math.floor(230 * suits + 20 * random())
  }
  const asked = list(requests, (at) => {
    return { id: id('R', at), mode: 'remote', leads: 0, peers: [places, places], days: 0 }
  })
  const people = list(experts, (at) => ({ id: id('E', at), roles: ['peer'], reviews }))
  const parts = [`{"format":1,"rules":null,"options":{"seconds":600},"requests":${asked},"experts":${people},"pairs":[`]
  for (let request = 0; request < requests; request += 1) {
    const row: string[] = []
    for (let expert = 0; expert < experts; expert += 1)
      row.push(`["${id('R', request)}","${id('E', expert)}",${score(request, expert)}]`)
    parts.push(`${request === 0 ? '' : ','}${row.join(',')}`)
  }
  return Buffer.concat([...parts, ']}'].map((part) => Buffer.from(part)))
}

/** Processor seconds of something, and what came of it. */
async function timed<Value>(work: () => Value | Promise<Value>): Promise<{ seconds: number; value: Value }> {
  const begun = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(begun)
  return { seconds: Number(((user + system) / 1e6).toFixed(1)), value }
}

/** Every request in turn takes the best who still have reviews left: what one would write first. */
function planGreedily(bytes: Uint8Array): number {
  const read = readInstanceFile(bytes)
  if (!read.ok || !read.instance.pairs) throw new Error('There are no pairs')
  const { start, expert, score } = read.instance.pairs.columns
  const left = read.instance.experts.map(({ reviews }) => reviews ?? 0)
  let sum = 0
  read.instance.requests.forEach(({ peers }, request) => {
    const end = start[request + 1] ?? 0
    const taken = new Set<number>()
    for (let place = 0; place < peers[0]; place += 1) {
      let best = -1
      for (let pair = start[request] ?? 0; pair < end; pair += 1) {
        const person = expert[pair] ?? 0
        if ((left[person] ?? 0) > 0 && !taken.has(person) && (best < 0 || (score[pair] ?? 0) > (score[best] ?? 0)))
          best = pair
      }
      if (best < 0) break
      const person = expert[best] ?? 0
      taken.add(person)
      left[person] = (left[person] ?? 0) - 1
      sum += score[best] ?? 0
    }
  })
  return sum
}

const shapes: (PlainShape & { isGeneral?: boolean })[] = [
  { requests: 118, experts: 177, places: 3, reviews: 6, scores: 'popular', isGeneral: true },
  { requests: 500, experts: 1500, places: 3, reviews: 2, scores: 'popular', isGeneral: true },
  { requests: 2000, experts: 6000, places: 1, reviews: 1, scores: 'random' },
  { requests: 2000, experts: 6000, places: 3, reviews: 2, scores: 'popular' },
]

/** Plain assignment problems from their files, against filling them greedily and against the general planning. */
export async function plainRounds(): Promise<BenchTable> {
  const rows: (string | number)[][] = []
  for (const { isGeneral, ...shape } of shapes) {
    const { requests, experts, places, reviews, scores } = shape
    say(`plain ${requests} × ${experts}, all pairs, ${scores}`)
    const bytes = writePlain(shape)
    const read = await timed(() => readInstanceFile(bytes))
    const found = read.value
    if (!found.ok) throw new Error('The file cannot be read')
    const planned = await timed(() => planInstance(found.instance))
    const plan = planned.value
    const general = isGeneral ? await timed(() => planGenerally(roundOf(found.instance))) : undefined
    if (general && general.value !== plan.objective) throw new Error('The general planning found another sum')
    const greedy = planGreedily(bytes)
    rows.push([
      `${requests} × ${experts}, ${places} each, people ${reviews}, ${scores}`,
      read.seconds,
      planned.seconds,
      general?.seconds ?? '',
      `${(plan.gap * 100).toFixed(4)}%`,
      `${showNumber(((plan.parts.score - greedy) / Math.max(1, Math.abs(plan.parts.score))) * 100)}%`,
    ])
  }
  return {
    title: 'The plain assignment problem, all pairs in one file, processor seconds',
    columns: ['size', 'read', 'planned', 'general planning', 'gap', 'greedy is worse by'],
    rows,
    notes: [
      'To reach: 2,000 × 6,000 with all 12 million pairs read and planned by default, gap 0.',
      'Greedy: each request in turn takes the best who have reviews left.',
    ],
  }
}

async function planGenerally(input: ReturnType<typeof roundOf>): Promise<number> {
  const highs = await loadSolver()
  const solved = solveRound(setUpRound(input), { highs, seconds: 600, isStopped: () => false, say: () => {} })
  return solved.worth.objective
}
