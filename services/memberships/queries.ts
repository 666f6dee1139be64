import type { MembershipKind, MembershipStatus } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import type { TaskSource } from '#services/core/task.ts'
import { membersOnly, open } from './benefits.ts'
import { reminderDays } from './jobs.ts'
import { type MembershipEvent, type Mover, mayMove, membershipLife, statusWords } from './lifecycle.ts'
import { type MembershipStanding, membershipOf } from './membership.ts'
import { answerDay } from './newcomers.ts'
import { feeToInvoice, owesFee } from './paid-year.ts'
import { actsForPayer, mayManageMembers, maySeeMembership } from './policy.ts'
import { tables } from './tables.ts'
import { allTerms, type Terms, termsOn } from './terms.ts'

type MembershipRules = {
  terms: Terms
  /** Published, in force later. */
  coming: Terms[]
  membersOnly: string[]
  open: readonly string[]
  statuses: { name: string; means: string }[]
  moves: { event: MembershipEvent; by: Mover; means: string }[]
  reminderDays: readonly number[]
}

/** The rules of membership, from the very data that enforces them. For anyone. */
export const rulesOfMembership = async (ctx: Ctx): Promise<MembershipRules> => {
  const today = ctx.clock.today()
  const terms = await termsOn(ctx, today)
  const all = await allTerms(ctx)
  return {
    terms,
    coming: all.filter(({ version }) => version > terms.version).toReversed(),
    membersOnly: Object.values(membersOnly),
    open,
    statuses: Object.values(statusWords),
    moves: membershipLife.events.map((event) => {
      const { by, follows = '' } = membershipLife.moveOf(event)
      // Whoever it is for stands first.
      return { event, by: by[0] ?? 'association', means: follows }
    }),
    reminderDays,
  }
}

/** A payment, as its receipt says it. ISO days. */
export type Receipt = {
  ref: string
  payerName: string
  kind: MembershipKind
  startsOn: string
  endsOn: string
  feePence: number
  poReference: string | null
  invoiceReference: string | null
  paidOn: string
}

export type OwnMembership = {
  id: string
  version: number
  kind: MembershipKind
  status: MembershipStatus
  payerName: string
  startsOn: string
  endsOn: string
  feePence: number
  poReference: string | null
  invoiceReference: string | null
  /** The invoice that is sent and not paid. */
  invoicedOn: string | null
  invoicedPence: number | null
  invoiceName: string | null
  invoiceAddress: string | null
  isPaid: boolean | null
  paidOn: string | null
  renewalAskedOn: string | null
  decisionReason: string | null
  mayRenew: boolean
  mayNameInvoicee: boolean
  /** There is a fee to pay, so that its particulars can be read. */
  owesFee: boolean
  mayLeave: boolean
  mayWithdraw: boolean
  receipts: Pick<Receipt, 'ref' | 'paidOn' | 'feePence'>[]
}

const iso = (date: Date | null) => date && isoFromDate(date)

