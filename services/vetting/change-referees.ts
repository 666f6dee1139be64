import { personIdsByAddress } from '#services/accounts/index.ts'
import { checkOfficers } from '#services/conflicts/index.ts'
import { audit } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { factsFrom, factsInclude } from './application-facts.ts'
import { howItStands } from './lifecycle.ts'
import { lockApplication } from './move-application.ts'
import { caseOf, openOwn, openToAct } from './policy.ts'
import { missingFrom } from './readiness.ts'
import { askReferee, mailReferee } from './reference-link.ts'
import { refereeRow } from './save-referees.ts'
import type { RefereeInput } from './schema.ts'
import { tables } from './tables.ts'

/** The application while it waits for this reference, locked; or why nothing can be done about it now. */
const waitingFor = async (ctx: Ctx, applicationId: string, referenceId: string) => {
  const locked = await lockApplication(ctx, applicationId)
  const application = await tables(ctx).application.findUnique({ where: { id: applicationId }, include: factsInclude })
  const reference = application?.references.find(({ id }) => id === referenceId)
  if (!locked || !application || !reference) return notFound()
  if (reference.receivedAt !== null) return refused(`${reference.refereeName} has already answered.`)
  if (locked.status !== 'submitted') {
    return refused(`${howItStands(locked.status)}, so no reference is awaited.`)
  }
  return ok({ application, reference })
}

type AwaitedReference = Extract<Awaited<ReturnType<typeof waitingFor>>, { ok: true }>['value']

/** An administrator does something about a reference that an application waits for, in one transaction. */
const forAwaited = async <T>(
  ctx: Ctx,
  input: { ref: string; referenceId: string },
  work: (ctx: Ctx, awaited: AwaitedReference) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const opened = await openToAct(ctx, input.ref, 'application.assign')
  if (!opened.ok) return opened
  return inTransaction(ctx, async (ctx) => {
    const found = await waitingFor(ctx, opened.value.id, input.referenceId)
    return found.ok ? work(ctx, found.value) : found
  })
}

/** An administrator sends a referee a new link, for another 21 days. The link before it ends. */
export const resendReference = (
  ctx: Ctx,
  input: { ref: string; referenceId: string },
): Promise<Result<{ refereeName: string; respondBy: string }>> =>
  forAwaited(ctx, input, async (ctx, { application, reference }) => {
    // Asked a moment ago: a second press of the button.
    const isFresh =
      reference.requestedAt !== null && ctx.clock.now().getTime() - reference.requestedAt.getTime() < 60_000
    if (isFresh && reference.respondBy) {
      return ok({ refereeName: reference.refereeName, respondBy: isoFromDate(reference.respondBy) })
    }
    const respondBy = await askReferee(ctx, application, application.person.name, reference)
    await audit(ctx, {
      event: 'reference.asked',
      subject: { kind: 'reference', id: reference.id },
      case: caseOf(application.id),
      data: { issue: reference.issue + 1 },
    })
    return ok({ refereeName: reference.refereeName, respondBy })
  })

/**
 * An administrator reminds a referee who has not answered, beside the reminders that go by themselves: the same link, until the same
 * day, and at most once a day. Refused when the link has ended, which a new one mends.
 */
export const nudgeReferee = (
  ctx: Ctx,
  input: { ref: string; referenceId: string },
): Promise<Result<{ refereeName: string; respondBy: string }>> =>
  forAwaited(ctx, input, async (ctx, { application, reference }) => {
    if (reference.declinedAt !== null) return refused(`${reference.refereeName} cannot give a reference.`)
    const today = ctx.clock.today()
    const respondBy = reference.respondBy && isoFromDate(reference.respondBy)
    if (respondBy === null || respondBy < today)
      return refused(`The link of ${reference.refereeName} has ended. Send a new one.`)
    await mailReferee(ctx, application, application.person.name, reference, `nudge:${today}`)
    await audit(ctx, {
      event: 'reference.nudged',
      subject: { kind: 'reference', id: reference.id },
      case: caseOf(application.id),
    })
    return ok({ refereeName: reference.refereeName, respondBy })
  })

/**
 * The applicant names somebody else in place of a referee who has not answered; the new one is asked at once and the
 * first one's link ends. The rules for referees hold as when sending.
 */
export const replaceReferee = async (
  ctx: Ctx,
  input: RefereeInput & { ref: string; referenceId: string },
): Promise<Result<{ ref: string }>> => {
  const opened = await openOwn(ctx, input.ref)
  if (!opened.ok) return opened
  return inTransaction(ctx, async (ctx) => {
    const found = await waitingFor(ctx, opened.value.id, input.referenceId)
    if (!found.ok) return found
    const { application, reference } = found.value
    if (reference.refereeEmail === input.email) {
      return invalid({ email: 'This referee has been asked already: name somebody else' })
    }
    const facts = factsFrom(application)
    const referees = application.references.map((row, index) => {
      const { commissionedOn = null, ...named } = input
      const kept = facts.referees[index]
      return row.id === reference.id || !kept ? { ...named, commissionedOn } : kept
    })
    const fault = missingFrom({ ...facts, referees }, ctx.clock.today()).find(({ part }) => part === 'referees')
    if (fault) return invalid({ email: fault.say })

    const people = await personIdsByAddress(ctx, [input.email])
    await tables(ctx).reference.update({
      where: { id: reference.id },
      data: refereeRow(input, people.get(input.email) ?? null),
    })
    await askReferee(ctx, application, application.person.name, reference)
    await audit(ctx, {
      event: 'reference.replaced',
      subject: { kind: 'reference', id: reference.id },
      case: caseOf(application.id),
    })
    await checkOfficers(ctx, caseOf(application.id))
    return ok({ ref: input.ref })
  })
}
