import type { CaseFacts, ConflictFact, PastReview } from '#services/conflicts/facts.ts'
import { type PreparedCase, roleFact, touchOrganisation, touchParty, touchYot } from '#services/conflicts/facts-case.ts'
import { overlap } from '#services/conflicts/facts-dates.ts'
import { circumstanceFact, type Occurrence, occurrenceOf, partyFact, type RuleFunction } from './occurrence.ts'

const reviewFact = (review: PastReview): ConflictFact => ({
  kind: 'review',
  recordId: review.reviewId,
  yotCode: review.hostYotCode,
  from: review.from,
  to: review.to,
})

const onTheOtherSide = (personIds: readonly string[], prepared: PreparedCase, personId: string) =>
  personIds.filter((id) => id !== personId && prepared.people.has(id))

export const soldToHost: RuleFunction = (person, prepared) =>
  person.paidWork.flatMap((work) =>
    touchParty(work, work.payer, prepared).map((touch) =>
      occurrenceOf(touch, { kind: 'paid-work', ...partyFact(work.payer), from: work.from, to: work.to }),
    ),
  )

export const sellAfterReview: RuleFunction = (person, prepared) =>
  person.reviewsServed.flatMap((review) =>
    touchYot(review, review.hostYotCode, prepared).map((touch) => occurrenceOf(touch, reviewFact(review))),
  )

/**
 * A reviewer is from the host when they came from it at the time, or host this case now. It is the same two people when
 * one of them hosted then and would review now, and the other reviewed then and hosts now.
 */
export const reciprocal: RuleFunction = (person, prepared) =>
  person.reviewsOfTheirService.flatMap((review) =>
    review.members.flatMap(({ personId, yotCode }): Occurrence[] => {
      const isFromHost =
        prepared.people.has(personId) || (yotCode !== null && touchYot(review, yotCode, prepared).length > 0)
      if (personId === person.personId || !isFromHost) return []
      const isSamePair =
        review.hostPersonIds.includes(person.personId) && prepared.facts.hostPersonIds.includes(personId)
      const fact: ConflictFact = { ...reviewFact(review), personId }
      const times = { startsOn: review.from, endedOn: review.to, stopsOn: null }
      return isSamePair
        ? [{ ...times, facts: [fact, circumstanceFact('same-two-people')], circumstance: 'same-two-people' }]
        : [{ ...times, facts: [fact] }]
    }),
  )

export const sameTeam: RuleFunction = (person, prepared) =>
  person.reviewsServed.flatMap((review): Occurrence[] => {
    const memberIds = review.members.map((member) => member.personId)
    return onTheOtherSide(memberIds, prepared, person.personId).map((personId) => ({
      startsOn: review.from,
      endedOn: review.to,
      stopsOn: null,
      facts: [{ ...reviewFact(review), personId }],
    }))
  })

/** Sat on the panel or gave the reference, in either direction. */
export const vettedBy: RuleFunction = (person, prepared) =>
  person.vettings.flatMap((vetting): Occurrence[] => {
    const { applicantPersonId, byPersonId, on, as: role } = vetting
    const other =
      byPersonId === person.personId ? applicantPersonId : applicantPersonId === person.personId ? byPersonId : null
    if (other === null || other === person.personId || !prepared.people.has(other)) return []
    const direction = byPersonId === person.personId ? 'by-them' : 'of-them'
    return [
      {
        startsOn: on,
        endedOn: on,
        stopsOn: null,
        facts: [{ kind: 'vetting', role: `${role}-${direction}`, personId: other, from: on, to: on }],
      },
    ]
  })

