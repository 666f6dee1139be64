import type { EvaluationWhen } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { hashOfLinkKey, newLinkKey } from '#services/core/link-key.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import type { LockedCourse, LockedPlace } from './move-course.ts'
import { attendeeOf, namedDate } from './people.ts'
import type { FirstEvaluation, LaterEvaluation } from './schema.ts'
import { tables } from './tables.ts'

/** Fewer answers than this are too few to say anything of a course. */
export const enoughAnswers = 5

/** Asks somebody who attended what they make of it, by a link of which only a hash is kept; once each time. Nobody who cannot be written to. */
export const askToEvaluate = async (
  ctx: Ctx,
  course: LockedCourse,
  place: LockedPlace,
  when: EvaluationWhen,
  closesOn: string,
): Promise<void> => {
  const who = attendeeOf(place)
  if (who === null) return
  const token = newLinkKey()
  const made = await tables(ctx).evaluation.createMany({
    data: [
      {
        id: newId(),
        placeId: place.id,
        when,
        tokenHash: hashOfLinkKey(token),
        askedAt: ctx.clock.now(),
        closesOn: dateFromIso(closesOn),
      },
    ],
    skipDuplicates: true,
  })
  if (made.count === 0) return
  const isFirst = when === 'first'
  await tell(ctx, {
    people: [who],
    about: { kind: 'place', id: place.id },
    occasion: `evaluate:${when}:${place.version}`,
    kind: 'ask',
    letter: {
      subject: isFirst
        ? `How was it? ${course.title} (${course.ref})`
        : `Three months on: have you used it? ${course.title} (${course.ref})`,
      lines: [
        isFirst
          ? `You came to ${namedDate(course)}. Two questions, until ${longDate(closesOn)}. Your certificate is on the same page.`
          : `Three months ago you came to ${namedDate(course)}. One question, until ${longDate(closesOn)}.`,
        'The provider reads what was said without names, once five have answered.',
      ],
      action: { text: isFirst ? 'Say how it was' : 'Say whether you used it', path: `/evaluations/${token}` },
    },
  })
}

export type EvaluationPage = {
  when: EvaluationWhen
  title: string
  ref: string
  /** ISO day. */
  closesOn: string
  isOpen: boolean
  isAnswered: boolean
  certificate: string | null
  isNameShown: boolean
}

const byToken = (ctx: Ctx, token: string) =>
  tables(ctx).evaluation.findUnique({
    where: { tokenHash: hashOfLinkKey(token) },
    select: {
      id: true,
      when: true,
      closesOn: true,
      answeredAt: true,
      placeId: true,
      place: {
        select: {
          status: true,
          certificate: true,
          isNameShown: true,
          date: { select: { title: true, ref: true, id: true } },
        },
      },
    },
  })

/** The page of a link to evaluate; not found for one that is unknown, or whose attendance was taken back. */
export const findEvaluation = async (ctx: Ctx, token: string): Promise<Result<EvaluationPage>> => {
  const row = await byToken(ctx, token)
  if (row?.place.status !== 'attended') return notFound()
  const closesOn = isoFromDate(row.closesOn)
  return ok({
    when: row.when,
    title: row.place.date.title,
    ref: row.place.date.ref,
    closesOn,
    isOpen: row.answeredAt === null && ctx.clock.today() <= closesOn,
    isAnswered: row.answeredAt !== null,
    certificate: row.place.certificate,
    isNameShown: row.place.isNameShown,
  })
}

type Answer = { first: FirstEvaluation } | { later: LaterEvaluation }

/** Keeps what somebody said by their link, once. Refused when it is too late or was said before; not found for an unknown link. */
export const answerEvaluation = (ctx: Ctx, token: string, answer: Answer): Promise<Result<{ token: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const row = await byToken(ctx, token)
    const when = 'first' in answer ? 'first' : 'later'
    if (row?.place.status !== 'attended' || row.when !== when) return notFound()
    if (ctx.clock.today() > isoFromDate(row.closesOn))
      return refused('The days for this are over. Thank you all the same.')
    const data =
      'first' in answer
        ? { usefulness: answer.first.usefulness, quality: answer.first.quality, words: answer.first.words }
        : { isUsed: answer.later.isUsed === 'yes', words: answer.later.words }
    const kept = await tables(ctx).evaluation.updateMany({
      where: { id: row.id, answeredAt: null },
      data: { ...data, answeredAt: ctx.clock.now() },
    })
    if (kept.count === 0) return refused('You have answered this already. Thank you.')
    if ('first' in answer && answer.first.showsName === 'yes')
      await tables(ctx).place.update({ where: { id: row.placeId }, data: { isNameShown: true } })
    await audit(ctx, {
      event: 'evaluation.answered',
      subject: { kind: 'course', id: row.place.date.id },
      data: { when },
    })
    return ok({ token })
  })

/** What those who attended make of an offering's dates: means of 1 to 5, and how many used it. Null figures where fewer than five answered. */
export type EvaluationFigures = {
  answers: number
  mean: number | null
  /** Of those asked after three months. */
  later: { answers: number; used: number | null }
}

const noFigures: EvaluationFigures = { answers: 0, mean: null, later: { answers: 0, used: null } }

/** The figures of an offering, over all of its dates or of one. */
export const evaluationFigures = async (
  ctx: Ctx,
  of: { offeringId: string } | { dateId: string },
): Promise<EvaluationFigures> => {
  const where = 'dateId' in of ? { dateId: of.dateId } : { date: { offeringId: of.offeringId } }
  const answered = { answeredAt: { not: null }, place: { ...where, status: 'attended' as const } }
  const [first, later] = await Promise.all([
    tables(ctx).evaluation.aggregate({
      where: { ...answered, when: 'first' },
      _count: true,
      _avg: { usefulness: true, quality: true },
    }),
    tables(ctx).evaluation.groupBy({ by: ['isUsed'], where: { ...answered, when: 'later' }, _count: true }),
  ])
  if (first._count === 0 && later.length === 0) return noFigures
  const laterAnswers = later.reduce((sum, { _count }) => sum + _count, 0)
  const used = later.find(({ isUsed }) => isUsed === true)?._count ?? 0
  const mean = ((first._avg.usefulness ?? 0) + (first._avg.quality ?? 0)) / 2
  return {
    answers: first._count,
    mean: first._count >= enoughAnswers ? Math.round(mean * 10) / 10 : null,
    later: { answers: laterAnswers, used: laterAnswers >= enoughAnswers ? used : null },
  }
}

/** What was said in words of a date, in no order that tells who: once five have answered. */
export const wordsOf = async (ctx: Ctx, dateId: string): Promise<string[]> => {
  const rows = await tables(ctx).evaluation.findMany({
    where: { answeredAt: { not: null }, when: 'first', place: { dateId, status: 'attended' } },
    orderBy: { tokenHash: 'asc' },
    select: { words: true },
  })
  return rows.length < enoughAnswers ? [] : rows.flatMap(({ words }) => (words === '' ? [] : [words]))
}
