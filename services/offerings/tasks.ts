import { isoFromDate } from '#services/core/clock.ts'
import type { TaskSource } from '#services/core/task.ts'
import { yotsOf } from '#services/yots/speaks-for.ts'
import { receivedBy, sentBy } from './list-enquiries.ts'
import { tables } from './tables.ts'

/** More than anybody can look at; the list of enquiries has them all. */
const mostTasks = 50

/**
 * Enquiries that wait for this person: to answer what they are the contact for, to choose among answers to what they asked.
 * Whoever leads a service has those of their colleagues too.
 */
export const enquiryTasks: TaskSource = async (ctx) => {
  const { personId, grants } = ctx.actor
  if (personId === null) return []
  const led = grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode !== undefined ? [yotCode] : []))
  const { enquiry } = tables(ctx)
  const offering = { select: { title: true } }
  const [toAnswer, toChoose] = await Promise.all([
    enquiry.findMany({
      where: {
        AND: [
          receivedBy(ctx),
          { status: { in: ['sent', 'undecided'] } },
          { offering: { OR: [{ contactId: personId }, { yotCode: { in: led } }] } },
        ],
      },
      orderBy: { respondBy: 'asc' },
      take: mostTasks,
      select: { ref: true, respondBy: true, yot: { select: { name: true } }, offering },
    }),
    yotsOf(ctx.actor).length === 0
      ? []
      : enquiry.findMany({
          where: {
            AND: [sentBy(ctx), { status: 'interested' }, { OR: [{ fromId: personId }, { yotCode: { in: led } }] }],
          },
          orderBy: { respondedAt: 'asc' },
          take: mostTasks,
          select: { ref: true, offering },
        }),
  ])
  return [
    ...toAnswer.map(({ ref, respondBy, yot, offering: { title } }) => ({
      title: `Answer ${yot.name} about “${title}”`,
      href: `/enquiries/${ref}`,
      dueOn: isoFromDate(respondBy),
      kind: 'Enquiry',
    })),
    ...toChoose.map(({ ref, offering: { title } }) => ({
      title: `Choose whether to take up “${title}”`,
      href: `/enquiries/${ref}`,
      kind: 'Enquiry',
    })),
  ]
}
