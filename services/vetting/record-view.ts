import { asSystem, may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { assessorsFor, barsOf } from './assessors.ts'
import { workingDays } from './clocks.ts'
import { assessorWantedLetter, readyForDecisionLetter } from './letters.ts'
import { howItStands } from './lifecycle.ts'
import { lockApplication } from './move-application.ts'
import { assign } from './open-panel.ts'
import { panelState, proposeAssessors } from './panel.ts'
import { caseOf, openToAct } from './policy.ts'
import type { AssessInput } from './schema.ts'
import { tables } from './tables.ts'
import { tellAdministrators } from './tell.ts'

/** The places of the panel that sits now, in the order they were given. */
export const placesNow = (ctx: Ctx, application: { id: string; round: number }) =>
  tables(ctx).assessment.findMany({
    where: { applicationId: application.id, round: application.round, releasedAt: null },
    orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }],
  })

/**
 * What follows when a view is recorded or somebody leaves the panel: an empty place, and the third one that a split
 * calls for, goes to the best ranked who may have it, or the administrators hear that nobody may; and a view that the
 * panel has come to is passed on for the decision.
 */
export const followUpViews = async (given: Ctx, applicationId: string): Promise<void> => {
  const ctx = asSystem(given)
  const application = await tables(ctx).application.findUniqueOrThrow({
    where: { id: applicationId },
    include: { person: { select: { name: true } } },
  })
  const places = await placesNow(ctx, application)
  const { kind } = panelState(places)
  if (places.length < 2 || kind === 'split') {
    const assessors = await assessorsFor(ctx, application)
    const onPanel = assessors.filter(({ personId }) => places.some(({ assessorId }) => assessorId === personId))
    const [next] = proposeAssessors(assessors, 1, onPanel)
    if (next) {
      await assign(ctx, application, application.person.name, next.personId)
      if (kind === 'split') {
        await audit(ctx, {
          event: 'application.third-assessor-asked',
          subject: { kind: 'application', id: applicationId },
          case: caseOf(applicationId),
          data: { assessorId: next.personId, round: application.round },
        })
      }
    } else {
      const occasion = `assessor-wanted:${application.round}:${places.length}`
      await tellAdministrators(ctx, applicationId, occasion, assessorWantedLetter(application))
    }
    return
  }
  if (kind === 'waiting') return
  const by = addWorkingDays(ctx.clock.today(), workingDays.decision)
  const occasion = `views:${application.round}`
  await tellAdministrators(ctx, applicationId, occasion, readyForDecisionLetter(application, by))
}

/** The actor's open place on the panel of an application, or why they have none. */
const openOwnPlace = async (ctx: Ctx, ref: string): Promise<Result<{ id: string; personId: string }>> => {
  const { personId } = ctx.actor
  if (personId === null || !may(ctx.actor, 'application.assess')) {
    return forbidden('Only an assessor of the association may do this.')
  }
  const opened = await openToAct(ctx, ref, 'application.assess')
  if (!opened.ok) return opened
  const place = await tables(ctx).assessment.findFirst({
    where: { applicationId: opened.value.id, assessorId: personId, releasedAt: null },
    select: { id: true },
  })
  return place ? ok({ id: opened.value.id, personId }) : notFound()
}

/**
 * Keeps the actor's own view of an application they were asked to assess, once: it cannot be changed afterwards.
 * Whoever must first mend a conflict (a declaration out of date) is refused with how.
 */
export const recordView = async (ctx: Ctx, input: AssessInput & { ref: string }): Promise<Result<{ ref: string }>> => {
  const opened = await openOwnPlace(ctx, input.ref)
  if (!opened.ok) return opened
  const { id, personId } = opened.value
  return inTransaction(ctx, async (ctx) => {
    const application = await lockApplication(ctx, id)
    if (!application) return notFound()
    if (application.status !== 'panel') {
      return refused(`${howItStands(application.status)}, so no view can be recorded.`)
    }
    const bars = await barsOf(ctx, id, personId)
    if (bars === null) return notFound()
    if (bars.length > 0) return refused(`You cannot record a view yet. ${bars.join(' ')}`)
    const place = (await placesNow(ctx, application)).find(({ assessorId }) => assessorId === personId)
    if (!place) return notFound()
    if (place.recordedAt !== null) {
      return place.view === input.view && place.reasons === input.reasons
        ? ok({ ref: input.ref })
        : refused('You have recorded your view already, and it cannot be changed.')
    }
    await tables(ctx).assessment.update({
      where: { id: place.id },
      data: { view: input.view, reasons: input.reasons, recordedAt: ctx.clock.now() },
    })
    // Which view it was stays out of the log until the decision is made: others read it.
    await audit(ctx, {
      event: 'application.assessed',
      subject: { kind: 'application', id },
      case: caseOf(id),
      data: { round: application.round },
    })
    await followUpViews(ctx, id)
    return ok({ ref: input.ref })
  })
}
