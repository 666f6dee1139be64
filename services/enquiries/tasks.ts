import type { Prisma } from '#prisma/generated/client.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { TaskSource } from '#services/core/task.ts'
import { yotsOf } from '#services/yots/index.ts'
import { enquiryLife } from './lifecycle.ts'
import { needTitle, receivedBy, sentBy } from './list-enquiries.ts'
import { tables } from './tables.ts'

/** More than anybody can look at; the list of enquiries has them all. */
const mostTasks = 50

const ledBy = (ctx: Ctx): string[] =>
  ctx.actor.grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode !== undefined ? [yotCode] : []))

/** Enquiries that wait for a word of this person, and needs of theirs. Whoever leads a service has their colleagues' too. */
const waitsFor = (
  ctx: Ctx,
  personId: string,
): { toAnswer: Prisma.EnquiryWhereInput; toChoose: Prisma.NeedWhereInput; toTell: Prisma.NeedWhereInput } => {
  const led = ledBy(ctx)
  const own = { AND: [sentBy(ctx), { OR: [{ fromId: personId }, { yotCode: { in: led } }] }, { chosenId: null }] }
  return {
    toAnswer: {
      AND: [
        receivedBy(ctx),
        { OR: [{ status: { in: enquiryLife.marked('unanswered') } }, { status: 'interested', isCountered: true }] },
        { offering: { OR: [{ contactId: personId }, { yotCode: { in: led } }] } },
      ],
    },
    toChoose: { AND: [own, { enquiries: { some: { status: 'interested', isCountered: false } } }] },
    toTell: {
      AND: [
        own,
        { questions: { some: { answer: null } } },
        { enquiries: { some: { status: { in: enquiryLife.marked('open') } } } },
      ],
    },
  }
}

/** How many enquiries and needs wait for the actor, as the navigation says it. */
export const countWaiting = async (ctx: Ctx): Promise<number> => {
  const { personId } = ctx.actor
  if (personId === null) return 0
  const { toAnswer, toChoose, toTell } = waitsFor(ctx, personId)
  const { enquiry, need } = tables(ctx)
  const [answer, choose] = await Promise.all([
    enquiry.count({ where: toAnswer }),
    yotsOf(ctx.actor).length === 0 ? 0 : need.count({ where: { OR: [toChoose, toTell] } }),
  ])
  return answer + choose
}

/**
 * Enquiries that wait for this person: to answer what they are the contact for, to choose among answers to what they asked, to
 * answer what those asked want to know.
 */
export const enquiryTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const { enquiry, need } = tables(ctx)
  const { toAnswer, toChoose, toTell } = waitsFor(ctx, personId)
  const select = { ref: true, words: true } as const
  const needs = (where: Prisma.NeedWhereInput) =>
    yotsOf(ctx.actor).length === 0 ? [] : need.findMany({ where, orderBy: { askedAt: 'asc' }, take: mostTasks, select })
  const [answer, choose, told] = await Promise.all([
    enquiry.findMany({
      where: toAnswer,
      orderBy: { respondBy: 'asc' },
      take: mostTasks,
      select: {
        id: true,
        version: true,
        ref: true,
        respondBy: true,
        isCountered: true,
        yot: { select: { name: true } },
        offering: { select: { title: true } },
      },
    }),
    needs(toChoose),
    needs(toTell),
  ])
  return [
    ...answer.map(({ id, version, ref, respondBy, isCountered, yot, offering: { title } }) => ({
      title: isCountered ? `Answer ${yot.name}’s version of “${title}”` : `Answer ${yot.name} about “${title}”`,
      href: `/enquiries/${ref}`,
      ...(isCountered ? {} : { dueOn: isoFromDate(respondBy), of: { kind: 'enquiry', id, version } }),
      kind: 'Enquiry',
    })),
    ...choose.map(({ ref, words }) => ({
      title: `Compare the offers and choose: ${needTitle(words)}`,
      href: `/enquiries/${ref}`,
      kind: 'Enquiry',
    })),
    ...told.map(({ ref, words }) => ({
      title: `Answer a question about: ${needTitle(words)}`,
      href: `/enquiries/${ref}#questions`,
      kind: 'Enquiry',
    })),
  ]
}
