import type { z } from 'zod'
import {
  activityOfConflict,
  approversFor,
  type ConflictDecision,
  type ConflictPage,
  checkOfficers,
  checkPeople,
  type conflictFoundSchema,
  decideConflict,
  declareForCase,
  findConflict,
  needsApproval,
} from '#services/conflicts/index.ts'
import { audit, type CaseRef } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { approvalWantedLetter } from './letters.ts'
import { lockApplication } from './move-application.ts'
import { caseOf, openForOfficer } from './policy.ts'
import { followUpViews, placesNow } from './record-view.ts'
import { tables } from './tables.ts'
import { tellPerson } from './tell.ts'

/**
 * An officer says that they are conflicted with an application. A place of theirs on its panel goes to the next who may
 * assess it, and from then on the application does not exist for them.
 */
export const standDown = async (ctx: Ctx, { ref }: { ref: string }): Promise<Result<undefined>> => {
  const opened = await openForOfficer(ctx, ref)
  if (!opened.ok) return opened
  const { id } = opened.value
  return inTransaction(ctx, async (ctx) => {
    const application = await lockApplication(ctx, id)
    if (!application) return notFound()
    const place = (await placesNow(ctx, application)).find(({ assessorId }) => assessorId === ctx.actor.personId)
    if (place && place.recordedAt !== null) {
      return refused('You have recorded your view already. Tell an administrator of the association.')
    }
    const declared = await declareForCase(ctx, { case: caseOf(id), isDeclined: true, isNil: true, interests: [] })
    if (!declared.ok) return declared
    await checkOfficers(ctx, caseOf(id))
    await audit(ctx, { event: 'assessor.stood-down', subject: { kind: 'application', id }, case: caseOf(id) })
    if (place) {
      await tables(ctx).assessment.update({ where: { id: place.id }, data: { releasedAt: ctx.clock.now() } })
      await followUpViews(ctx, id)
    }
    return ok(undefined)
  })
}

const openConflict = async (ctx: Ctx, ref: string, conflictId: string): Promise<Result<{ about: CaseRef }>> => {
  const opened = await openForOfficer(ctx, ref)
  if (!opened.ok) return opened
  if (!opened.value.mayApprove) {
    const { inTheWay } = opened.value
    return inTheWay ? refused(inTheWay.says) : forbidden('Only an administrator of the association may do this.')
  }
  const about = caseOf(opened.value.id)
  return (await activityOfConflict(ctx, conflictId, about)) ? ok({ about }) : notFound()
}

/** An officer's conflict with an application, for an administrator who has none with it. */
export const conflictPageOn = async (ctx: Ctx, ref: string, conflictId: string): Promise<Result<ConflictPage>> => {
  const open = await openConflict(ctx, ref, conflictId)
  return open.ok ? findConflict(ctx, conflictId, open.value.about) : open
}

/** A decision on such a conflict. */
export const decideConflictOn = async (
  ctx: Ctx,
  ref: string,
  conflictId: string,
  decision: ConflictDecision,
): Promise<Result<{ case: CaseRef }>> => {
  const open = await openConflict(ctx, ref, conflictId)
  return open.ok ? decideConflict(ctx, conflictId, decision) : open
}

/** Asks those who may to approve how the actor's own conflict with an application is managed; once a day. */
export const askForApproval = async (ctx: Ctx, { ref }: { ref: string }): Promise<Result<{ asked: string[] }>> => {
  const opened = await openForOfficer(ctx, ref)
  if (!opened.ok) return opened
  const { id, inTheWay } = opened.value
  const approvers = inTheWay?.approvers ?? []
  if (approvers.length === 0) return refused('There is nothing for somebody to approve.')
  return inTransaction(ctx, async (ctx) => {
    await audit(ctx, { event: 'conflict.approval-asked', subject: { kind: 'application', id }, case: caseOf(id) })
    const occasion = `approval:${ctx.actor.personId}:${ctx.clock.today()}`
    for (const { personId } of approvers) {
      await tellPerson(ctx, id, occasion, personId, approvalWantedLetter({ ref }, ctx.actor.name))
    }
    return ok({ asked: approvers.map(({ name }) => name) })
  })
}

/** Those who may approve it hear that an assessor on a panel has a conflict to be managed, if they still have. */
export const tellOfAssessor = async (
  ctx: Ctx,
  { personId, caseId, verdict }: z.output<typeof conflictFoundSchema>,
  messageKey: string,
): Promise<void> => {
  const about = caseOf(caseId)
  const place = await tables(ctx).assessment.findFirst({
    where: { applicationId: caseId, assessorId: personId, recordedAt: null, releasedAt: null },
    select: { application: { select: { ref: true } }, assessor: { select: { name: true } } },
  })
  if (!place || verdict !== 'to-manage') return
  const request = { case: about, activity: 'deciding' as const, personIds: [personId], moment: 'change' as const }
  const found = (await checkPeople(ctx, request)).get(personId) ?? []
  if (!found.some(needsApproval)) return
  for (const approver of await approversFor(ctx, about, personId)) {
    const letter = approvalWantedLetter(place.application, place.assessor.name)
    await tellPerson(ctx, caseId, messageKey, approver.personId, letter)
  }
}
