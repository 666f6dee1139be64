import {
  bestCharged,
  Calendar,
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
  setUpRound,
  standardRules,
  worthOf,
} from '#services/matching/index.ts'
import { type BenchGroup, type BenchTable, quantile, say, showSpread, spreadOf, takeTurns } from '#tests/bench/bench.ts'
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

/** Sizes to plan; co-leads are so many of the people, who have one to three reviews a year each unless there is only one. */
const sizes = [
  { requests: 50, experts: 150 },
  { requests: 150, experts: 500 },
  { requests: 500, experts: 2000 },
]
const shapes = sizes.flatMap((size) => [
  { ...size, seeds: [1, 2, 3], reviews: 3, leadShare: 0.5 },
  { ...size, seeds: [1, 2, 3], reviews: 3, leadShare: 0.25 },
  { ...size, seeds: [1], reviews: 1, leadShare: 0.25 },
])

const missingIn = ({ teams }: RoundPlan) => teams.reduce((sum, { missing }) => sum + missing.length, 0)

const percent = (share: number, digits: number) => `${(share * 100).toFixed(digits)}%`

/** Seconds of the processor while something is planned, and the plan. */
const timed = async (input: RoundInput, limit = 600): Promise<{ seconds: number; plan: RoundPlan }> => {
  const begun = process.cpuUsage()
  const plan = await planRound(input, { seconds: limit })
  const { user, system } = process.cpuUsage(begun)
  return { seconds: Number(((user + system) / 1e6).toFixed(1)), plan }
}

const rounds = async (): Promise<BenchTable[]> => {
  const rows: (string | number)[][] = []
  const repairs: number[] = []
  for (const { seeds, ...shape } of shapes) {
    for (const seed of seeds) {
      const { requests, experts, reviews, leadShare } = shape
      const size = `${requests} × ${experts}${reviews === 1 ? ', over-subscribed' : ''}`
      say(`round ${size}, ${percent(leadShare, 0)} co-leads, seed ${seed}`)
      const input = inputOf(generate({ seed, ...shape }))
      const { seconds, plan } = await timed(input)
      const arrival = planByArrival(input)
      const row = [
        size,
        seed,
        percent(leadShare, 0),
        seconds,
        percent(plan.gap, 4),
        plan.bound - plan.objective,
        missingIn(plan),
        checkPlan(factsOf(input), plan).length,
        percent((plan.objective - arrival) / Math.abs(plan.objective), 1),
      ]
      rows.push(row)
      say(`  ${row.join(', ')}`)
      if (requests === 150 && reviews > 1) timeRepairs(input, plan, repairs)
    }
  }
  const round = {
    title: 'Rounds: all requests planned together',
    columns: [
      ...['size', 'seed', 'co-leads', 'processor seconds', 'gap', 'points', 'missing'],
      ...['rules broken', 'arrival order is worse by'],
    ],
    rows,
    notes: [
      'To reach: proven gap at most 0.01%, no rule broken. No plan that keeps the rules is worth more than the bound.',
      'Arrival order: each request in turn takes its exact best team of those still free; worse as a share of the plan.',
    ],
  }
  const repair = {
    title: 'Repair: somebody of a planned round drops out, milliseconds',
    columns: ['question', 'drop-outs', 'p50', 'p99', 'to reach'],
    rows: [
      ['the best swap and the best chain of two', repairs.length, ms(repairs, 0.5), ms(repairs, 0.99), 'p99 ≤ 10'],
    ],
    notes: [`Every place of the rounds of 150 × 500 in turn. Range: ${showSpread(spreadOf(repairs))}.`],
  }
  return [round, repair]
}

/** The weakest team is lifted for so long at most, in seconds by the clock. */
const fairSeconds = 120

/** What lifting the weakest team first costs the sum. */
const fairRounds = async (): Promise<BenchTable> => {
  const rows: (string | number)[][] = []
  for (const seed of [1, 2, 3]) {
    say(`fair round 50 × 150, seed ${seed}`)
    const input = inputOf(generate({ seed, requests: 50, experts: 150, reviews: 3, leadShare: 0.5 }))
    const { plan: best } = await timed(input)
    const { seconds, plan } = await timed({ ...input, isFair: true }, fairSeconds)
    rows.push([
      '50 × 150',
      seed,
      seconds,
      plan.status,
      best.minimum,
      plan.minimum,
      plan.floor ?? 'not found',
      percent((best.objective - plan.objective) / Math.abs(best.objective), 2),
    ])
  }
  return {
    title: 'Fairness: the weakest team lifted first (50% co-leads)',
    columns: ['size', 'seed', 'processor seconds', 'status', 'weakest before', 'weakest', 'floor', 'costs of the sum'],
    rows,
    notes: ['The floor is the most that any plan can lift the weakest team to, by the linear program.'],
  }
}

/** Somebody leaves a planned round, and all of it is planned again: with what was agreed kept, and from nothing. */
const replannedRounds = async (): Promise<BenchTable> => {
  say('planning 50 × 150 again without somebody')
  const facts = generate({ seed: 1, requests: 50, experts: 150, reviews: 3, leadShare: 0.5 })
  const { plan: before } = await timed(inputOf(facts))
  const keep = before.teams.map(({ request, window, members }) => ({ request, window: window ?? 0, members }))
  const seats = (teams: RoundPlan['teams']) =>
    new Set(teams.flatMap(({ request, members }) => members.map(({ expert, role }) => `${request} ${expert} ${role}`)))
  const held = seats(before.teams)
  const leavers = before.teams.slice(0, 10).flatMap(({ members }) => members[0]?.expert ?? [])
  const changed: Record<'kept' | 'plain', number[]> = { kept: [], plain: [] }
  const took: Record<'kept' | 'plain', number[]> = { kept: [], plain: [] }
  for (const leaver of leavers) {
    const input = inputOf({ ...facts, candidates: facts.candidates.filter(({ id }) => id !== leaver) })
    for (const way of ['kept', 'plain'] as const) {
      const { plan, seconds } = await timed(way === 'kept' ? { ...input, keep, keepBonus: 60 } : input)
      const now = seats(plan.teams)
      changed[way].push([...held].filter((seat) => !seat.includes(` ${leaver} `) && !now.has(seat)).length)
      took[way].push(seconds)
    }
  }
  const row = (way: 'kept' | 'plain', name: string) => [
    name,
    leavers.length,
    showSpread(spreadOf(changed[way])),
    showSpread(spreadOf(took[way])),
  ]
  return {
    title: 'A round of 50 × 150 planned again without somebody',
    columns: ['how', 'leavers', 'places of others changed', 'processor seconds'],
    rows: [row('kept', 'with a bonus for every kept place'), row('plain', 'from nothing')],
    notes: ['A co-lead of each of the first ten teams leaves in turn; their own places are not counted.'],
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
    return [questions, ...(await rounds()), await replannedRounds(), await plainRounds(), await fairRounds()]
  },
}
