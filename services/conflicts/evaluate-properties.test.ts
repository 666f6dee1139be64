import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Conflict, evaluate } from './evaluate.ts'
import {
  activities,
  type CaseFacts,
  interestKinds,
  noCaseFacts,
  type OrganisationRole,
  type Party,
  type PastReview,
  type PersonFacts,
} from './facts.ts'
import { prepareCase } from './facts-case.ts'
import { dayAfter } from './facts-dates.ts'
import { describeYot, type RegisterFacts } from './facts-register.ts'
import { firstRuleSet } from './rule-set-first.ts'
import { sweepPairs } from './sweep.ts'

// Few names, so that facts meet; dates over twenty years, so that look-backs end.
const yotCode = fc.constantFrom('yot-a', 'yot-b', 'yot-c', 'yot-d')
const personId = fc.constantFrom('person-a', 'person-b', 'person-c', 'person-d')
const organisationId = fc.constantFrom('org-a', 'org-b')
const authorityCode = fc.constantFrom('area-a', 'area-b')
const force = fc.constantFrom('force-a', 'force-b')
const recordId = fc.constantFrom('record-a', 'record-b')

const date = fc
  .date({ min: new Date('2012-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))
const span = fc
  .tuple(fc.option(date), fc.option(date))
  .map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b }))
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 })

const dated = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.tuple(span, fc.record<T>(fields)).map(([{ from, to }, rest]) => ({ ...rest, from, to }))

const party: fc.Arbitrary<Party> = fc.oneof(
  yotCode.map((code): Party => ({ kind: 'yot', yotCode: code })),
  fc
    .record({ personId, posts: few(dated({ kind: fc.constant('substantive' as const), yotCode })) })
    .map((person): Party => ({ kind: 'person', ...person })),
  organisationId.map((id): Party => ({ kind: 'organisation', organisationId: id })),
  fc.constant<Party>({ kind: 'unresolved', text: 'independent' }),
)
const interest = dated({
  kind: fc.constantFrom(...interestKinds),
  with: party,
  valuePence: fc.constantFrom(null, 10_00, 90_00),
})
const role = fc.constantFrom<OrganisationRole['role']>('director', 'partner', 'shareholder', 'trustee', 'employee')
const review: fc.Arbitrary<PastReview> = dated({
  reviewId: recordId,
  hostYotCode: yotCode,
  hostPersonIds: few(personId),
  members: few(fc.record({ personId, yotCode: fc.option(yotCode) })),
})
const bid = dated({ enquiryId: recordId })

const personFacts: fc.Arbitrary<PersonFacts> = fc.record({
  personId: fc.constant('person-a'),
  posts: few(dated({ kind: fc.constantFrom('substantive' as const, 'secondment' as const), yotCode })),
  interests: few(interest),
  paidWork: few(dated({ payer: party })),
  organisationRoles: few(dated({ organisation: party, role })),
  reviewsServed: few(review),
  reviewsOfTheirService: few(review),
  vettings: few(
    fc.record({
      applicantPersonId: personId,
      byPersonId: personId,
      as: fc.constantFrom('panel' as const, 'referee' as const),
      on: date,
    }),
  ),
  jointWork: few(dated({ engagementId: recordId, withPersonIds: few(personId) })),
  bids: few(bid),
  electedOffices: few(dated({ authorityCodes: few(authorityCode), policeForce: fc.option(force) })),
  appointments: few(dated({ role: fc.constantFrom('assessor' as const, 'board_member' as const) })),
  offersPaidWork: few(span),
  declaredOn: few(date),
})

const registerFacts: fc.Arbitrary<RegisterFacts> = fc.record({
  authorityLinks: few(dated({ yotCode, authorityCode })),
  partnerships: few(
    dated({
      yotCodes: fc.tuple(yotCode, yotCode),
      kind: fc.constantFrom('combined' as const, 'partnered' as const),
    }),
  ),
  successions: few(fc.record({ from: yotCode, to: yotCode, on: date })),
  neighbours: few(fc.tuple(yotCode, yotCode)),
  policeForces: few(fc.record({ yotCode, force })),
  comparators: few(fc.record({ yotCode, comparatorCode: yotCode })),
  organisations: few(dated({ yotCode, organisationId, role: fc.constantFrom('runs' as const, 'partner' as const) })),
})

interface CaseSeed {
  register: RegisterFacts
  hostYotCode: string
  facts: Omit<CaseFacts, 'yots'>
}
const said = fc.record({ personId, on: fc.option(date) })
const caseSeed: fc.Arbitrary<CaseSeed> = fc.record({
  register: registerFacts,
  hostYotCode: yotCode,
  facts: fc.record({
    caseId: fc.constant('case-a'),
    activity: fc.constantFrom(...activities),
    hostPersonIds: few(personId),
    applicantPersonIds: few(personId),
    organisations: few(
      dated({
        organisationId,
        personId: fc.option(personId),
        role: fc.constantFrom('director' as const, 'party' as const),
      }),
    ),
    bids: few(bid),
    interests: few(interest),
    objections: few(said),
    selfDeclined: few(said),
    asksAboutNeighbours: fc.boolean(),
    concernsPaidWork: fc.boolean(),
  }),
})
const caseOf = ({ register, hostYotCode, facts }: CaseSeed): CaseFacts => ({
  ...noCaseFacts,
  ...facts,
  yots: [describeYot(register, hostYotCode)],
})

