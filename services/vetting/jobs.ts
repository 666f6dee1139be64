import { blockedIn } from '#services/conflicts/index.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { remind } from '#services/notifications/index.ts'
import { refereeDays, refereeReminders } from './clocks.ts'
import { referenceOverdueLetter } from './letters.ts'
import { caseOf } from './policy.ts'
import { outstandingView } from './queue.ts'
import { remindReferee } from './reference-link.ts'
import { releaseBlockedAssessors } from './release-blocked.ts'
import { tables } from './tables.ts'
import { tellPerson } from './tell.ts'

/** The latest of `marks` (days after the start) that has come; null before the first. */
export const latestMark = (startsOn: string, marks: readonly number[], today: string): number | null =>
  marks.filter((days) => addDays(startsOn, days) <= today).at(-1) ?? null

/** Reminds referees three times, then tells the applicant that their time is over. */
const remindReferees = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  const awaited = await tables(ctx).reference.findMany({
    where: { receivedAt: null, declinedAt: null, respondBy: { not: null }, application: { status: 'submitted' } },
    include: {
      application: {
        select: { id: true, ref: true, roleSought: true, personId: true, person: { select: { name: true } } },
      },
    },
  })
  for (const { application, ...reference } of awaited) {
    if (!reference.respondBy) continue
    const respondBy = isoFromDate(reference.respondBy)
    if (respondBy < today) {
      const occasion = `overdue:${reference.id}:${reference.issue}`
      const letter = referenceOverdueLetter(application, reference.refereeName)
      await tellPerson(ctx, application.id, occasion, application.personId, letter)
      continue
    }
    const mark = latestMark(addDays(respondBy, -refereeDays), refereeReminders, today)
    if (mark === null) continue
    const occasion = `reminder:${mark}`
    await remindReferee(ctx, application, application.person.name, reference, occasion)
  }
}

/** Days before and after a view is due on which its assessor is reminded. */
const viewReminders = [-3, 1, 8]

const remindAssessors = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  const soon = dateFromIso(addDays(today, 3))
  const places = await tables(ctx).assessment.findMany({
    where: { ...outstandingView, dueOn: { lte: soon }, application: { status: 'panel' } },
    include: { application: { select: { id: true, ref: true, roleSought: true, person: { select: { name: true } } } } },
  })
  const ids = [...new Set(places.map(({ applicationId }) => applicationId))]
  const blocked = await blockedIn(ctx, { kind: 'application', ids, activity: 'deciding' })
  const isBlocked = new Set(blocked.map(({ caseId, personId }) => `${caseId} ${personId}`))
  for (const { application, assessorId, dueOn, round } of places) {
    if (!dueOn) continue
    const mark = latestMark(isoFromDate(dueOn), viewReminders, today)
    if (mark === null) continue
    // Somebody who has become conflicted hears no more of it.
    if (isBlocked.has(`${application.id} ${assessorId}`)) continue
    await remind(ctx, {
      people: [assessorId],
      about: { kind: 'application', id: application.id, case: caseOf(application.id) },
      occasion: `assess-reminder:${round}:${mark}`,
      reminder: {
        on: isoFromDate(dueOn),
        what: `record your view of ${application.person.name}’s application (${application.ref})`,
        path: `/association/applications/${application.ref}/assess`,
      },
    })
  }
}

/** Reminders go once for each occasion, however often this runs. */
export const vettingJobs: Job[] = [
  {
    name: 'vetting.release-blocked',
    title: 'Take assessors with a conflict off panels',
    everyMinutes: 30,
    run: releaseBlockedAssessors,
  },
  { name: 'vetting.remind-referees', title: 'Remind referees', everyMinutes: 60, run: remindReferees },
  {
    name: 'vetting.remind-assessors',
    title: 'Remind assessors of the views they owe',
    everyMinutes: 60,
    run: remindAssessors,
  },
]
