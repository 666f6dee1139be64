import type { BankRole } from '#prisma/generated/enums.ts'
import { settledRoles } from '#services/bank/index.ts'
import { addMonths, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { counted, longDate } from '#services/core/words.ts'
import { openStatuses } from './lifecycle.ts'
import { type Rung, rungs } from './rungs.ts'
import { tables } from './tables.ts'

/** What the exchange itself knows of somebody's way: reviews they took part in, by the place they held (reviews). */
export type KnownOfWay = { reviewsDone: Readonly<Record<string, number>> }

/** What counts of a word: the place they held, and whether they are ready for the next. */
type Readiness = Pick<WordSaid, 'seat' | 'isReady'>

/** The same, as it is handed in by pages: asked in the transaction of whoever needs it. */
export type AskOfWay = {
  reviewsDone?: (ctx: Ctx, personId: string) => Promise<KnownOfWay['reviewsDone']>
  /** What co-leads said of them. */
  words?: (ctx: Ctx, personId: string) => Promise<WordSaid[]>
}

/** What a co-lead said of somebody who came along on a review. ISO day. */
export type WordSaid = {
  id: string
  by: string
  /** The place that they held on it, as it is stored and as people read it. */
  seat: string
  role: string
  isReady: boolean
  text: string
  givenOn: string
}

/** Something a rung asks for, with what there is of it. */
type Ask = { says: string; isMet: boolean }

export type LadderStep = {
  role: BankRole
  name: string
  does: string
  /** `held` from the first rung up to theirs; `next` is the one to apply for; `later` above it. */
  state: 'held' | 'next' | 'later'
  asks: Ask[]
}

const climbed = rungs.filter(({ role }) => role !== 'mentor')

const trainingAsk = (within: number, trainedOn: string | null, on: string): Ask => {
  const until = trainedOn && addMonths(trainedOn, within)
  if (trainedOn === null || until === null)
    return { says: `Reviewer training in the last ${within / 12} years: none is known`, isMet: false }
  const isMet = until >= on
  return {
    says: `Reviewer training on ${longDate(trainedOn)}: ${isMet ? `counts until ${longDate(until)}` : `too long ago since ${longDate(until)}`}`,
    isMet,
  }
}

/** A co-lead's word is evidence beside the reviews: a panel reads it, and an application can be sent without one. */
const wordAsk = (as: string, words: readonly Readiness[]): Ask => {
  const ready = words.filter(({ isReady }) => isReady).length
  if (words.length === 0)
    return {
      says: `A co-lead’s word that you are ready: none yet. They are asked after each review you are on as ${as}`,
      isMet: false,
    }
  return {
    says: `${ready} of ${counted(words.length, 'co-lead')} who said a word of you as ${as} ${ready === 1 ? 'says' : 'say'} that you are ready`,
    isMet: ready > 0,
  }
}

const asksOf = (rung: Rung, { reviewsDone, words, trainedOn, on }: LadderFacts): Ask[] => {
  const { reviews, trainedWithinMonths } = rung
  const done = reviews === null ? 0 : (reviewsDone[reviews.role] ?? 0)
  return [
    ...(trainedWithinMonths === null ? [] : [trainingAsk(trainedWithinMonths, trainedOn, on)]),
    ...(reviews === null
      ? []
      : [
          {
            says: `${done} of ${counted(reviews.atLeast, 'review')} as ${reviews.as} done in the exchange`,
            isMet: done >= reviews.atLeast,
          },
        ]),
    ...(reviews?.isWordAsked
      ? [
          wordAsk(
            reviews.as,
            words.filter(({ seat }) => seat === reviews.role),
          ),
        ]
      : []),
  ]
}

export type LadderFacts = KnownOfWay & {
  held: readonly BankRole[]
  words: readonly Readiness[]
  trainedOn: string | null
  on: string
}

/**
 * The rungs from trainee to facilitator as one person stands on them on a day (ISO), with what the next ones ask for beside what is known.
 * Reviews done elsewhere are not known here: an application can name them.
 */
export const ladderFrom = (facts: LadderFacts): LadderStep[] => {
  const top = Math.max(-1, ...facts.held.map((role) => climbed.findIndex((rung) => rung.role === role)))
  return climbed.map((rung, at) => ({
    role: rung.role,
    name: rung.name,
    does: rung.does,
    state: at <= top ? 'held' : at === top + 1 ? 'next' : 'later',
    asks: at <= top ? [] : asksOf(rung, facts),
  }))
}

/** When the actor did their reviewer training: the later of what a course has and what they said in an application that was sent. ISO day. */
const lastTrainedOn = async (ctx: Ctx, personId: string): Promise<string | null> => {
  const [{ _max }, attended] = await Promise.all([
    tables(ctx).application.aggregate({
      where: { personId, submittedAt: { not: null } },
      _max: { trainedOn: true },
    }),
    tables(ctx).reviewerTraining.findUnique({ where: { personId } }),
  ])
  const days = [_max.trainedOn, attended?.trainedOn].flatMap((day) => (day ? [isoFromDate(day)] : []))
  return days.sort().at(-1) ?? null
}

/** The ladder of whoever reads it, for somebody in the bank; null for others. Whether another application is open. */
export const ownLadder = async (
  ctx: Ctx,
  known: AskOfWay,
): Promise<{ steps: LadderStep[]; openRef: string | null; words: WordSaid[] } | null> => {
  const { personId } = ctx.actor
  if (personId === null) return null
  const held = await settledRoles(ctx, personId)
  if (held.length === 0) return null
  const open = await tables(ctx).application.findFirst({
    where: { personId, status: { in: [...openStatuses] } },
    select: { ref: true },
  })
  const trainedOn = await lastTrainedOn(ctx, personId)
  const reviewsDone = (await known.reviewsDone?.(ctx, personId)) ?? {}
  const words = (await known.words?.(ctx, personId)) ?? []
  return {
    steps: ladderFrom({ reviewsDone, words, held, trainedOn, on: ctx.clock.today() }),
    openRef: open?.ref ?? null,
    words,
  }
}
