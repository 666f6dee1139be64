import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'
import type { LeavingReason, MembershipKind, MembershipStatus } from '#prisma/generated/enums.ts'
import { primaryAddresses } from '#services/accounts/index.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { foldText } from '#services/core/fold.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { inForce, regions, searchRegister } from '#services/yots/index.ts'
import { mayMove } from './lifecycle.ts'
import { feeOwed, feeToInvoice, owesFee } from './paid-year.ts'
import { mayManageMembers, regionsListed } from './policy.ts'
import { tables } from './tables.ts'

const statuses = ['applied', 'active', 'due', 'renewing', 'to-invoice', 'unpaid', 'lapsed', 'ended'] as const

export const memberFilterSchema = z.object({
  status: z.enum(statuses).optional().catch(undefined),
  kind: z.enum(['group', 'individual']).optional().catch(undefined),
  region: z
    .string()
    .refine((region) => regions.includes(region))
    .optional()
    .catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
})
type MemberFilter = z.infer<typeof memberFilterSchema>

export const memberSorts = ['payer', 'endsOn', 'status', 'paidOn'] as const
type MemberSort = { by: (typeof memberSorts)[number]; order: 'asc' | 'desc' }

/** A membership in the association's list. ISO days. */
export type MemberRow = {
  id: string
  kind: MembershipKind
  payerName: string
  region: string | null
  status: MembershipStatus
  isRenewing: boolean
  startsOn: string
  endsOn: string
  feePence: number
  isPaid: boolean | null
  paidOn: string | null
  poReference: string | null
  invoiceReference: string | null
  /** The invoice that is sent and not paid. */
  invoicedOn: string | null
  invoicedPence: number | null
  /** Whom it goes to, where the payer said so. */
  invoiceName: string | null
  invoiceAddress: string | null
  endedOn: string | null
  leavingReason: LeavingReason | null
}

const include = {
  yot: { select: { name: true, region: true } },
  person: {
    select: {
      name: true,
      holdings: { select: { yot: { select: { region: true } } }, orderBy: { from: 'desc' }, take: 1 },
    },
  },
} satisfies Prisma.MembershipInclude

type Row = Prisma.MembershipGetPayload<{ include: typeof include }>

const rowOf = (row: Row): MemberRow => ({
  id: row.id,
  kind: row.kind,
  payerName: row.yot?.name ?? row.person?.name ?? '',
  region: row.yot?.region ?? row.person?.holdings[0]?.yot.region ?? null,
  status: row.status,
  isRenewing: row.renewalAskedOn !== null,
  startsOn: isoFromDate(row.startsOn),
  endsOn: isoFromDate(row.endsOn),
  feePence: row.feePence,
  isPaid: row.isPaid,
  paidOn: row.paidOn && isoFromDate(row.paidOn),
  poReference: row.poReference,
  invoiceReference: row.invoiceReference,
  invoicedOn: row.invoicedOn && isoFromDate(row.invoicedOn),
  invoicedPence: row.invoicedPence,
  invoiceName: row.invoiceName,
  invoiceAddress: row.invoiceAddress,
  endedOn: row.endedOn && isoFromDate(row.endedOn),
  leavingReason: row.leavingReason,
})

const inRegions = (ctx: Ctx, codes: readonly string[]): Prisma.MembershipWhereInput => ({
  OR: [
    { yot: { region: { in: [...codes] } } },
    { person: { holdings: { some: { ...inForce(ctx.clock.today()), yot: { region: { in: [...codes] } } } } } },
  ],
})

/** Which memberships the actor may list: all for administrators, their region's for coordinators. Null for anybody else. */
const visible = (ctx: Ctx): Prisma.MembershipWhereInput | null => {
  const listed = regionsListed(ctx.actor)
  if (listed === null) return {}
  return listed.length === 0 ? null : inRegions(ctx, listed)
}

/** Services that are known by what was typed, by any of their names, a former one too. */
const codesKnownBy = async (ctx: Ctx, q: string): Promise<string[]> => {
  const { found, isGuess, oldName } = await searchRegister(ctx, q, 50)
  return [...(isGuess ? [] : found), ...(oldName?.now ?? [])].map(({ code }) => code)
}

const whereOfStatus = (status: (typeof statuses)[number]): Prisma.MembershipWhereInput => {
  if (status === 'renewing') return { renewalAskedOn: { not: null } }
  if (status === 'to-invoice') return feeToInvoice
  return status === 'unpaid' ? feeOwed : { status }
}

const whereOf = async (ctx: Ctx, { status, kind, region, q }: MemberFilter): Promise<Prisma.MembershipWhereInput[]> => [
  ...(status === undefined ? [] : [whereOfStatus(status)]),
  ...(kind === undefined ? [] : [{ kind }]),
  ...(region === undefined ? [] : [inRegions(ctx, [region])]),
  ...(q === undefined
    ? []
    : [
        {
          OR: [
            { yotCode: { in: await codesKnownBy(ctx, q) } },
            { person: { foldedName: { contains: foldText(q) } } },
            { invoiceReference: { contains: q, mode: 'insensitive' as const } },
            { poReference: { contains: q, mode: 'insensitive' as const } },
          ],
        },
      ]),
]

