import type { MembershipKind, MembershipStatus } from '#prisma/generated/enums.ts'
import { hasRole } from '#services/core/access.ts'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { longDate, money } from '#services/core/words.ts'
import { inForce, speaksFor } from '#services/yots/index.ts'
import { tables } from './tables.ts'
import { termsOn } from './terms.ts'

/** One membership that covers a person: their own, or the group membership of a service they hold a post in. */
export type MembershipFacts = {
  kind: MembershipKind
  status: MembershipStatus
  /** ISO days. */
  startsOn: string
  endsOn: string
  /** The service that pays, for a group membership. */
  yotName: string | null
  /** The day the payer said that they renew; null when they have not. ISO day. */
  renewalAskedOn: string | null
  /** Null when nobody knows. */
  isPaid: boolean | null
  feePence: number
}

/** Where a person stands. `none`: no membership covers them, and none did. */
type MembershipState = MembershipStatus | 'none'

export type MembershipStanding = {
  state: MembershipState
  /** Whether they are a member today; one that is due still is. */
  isMember: boolean
  by: MembershipKind | null
  endsOn: string | null
  sentence: string
}

/** What a membership amounts to on a day: paid-up time that ran out is due, whatever was last recorded. */
const stateOn = ({ status, endsOn }: MembershipFacts, on: string): MembershipStatus =>
  status === 'active' && endsOn < on ? 'due' : status

/** Best first. */
const order: readonly MembershipStatus[] = ['active', 'due', 'applied', 'lapsed', 'ended']

const feeSentence = ({ isPaid, feePence }: MembershipFacts): string =>
  isPaid === false ? ` The fee of ${money(feePence)} is not recorded as paid yet.` : ''

const sentenceFor = (facts: MembershipFacts, state: MembershipStatus, on: string, graceDays: number): string => {
  const until = longDate(facts.endsOn)
  const group = facts.yotName === null ? null : `the group membership of ${facts.yotName}`
  switch (state) {
    case 'active':
      return group
        ? `You are a member until ${until}, covered by ${group}.`
        : `You are a member until ${until}.${feeSentence(facts)}`
    case 'due': {
      const ran = facts.endsOn < on ? `ran out on ${until}` : `runs out on ${until}`
      if (facts.renewalAskedOn !== null)
        return `You are still a member: ${group ?? 'your membership'} ${ran}, and its renewal was asked for on ${longDate(facts.renewalAskedOn)}. It is renewed once the association has the payment.`
      const lapses = `It lapses after ${longDate(addDays(facts.endsOn, graceDays))} unless it is renewed.`
      return group
        ? `You are still a member, but ${group} ${ran} and is due for renewal. ${lapses}`
        : `You are still a member, but your membership ${ran} and is due for renewal. ${lapses}`
    }
    case 'applied':
      return group
        ? `${facts.yotName} has asked for a group membership. It covers you once the association agrees.`
        : 'You have asked to join. You are a member once the association agrees.'
    case 'lapsed':
      return group
        ? `You are not a member: ${group} lapsed after ${until}. You can still sign in, see your own things and renew.`
        : `Your membership lapsed after ${until}. You can still sign in, see your own things and renew.`
    case 'ended':
      return group ? `You are not a member: ${group} ended on ${until}.` : `Your membership ended on ${until}.`
  }
}

/**
 * Where a person stands on a day, from every membership that covers them or did: the best of them counts. `graceDays` is how
 * long after its end an unpaid one stands.
 */
export const membershipStanding = (
  memberships: readonly MembershipFacts[],
  on: string,
  graceDays: number,
): MembershipStanding => {
  const begun = memberships.filter(({ startsOn, status }) => startsOn <= on || status === 'applied')
  const [best] = begun
    .map((facts) => ({ facts, state: stateOn(facts, on) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.facts.endsOn.localeCompare(a.facts.endsOn))
  if (!best)
    return {
      state: 'none',
      isMember: false,
      by: null,
      endsOn: null,
      sentence: 'No membership covers you. Your service can join for all its managers, or you can join by yourself.',
    }
  const { facts, state } = best
  return {
    state,
    isMember: state === 'active' || state === 'due',
    by: facts.kind,
    endsOn: facts.endsOn,
    sentence: sentenceFor(facts, state, on, graceDays),
  }
}

/** What was paid, by whom, for the references a finance team asks for. */
type MembershipPayment = {
  payer: string
  feePence: number
  poReference: string | null
  invoiceReference: string | null
  /** ISO day; null while unpaid. */
  paidOn: string | null
}

export type MembershipView = MembershipStanding & {
  /** The latest payment of each membership that counts; of a service's, only for who speaks for it. */
  payments: MembershipPayment[]
}

/**
 * Where a person stands with their membership today: their own, or that of a service they hold a post in. For their own
 * home page, or an administrator's. Three statements.
 */
export const membershipOf = async (ctx: Ctx, personId: string): Promise<MembershipView> => {
  const { membership } = tables(ctx)
  const today = ctx.clock.today()
  const posts = await ctx.db.holding.findMany({
    where: { personId, ...inForce(today), post: { abolishedOn: null } },
    select: { yotCode: true },
  })
  const rows = await membership.findMany({
    where: { OR: [{ personId }, { yotCode: { in: posts.map((post) => post.yotCode) } }] },
    include: { yot: { select: { name: true } } },
    orderBy: { endsOn: 'desc' },
  })
  const facts = rows.map((row) => ({
    kind: row.kind,
    status: row.status,
    startsOn: isoFromDate(row.startsOn),
    endsOn: isoFromDate(row.endsOn),
    yotName: row.yot?.name ?? null,
    renewalAskedOn: row.renewalAskedOn && isoFromDate(row.renewalAskedOn),
    isPaid: row.isPaid,
    feePence: row.feePence,
  }))
  const { graceDays } = await termsOn(ctx, today)
  const { actor } = ctx
  const maySee = (yotCode: string | null) =>
    hasRole(actor, 'administrator') || (yotCode === null ? actor.personId === personId : speaksFor(actor, yotCode))
  const seen = new Set<string>()
  const payments = rows.flatMap((row): MembershipPayment[] => {
    const payer = row.yotCode ?? 'own'
    if (seen.has(payer) || !maySee(row.yotCode)) return []
    seen.add(payer)
    return [
      {
        payer: row.yot?.name ?? 'You',
        feePence: row.feePence,
        poReference: row.poReference,
        invoiceReference: row.invoiceReference,
        paidOn: row.paidOn && isoFromDate(row.paidOn),
      },
    ]
  })
  return { ...membershipStanding(facts, today, graceDays), payments }
}
