import type { Prisma } from '#prisma/generated/client.ts'
import { hiddenCaseIds, type InTheWay, mayApprove, ownStanding } from '#services/conflicts/index.ts'
import { may, type Permission } from '#services/core/access.ts'
import type { CaseRef } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { tables } from './tables.ts'

export const caseOf = (applicationId: string): CaseRef => ({ kind: 'application', id: applicationId })

const notTheirs: Partial<Record<Permission, string>> = {
  'application.list': 'Applications are for the association’s assessors and administrators.',
  'application.assign': 'Only an administrator of the association may do this.',
  'application.assess': 'Only an assessor of the association may do this.',
  'application.decide': 'Only an administrator of the association may do this.',
}

/**
 * The applications an officer of the association may know of: never a draft, their own, or one they are conflicted with;
 * and for an assessor who does not administer, only those they were asked to assess. Null when they are no such officer.
 */
export const visibleApplications = async (ctx: Ctx): Promise<Prisma.ApplicationWhereInput | null> => {
  const { actor } = ctx
  if (!may(actor, 'application.list')) return null
  const hidden = await hiddenCaseIds(ctx, 'application')
  const everyone: Prisma.ApplicationWhereInput = { submittedAt: { not: null }, id: { notIn: hidden } }
  if (actor.personId === null) return everyone
  return {
    ...everyone,
    personId: { not: actor.personId },
    ...(may(actor, 'application.assign')
      ? {}
      : { assessments: { some: { assessorId: actor.personId, releasedAt: null } } }),
  }
}

export type Opened = {
  id: string
  /** A conflict of their own that has to be managed before they act on it; until then they only read. */
  inTheWay: InTheWay | null
  /** They may approve how other officers' conflicts with it are managed. */
  mayApprove: boolean
}

/**
 * Opens an application for an officer of the association to read, after checking them against it under the rules in force. One
 * they may not know of is not found, as if it did not exist. Call outside the transaction, so that what the check found
 * stays stored.
 */
export const openForOfficer = async (
  ctx: Ctx,
  ref: string,
  permission: Permission = 'application.list',
): Promise<Result<Opened>> => {
  if (!may(ctx.actor, permission)) return forbidden(notTheirs[permission] ?? 'You may not do this.')
  const visible = await visibleApplications(ctx)
  const found =
    visible && (await tables(ctx).application.findFirst({ where: { AND: [visible, { ref }] }, select: { id: true } }))
  const own = await ownStanding(ctx, 'application', found?.id ?? null)
  if (!found || own.verdict === 'blocked') return notFound()
  return ok({ id: found.id, inTheWay: own.inTheWay, mayApprove: mayApprove(ctx, own) })
}

/** As `openForOfficer`, to act on it: refused, with what to do, while a conflict of the officer's has to be managed first. */
export const openToAct = async (ctx: Ctx, ref: string, permission: Permission): Promise<Result<Opened>> => {
  const opened = await openForOfficer(ctx, ref, permission)
  return opened.ok && opened.value.inTheWay ? refused(opened.value.inTheWay.says) : opened
}

/** The actor's own application by its reference; anybody else's is not found. */
export const openOwn = async (ctx: Ctx, ref: string): Promise<Result<{ id: string }>> => {
  const { personId } = ctx.actor
  if (personId === null || !may(ctx.actor, 'application.write')) return notFound()
  const found = await tables(ctx).application.findFirst({ where: { ref, personId }, select: { id: true } })
  return found ? ok(found) : notFound()
}
