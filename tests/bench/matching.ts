import {
  checkPlan,
  factsOf,
  findTeam,
  type Need,
  planRound,
  prepareBank,
  RepairDesk,
  type RoundInput,
  type RoundPlan,
  rankCandidates,
  standardRules,
} from '#services/matching/index.ts'
import { bestCharged, Calendar, worthOf } from '#services/matching/round/assignment.ts'
import { setUpRound } from '#services/matching/round/round-problem.ts'
import {
  type BenchGroup,
  type BenchTable,
  quantile,
  say,
  showNumber,
  showSpread,
  spreadOf,
  takeTurns,
} from '#tests/bench/bench.ts'
import { plainRounds } from '#tests/bench/plain.ts'
import { type Generated, generate } from '#tests/matching/generate.ts'

const large = 20_000
const ms = (times: readonly number[], q: number) => Number(quantile(times, q).toFixed(3))

/** What one would write first: objects filtered, scored and sorted for every question. */
const rankPlainly = ({ candidates, conflicts }: Generated, need: Need) => {
  const blocked = new Set(
    conflicts.filter(({ request, effect }) => request === need.id && effect === 'block').map(({ expert }) => expert),
  )
  return candidates
    .filter(({ id, yot, days, used }) => !blocked.has(id) && yot !== need.yot && (days ?? 99) - used.days >= need.days)
    .filter(({ busy }) =>
      need.windows.some((window) => busy.every(({ from, to }) => to < window.from || from > window.to)),
    )
    .map((person) => ({
      id: person.id,
      score: need.themes.reduce((sum, code) => sum + ([0, 60, 280, 400][person.themes[code] ?? 0] ?? 0), 0),
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, 10)
}

const questionsOfLarge = async (): Promise<BenchTable> => {
  say(`ranking and one team of ${large}`)
  const facts = generate({ seed: 1, requests: 40, experts: large, blocked: 0.001 })
  const bank = prepareBank(facts.candidates)
  const byRequest = facts.needs.map((need) => ({
    need,
    conflicts: facts.conflicts.filter(({ request }) => request === need.id),
  }))
  let at = 0
  const next = () => {
    const question = byRequest[at % byRequest.length]
    at += 1
    if (!question) throw new Error('There is no request')
    return question
  }
  const times = await takeTurns(
    {
      ranking: () => void rankCandidates(bank, next(), { limit: 10 }),
      plainly: () => void rankPlainly(facts, next().need),
      team: () => void findTeam(bank, next()),
    },
    { rounds: 120, warmUp: 20 },
  )
  return {
    title: `Questions over ${large.toLocaleString('en-GB')} people, milliseconds`,
    columns: ['question', 'p50', 'p99', 'to reach'],
    rows: [
      ['rank everybody, top 10 with reasons', ms(times.ranking, 0.5), ms(times.ranking, 0.99), 'p99 ≤ 1'],
      [
        'the same with objects filtered, mapped and sorted, no reasons',
        ms(times.plainly, 0.5),
        ms(times.plainly, 0.99),
        '',
      ],
      ['the best team, exactly', ms(times.team, 0.5), ms(times.team, 0.99), 'p99 ≤ 10'],
    ],
    notes: ['120 rounds over 40 requests of seed 1, each taking turns.'],
  }
}

const inputOf = (facts: Generated): RoundInput & Generated => ({
  ...facts,
  bank: prepareBank(facts.candidates),
  rules: standardRules,
})

/** Each request in the order it came takes its best team of those still free. */
const planByArrival = (input: RoundInput): number => {
  const problem = setUpRound(input)
  const calendar = new Calendar(problem)
  const teams = problem.needs.map((own) => {
    const team = bestCharged(own, (person, window) =>
      calendar.isFree(own, window, person) ? calendar.furtherCost(person) : Number.POSITIVE_INFINITY,
    )
    calendar.add(own, team)
    return team
  })
  return worthOf(problem, teams).objective
}

const shapes = [
  { requests: 50, experts: 150, seeds: [1, 2, 3], reviews: 3, leadShare: 0.5 },
  { requests: 50, experts: 150, seeds: [1], reviews: 1, leadShare: 0.25 },
  { requests: 150, experts: 500, seeds: [1, 2, 3], reviews: 3, leadShare: 0.5 },
  { requests: 150, experts: 500, seeds: [1], reviews: 1, leadShare: 0.25 },
  { requests: 500, experts: 2000, seeds: [1], reviews: 3, leadShare: 0.5 },
]

const missingIn = ({ teams }: RoundPlan) => teams.reduce((sum, { missing }) => sum + missing.length, 0)

const rounds = async (): Promise<{ table: BenchTable; repair: BenchTable }> => {
  const rows: (string | number)[][] = []
  const repairs: number[] = []
  for (const { seeds, ...shape } of shapes) {
    for (const seed of seeds) {
      const { requests, experts, reviews } = shape
      say(`round ${requests} × ${experts}, seed ${seed}${reviews === 1 ? ', over-subscribed' : ''}`)
      const input = inputOf(generate({ seed, ...shape }))
      const begun = performance.now()
      const plan = await planRound(input, { seconds: 600 })
      const seconds = (performance.now() - begun) / 1000
      const arrival = planByArrival(input)
      rows.push([
        `${requests} × ${experts}${reviews === 1 ? ', over-subscribed' : ''}`,
        seed,
        Number(seconds.toFixed(1)),
        `${(plan.gap * 100).toFixed(4)}%`,
        plan.bound - plan.objective,
        missingIn(plan),
        checkPlan(factsOf(input), plan).length,
        `${showNumber(((plan.objective - arrival) / Math.abs(plan.objective)) * 100)}%`,
      ])
      if (requests === 150) timeRepairs(input, plan, repairs)
    }
  }
  return {
    table: {
      title: 'Rounds: all requests planned together',
      columns: ['size', 'seed', 'seconds', 'gap', 'points', 'missing', 'rules broken', 'arrival order is worse by'],
      rows,
      notes: [
        'To reach: proven gap at most 0.01%, no rule broken. The bound is that of the whole linear program or tighter.',
        'Arrival order: each request in turn takes its exact best team of those still free; worse as a share of the plan.',
        'HotCRP’s own solver class took 7 to 261 times as long on pure pairs (see the design notes).',
      ],
    },
    repair: {
      title: 'Repair: somebody of a planned round drops out, milliseconds',
      columns: ['question', 'drop-outs', 'p50', 'p99', 'to reach'],
      rows: [
        ['the best swap and the best chain of two', repairs.length, ms(repairs, 0.5), ms(repairs, 0.99), 'p99 ≤ 10'],
      ],
      notes: [`Every place of the rounds of 150 × 500 in turn. Range: ${showSpread(spreadOf(repairs))}.`],
    },
  }
}

const timeRepairs = (input: RoundInput, plan: RoundPlan, times: number[]): void => {
  const desk = new RepairDesk(input, plan.teams)
  const places = plan.teams.flatMap(({ request, members }) => members.map(({ expert }) => ({ request, expert })))
  for (const { request, expert } of places.slice(0, 40)) desk.repair(request, expert)
  for (const { request, expert } of places) {
    const begun = performance.now()
    desk.repair(request, expert)
    times.push(performance.now() - begun)
  }
}

export const group: BenchGroup = {
  name: 'matching',
  measures:
    'Ranking and one team over 20,000 people; rounds of 50 × 150 to 500 × 2,000 with their proven gaps; repair; plain assignment.',
  run: async () => {
    const questions = await questionsOfLarge()
    const { table, repair } = await rounds()
    return [questions, table, repair, await plainRounds()]
  },
}
