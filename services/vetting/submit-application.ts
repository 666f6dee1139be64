import { checkOfficers } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { type FieldErrors, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { lastPostOf, postsHeldBy } from '#services/yots/index.ts'
import { factsFrom, factsInclude } from './application-facts.ts'
import { refereeBy, workingDays } from './clocks.ts'
import { readyForPanelLetter, referencesInLetter, sentAgainLetter, submittedLetter } from './letters.ts'
import { editableStatuses, howItStands } from './lifecycle.ts'
import { lockApplication, moveApplication } from './move-application.ts'
import { caseOf, openOwn } from './policy.ts'
import { missingFrom } from './readiness.ts'
import { askReferee } from './reference-link.ts'
import type { PressInput } from './schema.ts'
import { tables } from './tables.ts'
import { tellAdministrators, tellPerson } from './tell.ts'

const homeRegion = async (ctx: Ctx, personId: string): Promise<string | null> => {
  const posts = await postsHeldBy(ctx, { id: personId })
  return lastPostOf(posts, ctx.clock.today())?.yot.region ?? null
}

/**
 * Moves an application whose two references are in on to the checks, and tells the applicant and the administrators.
 * Does nothing while a reference is outstanding. Call with the application locked.
 */
export const passOnWhenReferenced = async (given: Ctx, applicationId: string): Promise<Result<boolean>> => {
  const ctx = asSystem(given)
  const application = await lockApplication(ctx, applicationId)
  if (application?.status !== 'submitted') return ok(false)
  const references = await tables(ctx).reference.findMany({ where: { applicationId } })
  if (references.length < 2 || references.some(({ receivedAt }) => receivedAt === null)) return ok(false)
  const moved = await moveApplication(ctx, application, { event: 'references-in' })
  if (!moved.ok) return moved
  const by = addWorkingDays(ctx.clock.today(), workingDays.checks)
  const occasion = `references-in:${application.version}`
  await tellPerson(ctx, applicationId, occasion, application.personId, referencesInLetter(application, by))
  await tellAdministrators(ctx, applicationId, occasion, readyForPanelLetter(application, by))
  return ok(true)
}

/**
 * Sends the actor's application, the first time or again: asks each referee who has not answered, checks the
 * association's officers for conflicts with it, and tells the applicant. Pressing twice sends once.
 *
 * Invalid with one sentence for everything missing, by the part that mends it; refused when it is already on its way
 * further; stale when it changed since the page was opened.
 */
export const submitApplication = async (
  ctx: Ctx,
  input: PressInput & { ref: string },
): Promise<Result<{ ref: string }>> => {
  const opened = await openOwn(ctx, input.ref)
  if (!opened.ok) return opened
  const { id } = opened.value
  return inTransaction(ctx, async (ctx) => {
    const locked = await lockApplication(ctx, id)
    if (!locked) return notFound()
    if (locked.status === 'submitted' || locked.status === 'checks') return ok({ ref: input.ref })
    if (!editableStatuses.includes(locked.status)) {
      return refused(`${howItStands(locked.status)}, so it cannot be sent again.`)
    }
    if (locked.version !== input.version) return overtaken('Your application')

    const application = await tables(ctx).application.findUniqueOrThrow({ where: { id }, include: factsInclude })
    const missing = missingFrom(factsFrom(application), ctx.clock.today())
    if (missing.length > 0) {
      const fields: FieldErrors = {}
      for (const { part, say } of missing) fields[part] = fields[part] === undefined ? say : `${fields[part]} ${say}`
      return invalid(fields)
    }

    const isFirst = locked.status === 'draft'
    const moved = await moveApplication(ctx, application, {
      event: isFirst ? 'submit' : 'send-again',
      data: {
        region: await homeRegion(ctx, application.personId),
        submittedAt: application.submittedAt ?? ctx.clock.now(),
      },
    })
    if (!moved.ok) return moved
    const toAsk = application.references.filter((reference) => reference.receivedAt === null)
    for (const reference of toAsk) {
      if (reference.requestedAt === null) await askReferee(ctx, application, application.person.name, reference)
    }
    await checkOfficers(ctx, caseOf(id))
    const letter = isFirst
      ? submittedLetter(
          application,
          toAsk.map(({ refereeName }) => refereeName),
          refereeBy(ctx.clock.today()),
        )
      : sentAgainLetter(application)
    await tellPerson(ctx, id, `sent:${application.version}`, application.personId, letter)
    const passed = await passOnWhenReferenced(ctx, id)
    return passed.ok ? ok({ ref: input.ref }) : passed
  })
}
