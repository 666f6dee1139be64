import { settledRoles } from '#services/bank/index.ts'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { forbidden, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import type { AskOfWay } from './ladder.ts'
import { openStatuses } from './lifecycle.ts'
import { caseOf } from './policy.ts'
import { recentMonths } from './readiness.ts'
import { roleName, rungFor } from './rungs.ts'
import type { StartInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Begins a draft for the actor, filled in with what the bank knows of them already and the reviews that the exchange knows they did. Pressing twice gives the same draft.
 *
 * Refused when they already hold the role, have another application open, or were deferred to a day that is yet to come.
 */
export const startApplication = async (
  ctx: Ctx,
  { roleSought }: StartInput,
  known: AskOfWay = {},
): Promise<Result<{ ref: string }>> => {
  const { personId } = ctx.actor
  if (personId === null || !may(ctx.actor, 'application.write')) return forbidden('Sign in to apply to the bank.')
  return inTransaction(ctx, async (ctx) => {
    const { application, applicationMove } = tables(ctx)
    const today = ctx.clock.today()
    const already = async (): Promise<Result<{ ref: string }> | null> => {
      const open = await application.findFirst({ where: { personId, status: { in: [...openStatuses] } } })
      if (!open) return null
      if (open.status === 'draft' && open.roleSought === roleSought) return ok({ ref: open.ref })
      return refused(`You already have an application open: ${open.ref}. Finish or withdraw it first.`)
    }
    const before = await already()
    if (before) return before

    const person = await ctx.db.person.findUniqueOrThrow({
      where: { id: personId },
      select: {
        profile: true,
        trained: { select: { trainedOn: true } },
        expertise: true,
      },
    })
    if ((await settledRoles(ctx, personId)).includes(roleSought)) {
      return refused(`You are already in the bank as ${roleName(roleSought).toLowerCase()}.`)
    }
    const deferred = await application.findFirst({
      where: { personId, roleSought, status: 'deferred', deferredUntil: { gt: dateFromIso(today) } },
      orderBy: { deferredUntil: 'desc' },
    })
    if (deferred?.deferredUntil) {
      const day = longDate(isoFromDate(deferred.deferredUntil))
      return refused(`The panel asked you to wait. You can apply for this role again from ${day}.`)
    }

    const { profile, expertise, trained } = person
    const below = rungFor(roleSought).reviews
    const reviewsDone = below === null ? null : ((await known.reviewsDone?.(ctx, personId))?.[below.role] ?? 0)
    const now = ctx.clock.now()
    const ref = await nextReference(ctx, 'BA')
    const dbsStillCounts = profile?.dbsSeenOn && profile.dbsSeenOn >= dateFromIso(addMonths(today, -recentMonths.dbs))
    // Two presses at once: the database lets one open application a person in, and the other gets that one.
    const [created] = await application.createManyAndReturn({
      data: [
        {
          ref,
          personId,
          roleSought,
          status: 'draft',
          statusSince: now,
          createdAt: now,
          summary: profile?.summary ?? '',
          reviewsDone,
          trainedOn: trained?.trainedOn ?? null,
          ...(profile && {
            isInKind: profile.isInKind,
            dayRatePence: profile.dayRatePence,
            daysPerYear: profile.daysPerYear,
            maxKm: profile.maxKm,
            insuranceUntil: profile.insuranceUntil,
          }),
          ...(dbsStillCounts && {
            dbsLevel: profile.dbsLevel,
            dbsSeenOn: profile.dbsSeenOn,
            dbsSeenBy: profile.dbsSeenBy,
          }),
        },
      ],
      skipDuplicates: true,
    })
    if (!created) return (await already()) ?? refused('You already have an application open. Look at it first.')
    await tables(ctx).applicationTheme.createMany({
      data: expertise.slice(0, 12).map(({ themeCode, level, evidence, lastUsedOn }) => ({
        applicationId: created.id,
        themeCode,
        level,
        evidence,
        lastUsedOn,
      })),
    })
    await applicationMove.create({
      data: {
        applicationId: created.id,
        round: 1,
        event: 'start',
        to: 'draft',
        movedAt: now,
        movedById: personId,
        movedBy: ctx.actor.name,
      },
    })
    await audit(ctx, {
      event: 'application.started',
      subject: { kind: 'application', id: created.id },
      case: caseOf(created.id),
      data: { role: roleSought },
    })
    return ok({ ref })
  })
}
