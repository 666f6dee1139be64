import type { BankRole } from '#prisma/generated/enums.ts'
import { addMonths } from '#services/core/clock.ts'
import { longDate } from '#services/core/words.ts'
import { type PostDays, type Practice, practiceOn } from './recency.ts'
import { rolesFrom } from './roles.ts'

/**
 * What is recorded of somebody, as far as it decides what they may do. ISO days, both included. Nothing here has to be
 * brought up to date by a job for the answer to be right: everything counts by its own days.
 */
export type StandingFacts = {
  /** Null: never in the bank. */
  place: { isRemoved: boolean; expiresOn: string } | null
  suspensions: readonly { from: string; until: string | null; liftedOn: string | null }[]
  roles: readonly BankRole[]
  /** Every post in a youth justice service they ever held. */
  posts: readonly PostDays[]
  /** The days of their yearly declarations, nil returns included. */
  declaredOn: readonly string[]
  /** `seenOn` null and needed: no record. */
  dbs: { isNeeded: boolean; seenOn: string | null }
  conditions: readonly { id?: string; text: string; dueOn: string; confirmedOn: string | null }[]
  isInKind: boolean
  dayRatePence: number | null
  insuranceUntil: string | null
}

/** What somebody wants to do: take a role in a review or as a mentor, train others, or be paid. */
export type Purpose = BankRole | 'train' | 'charge'

/** What can be in the way, in the order in which it is said. */
export type Bar =
  | 'place'
  | 'suspension'
  | 'approval'
  | 'condition'
  | 'dbs'
  | 'practice'
  | 'role'
  | 'terms'
  | 'insurance'
  | 'declaration'

/** What would mend it; no page where somebody else has to act. */
export type Mend = { text: string; href: string | null }

/** Why somebody may not do something: a sentence about them that a page can show as it is, and what would mend it. */
export type No = { bar: Bar; say: string; mend: Mend }

/** Months that a yearly declaration, and a look at a DBS certificate, count. */
export const declarationMonths = 12
export const dbsMonths = 36
/** Days before a clock runs out on which its holder is told; from the first it runs out soon. */
export const warningDays = [90, 30, 7] as const

export const mends = {
  place: { text: 'Apply to join the bank', href: '/apply' },
  removed: { text: 'Read what was decided, and how to appeal', href: '/profile/ratings' },
  suspension: { text: 'Read what was decided, and when it ends', href: '/profile/ratings' },
  approval: { text: 'Apply again', href: '/apply' },
  condition: { text: 'Do it, and tell the association how it can see so', href: '/contact' },
  dbs: { text: 'Have a certificate seen by the association', href: '/contact' },
  practice: { text: 'Record a post that is missing', href: '/account/new-job' },
  role: { text: 'Apply for a role', href: '/apply' },
  terms: { text: 'Give a day rate', href: '/profile/details' },
  insurance: { text: 'Give the last day of your insurance', href: '/profile/details' },
  declaration: { text: 'Make your yearly declaration', href: '/declarations' },
} as const satisfies Record<string, Mend>

/** The suspension that counts on a day and lasts longest; undefined when none does. */
export const suspensionOn = ({ suspensions }: Pick<StandingFacts, 'suspensions'>, on: string) =>
  suspensions
    .filter(
      ({ from, until, liftedOn }) =>
        from <= on && (until === null || until >= on) && (liftedOn === null || liftedOn > on),
    )
    .sort((a, b) => (b.until ?? '9999').localeCompare(a.until ?? '9999'))[0]

/** The last day that their yearly declaration counts, by those made until a day; null when there is none. */
export const declarationLasts = ({ declaredOn }: Pick<StandingFacts, 'declaredOn'>, on: string): string | null => {
  const last = declaredOn
    .filter((day) => day <= on)
    .sort()
    .at(-1)
  return last === undefined ? null : addMonths(last, declarationMonths)
}

export const dbsLasts = ({ dbs }: Pick<StandingFacts, 'dbs'>): string | null =>
  dbs.seenOn === null ? null : addMonths(dbs.seenOn, dbsMonths)

