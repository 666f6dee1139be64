import type { CaseFacts, Interest, Party, PersonFacts, YotTie } from './facts.ts'
import { type IsoDate, laterStart, overlap, type Span } from './facts-dates.ts'

/** A case with its look-ups built once, for checking many people against it. */
export interface PreparedCase {
  readonly facts: CaseFacts
  /** From a service's code to the ways it stands for a party of the case. */
  readonly tiesByYot: ReadonlyMap<string, readonly (YotTie & { readonly hostYotCode: string })[]>
  /** Everybody on the other side: who requests or hosts it, and who it decides on. */
  readonly people: ReadonlySet<string>
  /** Organisations that run a party, or are a party themselves. */
  readonly organisations: ReadonlyMap<string, readonly Span[]>
  /** Bodies in partnership with a party. */
  readonly partners: ReadonlyMap<string, readonly Span[]>
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
  const organisations = new Map<string, Span[]>()
  const partners = new Map<string, Span[]>()
  const borders = new Map<string, string[]>()
  const sameForce = new Map<string, string[]>()
  const comparators = new Map<string, string[]>()
  for (const yot of facts.yots) {
    for (const tie of yot.ties) addTo(tiesByYot, tie.yotCode, { ...tie, hostYotCode: yot.yotCode })
    for (const code of yot.borders) addTo(borders, code, yot.yotCode)
    for (const code of yot.sameForce) addTo(sameForce, code, yot.yotCode)
    for (const code of yot.comparators) addTo(comparators, code, yot.yotCode)
    for (const { organisationId, role, from, to } of yot.organisations) {
      addTo(role === 'runs' ? organisations : partners, organisationId, { from, to })
    }
  }
  for (const { organisationId, role, from, to } of facts.organisations) {
    if (role === 'party') addTo(organisations, organisationId, { from, to })
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
  readonly tie?: YotTie & { readonly hostYotCode: string }
}

const none: readonly never[] = []

/** How a stretch of time at a service touches the case: directly, or through services that stand for the host. */
export function touchYot(span: Span, yotCode: string, prepared: PreparedCase): readonly Touch[] {
  const ties = prepared.tiesByYot.get(yotCode)
  if (!ties) return none
  const touches: Touch[] = []
  for (const tie of ties) {
    const shared = overlap(span, tie.held)
    if (!shared) continue
    touches.push({ ...shared, startsOn: laterStart(shared.from, tie.effective.from), stopsOn: tie.effective.to, tie })
  }
  return touches
}

/** How a stretch of time with an organisation touches the case. */
export function touchOrganisation(
  span: Span,
  organisationId: string,
  organisations: ReadonlyMap<string, readonly Span[]>,
): readonly Touch[] {
  const links = organisations.get(organisationId)
  if (!links) return none
  return links.flatMap((link): Touch[] => {
    const shared = overlap(span, link)
    return shared ? [{ ...shared, startsOn: shared.from, stopsOn: null }] : []
  })
}

/** How a stretch of time with any party touches the case. An unresolved name touches nothing. */
export function touchParty(span: Span, party: Party, prepared: PreparedCase): readonly Touch[] {
  switch (party.kind) {
    case 'yot':
      return touchYot(span, party.yotCode, prepared)
    case 'organisation':
      return touchOrganisation(span, party.organisationId, prepared.organisations)
    case 'person':
      return prepared.people.has(party.personId)
        ? [{ from: span.from, to: span.to, startsOn: span.from, stopsOn: null }]
        : none
    case 'unresolved':
      return none
  }
}

/** How something the other side declared touches this person: by name, through a post, or through a role. */
export function touchPerson(interest: Interest, person: PersonFacts): readonly Touch[] {
  const { with: party } = interest
  const during = (span: Span): Touch[] => {
    const shared = overlap(interest, span)
    return shared ? [{ ...shared, startsOn: shared.from, stopsOn: null }] : []
  }
  switch (party.kind) {
    case 'person':
      return party.personId === person.personId
        ? [{ from: interest.from, to: interest.to, startsOn: interest.from, stopsOn: null }]
        : none
    case 'yot':
      return person.posts.flatMap((post) => (post.yotCode === party.yotCode ? during(post) : []))
    case 'organisation':
      return person.organisationRoles.flatMap((held) =>
        held.organisation.kind === 'organisation' && held.organisation.organisationId === party.organisationId
          ? during(held)
          : [],
      )
    case 'unresolved':
      return none
  }
}
