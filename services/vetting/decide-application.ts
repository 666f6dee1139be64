import type { Application } from '#prisma/generated/client.ts'
import type { AssessmentView } from '#prisma/generated/enums.ts'
import { type Admission, admitToBank } from '#services/bank/index.ts'
import { checkPeople, verdictOf } from '#services/conflicts/index.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { listed, longDate } from '#services/core/words.ts'
import { closeGaps, recordGap } from '#services/gaps/index.ts'
import { isoOrNull } from './assessors.ts'
import { appealDays } from './clocks.ts'
import { type Decision, decisionLetter, moreWantedLetter } from './letters.ts'
import { eventOfView, moveFor, viewWords } from './lifecycle.ts'
import { lockForMove, moveApplication } from './move-application.ts'
import { panelState } from './panel.ts'
import { caseOf, openToAct } from './policy.ts'
import { placesNow } from './record-view.ts'
import type { DecisionInput, ReasonsInput } from './schema.ts'
import { tables } from './tables.ts'
import { tellPerson } from './tell.ts'

const quoted = (views: readonly AssessmentView[]) => listed(views.map((view) => `“${viewWords[view]}”`))

/** Why the outcome is not the panel's; null when it is. */
const strayFrom = (state: ReturnType<typeof panelState>, outcome: AssessmentView): string | null => {
  switch (state.kind) {
    case 'waiting':
      return 'The panel has not come to a view yet, so there is nothing to decide.'
    case 'split':
      return 'The two assessors took different views: a third is asked before it is decided.'
    case 'agreed':
      return outcome === state.view
        ? null
        : `The panel’s view is ${quoted([state.view])}, and the decision must be the panel’s.`
    case 'open':
      return state.views.includes(outcome)
        ? null
        : `The assessors took three views, ${quoted(state.views)}: the decision must be one of them.`
  }
}

/** What an approval writes into the bank. */
export const admissionFrom = async (
  ctx: Ctx,
  application: Application,
  conditions: Admission['conditions'],
): Promise<Admission> => {
  const themes = await tables(ctx).applicationTheme.findMany({ where: { applicationId: application.id } })
  const training = application.trainedOn ? [`trained on ${isoOrNull(application.trainedOn)}`] : []
  const reviews = application.reviewsDone === null ? [] : [`reviews done before: ${application.reviewsDone}`]
  return {
    personId: application.personId,
    role: application.roleSought,
    evidence: [`Approved by panel ${application.ref}`, ...training, ...reviews].join('; '),
    conditions,
    profile: {
      summary: application.summary,
      isInKind: application.isInKind,
      dayRatePence: application.dayRatePence,
      daysPerYear: application.daysPerYear ?? 0,
      maxKm: application.maxKm,
      insuranceUntil: isoOrNull(application.insuranceUntil),
      dbsLevel: application.dbsLevel,
      dbsSeenOn: isoOrNull(application.dbsSeenOn),
      dbsSeenBy: application.dbsSeenBy,
      dbsNotNeededBecause: application.dbsNotNeededBecause,
    },
    themes: themes.map(({ themeCode, level, evidence, lastUsedOn }) => ({
      code: themeCode,
      level,
      evidence,
      lastUsedOn: isoOrNull(lastUsedOn),
    })),
    case: caseOf(application.id),
  }
}

/** What the outcome writes beside the state, and what the applicant is told. */
const carryOut = async (ctx: Ctx, application: Application, input: DecisionInput): Promise<Result<Decision | null>> => {
  const { outcome, conditions, deferredUntil } = input
  if (outcome === 'more_information') return ok(null)
  const appealBy = addDays(ctx.clock.today(), appealDays)
  if (outcome === 'decline') return ok({ outcome: 'declined', appealBy })
  if (outcome === 'defer') {
    return deferredUntil === undefined
      ? invalid({ deferredUntil: 'Enter the day from which they may apply again' })
      : ok({ outcome: 'deferred', until: deferredUntil, appealBy })
  }
  const isConditional = outcome === 'approve_with_conditions'
  const admitted = await admitToBank(ctx, await admissionFrom(ctx, application, isConditional ? conditions : []))
  if (!admitted.ok) return admitted
  const { expiresOn } = admitted.value
  if (!isConditional) return ok({ outcome: 'approved', expiresOn })
  await tables(ctx).applicationCondition.createMany({
    data: conditions.map((condition) => ({
      applicationId: application.id,
      text: condition.text,
      dueOn: dateFromIso(condition.dueOn),
    })),
  })
  return ok({ outcome: 'approved_with_conditions', expiresOn, conditions })
}

/** From this level on somebody knows a theme well enough to judge it. */
const knows = 2

