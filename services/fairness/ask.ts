import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { tell } from '#services/notifications/index.ts'
import { concerns, findForActor, mayAct } from './concerns.ts'
import { clocks } from './kinds.ts'
import { caseOf, isDecider, partySideOf, speakingSides, tellParties } from './parties.ts'
import { areStatementsOpen } from './show-statements.ts'
import { tables } from './tables.ts'

/** A decider asks one side one question; at most two in all, one at a time. Both sides read it, and the answer. */
export const askQuestion = async (
  ctx: Ctx,
  ref: string,
  { toSide, question }: { toSide: 'bringer' | 'other'; question: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  const { personId } = ctx.actor
  if (!found || personId === null || !isDecider(ctx.actor, found)) return notFound()
  const allowed = await mayAct(ctx, found.id)
  if (!allowed.ok) return allowed
  return inTransaction(ctx, async (ctx) => {
    const row = await concerns.lock(ctx, found.id)
    if (!row || !isDecider(ctx.actor, row)) return notFound()
    if (!areStatementsOpen(row)) return refused('Wait until both sides have said how they see it, or their time is up.')
    if (row.questions.length >= clocks.questionRounds) return refused('Two questions have been asked, which is all.')
    const today = ctx.clock.today()
    if (row.questions.some(({ answer, answerBy }) => answer === null && answerBy >= dateFromIso(today)))
      return refused('A question waits for its answer. When it is in, or its time is up, another can be asked.')
    if (!speakingSides(row.parties).includes(toSide)) return refused('Nobody speaks for that side.')
    const answerBy = addWorkingDays(today, clocks.answer)
    await tables(ctx).concernQuestion.create({
      data: {
        concernId: row.id,
        number: row.questions.length + 1,
        toSide,
        askedById: personId,
        text: question,
        askedAt: ctx.clock.now(),
        answerBy: dateFromIso(answerBy),
      },
    })
    const moved = await concerns.move(ctx, row, 'asked', { said: { toSide } })
    if (!moved.ok) return moved
    await tellParties(ctx, row, [toSide], {
      occasion: `question:${row.questions.length + 1}`,
      kind: 'ask',
      letter: {
        subject: `A question to you, to answer by ${longDate(answerBy)} (${ref})`,
        lines: ['Whoever decides has one question to you. The other side reads it too, and your answer.'],
        text: 'Read and answer',
      },
    })
    return ok({ ref })
  })
}

/** The side that was asked answers, while it is heard; once for each question. */
export const answerQuestion = async (
  ctx: Ctx,
  ref: string,
  { number, answer }: { number: number; answer: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  const side = found && partySideOf(ctx.actor, found.parties)
  if (!found || side === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const row = await concerns.lock(ctx, found.id)
    const asked = row?.questions.find((one) => one.number === number && one.toSide === side)
    if (!row || !asked) return notFound()
    if (asked.answer !== null)
      return asked.answer === answer ? ok({ ref }) : refused('This question has been answered.')
    if (row.status !== 'hearing') return refused('This has been decided.')
    await tables(ctx).concernQuestion.update({
      where: { id: asked.id },
      data: { answer, answeredById: ctx.actor.personId, answeredAt: ctx.clock.now() },
    })
    await audit(ctx, {
      event: 'concern.question-answered',
      subject: { kind: 'concern', id: row.id },
      case: caseOf(row.id),
    })
    const moved = await concerns.move(ctx, row, 'answered', { said: { number } })
    if (!moved.ok) return moved
    await tell(ctx, {
      people: row.views.filter(({ releasedAt }) => releasedAt === null).map(({ deciderId }) => deciderId),
      about: { kind: 'concern', id: row.id, case: caseOf(row.id) },
      occasion: `answer:${number}`,
      kind: 'decision',
      letter: {
        subject: `Your question was answered (${ref})`,
        lines: ['The answer is on the page.'],
        action: { text: 'Read it', path: `/association/fairness/${ref}` },
      },
    })
    return ok({ ref })
  })
}
