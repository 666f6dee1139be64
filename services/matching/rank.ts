import { type Bank, roleBit } from './bank.ts'
import type { Conflict, RankedCandidate, Ranking, Role } from './problem.ts'
import { explainScore } from './reasons.ts'
import { type Question, rolePoints, type Scan, scanBank } from './scan.ts'
import { explainBars } from './why-not.ts'

export type RankOptions = {
  /** Only people who may take this role; any role the need asks for when left out. */
  role?: Role
  /** How many to return; 10 when left out. */
  limit?: number
  /** Ids whose absence is to be explained, or everybody. Ask only for people the reader may see. */
  whyNot?: readonly string[] | 'all'
}

const roleOrder: readonly Role[] = ['lead', 'peer', 'observer']

/**
 * Who suits this need: the best `limit` people, best first (ties by id), with additive reasons in words, and why not for
 * those asked about.
 */
export function rankCandidates(bank: Bank, question: Question, options: RankOptions = {}): Ranking {
  const scan = scanBank(bank, question)
  const wanted = options.role ? roleBit[options.role] : 7
  const { best, eligible } = takeBest(bank, question, scan, wanted, options)
  return {
    ranked: best.map((index) => describe(bank, question, scan, index, options.role)),
    eligible,
    excluded: explainBars(bank, question, options.whyNot ?? [], options.role),
  }
}

/** The best k by score then id, kept in a heap whose root is the worst of them. */
function takeBest(bank: Bank, { scores }: Question, scan: Scan, wanted: number, { role, limit = 10 }: RankOptions) {
  const isLead = role === 'lead'
  const heap: number[] = []
  const points: number[] = []
  let eligible = 0
  for (let i = 0; i < bank.count; i += 1) {
    if (((scan.roles[i] ?? 0) & wanted) === 0) continue
    eligible += 1
    const score = (scan.score[i] ?? 0) + (isLead ? rolePoints(bank, scores, i, true) : 0)
    if (heap.length < limit) siftUp(heap, points, i, score)
    else if (limit > 0 && score > (points[0] ?? 0)) siftDown(heap, points, i, score)
  }
  const order = heap.map((index, at) => ({ index, score: points[at] ?? 0 }))
  order.sort((a, b) => b.score - a.score || a.index - b.index)
  return { best: order.map(({ index }) => index), eligible }
}

const isWorse = (scoreA: number, indexA: number, scoreB: number, indexB: number) =>
  scoreA < scoreB || (scoreA === scoreB && indexA > indexB)

function siftUp(heap: number[], points: number[], index: number, score: number) {
  let at = heap.length
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isWorse(score, index, points[parent] ?? 0, heap[parent] ?? 0)) break
    heap[at] = heap[parent] ?? 0
    points[at] = points[parent] ?? 0
    at = parent
  }
  heap[at] = index
  points[at] = score
}

function siftDown(heap: number[], points: number[], index: number, score: number) {
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    const right = child + 1
    if (right < heap.length && isWorse(points[right] ?? 0, heap[right] ?? 0, points[child] ?? 0, heap[child] ?? 0)) {
      child = right
    }
    if (!isWorse(points[child] ?? 0, heap[child] ?? 0, score, index)) break
    heap[at] = heap[child] ?? 0
    points[at] = points[child] ?? 0
    at = child
  }
  heap[at] = index
  points[at] = score
}

function describe(bank: Bank, question: Question, scan: Scan, index: number, role?: Role): RankedCandidate {
  const id = bank.candidates[index]?.id ?? ''
  const reasons = explainScore(bank, question, index, role === 'lead')
  const windows: number[] = []
  question.need.windows.forEach((_, w) => void (scan.free[w * bank.count + index] === 1 && windows.push(w)))
  return {
    id,
    score: reasons.reduce((sum, reason) => sum + reason.points, 0),
    reasons,
    roles: roleOrder.filter((each) => ((scan.roles[index] ?? 0) & roleBit[each]) !== 0),
    windows,
    managed: managedOf(question, id),
  }
}

/** The conflicts that this person would have to have managed. */
export const managedOf = ({ need, conflicts }: Question, id: string): Conflict[] =>
  (conflicts ?? []).filter(({ request, expert, effect }) => effect === 'manage' && request === need.id && expert === id)
