import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { isProvider } from '#services/offerings/index.ts'
import { hostPeople, knownNeeds, needOwners, needSideOf, providerPeople } from './enquiry-people.ts'
import { enquiryLife } from './lifecycle.ts'
import { lockNeed } from './lock-need.ts'
import { findKnown, readEnquiry } from './move-enquiry.ts'
import { tables } from './tables.ts'

/** More than this, and a telephone does it better. */
const mostQuestions = 30

const openStates = () => enquiryLife.marked('open')

/**
 * One of those asked asks the host about its need. Everybody who was asked reads the question and, once there is one, the answer; nobody
 * reads whose it is. Not found for others; refused once their own enquiry is over.
 *
 * @param key the enquiry's id, or the reference of its need where that names one
 */
export const askQuestion = async (
  ctx: Ctx,
  key: string,
  { question: text }: { question: string },
): Promise<Result<{ ref: string }>> => {
  const known = await findKnown(ctx, key)
  const { personId } = ctx.actor
  if (!known || personId === null || !isProvider(ctx.actor, known.offering)) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const need = await lockNeed(ctx, known.needId)
    const enquiry = await readEnquiry(ctx, known.id)
    if (!enquiry) return notFound()
    if (!enquiryLife.is('open', enquiry.status))
      return refused('This enquiry is over: there is nothing more to ask about it.')
    const { needQuestion } = tables(ctx)
    if ((await needQuestion.count({ where: { needId: need.id } })) >= mostQuestions)
      return refused(`There are ${mostQuestions} questions about this need already. Say in your answer what is open.`)
    const id = newId()
    await needQuestion.create({
      data: { id, needId: need.id, enquiryId: enquiry.id, askedById: personId, text, askedAt: ctx.clock.now() },
    })
    await audit(ctx, {
      event: 'enquiry.question-asked',
      subject: { kind: 'enquiry', id: enquiry.id },
      yotCode: need.yotCode,
      data: { ref: need.ref },
    })
    await tell(ctx, {
      people: await hostPeople(ctx, enquiry),
      about: { kind: 'need', id: need.id },
      occasion: `asked:${id}`,
      kind: 'ask',
      letter: {
        subject: `A question about what you need (${need.ref})`,
        lines: [
          'One of those you asked would like to know:',
          text,
          'Everybody you asked reads your answer, without names.',
        ],
        action: { text: 'Answer it', path: `/enquiries/${need.ref}` },
      },
    })
    return ok({ ref: need.ref })
  })
}

/**
 * The host answers a question, once and for everybody whose enquiry is open: they are written to. Not found for others; stale, with
 * what was answered, when a colleague was first; refused once a choice is made.
 */
export const answerQuestion = async (
  ctx: Ctx,
  ref: string,
  { id, answer }: { id: string; answer: string },
): Promise<Result<{ ref: string }>> => {
  const { personId } = ctx.actor
  const found = await tables(ctx).need.findFirst({
    where: {
      AND: [
        { OR: [{ ref }, { enquiries: { some: { ref } } }] },
        { questions: { some: { id } } },
        knownNeeds(ctx.actor),
      ],
    },
    select: { id: true, yotCode: true, ...needOwners },
  })
  if (!found || personId === null || needSideOf(ctx.actor, found) !== 'host') return notFound()
  return inTransaction(ctx, async (ctx) => {
    const need = await lockNeed(ctx, found.id)
    const { needQuestion, enquiry } = tables(ctx)
    const question = await needQuestion.findUniqueOrThrow({ where: { id } })
    if (question.answer !== null) {
      if (question.answeredById === personId && question.answer === answer) return ok({ ref: need.ref })
      return stale(`A colleague has answered this question: “${question.answer}”`)
    }
    const open = await enquiry.findMany({
      where: { needId: need.id, status: { in: openStates() } },
      select: { id: true, offering: { select: { yotCode: true, personId: true, contactId: true } } },
    })
    if (open.length === 0) return refused('Nobody waits for an answer any more: this need is over.')
    await needQuestion.update({ where: { id }, data: { answer, answeredById: personId, answeredAt: ctx.clock.now() } })
    await audit(ctx, {
      event: 'enquiry.question-answered',
      subject: { kind: 'need', id: need.id },
      yotCode: need.yotCode,
      data: { ref: need.ref },
    })
    const people = (await Promise.all(open.map(({ offering }) => providerPeople(ctx, offering)))).flat()
    await tell(ctx, {
      people,
      about: { kind: 'need', id: need.id },
      occasion: `answered:${id}`,
      kind: 'news',
      letter: {
        subject: `${need.yot.name} answers a question about its need (${need.ref})`,
        lines: ['One of those asked wanted to know:', question.text, `${need.yot.name} answers:`, answer],
        action: { text: 'See the enquiry', path: `/enquiries/${need.ref}` },
      },
    })
    return ok({ ref: need.ref })
  })
}
