import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { evaluateTeam, proposeTeams, type Role, rankCandidates, type Seat } from '#services/matching/index.ts'
import { besideRoles, isBeside } from '#services/reviews/case/beside.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { mayNotAct } from '#services/reviews/case/policy.ts'
import type { editTeamSchema, Input } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { notableAbsences } from './absences.ts'
import { isApart, rankBeside } from './beside.ts'
import { managedIn, planOf, wordsForHost, wordsOf } from './plan-of.ts'
import { isUnknownToMatching, type Plan, planIn, seatRoleOf, seatRoleWords } from './proposal.ts'
import { hashOf } from './propose-team.ts'
import { gatherTeamFacts, type KnownElsewhere, type TeamFacts } from './team-question.ts'

/** How many people are offered for a place. */
const mostOffered = 40
const mostFound = 5

type PlanRole = Plan['members'][number]['role']
type Members = readonly { personId: string; role: PlanRole }[]

/** The places of a team as asked for: leads, then reviewers to the most, then those beside it that are asked for or held. */
const rolesFor = ({ question, besideWanted }: TeamFacts, members: Members): PlanRole[] => [
  ...Array<Role>(question.need.leads).fill('lead'),
  ...Array<Role>(question.need.peers[1]).fill('peer'),
  ...besideRoles.filter((role) => besideWanted.includes(role) || members.some((member) => member.role === role)),
]

/** People for places in order; nobody where the text is empty. */
const peopleIn = (roles: readonly PlanRole[], people: readonly string[]): Members =>
  roles.flatMap((role, at) => {
    const personId = people[at]
    return personId ? [{ personId, role }] : []
  })

/** Those of them whom matching knows a place for. */
const seatsOf = (members: Members): Seat[] =>
  members.flatMap(({ personId, role }) => (isUnknownToMatching(role) ? [] : [{ expert: personId, role }]))

/** Puts people into the places of their roles, in order. */
const placed = (roles: readonly PlanRole[], members: Members): string[] => {
  const rest = [...members]
  return roles.map((role) => {
    const at = rest.findIndex((member) => member.role === role)
    return at < 0 ? '' : (rest.splice(at, 1)[0]?.personId ?? '')
  })
}

const nameIn = ({ bank }: TeamFacts, id: string): string =>
  bank.candidates[bank.indexOf.get(id) ?? -1]?.name ?? 'Somebody who has left'

/** What a team breaks, lacks and costs, with names. */
const effectOf = (facts: TeamFacts, window: number, seats: readonly Seat[]) => {
  const { breaches, missing, say } = evaluateTeam(facts.bank, facts.question, { window, seats })
  return {
    say,
    breaches: breaches.map((breach) => (breach.expert ? `${nameIn(facts, breach.expert)}: ${breach.say}` : breach.say)),
    missing: missing.map((each) => each.say),
  }
}

/** Why people of a name are not on the list, or what speaks for them when they are. */
const whyOf = (facts: TeamFacts, search: string) => {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return []
  const people = facts.bank.candidates.filter(({ name }) => name?.toLowerCase().includes(wanted)).slice(0, mostFound)
  const { ranked, excluded } = rankCandidates(facts.bank, facts.question, {
    limit: facts.bank.count,
    whyNot: people.map(({ id }) => id),
  })
  return people.map(({ id, name }) => {
    const at = ranked.findIndex((person) => person.id === id)
    const because = excluded.find((person) => person.id === id)?.because ?? []
    return {
      name: name ?? '',
      place: at < 0 ? null : at + 1,
      says: at < 0 ? because.map(({ say }) => say) : (ranked[at]?.reasons ?? []).map(({ say }) => say).filter(Boolean),
    }
  })
}

/**
 * A proposal being changed by hand, for whoever looks after the case: who could take each place, and what the change breaks, lacks and
 * costs. Locked people stay. Writes nothing but the conflict checks of those offered.
 */
export const editTeamPage = async (
  ctx: Ctx,
  ref: string,
  number: number,
  asked: { windowId?: string | undefined; people?: readonly string[] | undefined; search: string },
  known?: KnownElsewhere,
) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return mayNotAct(found, ['case-holder'])
  const requestId = found.facts.id
  const row = await tables(ctx).teamProposal.findUnique({ where: { requestId_number: { requestId, number } } })
  if (!row || found.facts.status !== 'team_proposed') return notFound()
  const plan = planIn(row.plan)
  const facts = await gatherTeamFacts(ctx, {
    requestId,
    moment: 'search',
    fillsBeside: true,
    ...(known ? { known } : {}),
  })
  const roles = rolesFor(facts, plan.members)
  const people = asked.people ?? placed(roles, plan.members)
  const windowId = asked.windowId ?? row.windowId
  const window = Math.max(
    0,
    facts.windows.findIndex(({ id }) => id === windowId),
  )
  const offered = (role: PlanRole): string[] => {
    const { ranked } = isBeside(role)
      ? { ranked: rankBeside(facts, role).slice(0, mostOffered) }
      : rankCandidates(facts.bank, facts.question, { role, limit: mostOffered })
    return ranked.map(({ id }) => id)
  }
  const byRole = new Map([...new Set(roles)].map((role) => [role, offered(role)]))
  const locked = new Set(facts.question.need.locked.map(({ expert }) => expert))
  return ok({
    ref,
    number,
    version: found.version,
    windowId: facts.windows[window]?.id ?? '',
    windows: facts.windows,
    places: roles.map((role, at) => {
      const personId = people[at] ?? ''
      const own = byRole.get(role) ?? []
      const ids = personId === '' || own.includes(personId) ? own : [personId, ...own]
      return {
        role: seatRoleWords[seatRoleOf[role]],
        personId,
        isLocked: locked.has(personId),
        people: ids.map((id) => ({ id, name: nameIn(facts, id) })).sort((a, b) => a.name.localeCompare(b.name)),
      }
    }),
    isChanged: asked.people !== undefined,
    effect: effectOf(facts, window, seatsOf(peopleIn(roles, people))),
    search: asked.search,
    why: whyOf(facts, asked.search),
  })
}

