import type { Prisma } from '#prisma/generated/client.ts'
import type { ConcernStatus } from '#prisma/generated/enums.ts'
import { examplesOf, hiddenCaseIds, mayOpenCase, ownStanding } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { yotsOf } from '#services/yots/index.ts'
import { concernLife } from './lifecycle.ts'
import { caseOf, concernSidesOf, mayDecide, partySideOf } from './parties.ts'
import { tables } from './tables.ts'

const include = {
  parties: true,
  points: { orderBy: { position: 'asc' }, include: { outcomes: { orderBy: { carriedOutAt: 'asc' } } } },
  statements: true,
  questions: { orderBy: { number: 'asc' } },
  views: { orderBy: { drawnAt: 'asc' } },
  measures: { orderBy: [{ from: 'asc' }, { number: 'asc' }] },
} satisfies Prisma.ConcernInclude

/** A concern with everything about it; nobody but the code that decides who reads what gets it whole. */
export type WholeConcern = Prisma.ConcernGetPayload<{ include: typeof include }>

/** Concerns that somebody is on a side of, and may know of: the other side from when it is asked, or something was put in place. */
export const concernsOf = ({ actor }: Ctx): Prisma.ConcernWhereInput => {
  const isTheirs = {
    isSpeaking: true,
    OR: [{ personId: actor.personId }, { yotCode: { in: yotsOf(actor) } }],
  }
  return {
    OR: [
      { parties: { some: { ...isTheirs, side: 'bringer' } } },
      {
        parties: { some: { ...isTheirs, side: 'other' } },
        OR: [{ statementsBy: { not: null } }, { points: { some: { side: 'other' } } }, { measures: { some: {} } }],
      },
    ],
  }
}

/**
 * Concerns that an officer may know of, as a condition: those that they look after, or were drawn for; never one that they are
 * conflicted with, or whose own case must not exist for them. Null for everybody else.
 */
export const officersConcerns = async (ctx: Ctx): Promise<Prisma.ConcernWhereInput | null> => {
  const { actor } = ctx
  const isAdministrator = may(actor, 'concern.look-after')
  if (actor.kind !== 'person' || actor.personId === null || (!isAdministrator && !mayDecide(actor))) return null
  const hidden = await Promise.all(
    (['concern', 'review_request', 'application', 'enquiry'] as const).map((kind) => hiddenCaseIds(ctx, kind)),
  )
  const [concerns = [], ...cases] = hidden
  return {
    id: { notIn: concerns },
    OR: [{ caseId: null }, { caseId: { notIn: cases.flat() } }],
    parties: { none: { personId: actor.personId } },
    ...(isAdministrator ? {} : { views: { some: { deciderId: actor.personId, releasedAt: null } } }),
  }
}

/**
 * A concern by its reference, for its two sides and for officers who may know of it; null for anybody else, as for an unknown
 * one. An officer's look reads an example beside it and runs the rules whether or not there is one: it takes as long.
 */
export const findForActor = async (ctx: Ctx, ref: string): Promise<WholeConcern | null> => {
  if (ctx.actor.kind === 'system') return tables(ctx).concern.findUnique({ where: { ref }, include })
  if (ctx.actor.personId === null) return null
  const officers = await officersConcerns(ctx)
  const known = { ref, OR: [concernsOf(ctx), ...(officers ? [{ AND: [officers] }] : [])] }
  const examples = officers ? await examplesOf(ctx, 'concern') : []
  const rows = await tables(ctx).concern.findMany({
    where: { OR: [known, { id: { in: examples }, ref: { not: ref } }] },
    include,
  })
  const row = rows.find((one) => one.ref === ref)
  if (row && partySideOf(ctx.actor, row.parties) !== null) return row
  if (!officers) return null
  const hasSide = row !== undefined && concernSidesOf(ctx.actor, row).length > 0
  return (await mayOpenCase(ctx, 'concern', hasSide ? row.id : null)) && hasSide ? row : null
}

/** A concern as it stands, with everything about it; null when there is none. */
export const readConcern = (ctx: Ctx, id: string): Promise<WholeConcern | null> =>
  tables(ctx).concern.findUnique({ where: { id }, include })

type Changes = Omit<Prisma.ConcernUncheckedUpdateInput, 'status'> & { status?: ConcernStatus }

/** Concerns and their moves. */
export const concerns = keep(concernLife, {
  kind: 'concern',
  table: 'Concern',
  find: findForActor,
  sidesOf: ({ actor }, found: WholeConcern) => concernSidesOf(actor, found),
  read: readConcern,
  write: (ctx, { id }, data: Changes) => tables(ctx).concern.update({ where: { id }, data }),
  about: ({ id }) => ({ case: caseOf(id) }),
})

/** Whether an officer may act on it now, and not only read: a conflict that is still to be managed comes first. */
export const mayAct = async (ctx: Ctx, concernId: string): Promise<Result<undefined>> => {
  const own = await ownStanding(ctx, 'concern', concernId)
  if (own.verdict === 'blocked') return notFound()
  return own.inTheWay ? refused(own.inTheWay.says) : ok(undefined)
}
