import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { caseOf } from './policy.ts'
import { tables } from './tables.ts'

/** States in which the applicant still writes. */
const written = ['draft', 'more_information'] as const

/**
 * Notes that somebody attended reviewer training on a day (ISO): what the ladder reads. An application they are writing gets the day where it has an
 * earlier one or none; those begun later begin with it. An earlier day than is known changes nothing. Call in the transaction of the attendance.
 */
export const recordTraining = async (ctx: Ctx, { personId, on }: { personId: string; on: string }): Promise<void> => {
  const { reviewerTraining, application } = tables(ctx)
  const trainedOn = dateFromIso(on)
  const known = await reviewerTraining.findUnique({ where: { personId } })
  if (known && isoFromDate(known.trainedOn) >= on) return
  await reviewerTraining.upsert({ where: { personId }, create: { personId, trainedOn }, update: { trainedOn } })
  await audit(ctx, { event: 'training.recorded', subject: { kind: 'person', id: personId }, data: { on } })
  const open = await application.findFirst({
    where: {
      personId,
      status: { in: [...written] },
      OR: [{ trainedOn: null }, { trainedOn: { lt: trainedOn } }],
    },
    select: { id: true },
  })
  if (!open) return
  await application.update({ where: { id: open.id }, data: { trainedOn } })
  await audit(ctx, {
    event: 'application.training-recorded',
    subject: { kind: 'application', id: open.id },
    case: caseOf(open.id),
    data: { on },
  })
}

/** Takes back a training day that was recorded by mistake; a later one stays. Applications keep what their writers have seen. */
export const unrecordTraining = async (ctx: Ctx, { personId, on }: { personId: string; on: string }): Promise<void> => {
  const gone = await tables(ctx).reviewerTraining.deleteMany({ where: { personId, trainedOn: dateFromIso(on) } })
  if (gone.count > 0)
    await audit(ctx, { event: 'training.taken-back', subject: { kind: 'person', id: personId }, data: { on } })
}
