import type { Prisma } from '#prisma/generated/client.ts'
import type { ShownTo } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { keep } from '#services/core/life/keep.ts'
import { nextReference } from '#services/core/reference.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { type AnswerInput, type OpenWorkbook, openWorkbook, saveAnswer, sendViews } from '#services/workbooks/index.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'
import { selfAssessmentLife } from './lifecycle.ts'
import { isSet, sets } from './sets.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  ref: true,
  yotCode: true,
  set: true,
  status: true,
  begunAt: true,
  finishedAt: true,
  shownTo: true,
  version: true,
  yot: { select: { name: true } },
} satisfies Prisma.SelfAssessmentSelect

export type SelfAssessmentRow = Prisma.SelfAssessmentGetPayload<{ select: typeof select }>

/** The one side of its workbook. */
export const side = 'own'

export const readByRef = (ctx: Ctx, ref: string): Promise<SelfAssessmentRow | null> =>
  tables(ctx).selfAssessment.findUnique({ where: { ref }, select })

export const readWhere = (ctx: Ctx, where: Prisma.SelfAssessmentWhereInput): Promise<SelfAssessmentRow[]> =>
  tables(ctx).selfAssessment.findMany({ where, orderBy: [{ begunAt: 'desc' }, { id: 'desc' }], take: 50, select })

/** One of a service where the actor holds a post; null for everybody else. */
export const findOwn = async (ctx: Ctx, ref: string): Promise<SelfAssessmentRow | null> => {
  const row = await readByRef(ctx, ref)
  return row && yotsOf(ctx.actor).includes(row.yotCode) ? row : null
}

/** Its workbook, opened with the statements of its set. */
export const workbookOf = (ctx: Ctx, { id, set }: Pick<SelfAssessmentRow, 'id' | 'set'>): Promise<OpenWorkbook> =>
  openWorkbook(ctx, { kind: 'self-assessment', subjectId: id, sides: [side] }, async () =>
    isSet(set) ? sets[set].statements : [],
  )

/** Self-assessments and their moves, by reference: for people of the service; to anybody else there is nothing to move. */
const kept = keep(selfAssessmentLife, {
  kind: 'self_assessment',
  table: 'SelfAssessment',
  find: findOwn,
  sidesOf: ({ actor }, { yotCode }) => ['member' as const, ...(speaksFor(actor, yotCode) ? (['lead'] as const) : [])],
  notOnSide: () => forbidden('Whoever leads the service finishes it, and says who reads it.'),
  read: (ctx, id): Promise<SelfAssessmentRow | null> =>
    tables(ctx).selfAssessment.findUnique({ where: { id }, select }),
  write: (ctx, { id }, data: Prisma.SelfAssessmentUncheckedUpdateInput) =>
    tables(ctx).selfAssessment.update({ where: { id }, data }),
  about: ({ yotCode }) => ({ yotCode }),
})

/**
 * Begins a self-assessment of one of the actor's services; where one is being filled in already, that is it. Not found for a service or a set that
 * is not theirs to begin.
 */
export const beginSelfAssessment = (
  ctx: Ctx,
  { yotCode, set }: { yotCode: string; set: string },
): Promise<Result<{ ref: string }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!isSet(set) || !yotsOf(ctx.actor).includes(yotCode)) return notFound()
    // Two of one service who begin at once begin one.
    await ctx.db.$queryRaw`select 1 from "Yot" where code = ${yotCode} for update`
    const open = await tables(ctx).selfAssessment.findFirst({ where: { yotCode, set, status: 'open' }, select })
    if (open) return ok({ ref: open.ref })
    const id = newId()
    const ref = await nextReference(ctx, 'SA')
    const row = await tables(ctx).selfAssessment.create({
      data: { id, ref, yotCode, set, status: 'open', begunAt: ctx.clock.now() },
      select,
    })
    await kept.begin(ctx, row, 'begun')
    await workbookOf(ctx, row)
    return ok({ ref })
  })

/** Says what the service makes of one statement, for anybody who holds a post there; what was said before stays. Refused once it is finished. */
export const markStatement = async (
  ctx: Ctx,
  ref: string,
  position: number,
  input: AnswerInput,
): Promise<Result<{ position: number }>> => {
  const row = await findOwn(ctx, ref)
  if (!row) return notFound()
  if (row.status !== 'open') return refused('It is finished: it stands as it is. Begin another to mark it anew.')
  const workbook = await workbookOf(ctx, row)
  return saveAnswer(ctx, { workbookId: workbook.id, position, side, by: ctx.actor.name }, input)
}

/** Finishes it, once every statement has a mark, or why it does not apply; for whoever speaks for the service. */
export const finishSelfAssessment = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  kept.asMove(ctx, { ref, version, event: 'finished' }, async (ctx, { row, move }) => {
    const sent = await sendViews(ctx, { workbookId: (await workbookOf(ctx, row)).id, side })
    return sent.ok ? move({ data: { finishedAt: ctx.clock.now() } }) : sent
  })

/** Says who besides the service reads one that is finished; for whoever speaks for the service. */
export const showSelfAssessment = (
  ctx: Ctx,
  ref: string,
  { version, shownTo }: { version: number; shownTo: ShownTo },
): Promise<Result<{ ref: string }>> =>
  kept.asMove(
    ctx,
    { ref, version, event: 'shown' },
    (_, { move }) => move({ data: { shownTo }, said: { shownTo } }),
    (row) => (row.shownTo === shownTo ? { ref } : null),
  )
