import type { Party, PersonFacts } from '#services/conflicts/facts.ts'
import type { PreparedCase, Touch } from '#services/conflicts/facts-case.ts'
import type { IsoDate } from '#services/conflicts/facts-dates.ts'
import type { Circumstance, RuleSet } from '#services/conflicts/rule-set.ts'

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
  /** Of a tie: from when having been at the one counts as having been at the other. */
  readonly since?: IsoDate | null
  /** An authority's code or the name of a police force. */
  readonly area?: string
  readonly personId?: string
  readonly personIds?: readonly string[]
  readonly organisationId?: string
  readonly recordId?: string
  readonly valuePence?: number | null
}

/**
 * What a rule saw, without asking what day it is. It counts from `startsOn`; it ended on `endedOn`, from where the
 * rule's look-back runs; whatever the look-back says, it no longer counts after `stopsOn`.
 */
export interface Occurrence {
  readonly startsOn: IsoDate | null
  readonly endedOn: IsoDate | null
  readonly stopsOn: IsoDate | null
  readonly facts: readonly ConflictFact[]
  readonly circumstance?: Circumstance
}

/** A rule: every occurrence it sees between a person and a case. Pure, and blind to the date of the check. */
export type RuleFunction = (
  person: PersonFacts,
  prepared: PreparedCase,
  settings: RuleSet['settings'],
) => readonly Occurrence[]

export const partyFact = (party: Party): Pick<ConflictFact, 'yotCode' | 'personId' | 'organisationId'> => {
  switch (party.kind) {
    case 'yot':
      return { yotCode: party.yotCode }
    case 'person':
      return { personId: party.personId }
    case 'organisation':
      return { organisationId: party.organisationId }
    case 'unresolved':
      return {}
  }
}

/** A touch as an occurrence: its own fact, and the tie it went through unless that is the host itself. */
export function occurrenceOf(touch: Touch, fact: ConflictFact): Occurrence {
  const { tie } = touch
  const facts: ConflictFact[] = [fact]
  if (tie && tie.via !== 'same') {
    const { via, yotCode, hostYotCode, held, effective } = tie
    facts.push({ kind: 'tie', role: via, yotCode, hostYotCode, ...held, since: effective.from })
  }
  return { startsOn: touch.startsOn, endedOn: touch.to, stopsOn: touch.stopsOn, facts }
}