/** Those chosen for places beside the team that matching does not know, as a plan keeps them, and what is wrong with any of them. */
const chosenBeside = (facts: TeamFacts, window: number, chosen: Members) => {
  const wrong: string[] = []
  const members = chosen.flatMap(({ personId, role }): Plan['members'] => {
    if (!isUnknownToMatching(role)) return []
    const others = chosen.flatMap((other) => (other.personId === personId && other.role === role ? [] : other.personId))
    const found = rankBeside(facts, role).find(({ id, windows }) => id === personId && windows.includes(window))
    if (!found) wrong.push(`${nameIn(facts, personId)} cannot come as ${seatRoleWords[role].toLowerCase()} then.`)
    else if (!isApart(facts, others, personId))
      wrong.push(`${nameIn(facts, personId)} is on the team already, or of a service that is.`)
    if (!found) return []
    const { reasons } = found
    const managed = managedIn(facts.found.get(personId) ?? [])
    return [{ personId, role, reasons: wordsOf(reasons), hostReasons: wordsForHost(reasons), managed }]
  })
  return { wrong, members }
}

/** Keeps a team put together by hand as another proposal. One that breaks a rule is refused, with which. Nobody is written to. */
export const saveTeam = (
  ctx: Ctx,
  input: Input<typeof editTeamSchema>,
  known?: KnownElsewhere,
): Promise<Result<{ ref: string }>> =>
  reviews.asMove(ctx, { ...input, event: 'team-proposed' }, async (ctx, { row: review }) => {
    const { teamProposal } = tables(ctx)
    const requestId = review.id
    const before = await teamProposal.findUnique({
      where: { requestId_number: { requestId, number: input.number } },
    })
    if (!before || review.status !== 'team_proposed') return notFound()
    const facts = await gatherTeamFacts(ctx, {
      requestId,
      moment: 'proposal',
      fillsBeside: true,
      ...(known ? { known } : {}),
    })
    const window = facts.windows.findIndex(({ id }) => id === input.windowId)
    const days = facts.windows[window]
    if (!days) return invalid({ windowId: 'Choose dates that are still to come' })
    const chosen = peopleIn(rolesFor(facts, planIn(before.plan).members), input.people)
    const seats = seatsOf(chosen)
    if (seats.length === 0) return invalid({ people: 'Choose somebody for the team' })
    const { breaches } = effectOf(facts, window, seats)
    const beside = chosenBeside(facts, window, chosen)
    const wrong = [...breaches, ...beside.wrong]
    if (wrong.length > 0) return refused(wrong.join(' '))
    const lost = facts.question.need.locked.find(
      ({ expert, role }) => !seats.some((seat) => seat.expert === expert && seat.role === role),
    )
    if (lost) return refused(`${nameIn(facts, lost.expert)} is locked in this team. Unlock them first.`)
    const team = evaluateTeam(facts.bank, facts.question, { window, seats })
    // Those who could step in, found as for any proposal: with every place held.
    const need = {
      ...facts.question.need,
      windows: facts.question.need.windows.slice(window, window + 1),
      locked: seats,
    }
    const held = proposeTeams(facts.bank, { ...facts.question, need })[0]
    const moved = await reviews.move(ctx, review, 'team-proposed')
    if (!moved.ok) return moved
    const proposedById = ctx.actor.personId
    if (proposedById === null) throw new Error('A team is proposed by a person')
    const absences = notableAbsences(facts.bank, facts.question)
    const plan = planOf(
      { found: facts.found, absences },
      {
        ...team,
        alternates: (held?.alternates ?? []).filter(
          ({ expert }) => !chosen.some(({ personId }) => personId === expert),
        ),
        differs: `Put together by hand from proposal ${input.number}. ${team.say}`,
      },
      days,
    )
    await teamProposal.create({
      data: {
        requestId,
        number: (await teamProposal.count({ where: { requestId } })) + 1,
        windowId: days.id,
        plan: { ...plan, members: [...plan.members, ...beside.members] },
        inputsHash: hashOf(facts),
        weightsVersion: facts.bank.weights.version,
        ruleSetVersion: facts.ruleSetVersion,
        proposedById,
        proposedAt: ctx.clock.now(),
      },
    })
    return ok(undefined)
  })
