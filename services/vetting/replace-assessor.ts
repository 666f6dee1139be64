import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { assessorsFor } from './assessors.ts'
import { releasedLetter } from './letters.ts'
import { howItStands } from './lifecycle.ts'
import { lockVersion } from './move-application.ts'
import { assign } from './open-panel.ts'
import { panelState } from './panel.ts'
import { caseOf, openToAct } from './policy.ts'
import { followUpViews, placesNow } from './record-view.ts'
import type { ReplaceAssessorInput } from './schema.ts'
import { tables } from './tables.ts'
import { tellPerson } from './tell.ts'

/**
 * An administrator fills a place on the panel: in another's stead while they have not recorded a view or may no longer
 * have one, or the third place after a split, or one that stands empty.
 */
export const replaceAssessor = async (
  ctx: Ctx,
  input: ReplaceAssessorInput & { ref: string },
): Promise<Result<{ ref: string }>> => {
  const opened = await openToAct(ctx, input.ref, 'application.assign')
  if (!opened.ok) return opened
  const { id } = opened.value
  return inTransaction(ctx, async (ctx) => {
    const locked = await lockVersion(ctx, id, input.version)
    if (!locked.ok) return locked
    const application = locked.value
    if (application.status !== 'panel') {
      return refused(`${howItStands(application.status)}, so its panel does not sit.`)
    }
    const places = await placesNow(ctx, application)
    const assessors = await assessorsFor(ctx, application)
    const chosen = assessors.find(({ personId, bars }) => personId === input.assessorId && bars.length === 0)
    if (!chosen || places.some(({ assessorId }) => assessorId === chosen.personId)) {
      return invalid({ assessorId: 'Choose an assessor who may assess this application and is not on its panel' })
    }
    const leaving = places.find(({ assessorId }) => assessorId === input.leavingId)
    if (input.leavingId !== undefined && !leaving) return refused('They are not on this panel any more.')
    if (leaving) {
      const mayStay = assessors.some(({ personId, bars }) => personId === leaving.assessorId && bars.length === 0)
      if (leaving.recordedAt !== null && mayStay) {
        return refused('They have recorded their view already, so they stay on the panel.')
      }
      await tables(ctx).assessment.update({ where: { id: leaving.id }, data: { releasedAt: ctx.clock.now() } })
      if (mayStay) {
        const letter = releasedLetter(application, 'Somebody else was asked in your place.')
        await tellPerson(ctx, id, `released:${application.round}`, leaving.assessorId, letter)
      }
    } else if (places.length >= 2 && panelState(places).kind !== 'split') {
      return refused('This panel has all its members. A third is asked only when two views differ.')
    }
    const person = await ctx.db.person.findUniqueOrThrow({
      where: { id: application.personId },
      select: { name: true },
    })
    await assign(ctx, application, person.name, chosen.personId)
    await tables(ctx).application.update({ where: { id }, data: { version: { increment: 1 } } })
    await audit(ctx, {
      event: 'assessor.assigned',
      subject: { kind: 'application', id },
      case: caseOf(id),
      data: { round: application.round, isReplacement: leaving !== undefined },
    })
    await followUpViews(ctx, id)
    return ok({ ref: input.ref })
  })
}
