import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { caseOf } from './audit-engagement.ts'
import type { LockedEngagement } from './move-engagement.ts'
import { tables } from './tables.ts'

/** Who gave time; where nobody did, who was to deliver. */
const deliverersOf = async (ctx: Ctx, engagementId: string): Promise<string[]> => {
  const { given, engagementPerson } = tables(ctx)
  const asked = { where: { engagementId }, orderBy: { personId: 'asc' }, select: { personId: true } } as const
  const gave = await given.findMany({ ...asked, distinct: ['personId'] })
  const rows = gave.length > 0 ? gave : await engagementPerson.findMany(asked)
  return rows.map(({ personId }) => personId)
}

/** Tells the ratings that the work is delivered: what it was, for whom, and who did it. Once per engagement. */
export const announceDelivery = async (ctx: Ctx, row: LockedEngagement): Promise<void> => {
  const people = await deliverersOf(ctx, row.id)
  await enqueue(ctx, {
    topic: 'work-delivered',
    key: `work-delivered:engagement:${row.id}`,
    payload: {
      work: 'engagement',
      workId: row.id,
      workRef: row.ref,
      title: row.title,
      hostYotCode: row.hostYotCode,
      ...(row.providerYotCode === null ? {} : { providerYotCode: row.providerYotCode, offeringId: row.offeringId }),
      ...(row.offering.outsideId === null ? {} : { outsideId: row.offering.outsideId, offeringId: row.offeringId }),
      ...caseOf(row),
      people: people.map((personId) => ({ personId, role: 'provider' })),
    },
    ...caseOf(row),
  })
}

/** Who delivered together, and who was paid by whom, counts in later cases: everybody who delivered is checked again. */
export const announceJointWork = async (ctx: Ctx, row: LockedEngagement): Promise<void> => {
  for (const personId of await deliverersOf(ctx, row.id))
    await enqueue(ctx, {
      topic: 'recheck-person',
      key: `recheck-person:engagement:${row.id}:${personId}`,
      payload: { personId },
    })
}