/** Themes of an application that nobody on its panel knows are a gap; those that somebody knows meet earlier gaps about them. */
const noteUnknownThemes = async (
  ctx: Ctx,
  { id, region, round }: Application,
  assessorIds: readonly string[],
): Promise<void> => {
  const asked = await tables(ctx).applicationTheme.findMany({
    where: { applicationId: id },
    select: { themeCode: true },
    orderBy: [{ level: 'desc' }, { themeCode: 'asc' }],
  })
  const known = await ctx.db.expertise.findMany({
    where: { personId: { in: [...assessorIds] }, level: { gte: knows } },
    select: { themeCode: true },
  })
  const covered = new Set(known.map(({ themeCode }) => themeCode))
  const of = { kind: 'application' as const, id }
  const themes = asked.map(({ themeCode }) => themeCode)
  await closeGaps(
    ctx,
    { kinds: ['application'], themes: themes.filter((code) => covered.has(code)) },
    { metBy: 'panel', of },
  )
  const unknown = themes.filter((code) => !covered.has(code))
  if (unknown.length === 0) return
  const sourceKey = `application:${id}:${round}`
  await recordGap(ctx, { kind: 'application', sourceKey, themes: unknown, yotCode: null, region, cases: [of] })
}

/**
 * An administrator who was not on the panel confirms its view with reasons for the applicant, or, where three assessors
 * took three views, chooses among them and says why. Approval brings the applicant into the bank in the same transaction.
 * What was decided before, in an earlier round, is kept.
 */
export const decideApplication = async (
  ctx: Ctx,
  input: DecisionInput & { ref: string },
): Promise<Result<{ ref: string; outcome: AssessmentView }>> => {
  const opened = await openToAct(ctx, input.ref, 'application.decide')
  if (!opened.ok) return opened
  const { id } = opened.value
  const today = ctx.clock.today()
  const late = input.conditions.findIndex(({ dueOn }) => dueOn < today)
  if (late >= 0) return invalid({ [`conditions[${late}].dueOn`]: 'The day must not have passed' })
  if (input.deferredUntil !== undefined && input.deferredUntil <= today) {
    return invalid({ deferredUntil: 'The day must be in the future' })
  }
  return inTransaction(ctx, async (ctx) => {
    const event = eventOfView[input.outcome]
    const locked = await lockForMove(ctx, id, input.version, [event])
    if (!locked.ok) return locked
    if (locked.value === 'done') return ok({ ref: input.ref, outcome: input.outcome })
    const application = locked.value
    const allowed = moveFor(event, application.status)
    if (!allowed.ok) return allowed
    const places = await placesNow(ctx, application)
    if (places.some(({ assessorId }) => assessorId === ctx.actor.personId)) {
      return refused('You were on the panel, so another administrator confirms its decision.')
    }
    if (application.heardAnewRound !== null && application.decidedById === ctx.actor.personId) {
      return refused('You confirmed the decision that was appealed, so another administrator confirms this one.')
    }
    const assessorIds = places.map(({ assessorId }) => assessorId)
    const found = await checkPeople(ctx, {
      case: caseOf(id),
      activity: 'deciding',
      personIds: assessorIds,
      moment: 'change',
    })
    if (assessorIds.some((assessorId) => verdictOf(found.get(assessorId) ?? []) === 'blocked')) {
      return refused('An assessor on this panel may no longer assess it. Ask somebody else in their place first.')
    }
    const stray = strayFrom(panelState(places), input.outcome)
    if (stray !== null) return refused(stray)

    const decided = await carryOut(ctx, application, input)
    if (!decided.ok) return decided
    const isReturned = input.outcome === 'more_information'
    const conditions = decided.value?.outcome === 'approved_with_conditions' ? decided.value.conditions : []
    const moved = await moveApplication(ctx, application, {
      event,
      reasons: input.reasons,
      data: {
        decisionReasons: input.reasons,
        conditions: conditions.map(({ text, dueOn }) => `By ${longDate(dueOn)}: ${text}`).join('\n') || null,
        deferredUntil: input.outcome === 'defer' && input.deferredUntil ? dateFromIso(input.deferredUntil) : null,
        ...(isReturned ? { round: { increment: 1 } } : { decidedAt: ctx.clock.now(), decidedById: ctx.actor.personId }),
      },
    })
    if (!moved.ok) return moved
    await noteUnknownThemes(ctx, application, assessorIds)
    const letter = decided.value
      ? decisionLetter(application, decided.value, input.reasons)
      : moreWantedLetter(application, input.reasons)
    await tellPerson(ctx, id, `decided:${application.version}`, application.personId, letter)
    return ok({ ref: input.ref, outcome: input.outcome })
  })
}

/** An administrator sends an application back before its panel, saying what is wanted. */
export const askForMore = async (ctx: Ctx, input: ReasonsInput & { ref: string }): Promise<Result<{ ref: string }>> => {
  const opened = await openToAct(ctx, input.ref, 'application.assign')
  if (!opened.ok) return opened
  const { id } = opened.value
  return inTransaction(ctx, async (ctx) => {
    const locked = await lockForMove(ctx, id, input.version, ['ask-for-more'])
    if (!locked.ok) return locked
    if (locked.value === 'done') return ok({ ref: input.ref })
    const application = locked.value
    const moved = await moveApplication(ctx, application, {
      event: 'ask-for-more',
      reasons: input.reasons,
      data: { decisionReasons: input.reasons },
    })
    if (!moved.ok) return moved
    const letter = moreWantedLetter(application, input.reasons)
    await tellPerson(ctx, id, `more:${application.version}`, application.personId, letter)
    return ok({ ref: input.ref })
  })
}