/** Conditions that nobody had confirmed by a day, the first due first. */
export const openConditions = ({ conditions }: Pick<StandingFacts, 'conditions'>, on: string) =>
  conditions
    .filter(({ confirmedOn }) => confirmedOn === null || confirmedOn > on)
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn))

type Test = (facts: StandingFacts, on: string, purpose: Purpose) => No | null

const no = (bar: Bar, say: string, mend: Mend): No => ({ bar, say, mend })

const practiceNo: Test = ({ posts }, on, purpose) => {
  const practice = practiceOn(posts, on)
  switch (practice.state) {
    case 'none':
      return no('practice', 'No post in a youth justice service is recorded.', mends.practice)
    case 'mentor-only':
      return purpose === 'mentor' || purpose === 'train' || purpose === 'charge'
        ? null
        : no(
            'practice',
            `Left their last post on ${longDate(practice.leftOn)}, over 3 years ago: may mentor or train only.`,
            mends.practice,
          )
    case 'lapsed':
      return no('practice', `Left their last post on ${longDate(practice.leftOn)}, over 5 years ago.`, mends.practice)
    default:
      return null
  }
}

/** Each fact that can be in the way, and how it is told whether it is. */
const tests: Record<Bar, Test> = {
  place: ({ place }) =>
    place === null
      ? no('place', 'Not in the bank.', mends.place)
      : place.isRemoved
        ? no('place', 'No longer in the bank.', mends.removed)
        : null,
  // Why is for those who decide; a reader learns no more than this.
  suspension: (facts, on) =>
    suspensionOn(facts, on) ? no('suspension', 'Not available at present.', mends.suspension) : null,
  approval: ({ place }, on) =>
    place && place.expiresOn < on
      ? no('approval', `Approval ran out on ${longDate(place.expiresOn)}.`, mends.approval)
      : null,
  condition: (facts, on) => {
    const late = openConditions(facts, on).find(({ dueOn }) => dueOn < on)
    return late
      ? no('condition', `A condition that was due on ${longDate(late.dueOn)} is not confirmed.`, mends.condition)
      : null
  },
  dbs: (facts, on) => {
    if (!facts.dbs.isNeeded) return null
    const until = dbsLasts(facts)
    if (until === null) return no('dbs', 'No DBS certificate is recorded.', mends.dbs)
    return until < on
      ? no('dbs', `The record of their DBS certificate ran out on ${longDate(until)}.`, mends.dbs)
      : null
  },
  practice: practiceNo,
  role: ({ roles }, _, purpose) =>
    rolesFrom(roles).length === 0
      ? no('role', 'Holds no role in the bank yet.', mends.role)
      : purpose === 'train' || purpose === 'charge' || rolesFrom(roles).some((role) => role === purpose)
        ? null
        : no('role', 'Not approved for this role.', mends.role),
  terms: ({ isInKind, dayRatePence }) =>
    isInKind && dayRatePence === null
      ? no('terms', 'Gives their time in kind, so charges nothing.', mends.terms)
      : null,
  insurance: ({ insuranceUntil }, on) => {
    if (insuranceUntil === null) return no('insurance', 'No insurance for charged work is recorded.', mends.insurance)
    return insuranceUntil < on
      ? no('insurance', `Insurance for charged work ended on ${longDate(insuranceUntil)}.`, mends.insurance)
      : null
  },
  declaration: (facts, on) => {
    const until = declarationLasts(facts, on)
    if (until === null) return no('declaration', 'Has made no yearly declaration of interests.', mends.declaration)
    return until < on
      ? no('declaration', `Their yearly declaration of interests ran out on ${longDate(until)}.`, mends.declaration)
      : null
  },
}

const always: readonly Bar[] = ['place', 'suspension', 'approval', 'condition', 'dbs', 'practice']

/**
 * What each purpose rests on. To take part in a review needs no declaration beforehand: saying yes to one renews it, and the
 * conflict rules ask for it (STALE).
 */
