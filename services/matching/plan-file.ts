import { type Instance, roundOf } from './instance.ts'
import type { PairTable } from './plain/pair-table.ts'
import { planRound, type RoundOptions, type RoundPlan } from './plan-round.ts'
import type { Role } from './problem.ts'
import { standardWeights } from './weights.ts'

/** A plan as it is written to a file. */
export type PlanFile = {
  status: RoundPlan['status']
  objective: number
  bound: number
  gap: number
  minimum: number
  /** With fairness: the greatest least total that the round allows, which no plan exceeds. */
  floor?: number
  teams: {
    request: string
    window: number | null
    members: { expert: string; role: Role; score: number; reasons: string[] }[]
    alternates: { for: string; expert: string; cost: number }[]
    missing: { what: string; code?: string; say: string }[]
  }[]
  /** The objective's parts: score + kept - further - missing. */
  parts: { score: number; kept: number; further: number; missing: number }
  inputs: string
  plan: string
  weights: number
  solver: RoundPlan['solver']
  milliseconds: RoundPlan['milliseconds']
}

/** Plans a checked instance; `seconds` comes from its options unless given. */
export async function planInstance(instance: Instance, options: RoundOptions = {}): Promise<PlanFile> {
  const seconds = instance.options?.seconds ?? 60
  const plan = await planRound(roundOf(instance), { seconds, ...options })
  const inOrder = new Map(plan.teams.map((team) => [team.request, team]))
  const teams = instance.requests.flatMap(({ id }) => {
    const team = inOrder.get(id)
    return team ? [writeTeam(team)] : []
  })
  const { score, kept, further, missing } = plan.worth
  const { milliseconds } = plan
  const byRequest = [...teams].sort((a, b) => (a.request < b.request ? -1 : 1))
  return {
    status: plan.status,
    objective: plan.objective,
    bound: plan.bound,
    gap: plan.gap,
    minimum: plan.minimum,
    ...(plan.floor === undefined ? {} : { floor: plan.floor }),
    teams,
    parts: { score, kept, further, missing },
    inputs: await fingerprint(await canonicalInputs(instance)),
    plan: await fingerprint(byRequest.map(({ request, window, members }) => [request, window, members.map(seatOf)])),
    weights: standardWeights.version,
    solver: plan.solver,
    milliseconds: {
      score: Math.round(milliseconds.score),
      price: Math.round(milliseconds.price),
      solve: Math.round(milliseconds.solve),
      check: Math.round(milliseconds.check),
    },
  }
}

const seatOf = ({ expert, role }: { expert: string; role: Role }) => [expert, role]

function writeTeam(team: RoundPlan['teams'][number]): PlanFile['teams'][number] {
  return {
    request: team.request,
    window: team.window,
    members: team.members.map(({ expert, role, score, reasons }) => {
      return { expert, role, score, reasons: reasons.map(({ say }) => say).filter((say) => say !== '') }
    }),
    alternates: team.alternates.map(({ for: of, expert, cost }) => ({ for: of, expert, cost })),
    missing: team.missing.map(({ what, code, say }) => (code === undefined ? { what, say } : { what, code, say })),
  }
}

/** The instance with its lists in one order, windows apart, so that the same facts have the same fingerprint. */
async function canonicalInputs(instance: Instance): Promise<unknown> {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  return {
    ...instance,
    requests: instance.requests
      .map((request) => ({
        ...request,
        themes: sorted(request.themes),
        excluded: sorted(request.excluded),
        nominated: sorted(request.nominated),
        locked: sorted(request.locked),
      }))
      .sort(byId),
    experts: instance.experts
      .map((expert) => ({ ...expert, roles: sorted(expert.roles), busy: sorted(expert.busy) }))
      .sort(byId),
    conflicts: sorted(instance.conflicts),
    pairs: instance.pairs ? await fingerprintColumns(instance.pairs) : null,
    weights: standardWeights,
  }
}

const sorted = <Item>(items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** Pairs by the places of their ids, which are in order, and their scores. */
async function fingerprintColumns({ columns }: PairTable): Promise<string[]> {
  const { start, expert, score } = columns
  return Promise.all([start, expert, score].map(sha256))
}

/** SHA-256 of a value's JSON with keys in order. */
const fingerprint = (value: unknown): Promise<string> =>
  sha256(new TextEncoder().encode(JSON.stringify(value, orderedKeys)))

async function sha256(bytes: Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

function orderedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