/** Where the actor stands, and the memberships they act for: their own and those of services they lead. */
export const yourMemberships = async (
  ctx: Ctx,
): Promise<Result<{ standing: MembershipStanding; memberships: OwnMembership[]; mayAsk: AskFor[] }>> => {
  const { actor } = ctx
  if (actor.personId === null) return forbidden('Sign in to see your membership.')
  const { payments: _, ...standing } = await membershipOf(ctx, actor.personId)
  const led = actor.grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : []))
  const { membership } = tables(ctx)
  const rows = await membership.findMany({
    where: { OR: [{ personId: actor.personId }, { yotCode: { in: led } }] },
    include: {
      yot: { select: { name: true } },
      person: { select: { name: true } },
      payments: { select: { ref: true, paidOn: true, feePence: true }, orderBy: { paidOn: 'desc' } },
    },
    orderBy: [{ kind: 'asc' }, { endsOn: 'desc' }],
  })
  const yots = await ctx.db.yot.findMany({ where: { code: { in: led } }, select: { code: true, name: true } })
  const isOpen = (payer: { personId: string | null; yotCode: string | null }) =>
    rows.some((row) => row.status !== 'ended' && row.personId === payer.personId && row.yotCode === payer.yotCode)
  const mayAsk: AskFor[] = [
    ...yots.flatMap(({ code, name }): AskFor[] =>
      isOpen({ personId: null, yotCode: code }) ? [] : [{ kind: 'group', yotCode: code, name }],
    ),
    ...(isOpen({ personId: actor.personId, yotCode: null })
      ? []
      : [{ kind: 'individual' as const, yotCode: null, name: 'You' }]),
  ]
  return ok({
    standing,
    mayAsk,
    memberships: rows.map((row) => ({
      id: row.id,
      version: row.version,
      kind: row.kind,
      status: row.status,
      payerName: row.yot?.name ?? row.person?.name ?? '',
      startsOn: isoFromDate(row.startsOn),
      endsOn: isoFromDate(row.endsOn),
      feePence: row.feePence,
      poReference: row.poReference,
      invoiceReference: row.invoiceReference,
      invoicedOn: iso(row.invoicedOn),
      invoicedPence: row.invoicedPence,
      invoiceName: row.invoiceName,
      invoiceAddress: row.invoiceAddress,
      isPaid: row.isPaid,
      paidOn: iso(row.paidOn),
      renewalAskedOn: iso(row.renewalAskedOn),
      decisionReason: row.decisionReason,
      mayRenew: actsForPayer(actor, row) && mayMove('renewal-asked', row.status),
      mayNameInvoicee: actsForPayer(actor, row) && mayMove('invoicee-named', row.status),
      owesFee: owesFee(row),
      mayLeave: actsForPayer(actor, row) && mayMove('left', row.status),
      mayWithdraw: actsForPayer(actor, row) && mayMove('withdrawn', row.status),
      receipts: row.payments.map(({ paidOn, ...payment }) => ({ ...payment, paidOn: isoFromDate(paidOn) })),
    })),
  })
}

/** What the actor could ask for: a service they lead, or themselves. */
type AskFor = { kind: MembershipKind; yotCode: string | null; name: string }

/** A receipt, for the payer's side and administrators; to anybody else it is not there. */
export const findReceipt = async (ctx: Ctx, ref: string): Promise<Result<Receipt>> => {
  const found = await tables(ctx).membershipPayment.findUnique({
    where: { ref },
    include: {
      membership: { include: { yot: { select: { name: true } }, person: { select: { name: true } } } },
    },
  })
  if (!found || !maySeeMembership(ctx.actor, found.membership)) return notFound()
  const { membership, feePence, poReference, invoiceReference } = found
  return ok({
    ref,
    payerName: membership.yot?.name ?? membership.person?.name ?? '',
    kind: membership.kind,
    startsOn: isoFromDate(found.startsOn),
    endsOn: isoFromDate(found.endsOn),
    feePence,
    poReference,
    invoiceReference,
    paidOn: isoFromDate(found.paidOn),
  })
}

/** Renewals for who pays; requests and invoices for administrators. */
export const membershipTasks: TaskSource = async (ctx) => {
  const { actor } = ctx
  if (actor.personId === null) return []
  const { membership, joinRequest } = tables(ctx)
  const led = actor.grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : []))
  const due = await membership.findMany({
    where: {
      status: 'due',
      renewalAskedOn: null,
      OR: [{ personId: actor.personId }, { yotCode: { in: led } }],
    },
    select: { endsOn: true, yot: { select: { name: true } } },
  })
  const own = due.map(({ endsOn, yot }) => ({
    title: yot ? `Renew the membership of ${yot.name}` : 'Renew your membership',
    href: '/membership/yours',
    dueOn: isoFromDate(endsOn),
    kind: 'Membership',
  }))
  if (!mayManageMembers(actor)) return own
  const asked = await membership.count({ where: { status: 'applied' } })
  const { _count: joining, _min: first } = await joinRequest.aggregate({
    where: { decidedAt: null },
    _count: true,
    _min: { requestedAt: true },
  })
  const toInvoice = await membership.count({ where: feeToInvoice })
  return [
    ...own,
    ...(asked + joining > 0
      ? [
          {
            title: `Decide on requests to join (${asked + joining})`,
            href: '/association/members/requests',
            ...(first.requestedAt === null ? {} : { dueOn: answerDay(first.requestedAt) }),
            kind: 'Membership',
          },
        ]
      : []),
    ...(toInvoice > 0
      ? [
          {
            title: `Send invoices for membership fees (${toInvoice})`,
            href: '/association/members?status=to-invoice',
            kind: 'Membership',
          },
        ]
      : []),
  ]
}
