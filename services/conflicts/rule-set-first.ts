import type { Cell, Effect, LookBack, Rule, RuleSet } from './rule-set.ts'

const now: LookBack = { kind: 'now' }
const always: LookBack = { kind: 'always' }
const thisRequest: LookBack = { kind: 'this-request' }
const years = (n: number): LookBack => ({ kind: 'period', period: { years: n }, fades: [] })
const months = (n: number): LookBack => ({ kind: 'period', period: { months: n }, fades: [] })

type CellInput = Effect | 'none' | Cell
const cell = (input: CellInput): Cell => (typeof input === 'string' ? { effect: input } : input)

interface Words {
  title: string
  fires: string
  sentence: string
}

function rule(words: Words, lookBack: LookBack, effects: [CellInput, CellInput, CellInput], flags = {}): Rule {
  const [review, paidDelivery, deciding] = effects
  return {
    ...words,
    lookBack,
    effects: { review: cell(review), 'paid-delivery': cell(paidDelivery), deciding: cell(deciding) },
    isPublic: false,
    isSilent: false,
    ...flags,
  }
}

/** The rule book as first published. Effects are in the order review, paid delivery, deciding. */
export const firstRuleSet: RuleSet = {
  version: 1,
  reason: 'The rule book as first published',
  settings: { giftAbovePence: 50_00, declarationLasts: { months: 12 } },
  rules: {
    SELF: rule(
      {
        title: 'Their own case',
        fires: 'requests or hosts the work, or is the person a decision is about',
        sentence: 'Requests, hosts or is the subject of this case',
      },
      always,
      ['block', 'block', 'block'],
    ),
    SAME_SERVICE: rule(
      {
        title: 'Same service',
        fires: 'holds a post in the host service, or in a service it is combined or partnered with',
        sentence: 'Holds {post} at {other}{tie}{dates}',
      },
      now,
      ['block', 'block', 'block'],
    ),
    FORMER_EMPLOYER: rule(
      {
        title: 'Former employer',
        fires: 'held a post, secondment or interim role at the host',
        sentence: 'Held {post} at {other}{tie}{dates}',
      },
      { kind: 'period', period: { years: 5 }, fades: [{ until: { years: 8 }, effect: 'note' }] },
      ['block', 'manage', 'manage'],
    ),
    JOB_TALKS: rule(
      {
        title: 'Job or contract talks',
        fires: 'applied for, was offered or is discussing a post or contract at the host',
        sentence: 'Applied for, was offered or discussed a post or contract with {other}{tie}{dates}',
      },
      months(12),
      ['block', 'manage', 'block'],
    ),
    SOLD_TO_HOST: rule(
      {
        title: 'Paid by the host',
        fires: 'was paid by the host',
        sentence: 'Paid work for {other}{tie}{dates}',
      },
      years(3),
      ['block', 'note', 'manage'],
    ),
    SELL_AFTER_REVIEW: rule(
      {
        title: 'Selling after a review',
        fires: 'reviewed the host and now quotes for its work',
        sentence: 'Reviewed {other}{tie}{dates}, and would now be paid for work there',
      },
      months(12),
      ['none', 'block', 'none'],
    ),
    FAMILY: rule(
      {
        title: 'Family or household',
        fires:
          'has close family, a partner or someone in their household who works for, governs or is served by the host',
        sentence: 'Close family, a partner or someone in the household connected with {other}{tie}{dates}',
      },
      years(5),
      ['block', 'block', 'block'],
    ),
    PERSONAL: rule(
      {
        title: 'Close friendship',
        fires: 'has a close friendship with someone on the other side',
        sentence: 'Close friendship with {other}{tie}{dates}',
      },
      now,
      ['manage', 'note', 'manage'],
    ),
    DISPUTE: rule(
      {
        title: 'Dispute',
        fires: 'has or had a dispute, grievance or complaint with the other side',
        sentence: 'Dispute, grievance or complaint with {other}{tie}{dates}',
      },
      years(5),
      ['block', 'manage', 'block'],
    ),
    FINANCIAL: rule(
      {
        title: 'Financial interest',
        fires: 'has a shareholding, directorship or paid advisory role in the host or another party to the case',
        sentence: 'Shareholding, directorship or paid advice in {other}{tie}{dates}',
      },
      years(3),
      ['block', 'block', 'block'],
    ),
    LINE: rule(
      {
        title: 'Line management, mentoring or coaching',
        fires: 'managed, mentored or coached someone on the other side, or was managed, mentored or coached by them',
        sentence: 'Line management, mentoring or coaching with {other}{tie}{dates}',
      },
      years(2),
      ['manage', 'note', 'block'],
    ),
    RECIPROCAL: rule(
      {
        title: 'Reviewing each other',
        fires: 'works in a service that someone from the host reviewed',
        sentence: '{person} reviewed {service}, their service,{dates}',
      },
      months(24),
      [{ effect: 'manage', raised: { to: 'block', when: 'same-two-people' } }, 'none', 'none'],
    ),
    CO_BUSINESS: rule(
      {
        title: 'Business together',
        fires: 'delivers jointly, is in partnership or shares a directorship with someone on the other side',
        sentence: 'Joint delivery, partnership or shared directorship with {other}{tie}{dates}',
      },
      years(3),
      ['block', 'note', 'block'],
    ),
    CO_TEAM: rule(
      {
        title: 'Same review team',
        fires: 'served on a review team with someone on the other side',
        sentence: 'On the same review team as {other}{dates}',
      },
      months(12),
      ['note', 'note', 'note'],
    ),
    NEIGHBOUR: rule(
      {
        title: 'Neighbouring service',
        fires: 'holds a post in a service that shares a border or a police-force area with the host',
        sentence: 'Holds {post} at {other}, a neighbour of {host},{dates}',
      },
      now,
      [{ effect: 'note', raised: { to: 'manage', when: 'host-asks' } }, 'note', 'note'],
    ),
    COMPETITOR: rule(
      {
        title: 'Competitor or comparator',
        fires: 'bids against the other party, or works in a service it is compared with',
        sentence: 'Bids against, or is compared with, {other}{tie}{dates}',
      },
      now,
      ['manage', 'note', 'block'],
    ),
    VETTED_BY: rule(
      {
        title: 'Vetting or reference',
        fires: 'sat on the panel that approved someone on the other side or was their referee, or the other way round',
        sentence: 'One vetted or gave a reference for the other: {other}{dates}',
      },
      years(3),
      ['note', 'note', 'block'],
    ),
    TRUSTEE: rule(
      {
        title: 'Trustee of a host’s partner',
        fires: 'is a trustee or board member of a partner of the host',
        sentence: 'Trustee or board member of {other}, a partner of the host,{tie}{dates}',
      },
      now,
      ['manage', 'manage', 'manage'],
    ),
    OFFICER_PAID: rule(
      {
        title: 'Officer offering paid work',
        fires: 'is an officer of the association and offers paid work through it',
        sentence: 'Officer of the association who offers paid work through it{dates}',
      },
      now,
      ['note', 'note', { effect: 'none', raised: { to: 'block', when: 'concerns-paid-work' } }],
      { isPublic: true },
    ),
    INSPECTOR: rule(
      {
        title: 'Inspector or regulator',
        fires: 'inspected or regulated the host',
        sentence: 'Inspected or regulated {other}{tie}{dates}',
      },
      years(3),
      ['block', 'manage', 'block'],
    ),
    ELECTED: rule(
      {
        title: 'Elected office',
        fires: 'holds elected office over the host’s area',
        sentence: 'Holds elected office over the area of {host}{dates}',
      },
      now,
      ['block', 'block', 'block'],
    ),
    HOST_OBJECTION: rule(
      {
        title: 'Host’s objection',
        fires: 'is someone the host would rather not have; the host need not say why',
        sentence: 'The host would rather not have this person',
      },
      thisRequest,
      ['block', 'block', 'none'],
      { isSilent: true },
    ),
    SELF_DECLINED: rule(
      {
        title: 'Declared by the person',
        fires: 'declared a conflict with this case',
        sentence: 'Declared a conflict with this case{dates}',
      },
      thisRequest,
      ['block', 'block', 'block'],
      { isSilent: true },
    ),
    GIFT: rule(
      {
        title: 'Gift or hospitality',
        fires: 'gave the other side, or received from it, a gift or hospitality worth more than {gift-limit}',
        sentence: 'Gift or hospitality{value} between the person and {other}{tie}{dates}',
      },
      months(12),
      ['note', 'note', 'manage'],
    ),
    STALE: rule(
      {
        title: 'Declaration out of date',
        fires: 'made their last annual declaration more than {declaration-age} ago; they must declare again first',
        sentence: '{declared}, and must declare again first',
      },
      always,
      ['manage', 'manage', 'manage'],
    ),
  },
}
