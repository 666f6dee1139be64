import type { ConflictFact, Interest, InterestKind } from '#services/conflicts/facts.ts'
import { type Touch, touchOrganisation, touchParty, touchPerson } from '#services/conflicts/facts-case.ts'
import { addPeriod, dayAfter, dayBefore } from '#services/conflicts/facts-dates.ts'
import { type Occurrence, occurrenceOf, partyFact, type RuleFunction } from './occurrence.ts'

const interestFact = (interest: Interest, kind: ConflictFact['kind']): ConflictFact => ({
  kind,
  role: interest.kind,
  ...partyFact(interest.with),
  ...(interest.kind === 'gift' ? { valuePence: interest.valuePence ?? null } : {}),
  from: interest.from,
  to: interest.to,
})

/** An interest of this kind that either side declared and that ties the two together. */
const declaredBetween =
  (kind: InterestKind, counts: (interest: Interest, limitPence: number) => boolean = () => true): RuleFunction =>
  (person, prepared, settings) => {
    const occurrences: Occurrence[] = []
    const add = (interest: Interest, touches: readonly Touch[], by: ConflictFact['kind']) => {
      for (const touch of touches) occurrences.push(occurrenceOf(touch, interestFact(interest, by)))
    }
    for (const interest of person.interests) {
      if (interest.kind !== kind || !counts(interest, settings.giftAbovePence)) continue
      add(interest, touchParty(interest, interest.with, prepared), 'interest')
    }
    for (const interest of prepared.facts.interests) {
      if (interest.kind !== kind || !counts(interest, settings.giftAbovePence)) continue
      add(interest, touchPerson(interest, person), 'declared-by-other-side')
    }
    return occurrences
  }

export const jobTalks = declaredBetween('job-talks')
export const family = declaredBetween('family')
export const friendship = declaredBetween('personal')
export const dispute = declaredBetween('dispute')
export const financialInterest = declaredBetween('financial')
export const lineManagement = declaredBetween('line')
export const declaredBusiness = declaredBetween('co-business')
export const declaredCompetitor = declaredBetween('competitor')
export const inspector = declaredBetween('inspector')
export const declaredOffice = declaredBetween('elected')
export const gift = declaredBetween(
  'gift',
  (interest, limitPence) => (interest.valuePence ?? limitPence + 1) > limitPence,
)

/** A declared trusteeship: of a partner of the host, or said straight out to concern the host. */
export const declaredTrustee: RuleFunction = (person, prepared, settings) => [
  ...declaredBetween('trustee')(person, prepared, settings),
  ...person.interests.flatMap((interest) =>
    interest.kind === 'trustee' && interest.with.kind === 'organisation'
      ? touchOrganisation(interest, interest.with.organisationId, prepared.partners).map((touch) =>
          occurrenceOf(touch, interestFact(interest, 'interest')),
        )
      : [],
  ),
]

const caseOccurrence = (startsOn: string | null, role: string, recordId: string): Occurrence => ({
  startsOn,
  endedOn: null,
  stopsOn: null,
  facts: [{ kind: 'case', role, recordId, from: startsOn, to: null }],
})

export const ownCase: RuleFunction = (person, prepared) =>
  prepared.people.has(person.personId) ? [caseOccurrence(null, 'own-case', prepared.facts.caseId)] : []

export const hostObjection: RuleFunction = (person, prepared) =>
  prepared.facts.objections.flatMap((objection) =>
    objection.personId === person.personId
      ? [caseOccurrence(objection.on, 'host-objection', prepared.facts.caseId)]
      : [],
  )

export const selfDeclined: RuleFunction = (person, prepared) =>
  prepared.facts.selfDeclined.flatMap((declined) =>
    declined.personId === person.personId ? [caseOccurrence(declined.on, 'self-declined', prepared.facts.caseId)] : [],
  )

/**
 * Each declaration holds until its period is over; the day after, it is out of date unless a later one has been made.
 * Never having declared is out of date too. One occurrence per gap, so that old checks can be re-run.
 */
export const staleDeclaration: RuleFunction = (person, _prepared, settings) => {
  const dates = [...new Set(person.declaredOn)].sort()
  const fact = (declaredOn: string | null): ConflictFact => ({
    kind: 'annual-declaration',
    from: declaredOn,
    to: declaredOn,
  })
  const gap = (startsOn: string | null, declaredOn: string | null, next: string | undefined): Occurrence => ({
    startsOn,
    endedOn: null,
    stopsOn: next === undefined ? null : dayBefore(next),
    facts: [fact(declaredOn)],
  })
  return [
    gap(null, null, dates[0]),
    ...dates.map((declaredOn, index) =>
      gap(dayAfter(addPeriod(declaredOn, settings.declarationLasts)), declaredOn, dates[index + 1]),
    ),
  ]
}
