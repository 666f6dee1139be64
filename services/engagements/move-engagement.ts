import type { Prisma } from '#prisma/generated/client.ts'
import type { EngagementStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { meetNeed, returnNeed } from '#services/enquiries/index.ts'
import { outsideName } from '#services/offerings/index.ts'
import { caseOf } from './audit-engagement.ts'
import { keepClock } from './clock.ts'
import { engagementLife } from './lifecycle.ts'
import { engagementSidesOf, engagementsOf } from './people.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  ref: true,
  version: true,
  status: true,
  stateBefore: true,
  enquiryId: true,
  courseDateId: true,
  offeringId: true,
  title: true,
  basis: true,
  hostYotCode: true,
  hostContactId: true,
  providerYotCode: true,
  providerPersonId: true,
  providerContactId: true,
  termsInForce: true,
  changeAsked: true,
  silentOn: true,
  putRightRounds: true,
  firstSessionOn: true,
  lastSessionOn: true,
  deliveredOn: true,
  confirmedOn: true,
  settledOn: true,
  isUnresolved: true,
  isBySilence: true,
  totalPence: true,
  needsSubstitute: true,
  ir35: true,
  createdAt: true,
  hostYot: { select: { name: true, region: true } },
  providerYot: { select: { name: true, region: true } },
  providerPerson: { select: { name: true } },
  offering: { select: { outsideId: true, outside: { select: { ref: true, name: true } } } },
} satisfies Prisma.EngagementSelect

/** An engagement that nobody else can change until this transaction ends. */
export type LockedEngagement = Prisma.EngagementGetPayload<{ select: typeof select }>

/** Who delivers, as mail and pages say it. */
export const providerName = (of: {
  providerYot: { name: string } | null
  providerPerson: { name: string } | null
  offering: { outside: { name: string } | null }
}): string =>
  of.providerYot?.name ??
  (of.offering.outside ? outsideName(of.offering.outside.name) : (of.providerPerson?.name ?? 'the provider'))

/** Whether an associate alone is paid, so that IR35 is asked: not an organisation. */
export const isAssociates = (of: Pick<LockedEngagement, 'providerPersonId' | 'offering'>): boolean =>
  of.providerPersonId !== null && of.offering.outsideId === null

/**
 * An engagement by its reference, for those on either side; null for anybody else, as for one that does not exist. One
 * statement in either case.
 */
export const findForActor = (ctx: Ctx, ref: string): Promise<LockedEngagement | null> =>
  tables(ctx).engagement.findFirst({ where: { AND: [{ ref }, engagementsOf(ctx)] }, select })

/** The answer to a second press of the same button on the same page, of a move that can be made again and again. */
export const again = (ref: string) => (): { ref: string } => ({ ref })

/** What changes on the row itself; `silentOn` sets the clock too. */
export type Changes = Omit<Prisma.EngagementUncheckedUpdateInput, 'silentOn' | 'status'> & {
  silentOn?: Date | null
  status?: EngagementStatus
}

/**
 * What came of a need, for the gap register: where an engagement comes to nothing it is back there, but where the host itself called off what was
 * agreed; where a dispute ends with the work done after all, it is met.
 */
const noteWhatCame = async (ctx: Ctx, row: LockedEngagement, status: EngagementStatus): Promise<void> => {
  const { enquiryId } = row
  if (enquiryId === null) return
  const isHosts = row.status === 'agreed' && engagementSidesOf(ctx.actor, row)[0] === 'host'
  if (status === 'withdrawn' || (status === 'cancelled' && !isHosts)) await returnNeed(ctx, enquiryId)
  if (row.status === 'disputed' && engagementLife.is('done', status)) await meetNeed(ctx, enquiryId)
}

/** Engagements and their moves: for those on either side; to anybody else there is none. */
export const engagements = keep(engagementLife, {
  kind: 'engagement',
  table: 'Engagement',
  find: findForActor,
  sidesOf: ({ actor }, found) => engagementSidesOf(actor, found),
  read: (ctx, id): Promise<LockedEngagement | null> => tables(ctx).engagement.findUnique({ where: { id }, select }),
  write: async (ctx, row, data: Changes) => {
    const { id, status } = row
    await tables(ctx).engagement.update({ where: { id }, data })
    if (data.silentOn !== undefined) await keepClock(ctx, id, data.status ?? status, data.silentOn)
    if (data.status !== undefined) await noteWhatCame(ctx, row, data.status)
  },
  about: (row) => ({ yotCode: row.hostYotCode, ...caseOf(row) }),
})
