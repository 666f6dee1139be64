import { describe, expect, it } from 'vitest'
import { checkPlan } from '#services/matching/check-plan.ts'
import { readInstance, roundOf } from '#services/matching/instance.ts'
import { factsOf, planRound } from '#services/matching/plan-round.ts'
import { setUpRound } from '#services/matching/round/round-problem.ts'
import { solveRound } from '#services/matching/round/solve-round.ts'
import { loadSolver } from '#services/matching/round/solver.ts'
import { seeded } from '#tests/matching/generate.ts'
import { plainInstance } from '#tests/matching/plain-instances.ts'
import { planPlain } from './plan-plain.ts'

function roundFrom(json: unknown) {
  const read = readInstance(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return roundOf(read.instance)
}

const options = { isOver: () => false, say: () => {} }

describe('a plain round', () => {
  it('is worth as much as the general planning makes of it, and proves it', async () => {
    const highs = await loadSolver()
    let flows = 0
    for (let seed = 1; seed <= 250; seed += 1) {
      const input = roundFrom(plainInstance(seed))
      const plan = planPlain(input, options)
      if (!plan) continue
      flows += 1
      const general = solveRound(setUpRound(input), { highs, seconds: 30, isStopped: () => false, say: () => {} })
      expect(plan.worth.objective, `seed ${seed}`).toBe(general.worth.objective)
      expect(plan.bound, `seed ${seed}`).toBe(plan.worth.objective)
      const planned = await planRound(input)
      expect(checkPlan(factsOf(input), planned), `seed ${seed}`).toEqual([])
    }
    expect(flows).toBeGreaterThan(200)
  })

  it('lifts the weakest of single places as far as it goes without leaving one empty', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed)
      const pick = (most: number) => Math.floor(random() * most)
      const people = Array.from({ length: 2 + pick(4) }, (_, at) => `E${at}`)
      const requests = Array.from({ length: 1 + pick(4) }, (_, at) => `R${at}`)
      const pairs = requests.flatMap((request) =>
        people.flatMap((expert): [string, string, number][] =>
          random() < 0.7 ? [[request, expert, pick(20) - 5]] : [],
        ),
      )
      const plan = await planRound(
        roundFrom({
          format: 1,
          requests: requests.map((id) => ({ id, mode: 'remote', leads: 0, peers: [1, 1], days: 0 })),
          experts: people.map((id) => ({ id, roles: ['peer'], reviews: 1 })),
          pairs,
          rules: null,
          options: { fairness: true },
        }),
      )
      const scores = plan.teams.flatMap(({ members }) => members.map(({ score }) => score))
      const sum = scores.reduce((total, score) => total + score, 0)
      const worst = scores.length === 0 ? undefined : Math.min(...scores)
      expect([scores.length, worst, sum], `seed ${seed}`).toEqual(fairest(requests, pairs))
      if (worst !== undefined) expect(plan.floor, `seed ${seed}`).toBe(worst)
      expect(plan.status).toBe('optimal')
    }
  })

  it('keeps the rules and its bound when it is stopped, at any moment', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const input = roundFrom(plainInstance(seed))
      const best = planPlain(input, options)
      let looks = 0
      const stopped = planPlain(input, {
        ...options,
        isOver: () => {
          looks += 1
          return looks > seed % 3
        },
      })
      if (!best || !stopped) continue
      const { worth, bound, teams } = stopped
      expect(worth.objective, `seed ${seed}`).toBeLessThanOrEqual(best.worth.objective)
      expect(bound, `seed ${seed}`).toBeGreaterThanOrEqual(best.worth.objective)
      const totals = teams.map(({ members }) => members.reduce((sum, { score }) => sum + score, 0))
      const plan = { objective: worth.objective, minimum: Math.min(...totals), teams }
      expect(checkPlan(factsOf(input), plan), `seed ${seed}`).toEqual([])
    }
  })

  it('fills a place that can be filled, however long the chain of changes and however dear', async () => {
    const length = 60
    const ids = Array.from({ length }, (_, at) => String(at).padStart(2, '0'))
    const next = (at: number) => String(at + 1).padStart(2, '0')
    // Each request likes its own person and hates the next; the last request can only have the first person.
    const pairs = ids.flatMap((id, at): [string, string, number][] =>
      at === length - 1
        ? [[id, '00', -1000]]
        : [
            [id, id, 1000],
            [id, next(at), -1000],
          ],
    )
    const plan = await planRound(
      roundFrom({
        format: 1,
        requests: ids.map((id) => ({ id, mode: 'remote', leads: 0, peers: [1, 1], days: 0 })),
        experts: ids.map((id) => ({ id, roles: ['peer'], reviews: 1 })),
        pairs,
        rules: null,
      }),
    )
    expect(plan.teams.flatMap(({ missing }) => missing)).toEqual([])
    expect([plan.status, plan.worth.score]).toEqual(['optimal', -1000 * length])
  })

  it('is the same whatever the order, and worth the same under other names', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const instance = plainInstance(seed)
      const { requests, experts, pairs, conflicts } = instance
      const turned = {
        ...instance,
        requests: [...requests].reverse(),
        experts: [...experts].reverse(),
        pairs: [...pairs].reverse(),
        conflicts: [...conflicts].reverse(),
      }
      const names = new Map(experts.map(({ id }, at) => [id, `person ${9 - at}`]))
      const renamed = JSON.parse(JSON.stringify(instance), (_key, value) => names.get(value) ?? value)
      const [one, two, three] = await Promise.all([instance, turned, renamed].map((json) => planRound(roundFrom(json))))
      expect(two?.teams, `seed ${seed}`).toEqual(one?.teams)
      expect([three?.objective, three?.bound], `seed ${seed}`).toEqual([one?.objective, one?.bound])
    }
  })
})

/** By trying everything, one place a request and a person: places filled, the worst of them, and the sum. */
function fairest(requests: readonly string[], pairs: readonly (readonly [string, string, number])[]) {
  let best: [places: number, worst: number | undefined, sum: number] = [0, undefined, 0]
  const isBetter = ([places, worst = 0, sum]: typeof best) =>
    places > best[0] || (places === best[0] && (worst > (best[1] ?? 0) || (worst === best[1] && sum > best[2])))
  const extend = (at: number, used: readonly string[], scores: readonly number[]) => {
    const request = requests[at]
    if (request === undefined) {
      const sum = scores.reduce((total, score) => total + score, 0)
      const found: typeof best = [scores.length, scores.length === 0 ? undefined : Math.min(...scores), sum]
      if (isBetter(found)) best = found
      return
    }
    extend(at + 1, used, scores)
    for (const [of, expert, score] of pairs)
      if (of === request && !used.includes(expert)) extend(at + 1, [...used, expert], [...scores, score])
  }
  extend(0, [], [])
  return best
}
