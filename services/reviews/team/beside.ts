import { prepareBank, rankCandidates } from '#services/matching/index.ts'
import { type BesideRole, besideRoles } from '#services/reviews/case/beside.ts'
import { managedIn, wordsForHost, wordsOf } from './plan-of.ts'
import { type Plan, seatRoleWords } from './proposal.ts'
import type { TeamFacts } from './team-question.ts'

/** How many stand behind somebody beside the team. */
const mostBehind = 2

/**
 * Those on the rung of a place beside the team who could take it, best first, with the windows they are free in: clear of what blocks them,
 * not of the service itself, within their days. The facts were gathered with those places in mind.
 */
export const rankBeside = ({ bank, bankOptions, question, rungs }: TeamFacts, role: BesideRole) => {
  const onRung = bank.candidates.filter(({ id }) => rungs.get(id) === role)
  const own = prepareBank(
    onRung.map((person) => ({ ...person, roles: ['observer' as const] })),
    bankOptions,
  )
  const need = { ...question.need, leads: 0, peers: [0, 0] as const, observers: 1 as const, locked: [] }
  return rankCandidates(own, { ...question, need }, { role: 'observer', limit: own.count }).ranked
}

const serviceOf = ({ bank }: TeamFacts, personId: string): string | null =>
  bank.candidates[bank.indexOf.get(personId) ?? -1]?.yot ?? null

/** Whether nobody of these people is this person, or from their service. */
export const isApart = (facts: TeamFacts, people: readonly string[], personId: string): boolean => {
  const yot = serviceOf(facts, personId)
  return people.every((id) => id !== personId && (yot === null || serviceOf(facts, id) !== yot))
}

/**
 * A plan with the places beside its team filled that the request asks for, each by the best who holds the rung, is free on the plan's days
 * and is of no service that is on the team already; whoever is locked in such a place keeps it. Nobody found: it says so, and the team is
 * whole without.
 */
export const withBeside = (facts: TeamFacts, plan: Plan): Plan => {
  const window = facts.windows.findIndex(({ startsOn }) => startsOn === plan.window.startsOn)
  const members = plan.members.filter(({ role }) => !besideRoles.some((each) => each === role))
  const alternates = [...plan.alternates]
  const missing = [...plan.missing]
  for (const role of facts.besideWanted) {
    const taken = members.map(({ personId }) => personId)
    const free = rankBeside(facts, role).filter(
      ({ id, windows }) => windows.includes(window) && isApart(facts, taken, id),
    )
    const locked = free.find(({ id }) => facts.lockedBeside.some((each) => each.personId === id && each.role === role))
    const best = locked ?? free[0]
    if (!best) {
      const say = `Nobody who may come as ${seatRoleWords[role].toLowerCase()} is free and clear of conflicts; the team is whole without.`
      missing.push({ what: 'beside', code: role, say })
      continue
    }
    members.push({
      personId: best.id,
      role,
      reasons: wordsOf(best.reasons),
      hostReasons: wordsForHost(best.reasons),
      managed: managedIn(facts.found.get(best.id) ?? []),
    })
    for (const { id, reasons } of free.filter((each) => each !== best).slice(0, mostBehind)) {
      alternates.push({
        for: best.id,
        personId: id,
        say: 'Could come in their place.',
        reasons: wordsOf(reasons),
        hostReasons: wordsForHost(reasons),
      })
    }
  }
  return { ...plan, members, alternates, missing }
}