const restsOn = (purpose: Purpose): readonly Bar[] => {
  if (purpose === 'train') return always
  return purpose === 'charge' ? [...always, 'terms', 'insurance', 'declaration'] : [...always, 'role']
}

/** Nobody who is not in the bank, or no longer, is told of what else would be in the way. */
const untilOutside = (noes: readonly No[]): No[] => (noes[0]?.bar === 'place' ? noes.slice(0, 1) : [...noes])

/** The one answer: whether somebody may do this on this day, and if not, each thing in the way with what would mend it. */
export const mayOn = (facts: StandingFacts, purpose: Purpose, on: string): { may: boolean; noes: No[] } => {
  const noes = untilOutside(restsOn(purpose).flatMap((bar) => tests[bar](facts, on, purpose) ?? []))
  return { may: noes.length === 0, noes }
}

/**
 * active: nothing is in the way of anything they are in the bank for. limited: something is, and they may do something. closed:
 * nothing may be done until something is mended. suspended, lapsed (approval), outside (never in it, removed): as they say.
 */
export type StandingState = 'active' | 'limited' | 'closed' | 'suspended' | 'lapsed' | 'outside'

export type Standing = {
  state: StandingState
  /** What they may do on that day, the rungs below their own included, most experienced first. */
  roles: BankRole[]
  /** May give training to others through the exchange. */
  mayTrain: boolean
  /** May do charged work. */
  mayCharge: boolean
  practice: Practice
  /** Everything in the way of a role, and of charged work. */
  noes: No[]
}

/** Whether a no keeps them from something they are in the bank for: who charges nothing misses no insurance. */
export const isTheirs = ({ bar }: Pick<No, 'bar'>, { dayRatePence }: Pick<StandingFacts, 'dayRatePence'>): boolean =>
  bar !== 'terms' && (bar !== 'insurance' || dayRatePence !== null)

/** Everything somebody may and may not do on a day. */
export const standingOn = (facts: StandingFacts, on: string): Standing => {
  const held = rolesFrom(facts.roles)
  const roles = held.filter((role) => mayOn(facts, role, on).may)
  const train = mayOn(facts, 'train', on)
  const charge = mayOn(facts, 'charge', on)
  const top = held[0]
  const found = [
    ...(top === undefined ? [tests.role(facts, on, 'charge') ?? []].flat() : mayOn(facts, top, on).noes),
    ...charge.noes,
  ]
  const order: readonly Bar[] = [...always, 'role', 'terms', 'insurance', 'declaration']
  const noes = order.flatMap((bar) => found.find((one) => one.bar === bar) ?? [])
  const theirs = noes.filter((one) => isTheirs(one, facts))
  const has = (bar: Bar) => theirs.some((one) => one.bar === bar)
  const state = has('place')
    ? 'outside'
    : has('suspension')
      ? 'suspended'
      : has('approval')
        ? 'lapsed'
        : theirs.length === 0
          ? 'active'
          : roles.length > 0 || train.may
            ? 'limited'
            : 'closed'
  return {
    state,
    roles,
    mayTrain: train.may,
    mayCharge: charge.may,
    practice: practiceOn(facts.posts, on),
    noes: has('place') ? theirs.slice(0, 1) : noes,
  }
}

const privateBars: readonly Bar[] = ['suspension', 'condition', 'dbs']

/** The same to anybody but the person and the association: what a decision asks of somebody, and their certificate, are theirs. */
export const sayToOthers = ({ bar, say }: No): string => (privateBars.includes(bar) ? 'Not available at present.' : say)

/** What keeps somebody from being asked to serve at all; for which seat, and paid work, have answers of their own. */
export const barToServing = (noes: readonly No[]): No | null => noes.find(({ bar }) => always.includes(bar)) ?? null

/** Whether what somebody has agreed to goes on: a place that is in force and practice. What they can mend in a day ends nothing. */
export const mayStayOn = (facts: StandingFacts, on: string): boolean =>
  (['place', 'suspension', 'approval', 'practice', 'role'] as const).every(
    (bar) => tests[bar](facts, on, rolesFrom(facts.roles)[0] ?? 'reviewer') === null,
  )
