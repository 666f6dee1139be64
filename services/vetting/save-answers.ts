import { settledRoles } from '#services/bank/index.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { fromMiles } from '#services/core/words.ts'
import { postsHeldBy } from '#services/yots/index.ts'
import { changeDraft } from './change-draft.ts'
import { recentMonths } from './readiness.ts'
import { needsAccount, rungFor } from './rungs.ts'
import type { AboutInput, ConductInput, ConfirmPostsInput, DbsInput, RoleInput, TimeInput } from './schema.ts'

/*
 * The task list's pages that fill in the application itself, one use case each.
 */

type Saved = Promise<Result<{ ref: string }>>
type Named<Input> = Input & { ref: string }

const day = (iso: string | undefined) => (iso === undefined ? null : dateFromIso(iso))
const inFuture = (ctx: Ctx, iso: string | undefined) => iso !== undefined && iso > ctx.clock.today()

/** The role, and the training and reviews that it asks for. Invalid when a date is yet to come. */
export const saveRole = (ctx: Ctx, input: Named<RoleInput>): Saved =>
  changeDraft(ctx, input, 'role', async (ctx, application) => {
    if (inFuture(ctx, input.trainedOn)) return invalid({ trainedOn: 'The day of your training must be in the past' })
    const rung = rungFor(input.roleSought)
    if (input.roleSought !== application.roleSought) {
      if ((await settledRoles(ctx, application.personId)).includes(input.roleSought)) {
        return invalid({ roleSought: `You are already in the bank as ${rung.name.toLowerCase()}: choose another role` })
      }
    }
    const asks = needsAccount(rung)
    return ok({
      roleSought: input.roleSought,
      trainedOn: rung.trainedWithinMonths === null ? null : day(input.trainedOn),
      reviewsDone: rung.reviews === null ? null : (input.reviewsDone ?? null),
      roleEvidence: asks ? (input.roleEvidence ?? '') : '',
    })
  })

/** A few sentences about themselves, which the bank shows. */
export const saveAbout = (ctx: Ctx, input: Named<AboutInput>): Saved =>
  changeDraft(ctx, input, 'about', async () => ok({ summary: input.summary }))

/** Days a year, and the terms: in kind with the service's consent, or a day rate with insurance. */
export const saveTime = (ctx: Ctx, input: Named<TimeInput>): Saved =>
  changeDraft(ctx, input, 'time', async (ctx, application) => {
    const { basis, daysPerYear, maxMiles } = input
    const shared = {
      daysPerYear,
      maxKm: maxMiles === undefined ? null : fromMiles(maxMiles),
      isInKind: basis === 'in_kind',
    }
    if (basis === 'charged') {
      if (input.insuranceUntil !== undefined && input.insuranceUntil < ctx.clock.today()) {
        return invalid({ insuranceUntil: 'Your insurance must not have ended' })
      }
      return ok({
        ...shared,
        dayRatePence: input.dayRate ?? null,
        insuranceUntil: day(input.insuranceUntil),
        consentName: null,
        consentOn: null,
      })
    }
    const today = ctx.clock.today()
    const posts = await postsHeldBy(ctx, { id: application.personId })
    const isInPost = posts.some(({ from, until }) => from <= today && (until === null || until >= today))
    if (isInPost && input.consentName === undefined) {
      return invalid({ consentName: 'Enter who in your service agreed to this' })
    }
    if (inFuture(ctx, input.consentOn)) return invalid({ consentOn: 'The day they agreed must be in the past' })
    return ok({
      ...shared,
      dayRatePence: null,
      insuranceUntil: null,
      consentName: input.consentName ?? null,
      consentOn: day(input.consentOn),
    })
  })

/** Who saw the DBS certificate, when and at what level; or why none is needed. Never the certificate itself. */
export const saveDbs = (ctx: Ctx, input: Named<DbsInput>): Saved =>
  changeDraft(ctx, input, 'dbs', async (ctx) => {
    if (input.answer === 'not_needed') {
      return ok({ dbsLevel: null, dbsSeenOn: null, dbsSeenBy: null, dbsNotNeededBecause: input.because ?? null })
    }
    if (inFuture(ctx, input.seenOn)) return invalid({ seenOn: 'The day it was seen must be in the past' })
    if (input.seenOn !== undefined && input.seenOn < addMonths(ctx.clock.today(), -recentMonths.dbs)) {
      return invalid({ seenOn: 'It must have been seen in the last 3 years: have it seen again' })
    }
    return ok({
      dbsLevel: input.level ?? null,
      dbsSeenOn: day(input.seenOn),
      dbsSeenBy: input.seenBy ?? null,
      dbsNotNeededBecause: null,
    })
  })

/** Accepts the code of conduct; kept with the time. */
export const saveConduct = (ctx: Ctx, input: Named<ConductInput>): Saved =>
  changeDraft(ctx, input, 'conduct', async (ctx) =>
    input.isAccepted ? ok({ acceptedCodeAt: ctx.clock.now() }) : invalid({ isAccepted: 'Tick the box to accept it' }),
  )

/** Says that the posts shown are all they have held. */
export const confirmPosts = (ctx: Ctx, input: Named<ConfirmPostsInput>): Saved =>
  changeDraft(ctx, input, 'posts', async (ctx, { personId }) => {
    const posts = await postsHeldBy(ctx, { id: personId })
    if (posts.length === 0) return invalid({ isComplete: 'Add the posts you have held first' })
    return input.isComplete
      ? ok({ postsConfirmedAt: ctx.clock.now() })
      : invalid({ isComplete: 'Tick the box when these are all the posts you have held' })
  })
