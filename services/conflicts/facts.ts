import type { IsoDate, Span } from './facts-dates.ts'

/**
 * What a rule may look at. The rooms that own these facts fill them in; rules never fetch.
 *
 * People are the same only when their ids are the same, services when their codes are, organisations when the register
 * has resolved both names to one id. A name nobody could resolve is kept as `unresolved` and equals nothing, itself
 * included, so "independent" and "self-employed" never tie two people together.
 */
export type Party =
  | { readonly kind: 'yot'; readonly yotCode: string }
  | {
      readonly kind: 'person'
      readonly personId: string
      /** Where that person works or worked: somebody's sister at the host counts, whether or not she hosts the case. */
      readonly posts?: readonly Post[]
    }
  | { readonly kind: 'organisation'; readonly organisationId: string }
  | { readonly kind: 'unresolved'; readonly text: string }

export const activities = ['review', 'paid-delivery', 'deciding'] as const
/** What the person would do: review the host, deliver paid work for it, or decide (vetting, board, moderation). */
export type Activity = (typeof activities)[number]

export const interestKinds = [
  'job-talks',
  'family',
  'personal',
  'dispute',
  'financial',
  'line',
  'co-business',
  'competitor',
  'trustee',
  'inspector',
  'elected',
  'gift',
] as const
export type InterestKind = (typeof interestKinds)[number]

/** A post at a service. It counts from its first day, not from the day it was recorded. */
export interface Post extends Span {
  readonly kind: 'substantive' | 'acting' | 'interim' | 'secondment'
  readonly yotCode: string
}

/** Something declared by the person or by the other side. A gift or another single event has the same first and last day. */
export interface Interest extends Span {
  readonly kind: InterestKind
  readonly with: Party
  /** Gifts and hospitality only; null when nobody knows, which counts as above the limit. */
  readonly valuePence?: number | null
}

interface PaidWork extends Span {
  readonly payer: Party
}

/** A role in a company, charity or other body outside the register of services. */
export interface OrganisationRole extends Span {
  readonly organisation: Party
  readonly role: 'director' | 'partner' | 'shareholder' | 'adviser' | 'trustee' | 'employee'
}

/** A peer review with its dates on site (or of the whole work, when it was remote). */
export interface PastReview extends Span {
  readonly reviewId: string
  readonly hostYotCode: string
  /** People who requested or hosted it. */
  readonly hostPersonIds: readonly string[]
  /** The team, each with the service they came from then; null for people without one. */
  readonly members: readonly { readonly personId: string; readonly yotCode: string | null }[]
}

/** One person who sat on another's approving panel, or was their referee. Known on both their files. */
interface Vetting {
  readonly applicantPersonId: string
  readonly byPersonId: string
  readonly as: 'panel' | 'referee'
  /** The day the panel approved, or the day the reference was given or named. */
  readonly on: IsoDate
}

/** Work delivered together, whoever paid for it. */
interface JointWork extends Span {
  readonly engagementId: string
  readonly withPersonIds: readonly string[]
}

/** A quote or bid while it is open. */
interface Bid extends Span {
  readonly enquiryId: string
}

interface ElectedOffice extends Span {
  readonly authorityCodes: readonly string[]
  /** Police and crime commissioners and mayors who hold that office. */
  readonly policeForce: string | null
}

/** An office in the association. */
interface Appointment extends Span {
  readonly role: 'coordinator' | 'assessor' | 'board_member' | 'administrator'
}

/** Everything known about one person (or the person acting for a provider) that bears on a conflict. */
export interface PersonFacts {
  readonly personId: string
  readonly posts: readonly Post[]
  readonly interests: readonly Interest[]
  readonly paidWork: readonly PaidWork[]
  readonly organisationRoles: readonly OrganisationRole[]
  /** Reviews they served on. */
  readonly reviewsServed: readonly PastReview[]
  /** Reviews of a service they held a post in while it ran or since, or of a service partnered with it. */
  readonly reviewsOfTheirService: readonly PastReview[]
  readonly vettings: readonly Vetting[]
  readonly jointWork: readonly JointWork[]
  readonly bids: readonly Bid[]
  readonly electedOffices: readonly ElectedOffice[]
  readonly appointments: readonly Appointment[]
  /** When they offered paid work through the exchange (a published charged offering, or an open charged profile). */
  readonly offersPaidWork: readonly Span[]
  /** The dates of their annual declarations, nil returns included. */
  readonly declaredOn: readonly IsoDate[]
}

/**
 * Another service (or the same one) through which the host is reached.
 * Someone who was there during `held` was with the host; that counts on days in `effective`.
 */