const orderOf = ({ by, order }: MemberSort): Prisma.MembershipOrderByWithRelationInput[] => {
  const tail = [{ id: 'asc' as const }]
  if (by === 'payer') return [{ yot: { name: order } }, { person: { name: order } }, ...tail]
  if (by === 'paidOn') return [{ paidOn: { sort: order, nulls: 'last' } }, ...tail]
  return [{ [by]: order }, ...tail]
}

const mayNotList = () => forbidden('Members are listed for administrators and regional coordinators.')

type MemberList = {
  rows: MemberRow[]
  count: number
  page: number
  pageCount: number
  /** How many memberships the actor may list, by status. */
  byStatus: Record<MembershipStatus, number>
}

const rowsOnAPage = 30

/** Memberships with who pays, how they stand and why they ended: filtered, sorted and paged by the database. */
export const listMembers = async (
  ctx: Ctx,
  filter: MemberFilter,
  sort: MemberSort,
  page: number,
): Promise<Result<MemberList>> => {
  const may = visible(ctx)
  if (may === null) return mayNotList()
  const where = { AND: [may, ...(await whereOf(ctx, filter))] }
  const { membership } = tables(ctx)
  const count = await membership.count({ where })
  const pageCount = Math.max(1, Math.ceil(count / rowsOnAPage))
  const shown = Math.min(page, pageCount)
  const rows = await membership.findMany({
    where,
    include,
    orderBy: orderOf(sort),
    skip: (shown - 1) * rowsOnAPage,
    take: rowsOnAPage,
  })
  const counts = await membership.groupBy({ by: ['status'], where: may, _count: true })
  const of = (status: MembershipStatus) => counts.find((row) => row.status === status)?._count ?? 0
  return ok({
    rows: rows.map(rowOf),
    count,
    page: shown,
    pageCount,
    byStatus: {
      applied: of('applied'),
      active: of('active'),
      due: of('due'),
      lapsed: of('lapsed'),
      ended: of('ended'),
    },
  })
}

/** Where each payer is written to: the person, or whoever leads the service. By membership; two statements. */
const addressesOf = async (ctx: Ctx, rows: readonly Row[]): Promise<Map<string, string[]>> => {
  const codes = rows.flatMap(({ yotCode }) => yotCode ?? [])
  const heads = await ctx.db.holding.findMany({
    where: { yotCode: { in: codes }, level: 'head', ...inForce(ctx.clock.today()), post: { abolishedOn: null } },
    select: { yotCode: true, personId: true },
  })
  const personIds = [...heads.map(({ personId }) => personId), ...rows.flatMap(({ personId }) => personId ?? [])]
  const emails = await primaryAddresses(ctx, personIds)
  return new Map(
    rows.map(({ id, yotCode, personId }) => {
      const people = personId === null ? heads.filter((head) => head.yotCode === yotCode) : [{ personId }]
      return [id, [...new Set(people.flatMap((one) => emails.get(one.personId) ?? []))].sort()]
    }),
  )
}

/** The same list whole, for a download, with the address of whoever pays. */
export const allMembers = async (
  ctx: Ctx,
  filter: MemberFilter,
  sort: MemberSort,
): Promise<Result<(MemberRow & { addresses: string[] })[]>> => {
  const may = visible(ctx)
  if (may === null) return mayNotList()
  const rows = await tables(ctx).membership.findMany({
    where: { AND: [may, ...(await whereOf(ctx, filter))] },
    include,
    orderBy: orderOf(sort),
  })
  const addresses = await addressesOf(ctx, rows)
  return ok(rows.map((row) => ({ ...rowOf(row), addresses: addresses.get(row.id) ?? [] })))
}

type MemberPage = MemberRow & {
  version: number
  requestedBy: string | null
  requestedOn: string | null
  decisionReason: string | null
  renewalAskedOn: string | null
  receipts: { ref: string; paidOn: string; feePence: number; endsOn: string }[]
  mayInvoice: boolean
  mayPay: boolean
  mayEnd: boolean
  mayDecide: boolean
}

/** One membership for the association, with what may be done about it. */
export const findMember = async (ctx: Ctx, id: string): Promise<Result<MemberPage>> => {
  const may = visible(ctx)
  if (may === null) return mayNotList()
  const row = await tables(ctx).membership.findFirst({
    where: { AND: [may, { id }] },
    include: { ...include, payments: { orderBy: { paidOn: 'desc' } } },
  })
  if (!row) return notFound()
  const asker =
    row.requestedById === null
      ? null
      : await ctx.db.person.findUnique({ where: { id: row.requestedById }, select: { name: true } })
  const mayManage = mayManageMembers(ctx.actor)
  return ok({
    ...rowOf(row),
    version: row.version,
    requestedBy: asker?.name ?? null,
    requestedOn: row.requestedAt && londonDate(row.requestedAt),
    decisionReason: row.decisionReason,
    renewalAskedOn: row.renewalAskedOn && isoFromDate(row.renewalAskedOn),
    receipts: row.payments.map(({ ref, paidOn, feePence, endsOn }) => ({
      ref,
      paidOn: isoFromDate(paidOn),
      feePence,
      endsOn: isoFromDate(endsOn),
    })),
    mayInvoice: mayManage && owesFee(row),
    mayPay: mayManage && mayMove('paid', row.status),
    mayEnd: mayManage && mayMove('left', row.status),
    mayDecide: mayManage && mayMove('agreed', row.status) && row.personId !== ctx.actor.personId,
  })
}
