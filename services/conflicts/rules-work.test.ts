import { describe, expect, test } from 'vitest'
import type { Party, PastReview, PersonFacts } from './facts.ts'
import { ann, atLeeds, atYot, effectsOn, found, nothing } from './facts-examples.ts'
import { emptyRegister, type RegisterFacts } from './facts-register.ts'

const leeds: Party = { kind: 'yot', yotCode: 'leeds' }
const council: RegisterFacts = {
  ...emptyRegister,
  organisations: [{ yotCode: 'leeds', organisationId: 'leeds-council', role: 'runs', from: null, to: null }],
  successions: [{ from: 'old-leeds', to: 'leeds', on: '2022-01-01' }],
}

describe('SOLD_TO_HOST', () => {
  const paid = (payer: Party, from: string | null, to: string | null) => ann({ paidWork: [{ payer, from, to }] })
  const ended = paid(leeds, '2023-11-01', '2024-02-29')
  const effects = 'block note manage'
  test.each([
    ['before it began', ended, '2023-10-31', nothing],
    ['on the first day', ended, '2023-11-01', effects],
    ['three years on, counted from a leap day', ended, '2027-02-28', effects],
    ['the day after', ended, '2027-03-01', nothing],
    ['still going on', paid(leeds, '2023-11-01', null), '2050-01-01', effects],
    ['paid by another service', paid({ kind: 'yot', yotCode: 'hull' }, '2023-11-01', null), '2024-01-01', nothing],
    [
      'paid by the council that runs it',
      paid({ kind: 'organisation', organisationId: 'leeds-council' }, '2023-11-01', null),
      '2024-01-01',
      effects,
    ],
    [
      'paid by an unresolved name',
      paid({ kind: 'unresolved', text: 'leeds-council' }, '2023-11-01', null),
      '2024-01-01',
      nothing,
    ],
    [
      'paid by a service that became it',
      paid({ kind: 'yot', yotCode: 'old-leeds' }, '2020-01-01', '2021-06-30'),
      '2024-06-30',
      effects,
    ],
    [
      'and the day after',
      paid({ kind: 'yot', yotCode: 'old-leeds' }, '2020-01-01', '2021-06-30'),
      '2024-07-01',
      nothing,
    ],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('SOLD_TO_HOST', person, atLeeds({}, council), on)).toBe(expected)
  })
})

const review = (facts: Partial<PastReview> = {}): PastReview => ({
  reviewId: 'review-1',
  hostYotCode: 'leeds',
  hostPersonIds: [],
  members: [{ personId: 'ann', yotCode: 'hull' }],
  from: '2024-02-26',
  to: '2024-02-29',
  ...facts,
})

describe('SELL_AFTER_REVIEW', () => {
  const served = (facts: Partial<PastReview> = {}) => ann({ reviewsServed: [review(facts)] })
  test.each([
    ['before the review', served(), '2024-02-25', nothing],
    ['during it', served(), '2024-02-26', '- block -'],
    ['twelve months on, counted from a leap day', served(), '2025-02-28', '- block -'],
    ['the day after', served(), '2025-03-01', nothing],
    ['a review without an end yet', served({ to: null }), '2030-01-01', '- block -'],
    ['another service', served({ hostYotCode: 'hull' }), '2024-06-01', nothing],
    ['a service that became the host', served({ hostYotCode: 'old-leeds' }), '2024-06-01', '- block -'],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('SELL_AFTER_REVIEW', person, atLeeds({}, council), on)).toBe(expected)
  })
})

describe('RECIPROCAL', () => {
  const theirs = (facts: Partial<PastReview>): PersonFacts =>
    ann({ reviewsOfTheirService: [review({ hostYotCode: 'hull', ...facts })] })
  const iris = { personId: 'iris', yotCode: 'leeds' }
  const halThen = { personId: 'hal', yotCode: 'leeds' }
  test.each([
    ['before that review', theirs({ members: [iris] }), '2024-02-25', nothing],
    ['from its first day', theirs({ members: [iris] }), '2024-02-26', 'manage - -'],
    ['24 months on, counted from a leap day', theirs({ members: [iris] }), '2026-02-28', 'manage - -'],
    ['the day after', theirs({ members: [iris] }), '2026-03-01', nothing],
    [
      'the reviewer came from elsewhere',
      theirs({ members: [{ personId: 'iris', yotCode: 'york' }] }),
      '2024-06-01',
      nothing,
    ],
    ['the reviewer had no service', theirs({ members: [{ personId: 'iris', yotCode: null }] }), '2024-06-01', nothing],
    [
      'the reviewer came from elsewhere and hosts now',
      theirs({ members: [{ personId: 'hal', yotCode: 'york' }] }),
      '2024-06-01',
      'manage - -',
    ],
    ['the same two people', theirs({ members: [halThen], hostPersonIds: ['ann'] }), '2024-06-01', 'block - -'],
    [
      'the same two people, the last day',
      theirs({ members: [halThen], hostPersonIds: ['ann'] }),
      '2026-02-28',
      'block - -',
    ],
    [
      'the same two people, the day after',
      theirs({ members: [halThen], hostPersonIds: ['ann'] }),
      '2026-03-01',
      nothing,
    ],
    ['one of the two is another', theirs({ members: [halThen], hostPersonIds: ['bo'] }), '2024-06-01', 'manage - -'],
    [
      'the other of the two is another',
      theirs({ members: [iris], hostPersonIds: ['ann'] }),
      '2024-06-01',
      'manage - -',
    ],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('RECIPROCAL', person, atLeeds(), on)).toBe(expected)
  })
})

