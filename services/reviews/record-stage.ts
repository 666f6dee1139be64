import { themesByCode } from '#services/bank/themes.ts'
import { addDays, addMonths, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { dateRange, listed, longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { caseOf } from './case-of.ts'
import { whatReportLacks } from './findings.ts'
import { type ReviewFacts, reviewFacts } from './letter-facts.ts'
import { type Letter, reviewPath, tell } from './mails.ts'
import { asMove, type LockedReview, moveReview } from './move-review.ts'
import type { happenedSchema, Input } from './schema.ts'
import { tables } from './tables.ts'

/** Stages that are recorded with the day they happened. */
export const recordedEvents = [
  'arrived',
  'presented',
  'draft-sent',
  'accuracy-given',
  'finalised',
  'action-plan-agreed',
  'progress-reviewed',
  'closed',
] as const

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
      title: `Peer review: ${listed(names.slice(0, 3))}`,
      hostYotCode: review.yotCode,
      case: about,
      people: team.map(({ personId, role }) => ({ personId, role })),
    },
    case: about,
  })
}

const lacking = async (ctx: Ctx, requestId: string): Promise<string | null> => {
  const [kloes, findings, themes] = await Promise.all([
    tables(ctx).kloe.findMany({ where: { requestId }, orderBy: { position: 'asc' } }),
    tables(ctx).finding.findMany({ where: { requestId } }),
    themesByCode(ctx),
  ])
  const missing = whatReportLacks(kloes, findings, (code) => themes.get(code)?.name ?? code)
  if (missing.length === 0) return null
  return `A finding on two sources or more is missing under ${listed(missing)}.`
}

type Side = 'host' | 'team'

/** Whom a stage matters to besides who recorded it, and what they are told. */
const letterFor = (event: RecordedEvent, facts: ReviewFacts, day: string): { to: Side[]; letter: Letter } | null => {
  const action = { text: 'See the review', path: reviewPath(facts.ref) }
  const { yotName, ref } = facts
  switch (event) {
    case 'presented':
      return {
        to: ['host', 'team'],
        letter: {
          subject: `Feedback presented: ${yotName} (${ref})`,
          lines: [
            `The team presented its feedback on ${longDate(day)}.`,
            `A letter follows by ${longDate(addWorkingDays(day, 10))} and a draft report by ${longDate(addDays(day, 21))}.`,
          ],
          action,
        },
      }
    case 'draft-sent':
      return {
        to: ['host'],
        letter: {
          subject: `Your draft report: comments by ${longDate(addDays(day, 14))} (${ref})`,
          lines: [
            'The co-leads have sent you the draft report. Please check its facts; judgements are the team’s own.',
            `Send your comments, or say that there are none, by ${longDate(addDays(day, 14))}.`,
          ],
          action: { text: 'Read the findings and comment', path: reviewPath(ref) },
        },
      }
    case 'accuracy-given':
      return {
        to: ['team'],
        letter: {
          subject: `Comments on the draft report of ${yotName} (${ref})`,
          lines: [
            'The service has commented on the facts of the draft report. Answer each comment, then make it final.',
          ],
          action,
        },
      }
    case 'finalised':
      return {
        to: ['host', 'team'],
        letter: {
          subject: `The report is final: ${yotName} (${ref})`,
          lines: [
            'The report is final. The service decides what of it is shared, and with whom.',
            `An action plan is due by ${longDate(addMonths(day, 3))}.`,
          ],
          action,
        },
      }
    case 'closed':
      return {
        to: ['host', 'team'],
        letter: {
          subject: `The review of ${yotName} is closed (${ref})`,
          lines: ['Nothing more is asked of you. Thank you.'],
          action,
        },
      }
    default:
      return null
  }
}

/** The day of the last stage that has happened, before which a later one cannot be. */
const lastDay = async (ctx: Ctx, requestId: string): Promise<string | null> => {
  const last = await tables(ctx).stageMove.findFirst({
    where: { requestId, event: { in: [...recordedEvents] } },
    orderBy: { happenedOn: 'desc' },
    select: { happenedOn: true },
  })
  return last ? isoFromDate(last.happenedOn) : null
}

/**
 * Records that a stage of the review has happened, and when: not a day to come, and not before the stage before it. A
 * visit that came before its agreed days is said to have. A draft is sent and a report made final only with a finding under
 * each key line of enquiry and golden thread, each on two sources or more.
 * The feedback presentation opens the ratings. Closing may follow any stage from the final report on.
 */
export const recordStage = (
  ctx: Ctx,
  event: RecordedEvent,
  input: Input<typeof happenedSchema>,
): Promise<Result<{ ref: string }>> =>
  asMove(ctx, input, event, async (ctx, review) => {
    const { happenedOn, note } = input
    if (happenedOn > ctx.clock.today()) return invalid({ happenedOn: 'The day must be today or in the past' })
    const before = await lastDay(ctx, review.id)
    if (before && happenedOn < before) {
      return invalid({ happenedOn: `The day must not be before the stage before it, ${longDate(before)}` })
    }
    if (event === 'accuracy-given' && !note) return invalid({ note: 'Write your comments, or that there are none' })
    if (event === 'arrived' && review.startsOn && review.endsOn && !input.isSooner) {
      const [startsOn, endsOn] = [isoFromDate(review.startsOn), isoFromDate(review.endsOn)]
      if (happenedOn < startsOn) {
        return invalid({
          isSooner: `The visit is agreed for ${dateRange(startsOn, endsOn)}. Tick the box if it came sooner, or put the review off to change its dates`,
        })
      }
    }
    if (event === 'draft-sent' || event === 'finalised') {
      const missing = await lacking(ctx, review.id)
      const report = event === 'finalised' ? 'The report cannot be final yet.' : 'The draft cannot be sent yet.'
      if (missing) return refused(`${report} ${missing}`)
    }
    const moved = await moveReview(ctx, review, event, { happenedOn, ...(note ? { note } : {}) })
    if (!moved.ok) return moved
    const facts = await reviewFacts(ctx, review.id)
    if (event === 'presented') await announceDelivery(ctx, review, facts)
    const told = letterFor(event, facts, happenedOn)
    if (told) {
      const teamIds = facts.team.map(({ personId }) => personId)
      const coLeads = facts.team.flatMap(({ role, personId }) => (role === 'co_lead' ? personId : []))
      const of = { host: facts.hostIds, team: event === 'accuracy-given' ? coLeads : teamIds }
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
