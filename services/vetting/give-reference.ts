import { asActor } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { referenceDeclinedLetter } from './letters.ts'
import { lockApplication } from './move-application.ts'
import { caseOf } from './policy.ts'
import { roleName } from './rungs.ts'
import type { ReferenceInput } from './schema.ts'
import { passOnWhenReferenced } from './submit-application.ts'
import { tables } from './tables.ts'
import { tellPerson } from './tell.ts'

/** What a referee's page shows. Their own words are not shown again: a link can be forwarded. */
export type ReferenceAsked = {
  applicant: string
  role: string
  refereeName: string
  relation: string
  respondBy: string
  /** `over`: 21 days have passed, or nobody needs it any more. */
  state: 'open' | 'given' | 'declined' | 'over'
  givenOn: string | null
}

const findByToken = (ctx: Ctx, token: string) =>
  tables(ctx).reference.findUnique({
    where: { tokenHash: hashOfLinkKey(token) },
    include: {
      application: {
        select: { ref: true, status: true, personId: true, roleSought: true, person: { select: { name: true } } },
      },
    },
  })

type Found = NonNullable<Awaited<ReturnType<typeof findByToken>>>

const stateOf = (ctx: Ctx, { receivedAt, declinedAt, respondBy, application }: Found): ReferenceAsked['state'] => {
  if (receivedAt !== null) return 'given'
  if (declinedAt !== null) return 'declined'
  const isLate = respondBy !== null && isoFromDate(respondBy) < ctx.clock.today()
  return isLate || (application.status !== 'submitted' && application.status !== 'more_information') ? 'over' : 'open'
}

/** What is asked of whoever holds the link; not found when the link is unknown or was replaced. */
export const referenceAsked = async (ctx: Ctx, token: string): Promise<Result<ReferenceAsked>> => {
  const found = await findByToken(ctx, token)
  if (!found?.respondBy) return notFound()
  return ok({
    applicant: found.application.person.name,
    role: roleName(found.application.roleSought),
    refereeName: found.refereeName,
    relation: found.relation,
    respondBy: isoFromDate(found.respondBy),
    state: stateOf(ctx, found),
    givenOn: found.receivedAt && londonDate(found.receivedAt),
  })
}

/**
 * Keeps a reference, once, from whoever holds the link; with the second one the application moves on to the checks. A referee
 * who cannot give one ends the link, and the applicant is asked for somebody else.
 * Refused after the last day or when the application is no longer waiting; a second press changes nothing.
 */
export const giveReference = (ctx: Ctx, token: string, input: ReferenceInput): Promise<Result<undefined>> =>
  inTransaction(asActor(ctx, { ...ctx.actor, name: 'A referee' }), async (ctx) => {
    const first = await findByToken(ctx, token)
    if (!first) return notFound()
    // The link was read before the lock: read again what may have changed while waiting for it.
    await lockApplication(ctx, first.applicationId)
    const found = await findByToken(ctx, token)
    if (!found) return notFound()
    const state = stateOf(ctx, found)
    if (state === 'given' || state === 'declined') return ok(undefined)
    if (state === 'over') {
      const day = found.respondBy ? ` by ${longDate(isoFromDate(found.respondBy))}` : ''
      return refused(`This reference was wanted${day}, and the link has ended.`)
    }
    if (input.isSupportive === 'cannot') return decline(ctx, found)
    await tables(ctx).reference.update({
      where: { id: found.id },
      data: { isSupportive: input.isSupportive === 'yes', body: input.body ?? '', receivedAt: ctx.clock.now() },
    })
    await audit(ctx, {
      event: 'reference.given',
      subject: { kind: 'reference', id: found.id },
      case: caseOf(found.applicationId),
    })
    const passed = await passOnWhenReferenced(ctx, found.applicationId)
    return passed.ok ? ok(undefined) : passed
  })

const decline = async (ctx: Ctx, { id, issue, applicationId, application, refereeName }: Found) => {
  await tables(ctx).reference.update({ where: { id }, data: { declinedAt: ctx.clock.now() } })
  await audit(ctx, { event: 'reference.declined', subject: { kind: 'reference', id }, case: caseOf(applicationId) })
  const letter = referenceDeclinedLetter(application, refereeName)
  await tellPerson(ctx, applicationId, `declined:${id}:${issue}`, application.personId, letter)
  return ok(undefined)
}