test('nobody is on the other side of themselves', () => {
  const hosting = atLeeds({ hostPersonIds: ['hal', 'ann'] })
  const person = ann({
    jointWork: [{ engagementId: 'engagement-1', withPersonIds: ['ann'], from: null, to: null }],
    reviewsServed: [review()],
    reviewsOfTheirService: [review({ hostYotCode: 'hull', members: [{ personId: 'ann', yotCode: 'leeds' }] })],
    vettings: [{ applicantPersonId: 'ann', byPersonId: 'ann', as: 'referee', on: '2024-01-01' }],
  })
  for (const ruleId of ['CO_BUSINESS', 'CO_TEAM', 'RECIPROCAL', 'VETTED_BY'] as const) {
    expect(effectsOn(ruleId, person, hosting, '2024-06-01')).toBe(nothing)
  }
})

describe('CO_TEAM', () => {
  const served = (facts: Partial<PastReview>) => ann({ reviewsServed: [review({ hostYotCode: 'york', ...facts })] })
  const both = [
    { personId: 'ann', yotCode: 'hull' },
    { personId: 'hal', yotCode: 'leeds' },
  ]
  const noted = 'note note note'
  test.each([
    ['an earlier team shared with the host', served({ members: both }), '2024-06-01', noted],
    ['before it', served({ members: both }), '2024-02-25', nothing],
    ['twelve months on', served({ members: both }), '2025-02-28', noted],
    ['the day after', served({ members: both }), '2025-03-01', nothing],
    ['without an end', served({ members: both, to: null }), '2035-01-01', noted],
    ['a team without them', served({}), '2024-06-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('CO_TEAM', person, atLeeds(), on)).toBe(expected)
  })

  test('counts with the person a decision is about', () => {
    const decision = atLeeds({ hostPersonIds: [], applicantPersonIds: ['hal'], activity: 'deciding' })
    expect(found('CO_TEAM', served({ members: both }), decision, '2024-06-01')).toHaveLength(1)
  })
})

describe('VETTED_BY', () => {
  const vetting = (facts: Partial<PersonFacts['vettings'][number]>) =>
    ann({ vettings: [{ applicantPersonId: 'ann', byPersonId: 'hal', as: 'panel', on: '2024-02-29', ...facts }] })
  const effects = 'note note block'
  const reverse = { applicantPersonId: 'hal', byPersonId: 'ann' }
  test.each([
    ['before the decision', vetting({}), '2024-02-28', nothing],
    ['the day of the decision', vetting({}), '2024-02-29', effects],
    ['three years on', vetting({}), '2027-02-28', effects],
    ['the day after', vetting({}), '2027-03-01', nothing],
    ['a reference', vetting({ as: 'referee' }), '2024-06-01', effects],
    ['the other way round', vetting(reverse), '2024-06-01', effects],
    ['a reference the other way round', vetting({ ...reverse, as: 'referee' }), '2024-06-01', effects],
    ['somebody else', vetting({ byPersonId: 'bo' }), '2024-06-01', nothing],
    ['two others', vetting({ applicantPersonId: 'bo', byPersonId: 'hal' }), '2024-06-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('VETTED_BY', person, atLeeds(), on)).toBe(expected)
  })
})

describe('COMPETITOR', () => {
  const bidding = ann({ bids: [{ enquiryId: 'enquiry-1', from: '2024-03-01', to: '2024-03-20' }] })
  const against = (enquiryId: string, from: string, to: string | null) => atLeeds({ bids: [{ enquiryId, from, to }] })
  const effects = 'manage note block'
  test.each([
    ['before both had bid', against('enquiry-1', '2024-03-05', null), '2024-03-04', nothing],
    ['the first day both had', against('enquiry-1', '2024-03-05', null), '2024-03-05', effects],
    ['the last day', against('enquiry-1', '2024-03-05', null), '2024-03-20', effects],
    ['the day after', against('enquiry-1', '2024-03-05', null), '2024-03-21', nothing],
    ['on another enquiry', against('enquiry-2', '2024-03-05', null), '2024-03-10', nothing],
    ['one after the other', against('enquiry-1', '2024-03-21', null), '2024-03-21', nothing],
  ])('bids: %s', (_, caseFacts, on, expected) => {
    expect(effectsOn('COMPETITOR', bidding, caseFacts, on)).toBe(expected)
  })

  const comparators: RegisterFacts = {
    ...emptyRegister,
    comparators: [{ yotCode: 'leeds', comparatorCode: 'sheffield' }],
  }
  test.each([
    ['while in post at a comparator', 'sheffield', '2024-06-30', effects],
    ['after leaving', 'sheffield', '2024-07-01', nothing],
    ['elsewhere', 'hull', '2024-06-30', nothing],
  ])('comparator: %s', (_, yotCode, on, expected) => {
    const person = ann({ posts: [{ kind: 'substantive', yotCode, from: '2020-01-01', to: '2024-06-30' }] })
    expect(effectsOn('COMPETITOR', person, atLeeds({}, comparators), on)).toBe(expected)
    if (yotCode === 'sheffield') {
      const host = ann({ posts: [{ kind: 'substantive', yotCode: 'leeds', from: '2020-01-01', to: '2024-06-30' }] })
      expect(effectsOn('COMPETITOR', host, atYot('sheffield', {}, comparators), on)).toBe(expected)
    }
  })
})

describe('CO_BUSINESS', () => {
  const joint = (withPersonIds: string[]) =>
    ann({ jointWork: [{ engagementId: 'engagement-1', withPersonIds, from: '2023-01-01', to: '2024-02-29' }] })
  const effects = 'block note block'
  test.each([
    ['joint delivery, three years on', joint(['hal', 'bo']), '2027-02-28', effects],
    ['the day after', joint(['hal', 'bo']), '2027-03-01', nothing],
    ['with others', joint(['bo']), '2024-01-01', nothing],
    ['only with themselves', joint(['ann']), '2024-01-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('CO_BUSINESS', person, atLeeds(), on)).toBe(expected)
  })

  const director = (organisation: Party, role: 'director' | 'employee' = 'director') =>
    ann({ organisationRoles: [{ organisation, role, from: '2020-01-01', to: '2022-12-31' }] })
  const org: Party = { kind: 'organisation', organisationId: 'org-1' }
  test('somebody who only works there is not in business with its directors', () => {
    const halWorks = atLeeds({
      organisations: [{ organisationId: 'org-1', personId: 'hal', role: 'employee', from: null, to: null }],
    })
    expect(effectsOn('CO_BUSINESS', director(org), halWorks, '2022-07-01')).toBe(nothing)
  })

  const halDirects = atLeeds({
    organisations: [{ organisationId: 'org-1', personId: 'hal', role: 'director', from: '2022-06-01', to: null }],
  })
  test.each([
    ['before they were directors together', director(org), '2022-05-31', nothing],
    ['from that day', director(org), '2022-06-01', effects],
    ['three years after', director(org), '2025-12-31', effects],
    ['the day after', director(org), '2026-01-01', nothing],
    ['only an employee', director(org, 'employee'), '2022-07-01', nothing],
    ['another organisation', director({ kind: 'organisation', organisationId: 'org-2' }), '2022-07-01', nothing],
    ['the same unresolved word', director({ kind: 'unresolved', text: 'org-1' }), '2022-07-01', nothing],
  ])('shared directorship: %s', (_, person, on, expected) => {
    expect(effectsOn('CO_BUSINESS', person, halDirects, on)).toBe(expected)
  })
})

describe('FINANCIAL, from roles in organisations', () => {
  const party = atLeeds({
    organisations: [{ organisationId: 'org-1', personId: null, role: 'party', from: null, to: null }],
  })
  const stake = (role: PersonFacts['organisationRoles'][number]['role'], organisationId = 'org-1') =>
    ann({
      organisationRoles: [
        { organisation: { kind: 'organisation', organisationId }, role, from: '2020-01-01', to: '2024-02-29' },
      ],
    })
  const effects = 'block block block'
  test.each([
    ['a shareholding, three years on', stake('shareholder'), '2027-02-28', effects],
    ['the day after', stake('shareholder'), '2027-03-01', nothing],
    ['a directorship', stake('director'), '2024-01-01', effects],
    ['paid advice', stake('adviser'), '2024-01-01', effects],
    ['a plain job there', stake('employee'), '2024-01-01', nothing],
    ['in something else', stake('shareholder', 'org-2'), '2024-01-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('FINANCIAL', person, party, on)).toBe(expected)
  })
})

describe('OFFICER_PAID', () => {
  const officer = ann({
    appointments: [{ role: 'board_member', from: '2022-01-01', to: '2024-12-31' }],
    offersPaidWork: [{ from: '2023-06-01', to: null }],
  })
  test.each([
    ['before they offered', officer, '2023-05-31', nothing],
    ['from the day both hold', officer, '2023-06-01', 'note note -'],
    ['the last day in office', officer, '2024-12-31', 'note note -'],
    ['the day after', officer, '2025-01-01', nothing],
    ['not an officer', ann({ offersPaidWork: officer.offersPaidWork }), '2024-01-01', nothing],
    ['an officer who offers nothing', ann({ appointments: officer.appointments }), '2024-01-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('OFFICER_PAID', person, atLeeds(), on)).toBe(expected)
  })

  test('blocks decisions about paid work, and is public', () => {
    const caseFacts = atLeeds({ concernsPaidWork: true })
    expect(effectsOn('OFFICER_PAID', officer, caseFacts, '2024-01-01')).toBe('note note block')
    expect(found('OFFICER_PAID', officer, caseFacts, '2024-01-01')[0]?.isPublic).toBe(true)
  })
})
