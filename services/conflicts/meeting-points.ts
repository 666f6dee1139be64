import type { CaseFacts, Interest, Party, PersonFacts, Post } from './facts.ts'
import type { PreparedCase } from './facts-case.ts'

/*
 * Where a person and a case can meet at all: a service, a person, an organisation, an area, an enquiry that both name. A
 * sweep of everybody against every case runs the rules only on pairs with a point in common; without one, no rule but
 * STALE and OFFICER_PAID can fire, whose facts are the person's alone (a property test holds that).
 */

const yot = (code: string) => `yot ${code}`
const person = (id: string) => `person ${id}`
const organisation = (id: string) => `organisation ${id}`
const area = (code: string) => `area ${code}`
const bid = (enquiryId: string) => `bid ${enquiryId}`
const paidOfficer = 'officer who offers paid work'

const ofPosts = (posts: readonly Post[]) => posts.map((post) => yot(post.yotCode))

const ofParty = (party: Party): string[] => {
  switch (party.kind) {
    case 'yot':
      return [yot(party.yotCode)]
    case 'person':
      return [person(party.personId), ...ofPosts(party.posts ?? [])]
    case 'organisation':
      return [organisation(party.organisationId)]
    case 'unresolved':
      return []
  }
}

const ofInterests = (interests: readonly Interest[]) => interests.flatMap((interest) => ofParty(interest.with))

/** Every point at which a person could meet a case. */
export const pointsOfPerson = (facts: PersonFacts): Set<string> =>
  new Set([
    person(facts.personId),
    ...ofPosts(facts.posts),
    ...ofInterests(facts.interests),
    ...facts.paidWork.flatMap(({ payer }) => ofParty(payer)),
    ...facts.organisationRoles.flatMap((role) => ofParty(role.organisation)),
    ...facts.reviewsServed.flatMap(({ hostYotCode, members }) => [
      yot(hostYotCode),
      ...members.map((member) => person(member.personId)),
    ]),
    ...facts.reviewsOfTheirService.flatMap(({ members }) =>
      members.flatMap((member) => [person(member.personId), ...(member.yotCode ? [yot(member.yotCode)] : [])]),
    ),
    ...facts.vettings.flatMap(({ applicantPersonId, byPersonId }) => [person(applicantPersonId), person(byPersonId)]),
    ...facts.jointWork.flatMap(({ withPersonIds }) => withPersonIds.map(person)),
    ...facts.bids.map(({ enquiryId }) => bid(enquiryId)),
    ...facts.electedOffices.flatMap(({ authorityCodes, policeForce }) =>
      [...authorityCodes, policeForce ?? []].flat().map(area),
    ),
    ...(facts.appointments.length > 0 && facts.offersPaidWork.length > 0 ? [paidOfficer] : []),
  ])

/** Every point at which somebody could meet a case; its neighbours and the services it is compared with only when asked. */
export const pointsOfCase = (
  prepared: PreparedCase,
  near: { neighbours: boolean; comparators: boolean },
): Set<string> => {
  const facts: CaseFacts = prepared.facts
  return new Set([
    ...[...prepared.tiesByYot.keys()].map(yot),
    ...(near.neighbours ? [...prepared.borders.keys(), ...prepared.sameForce.keys()].map(yot) : []),
    ...(near.comparators ? [...prepared.comparators.keys()].map(yot) : []),
    ...[...prepared.people].map(person),
    ...[...prepared.organisations.keys(), ...prepared.partners.keys()].map(organisation),
    ...facts.organisations.map(({ organisationId }) => organisation(organisationId)),
    ...ofInterests(facts.interests),
    ...[...facts.objections, ...facts.selfDeclined].map(({ personId }) => person(personId)),
    ...facts.yots.flatMap(({ authorities, policeForces }) => [
      ...authorities.map(({ authorityCode }) => area(authorityCode)),
      ...policeForces.map(area),
    ]),
    ...facts.bids.map(({ enquiryId }) => bid(enquiryId)),
    ...(facts.concernsPaidWork ? [paidOfficer] : []),
  ])
}