/** Bids on the same enquiry at the same time, or a post in a service the other is compared with. */
export const competingBids: RuleFunction = (person, prepared) => {
  const bids = person.bids.flatMap((mine): Occurrence[] =>
    prepared.facts.bids.flatMap((theirs): Occurrence[] => {
      const shared = theirs.enquiryId === mine.enquiryId ? overlap(mine, theirs) : null
      return shared
        ? [
            {
              startsOn: shared.from,
              endedOn: shared.to,
              stopsOn: null,
              facts: [{ kind: 'bid', recordId: mine.enquiryId, from: shared.from, to: shared.to }],
            },
          ]
        : []
    }),
  )
  const compared = person.posts.flatMap((post): Occurrence[] =>
    (prepared.comparators.get(post.yotCode) ?? []).map((hostYotCode) => ({
      startsOn: post.from,
      endedOn: post.to,
      stopsOn: null,
      facts: [{ kind: 'comparator', yotCode: post.yotCode, hostYotCode, from: post.from, to: post.to }],
    })),
  )
  return [...bids, ...compared]
}

const inBusiness: ReadonlySet<CaseFacts['organisations'][number]['role']> = new Set(['director', 'partner'])

/** Work delivered together, and directorships or partnerships in one organisation at the same time. */
export const businessTogether: RuleFunction = (person, prepared) => {
  const joint = person.jointWork.flatMap((work): Occurrence[] =>
    onTheOtherSide(work.withPersonIds, prepared, person.personId).map((personId) => ({
      startsOn: work.from,
      endedOn: work.to,
      stopsOn: null,
      facts: [{ kind: 'joint-work', recordId: work.engagementId, personId, from: work.from, to: work.to }],
    })),
  )
  const shared = person.organisationRoles.flatMap((mine): Occurrence[] => {
    if (mine.organisation.kind !== 'organisation' || !inBusiness.has(mine.role)) return []
    const { organisationId } = mine.organisation
    return prepared.facts.organisations.flatMap((theirs): Occurrence[] => {
      const { personId, role } = theirs
      if (theirs.organisationId !== organisationId || personId === null || personId === person.personId) return []
      const both = inBusiness.has(role) ? overlap(mine, theirs) : null
      return both
        ? [
            {
              startsOn: both.from,
              endedOn: both.to,
              stopsOn: null,
              facts: [{ kind: 'organisation-role', role: mine.role, organisationId, personId, ...both }],
            },
          ]
        : []
    })
  })
  return [...joint, ...shared]
}

const stakes = new Set(['director', 'partner', 'shareholder', 'adviser'])

/** A stake in an organisation that is a party, or runs one. */
export const stakeInParty: RuleFunction = (person, prepared) =>
  person.organisationRoles.flatMap((held) => {
    if (held.organisation.kind !== 'organisation' || !stakes.has(held.role)) return []
    const { organisationId } = held.organisation
    return touchOrganisation(held, organisationId, prepared.organisations).map((touch) =>
      occurrenceOf(touch, roleFact(held, organisationId)),
    )
  })

/** A trusteeship in a body in partnership with the host. */
export const trusteeOfPartner: RuleFunction = (person, prepared) =>
  person.organisationRoles.flatMap((held) => {
    if (held.organisation.kind !== 'organisation' || (held.role !== 'trustee' && held.role !== 'director')) return []
    const { organisationId } = held.organisation
    return touchOrganisation(held, organisationId, prepared.partners).map((touch) =>
      occurrenceOf(touch, roleFact(held, organisationId)),
    )
  })

/** While they hold an office in the association and offer paid work. */
export const officerPaid: RuleFunction = (person, prepared) =>
  person.appointments.flatMap((appointment): Occurrence[] => {
    const circumstance = prepared.facts.concernsPaidWork ? 'concerns-paid-work' : undefined
    return person.offersPaidWork.flatMap((offer): Occurrence[] => {
      const shared = overlap(appointment, offer)
      if (!shared) return []
      const facts: ConflictFact[] = [
        { kind: 'appointment', role: appointment.role, from: appointment.from, to: appointment.to },
        { kind: 'offers-paid-work', from: offer.from, to: offer.to },
      ]
      if (circumstance) facts.push(circumstanceFact(circumstance))
      const occurrence: Occurrence = { startsOn: shared.from, endedOn: shared.to, stopsOn: null, facts }
      return [circumstance ? { ...occurrence, circumstance } : occurrence]
    })
  })
