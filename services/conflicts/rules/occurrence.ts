import type { ConflictFact, Party, PersonFacts } from '#services/conflicts/facts.ts'
import type { PreparedCase, Touch } from '#services/conflicts/facts-case.ts'
import type { IsoDate } from '#services/conflicts/facts-dates.ts'
import type { Circumstance, RuleSet } from '#services/conflicts/rule-set.ts'

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

/** What raised the effect is one of the facts: the same facts without it are another conflict. */
export const circumstanceFact = (role: Circumstance): ConflictFact => ({
  kind: 'circumstance',
  role,
  from: null,
  to: null,
})

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

/** A touch as an occurrence: the fact itself, and what it went through to reach the case. */
export const occurrenceOf = (touch: Touch, fact: ConflictFact): Occurrence => ({
  startsOn: touch.startsOn,
  endedOn: touch.to,
  stopsOn: touch.stopsOn,
  facts: [fact, ...touch.through],
})