const check = (person: PersonFacts, seed: CaseSeed, on: string) => evaluate(person, caseOf(seed), firstRuleSet, on)

/** Two records whose lists are joined; anything else is taken from the first. */
function joinLists<T extends object>(a: T, b: T): T {
  const joined = Object.entries(a).map(([key, mine]): [string, unknown] => {
    const theirs: unknown = Object.entries(b).find(([other]) => other === key)?.[1]
    return [key, Array.isArray(mine) && Array.isArray(theirs) ? [...mine, ...theirs] : mine]
  })
  return Object.assign({ ...a }, Object.fromEntries(joined))
}

/** Each block by its rule and the fact it rests on, whichever way that fact reached the case. */
const blocksOf = (conflicts: readonly Conflict[]) =>
  conflicts
    .filter(({ effect }) => effect === 'block')
    .map(({ ruleId, facts: [fact] }) => `${ruleId} ${JSON.stringify(fact)}`)
const runs = { numRuns: 800 }

test('adding facts never removes a block', () => {
  let blocks = 0
  fc.assert(
    fc.property(personFacts, personFacts, caseSeed, caseSeed, date, (person, more, seed, moreSeed, on) => {
      const before = blocksOf(check(person, seed, on))
      blocks += before.length
      const wider = {
        ...seed,
        register: joinLists(seed.register, moreSeed.register),
        facts: joinLists(seed.facts, moreSeed.facts),
      }
      const after = new Set(blocksOf(check(joinLists(person, more), wider, on)))
      expect(before.filter((block) => !after.has(block))).toEqual([])
    }),
    runs,
  )
  expect(blocks).toBeGreaterThan(300)
})

test('what was found counts every day until its last, with the effects it foretold, and never again', () => {
  const ends = { seen: 0 }
  fc.assert(
    fc.property(personFacts, caseSeed, date, date, (person, seed, a, b) => {
      const [on, later] = a < b ? [a, b] : [b, a]
      for (const conflict of check(person, seed, on)) {
        const foretold = [{ effect: conflict.effect, until: conflict.effectUntil }, ...conflict.later]
        const daysToTry = [later, ...foretold.flatMap(({ until }) => (until === null ? [] : [until, dayAfter(until)]))]
        for (const day of daysToTry) {
          const expected = foretold.find(({ until }) => until === null || until >= day)?.effect
          const seen = check(person, seed, day).find(({ factsKey }) => factsKey === conflict.factsKey)
          expect(seen?.effect).toBe(expected)
          if (expected === undefined) ends.seen++
        }
        expect(conflict.countsUntil).toBe(foretold.at(-1)?.until)
      }
    }),
    { numRuns: 500 },
  )
  expect(ends.seen).toBeGreaterThan(100)
})

const reversed = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, inner) => (Array.isArray(inner) ? [...inner].reverse() : inner))

test('the order of facts does not matter', () => {
  fc.assert(
    fc.property(personFacts, caseSeed, date, (person, seed, on) => {
      expect(check(reversed(person), reversed(seed), on)).toEqual(check(person, seed, on))
    }),
    runs,
  )
})

test('other ids and codes for the same people and places give the same conflicts', () => {
  const renamed = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replace(/"(yot|person|org|area|force|record|case)-([a-d])"/g, (_, kind, letter) => {
        const other = { a: 'z9', b: 'q2', c: 'a1', d: 'm5' }[String(letter)]
        return `"${kind}:${other}"`
      }),
    )
  const told = (conflicts: readonly Conflict[]) =>
    conflicts
      .map(({ ruleId, effect, effectUntil, later, countsUntil, isPublic, isSilent }) =>
        JSON.stringify({ ruleId, effect, effectUntil, later, countsUntil, isPublic, isSilent }),
      )
      .sort()
  fc.assert(
    fc.property(personFacts, caseSeed, date, (person, seed, on) => {
      expect(told(check(renamed(person), renamed(seed), on))).toEqual(told(check(person, seed, on)))
    }),
    runs,
  )
})

test('a conflict’s facts hold codes, ids and dates, never the words somebody typed', () => {
  fc.assert(
    fc.property(personFacts, caseSeed, date, (person, seed, on) => {
      expect(JSON.stringify(check(person, seed, on))).not.toContain('independent')
    }),
    runs,
  )
})

test('a sweep misses no block, and finds nothing that a check of the pair does not', () => {
  let blocks = 0
  fc.assert(
    fc.property(personFacts, caseSeed, date, (person, seed, on) => {
      const all = check(person, seed, on)
      const swept = sweepPairs([person], [prepareCase(caseOf(seed))], firstRuleSet, on).flatMap(
        (pair) => pair.conflicts,
      )
      for (const conflict of swept) expect(all).toContainEqual(conflict)
      expect(blocksOf(swept)).toEqual(blocksOf(all))
      blocks += blocksOf(all).length
    }),
    runs,
  )
  expect(blocks).toBeGreaterThan(300)
})
