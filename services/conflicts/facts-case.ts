import type { CaseFacts, ConflictFact, Interest, OrganisationRole, Party, PersonFacts, Post, YotTie } from './facts.ts'
import { type IsoDate, laterStart, overlap, type Span } from './facts-dates.ts'

interface OrganisationLink extends Span {
  readonly role: 'runs' | 'partner' | 'party'
  readonly hostYotCode?: string
}

/** A case with its look-ups built once, for checking many people against it. */
export interface PreparedCase {
  readonly facts: CaseFacts
  /** From a service's code to the ways it stands for a party of the case. */
  readonly tiesByYot: ReadonlyMap<string, readonly (YotTie & { readonly hostYotCode: string })[]>
  /** Everybody on the other side: who requests or hosts it, and who it decides on. */
  readonly people: ReadonlySet<string>
  /** Organisations that run a party, or are a party themselves. */
  readonly organisations: ReadonlyMap<string, readonly OrganisationLink[]>
  /** Bodies in partnership with a party. */
  readonly partners: ReadonlyMap<string, readonly OrganisationLink[]>
  /** From a service's code to the parties it borders, shares a police force with, or is compared with. */
  readonly borders: ReadonlyMap<string, readonly string[]>
  readonly sameForce: ReadonlyMap<string, readonly string[]>
  readonly comparators: ReadonlyMap<string, readonly string[]>
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Builds a case's look-ups. Cheap; once per case, not once per person. */
export function prepareCase(facts: CaseFacts): PreparedCase {
  const tiesByYot = new Map<string, (YotTie & { hostYotCode: string })[]>()
  const organisations = new Map<string, OrganisationLink[]>()
  const partners = new Map<string, OrganisationLink[]>()
  const borders = new Map<string, string[]>()
  const sameForce = new Map<string, string[]>()
  const comparators = new Map<string, string[]>()
  for (const yot of facts.yots) {
    for (const tie of yot.ties) addTo(tiesByYot, tie.yotCode, { ...tie, hostYotCode: yot.yotCode })
    for (const code of yot.borders) addTo(borders, code, yot.yotCode)
    for (const code of yot.sameForce) addTo(sameForce, code, yot.yotCode)
    for (const code of yot.comparators) addTo(comparators, code, yot.yotCode)
    for (const { organisationId, role, from, to } of yot.organisations) {
      addTo(role === 'runs' ? organisations : partners, organisationId, { role, hostYotCode: yot.yotCode, from, to })
    }
  }
  for (const { organisationId, role, from, to } of facts.organisations) {
    if (role === 'party') addTo(organisations, organisationId, { role, from, to })
  }
  return {
    facts,
    tiesByYot,
    people: new Set([...facts.hostPersonIds, ...facts.applicantPersonIds]),
    organisations,
    partners,
    borders,
    sameForce,
    comparators,
  }
}

/** A stretch of time in which something of the person's touched a party of the case. */
export interface Touch extends Span {
  /** Set when it counts only from or up to a day that is not the fact's own, such as the day of a merger. */
  readonly startsOn: IsoDate | null
  readonly stopsOn: IsoDate | null
  /** What it went through to reach the case; empty when it reached it directly. */
  readonly through: readonly ConflictFact[]
}

const none: readonly never[] = []

const direct = ({ from, to }: Span, through: readonly ConflictFact[] = none): Touch => ({
  from,
  to,
  startsOn: from,
  stopsOn: null,
  through,
})

/** How a stretch of time at a service touches the case: directly, or through services that stand for the host. */
export function touchYot(span: Span, yotCode: string, prepared: PreparedCase): readonly Touch[] {
  const ties = prepared.tiesByYot.get(yotCode)
  if (!ties) return none
  const touches: Touch[] = []
  for (const tie of ties) {
    const shared = overlap(span, tie.held)
    if (!shared) continue
    const { via, hostYotCode, held, effective } = tie
    touches.push({
      ...shared,
      startsOn: laterStart(shared.from, effective.from),
      stopsOn: effective.to,
      through: via === 'same' ? none : [{ kind: 'tie', role: via, yotCode, hostYotCode, ...held, counts: effective }],
    })
  }
  return touches
}

/** How a stretch of time with an organisation touches the case. */
export function touchOrganisation(
  span: Span,
  organisationId: string,
  organisations: ReadonlyMap<string, readonly OrganisationLink[]>,
): readonly Touch[] {
  const links = organisations.get(organisationId)
  if (!links) return none
  return links.flatMap((link): Touch[] => {
    const shared = overlap(span, link)
    return shared ? [direct(shared, [{ kind: 'tie', organisationId, ...link }])] : []
  })
}

/**
 * How a stretch of time with any party touches the case: a person as one of the people on the other side, or else
 * through a post. An unresolved name touches nothing.
 */
export function touchParty(span: Span, party: Party, prepared: PreparedCase): readonly Touch[] {
  switch (party.kind) {
    case 'yot':
      return touchYot(span, party.yotCode, prepared)
    case 'organisation':
      return touchOrganisation(span, party.organisationId, prepared.organisations)
    case 'person':
      if (prepared.people.has(party.personId)) return [direct(span)]
      return (party.posts ?? none).flatMap((post) => {
        const shared = overlap(span, post)
        if (!shared) return []
        return touchYot(shared, post.yotCode, prepared).map(
          (touch): Touch => ({ ...touch, through: [postFact(post), ...touch.through] }),
        )
      })
    case 'unresolved':
      return none
  }
}

/** How something the other side declared touches this person: by name, through a post, or through a role. */
export function touchPerson(interest: Interest, person: PersonFacts): readonly Touch[] {
  const { with: party } = interest
  switch (party.kind) {
    case 'person':
      return party.personId === person.personId ? [direct(interest)] : none
    case 'yot':
      return person.posts.flatMap((post) => {
        const shared = post.yotCode === party.yotCode ? overlap(interest, post) : null
        return shared ? [direct(shared, [postFact(post)])] : []
      })
    case 'organisation':
      return person.organisationRoles.flatMap((held) => {
        const isSame =
          held.organisation.kind === 'organisation' && held.organisation.organisationId === party.organisationId
        const shared = isSame ? overlap(interest, held) : null
        return shared ? [direct(shared, [roleFact(held, party.organisationId)])] : []
      })
    case 'unresolved':
      return none
  }
}

/** A post as a fact that fired. */
export const postFact = ({ kind: role, yotCode, from, to }: Post): ConflictFact => ({
  kind: 'post',
  role,
  yotCode,
  from,
  to,
})

/** A role in a resolved organisation as a fact that fired. */
export const roleFact = ({ role, from, to }: OrganisationRole, organisationId: string): ConflictFact => ({
  kind: 'organisation-role',
  role,
  organisationId,
  from,
  to,
})