export interface YotTie {
  readonly yotCode: string
  readonly via: 'same' | 'combined' | 'partnered' | 'authority' | 'merged'
  readonly held: Span
  readonly effective: Span
}

/** A service that is a party to the case, with what the register says around it. `describeYot` builds it. */
export interface YotParty {
  readonly yotCode: string
  readonly ties: readonly YotTie[]
  readonly authorities: readonly (Span & { readonly authorityCode: string })[]
  readonly policeForces: readonly string[]
  /** Codes of services that share a border. */
  readonly borders: readonly string[]
  /** Codes of services in the same police-force area, or one of them. */
  readonly sameForce: readonly string[]
  /** Codes of the services it is compared with. */
  readonly comparators: readonly string[]
  /** The council or trust that runs it, and bodies in partnership with it. */
  readonly organisations: readonly (Span & { readonly organisationId: string; readonly role: 'runs' | 'partner' })[]
}

/** The case a person would review, deliver for or decide. */
export interface CaseFacts {
  readonly caseId: string
  readonly activity: Activity
  /** The host; for a decision on a person, the services they hold a post in; for a dispute, every service in it. */
  readonly yots: readonly YotParty[]
  /** People who request or host it. */
  readonly hostPersonIds: readonly string[]
  /** People it decides on: the applicant, the rater and the rated. */
  readonly applicantPersonIds: readonly string[]
  /** Roles those people hold in organisations, and (person null) organisations that are themselves a party. */
  readonly organisations: readonly (Span & {
    readonly organisationId: string
    readonly personId: string | null
    readonly role: OrganisationRole['role'] | 'party'
  })[]
  /** Open quotes and bids of the case's parties. */
  readonly bids: readonly Bid[]
  /** What the other side declared about this person, their service or their organisation. */
  readonly interests: readonly Interest[]
  readonly objections: readonly { readonly personId: string; readonly on: IsoDate | null }[]
  readonly selfDeclined: readonly { readonly personId: string; readonly on: IsoDate | null }[]
  /** The host has asked that neighbours be managed rather than noted. */
  readonly asksAboutNeighbours: boolean
  /** A decision that bears on paid work: a charged offering, a quality mark, who may charge. */
  readonly concernsPaidWork: boolean
}

/** One fact that made a rule fire: codes, ids and dates only, never free text. */
export interface ConflictFact {
  readonly kind:
    | 'case'
    | 'post'
    | 'interest'
    | 'declared-by-other-side'
    | 'paid-work'
    | 'review'
    | 'vetting'
    | 'joint-work'
    | 'organisation-role'
    | 'bid'
    | 'comparator'
    | 'neighbour'
    | 'elected-office'
    | 'appointment'
    | 'offers-paid-work'
    | 'annual-declaration'
    | 'tie'
    | 'circumstance'
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  /** The kind of post, interest, role, tie, vetting or circumstance. */
  readonly role?: string
  readonly yotCode?: string
  readonly hostYotCode?: string
  /** Of a tie between services: the days on which having been at the one counts as having been at the other. */
  readonly counts?: Span
  /** An authority's code or the name of a police force. */
  readonly area?: string
  readonly personId?: string
  readonly organisationId?: string
  readonly recordId?: string
  readonly valuePence?: number | null
}

/** A person nothing is known of; spread it and add what is. */
export const noPersonFacts: Omit<PersonFacts, 'personId'> = {
  posts: [],
  interests: [],
  paidWork: [],
  organisationRoles: [],
  reviewsServed: [],
  reviewsOfTheirService: [],
  vettings: [],
  jointWork: [],
  bids: [],
  electedOffices: [],
  appointments: [],
  offersPaidWork: [],
  declaredOn: [],
}

/** A case nothing is known of; spread it and add what is. */
export const noCaseFacts: Omit<CaseFacts, 'caseId' | 'activity'> = {
  yots: [],
  hostPersonIds: [],
  applicantPersonIds: [],
  organisations: [],
  bids: [],
  interests: [],
  objections: [],
  selfDeclined: [],
  asksAboutNeighbours: false,
  concernsPaidWork: false,
}

/** A team's own review does not count as an earlier one when somebody on it is checked again. */
export const withoutOwnReview = (person: PersonFacts, caseId: string): PersonFacts => {
  const isOwn = ({ reviewId }: PastReview) => reviewId === caseId
  if (!person.reviewsServed.some(isOwn) && !person.reviewsOfTheirService.some(isOwn)) return person
  return {
    ...person,
    reviewsServed: person.reviewsServed.filter((review) => !isOwn(review)),
    reviewsOfTheirService: person.reviewsOfTheirService.filter((review) => !isOwn(review)),
  }
}
