import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generate } from '#tests/matching/generate.ts'
import { prepareBank } from './bank.ts'
import { checkPlan } from './check-plan.ts'
import { evaluateTeam } from './evaluate-team.ts'
import { factsOf, planRound } from './plan-round.ts'
import { standardRules } from './problem.ts'
import { findTeam } from './propose-teams.ts'
import { repairTeam } from './repair.ts'
import { RepairDesk } from './round/repair-round.ts'

it('mends a team without moving anyone who said yes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), fc.nat(), (seed, whoDrops, whoAgreed) => {
      const { needs, candidates, conflicts } = generate({ seed, requests: 1, experts: 60, yots: 30, leadShare: 0.4 })
      const bank = prepareBank(candidates)
      const need = needs[0]
      if (!need) return
      const question = { need, conflicts }
      const team = findTeam(bank, question)
      const lost = team.members[whoDrops % Math.max(1, team.members.length)]
      if (!lost) return
      const seats = team.members.map(({ expert, role }, at) => ({
        expert,
        role,
        hasAgreed: ((whoAgreed >> at) & 1) === 1,
      }))
      const repairs = repairTeam(bank, question, { window: team.window, seats }, [lost.expert])
      expect(repairs.length).toBeGreaterThan(0)
      for (const repair of repairs) {
        const { breaches } = evaluateTeam(bank, question, { window: repair.window, seats: repair.members })
        expect(breaches).toEqual([])
        expect(repair.members.map(({ expert }) => expert)).not.toContain(lost.expert)
        const held = seats.filter(({ hasAgreed, expert }) => hasAgreed && expert !== lost.expert)
        for (const { expert, role } of held) {
          expect(repair.members).toContainEqual(expect.objectContaining({ expert, role }))
          expect(repair.window).toBe(team.window)
        }
        expect(repair.changes.some(({ asksAgain }) => asksAgain)).toBe(false)
      }
      expect(repairs[0]?.kind).toBe('swap')
    }),
    { numRuns: 40 },
  )
})

it('asks those who said yes again only when told that it may, and says so', () => {
  const { needs, candidates, conflicts } = generate({ seed: 4, requests: 1, experts: 40, yots: 20, leadShare: 0.3 })
  const bank = prepareBank(candidates)
  const need = needs[0]
  if (!need) throw new Error('no need')
  const question = { need, conflicts }
  const team = findTeam(bank, question)
  const lead = team.members[0]?.expert ?? ''
  const seats = team.members.map(({ expert, role }) => ({ expert, role, hasAgreed: true }))
  const still = repairTeam(bank, question, { window: team.window, seats }, [lead])
  const free = repairTeam(bank, question, { window: team.window, seats }, [lead], { mayMoveAgreed: true })
  expect(still.flatMap(({ changes }) => changes.filter(({ asksAgain }) => asksAgain))).toEqual([])
  expect(Math.max(...free.map(({ value }) => value))).toBeGreaterThanOrEqual(
    Math.max(...still.map(({ value }) => value)),
  )
})

it('mends a round by a swap or a chain that break nothing and cost what they say', async () => {
  const generated = generate({ seed: 21, requests: 12, experts: 60, leadShare: 0.4 })
  const input = { ...generated, bank: prepareBank(generated.candidates), rules: standardRules }
  const plan = await planRound(input)
  const desk = new RepairDesk(input, plan.teams)
  for (const { request, members } of plan.teams.slice(0, 6)) {
    for (const { expert } of members) {
      const repairs = desk.repair(request, expert)
      for (const { changes, kind } of repairs) {
        expect(changes).toHaveLength(kind === 'swap' ? 1 : 2)
        const teams = plan.teams.map((team) => ({ ...team, members: team.members.map((member) => ({ ...member })) }))
        const put = (to: string | null, out: string, into: string) => {
          const seat = teams.find((team) => team.request === to)?.members.find((member) => member.expert === out)
          if (!seat) throw new Error(`no seat of ${out} in ${to}`)
          seat.expert = into
        }
        const [first, second] = changes
        put(first?.to ?? null, expert, first?.expert ?? '')
        if (second) put(second.to, first?.expert ?? '', second.expert)
        const wrong = checkPlan(factsOf(input), { ...plan, teams }).filter(
          (words) => !/scores|objective|least team|lacks/.test(words),
        )
        expect(wrong).toEqual([])
      }
    }
  }
})
