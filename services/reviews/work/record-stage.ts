import { themesByCode } from '#services/bank/index.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { dateRange, listed, longDate, uncapitalise } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { hasPart, kinds, mayClose, stateWords, titleOf } from '#services/reviews/case/kinds.ts'
import { type ReviewFacts, reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { type ReviewEvent, reviewLife } from '#services/reviews/case/lifecycle.ts'
import { type Letter, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { type LockedReview, reviews } from '#services/reviews/case/move-review.ts'
import type { happenedSchema, Input } from '#services/reviews/case/schema.ts'
import { draftBy } from '#services/reviews/case/stages.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** Stages that are recorded by hand, with the day they happened; those between follow from the report and its plan. */
export const recordedEvents = ['arrived', 'presented', 'closed'] as const

export type RecordedEvent = (typeof recordedEvents)[number]

/** Tells the ratings that the work is delivered: what it was, for whom, and who did it. */
const announceDelivery = async (ctx: Ctx, review: LockedReview, { team }: ReviewFacts) => {
  const kloes = await tables(ctx).kloe.findMany({
    where: { requestId: review.id },
    orderBy: { position: 'asc' },
    select: { themes: { select: { themeCode: true } } },
  })
  const themes = await themesByCode(ctx)
  const codes = [...new Set(kloes.flatMap((kloe) => kloe.themes.map(({ themeCode }) => themeCode)))]
  const names = codes.map((code) => themes.get(code)?.name ?? code)
  const about = caseOf(review.id)
  await enqueue(ctx, {
    topic: 'work-delivered',
    key: `work-delivered:review:${review.id}`,
    payload: {
      work: 'review',
      workId: review.id,
      workRef: review.ref,
      title: `${kinds[review.kind].name}: ${listed(names.slice(0, 3))}`,
      hostYotCode: review.yotCode,
      case: about,
      people: team.map(({ personId, role }) => ({ personId, role })),
    },
    case: about,
  })
}

type Side = 'host' | 'team'

/** Whom a stage matters to besides who recorded it, and what they are told. */
const letterFor = (event: RecordedEvent, facts: ReviewFacts, day: string): { to: Side[]; letter: Letter } | null => {
  const action = { text: 'See the review', path: reviewPath(facts.ref) }
  const { kind, yotName, ref } = facts
  const { deed, followsDelivery } = kinds[kind]
  switch (event) {
    case 'presented':
      return {
        to: ['host', 'team'],
        letter: {
          subject: `${stateWords(kind, 'presented', reviewLife.states)}: ${yotName} (${ref})`,
          lines: [
            `The team ${deed} on ${longDate(day)}.`,
            ...(hasPart(kind, 'report')
              ? [
                  `A letter follows by ${longDate(addWorkingDays(day, 10))} and a draft report by ${longDate(draftBy(day))}.`,
                ]
              : followsDelivery),
          ],
          action,
        },
      }
    case 'closed':
      return {
        to: ['host', 'team'],
        letter: {
          subject: `The ${uncapitalise(titleOf(kind, yotName))} is closed (${ref})`,
          lines: ['Nothing more is asked of you. Thank you.'],
          action,
        },
      }
    default:
      return null
  }
}

/** Every stage from the visit on. */
const fromVisitOn: readonly ReviewEvent[] = [
  ...recordedEvents,
  'draft-sent',
  'accuracy-given',
  'finalised',
  'action-plan-agreed',
  'progress-reviewed',
]

/** The days on which the visit really began and ended: from then on they are shown instead of those agreed. */
const realDays = (event: RecordedEvent, happenedOn: string) => {
  if (event === 'arrived') return { arrivedOn: dateFromIso(happenedOn) }
  return event === 'presented' ? { leftOn: dateFromIso(happenedOn) } : {}
}

/** The day of the last stage that has happened, before which a later one cannot be. */
const lastDay = async (ctx: Ctx, requestId: string): Promise<string | null> => {
  const history = await reviews.history(ctx, requestId)
  const days = history.flatMap(({ event, on }) => (fromVisitOn.includes(event) ? [on] : []))
  return days.sort().at(-1) ?? null
}

/**
 * Records that a stage of the review has happened, and when: not a day to come, and not before the stage before it. A
 * visit that came before its agreed days is said to have.
 * The feedback presentation opens the ratings. Closing may follow any stage from the final report on; where there is none, what was given.
 */
export const recordStage = (
  ctx: Ctx,
  event: RecordedEvent,
  input: Input<typeof happenedSchema>,
): Promise<Result<{ ref: string }>> =>
  reviews.asMove(ctx, { ...input, event: event }, async (ctx, { row: review }) => {
    const { happenedOn, note } = input
    if (event === 'closed' && !mayClose(review.kind, review.status)) {
      return refused(reviewLife.whyNot(event, review.status))
    }
    if (happenedOn > ctx.clock.today()) return invalid({ happenedOn: 'The day must be today or in the past' })
    const before = await lastDay(ctx, review.id)
    if (before && happenedOn < before) {
      return invalid({ happenedOn: `The day must not be before the stage before it, ${longDate(before)}` })
    }
    if (event === 'arrived' && review.startsOn && review.endsOn && !input.isSooner) {
      const [startsOn, endsOn] = [isoFromDate(review.startsOn), isoFromDate(review.endsOn)]
      if (happenedOn < startsOn) {
        return invalid({
          isSooner: `The visit is agreed for ${dateRange(startsOn, endsOn)}. Tick the box if it came sooner, or put the review off to change its dates`,
        })
      }
    }
    const data = realDays(event, happenedOn)
    const moved = await reviews.move(ctx, review, event, { happenedOn, data, ...(note ? { note } : {}) })
    if (!moved.ok) return moved
    const facts = await reviewFacts(ctx, review.id)
    if (event === 'presented') await announceDelivery(ctx, review, facts)
    const told = letterFor(event, facts, happenedOn)
    if (told) {
      const teamIds = facts.team.map(({ personId }) => personId)
      const of = { host: facts.hostIds, team: teamIds }
      await tell(
        ctx,
        review.id,
        `${event}:${review.version}`,
        told.to.flatMap((side) => of[side]),
        told.letter,
      )
    }
    return ok(moved.value)
  })
