import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { isUnsealed } from '#services/core/life/sealed.ts'
import { hashOfLinkKey, newLinkKey } from '#services/core/link-key.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { counted } from '#services/core/words.ts'
import { type Answer, type AnswerInput, isAnswered } from './scale.ts'
import { tables } from './tables.ts'

/*
 * The engine: statements, marks, evidence, a second view that is sealed until both are in. It knows nobody's rights: the room that opens a
 * workbook asks who may before it calls.
 */

export type NewStatement = { group: string; text: string }

const most = 80

const byId = (ctx: Ctx, id: string) =>
  tables(ctx).workbook.findUnique({
    where: { id },
    include: {
      statements: { orderBy: { position: 'asc' } },
      sent: true,
      contributors: { where: { endedAt: null }, orderBy: { invitedAt: 'asc' } },
    },
  })

export type OpenWorkbook = NonNullable<Awaited<ReturnType<typeof byId>>>

/** The workbook of a subject; opened with these statements, frozen as they are, where there is none yet. Two who ask at once get one. */
export const openWorkbook = async (
  ctx: Ctx,
  of: { kind: string; subjectId: string; sides: readonly string[] },
  statementsOf: () => Promise<readonly NewStatement[]>,
): Promise<OpenWorkbook> => {
  const where = { kind_subjectId: { kind: of.kind, subjectId: of.subjectId } }
  const known = await tables(ctx).workbook.findUnique({ where, select: { id: true } })
  if (!known) {
    const statements = await statementsOf()
    await inTransaction(ctx, async (ctx) => {
      const id = newId()
      const { kind, subjectId, sides } = of
      const made = await tables(ctx).workbook.createMany({
        data: [{ id, kind, subjectId, sides: [...sides], openedAt: ctx.clock.now() }],
        skipDuplicates: true,
      })
      if (made.count === 0) return ok(null)
      await tables(ctx).workbookStatement.createMany({
        data: statements
          .slice(0, most)
          .map(({ group, text }, index) => ({ workbookId: id, position: index + 1, group, text })),
      })
      await audit(ctx, { event: 'workbook.opened', subject: { kind: 'workbook', id }, data: { kind } })
      return ok(null)
    })
  }
  const { id } = await tables(ctx).workbook.findUniqueOrThrow({ where, select: { id: true } })
  const workbook = await byId(ctx, id)
  if (!workbook) throw new Error('The workbook is not there')
  return workbook
}

/** Locks a workbook, so that nothing is said after it was sent. */
const lock = async (ctx: Ctx, id: string): Promise<OpenWorkbook | null> => {
  await ctx.db.$queryRaw`select 1 from "Workbook" where id = ${id}::uuid for update`
  return byId(ctx, id)
}

const isSent = ({ sent }: OpenWorkbook, side: string) => sent.some((one) => one.side === side)
const sentWhy = 'This is sent: it stands as it is.'

/** Adds a statement of a side's own, at the end, until either side has sent its views. */
export const addStatement = (
  ctx: Ctx,
  id: string,
  { side, group, text }: NewStatement & { side: string },
): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const workbook = await lock(ctx, id)
    if (!workbook) return notFound()
    if (workbook.sent.length > 0) return refused('A view is in already: the statements stand as they are.')
    if (workbook.statements.length >= most) return refused(`There can be at most ${most} statements.`)
    const position = Math.max(0, ...workbook.statements.map((one) => one.position)) + 1
    await tables(ctx).workbookStatement.create({ data: { workbookId: id, position, group, text, addedBy: side } })
    await audit(ctx, { event: 'workbook.statement-added', subject: { kind: 'workbook', id }, data: { side } })
    return ok({ id })
  })

/** What each side said last of each statement, by statement. Ask `viewsFor` for what a side may read. */
const newestViews = async (ctx: Ctx, workbook: OpenWorkbook, side: string) => {
  const rows = await tables(ctx).workbookView.findMany({
    where: { side, statementId: { in: workbook.statements.map(({ id }) => id) } },
    orderBy: { version: 'asc' },
  })
  return new Map(rows.map((row) => [row.statementId, row]))
}

/** Keeps what a side says of a statement as a new version; what was said before stays. */
export const saveAnswer = (
  ctx: Ctx,
  { workbookId, position, side, by }: { workbookId: string; position: number; side: string; by: string },
  input: AnswerInput,
): Promise<Result<{ position: number }>> =>
  inTransaction(ctx, async (ctx) => {
    const workbook = await lock(ctx, workbookId)
    const statement = workbook?.statements.find((one) => one.position === position)
    if (!workbook || !statement) return notFound()
    if (isSent(workbook, side)) return refused(sentWhy)
    const { workbookView } = tables(ctx)
    const last = await workbookView.findFirst({
      where: { statementId: statement.id, side },
      orderBy: { version: 'desc' },
    })
    if ((last?.version ?? 0) !== input.version) return overtaken('This answer')
    await workbookView.create({
      data: {
        statementId: statement.id,
        side,
        version: input.version + 1,
        mark: input.mark === 'none' ? null : Number(input.mark),
        confidence: input.confidence,
        evidence: input.evidence,
        whyNotApplicable: input.mark === 'none' ? input.whyNotApplicable : '',
        byId: ctx.actor.personId,
        by,
        at: ctx.clock.now(),
      },
    })
    await audit(ctx, {
      event: 'workbook.answered',
      subject: { kind: 'workbook', id: workbookId },
      data: { side, position },
    })
    return ok({ position })
  })

/** Sends a side's views, once every statement has a mark or why it does not apply; they stand from then on. Sending twice is sending once. */
export const sendViews = (
  ctx: Ctx,
  { workbookId, side }: { workbookId: string; side: string },
  then: (ctx: Ctx) => Promise<unknown> = async () => undefined,
): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const workbook = await lock(ctx, workbookId)
    if (!workbook) return notFound()
    if (isSent(workbook, side)) return ok(null)
    const views = await newestViews(ctx, workbook, side)
    const left = workbook.statements.filter(({ id }) => !isAnswered(views.get(id))).map(({ position }) => position)
    if (left.length > 0) {
      return refused(
        `${counted(left.length, 'statement has', 'statements have')} no mark yet: ${left.slice(0, 10).join(', ')}.`,
      )
    }
    await tables(ctx).workbookSent.create({
      data: { workbookId, side, sentAt: ctx.clock.now(), byId: ctx.actor.personId ?? '', by: ctx.actor.name },
    })
    await audit(ctx, { event: 'workbook.sent', subject: { kind: 'workbook', id: workbookId }, data: { side } })
    await then(ctx)
    return ok(null)
  })

export type StatementView = {
  position: number
  group: string
  text: string
  isOwn: boolean
  answer: (Answer & { version: number; by: string }) | null
}

const shown = (workbook: OpenWorkbook, views: Awaited<ReturnType<typeof newestViews>>): StatementView[] =>
  workbook.statements.map(({ id, position, group, text, addedBy }) => {
    const view = views.get(id)
    return {
      position,
      group,
      text,
      isOwn: addedBy !== null,
      answer: view
        ? {
            mark: view.mark,
            confidence: view.confidence,
            evidence: view.evidence,
            whyNotApplicable: view.whyNotApplicable,
            version: view.version,
            by: view.by,
          }
        : null,
    }
  })

/** A side's own statements and answers. */
export const ownViews = async (ctx: Ctx, workbook: OpenWorkbook, side: string): Promise<StatementView[]> =>
  shown(workbook, await newestViews(ctx, workbook, side))

/**
 * The other sides' views, or null while they are sealed: until every side's are in, or `isOpened` says that the day has come. What is
 * sealed is not read, and nothing tells whether it is there.
 */
export const otherViews = async (
  ctx: Ctx,
  workbook: OpenWorkbook,
  side: string,
  isOpened: boolean,
): Promise<Map<string, StatementView[]> | null> => {
  const isOpen = isOpened || isUnsealed({ given: workbook.sent.length, wanted: workbook.sides.length })
  if (!isOpen) return null
  const others = workbook.sides.filter((one) => one !== side && isSent(workbook, one))
  return new Map(await Promise.all(others.map(async (one) => [one, await ownViews(ctx, workbook, one)] as const)))
}

/** Everything a side said of one statement, the latest first. */
export const versionsOf = async (ctx: Ctx, workbook: OpenWorkbook, position: number, side: string) => {
  const statement = workbook.statements.find((one) => one.position === position)
  if (!statement) return []
  return tables(ctx).workbookView.findMany({
    where: { statementId: statement.id, side },
    orderBy: { version: 'desc' },
    select: { version: true, mark: true, evidence: true, whyNotApplicable: true, by: true, at: true },
  })
}

const mostContributors = 30

/** Invites somebody without an account to fill in a side's statements; gives the link's token, of which only a hash is kept. */
export const inviteContributor = (
  ctx: Ctx,
  { workbookId, side, name }: { workbookId: string; side: string; name: string },
  then: (ctx: Ctx, made: { id: string; token: string }) => Promise<unknown>,
): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const workbook = await lock(ctx, workbookId)
    if (!workbook) return notFound()
    if (isSent(workbook, side)) return refused(sentWhy)
    if (workbook.contributors.length >= mostContributors) {
      return refused(`At most ${mostContributors} people can fill it in by link.`)
    }
    const id = newId()
    const token = newLinkKey()
    await tables(ctx).workbookContributor.create({
      data: {
        id,
        workbookId,
        side,
        name,
        tokenHash: hashOfLinkKey(token),
        invitedById: ctx.actor.personId ?? '',
        invitedAt: ctx.clock.now(),
      },
    })
    await audit(ctx, {
      event: 'workbook.contributor-invited',
      subject: { kind: 'workbook', id: workbookId },
      data: { side },
    })
    await then(ctx, { id, token })
    return ok({ id })
  })

/** Ends somebody's link; what they wrote stays. */
export const endContributor = (ctx: Ctx, workbookId: string, id: string): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const ended = await tables(ctx).workbookContributor.updateMany({
      where: { id, workbookId, endedAt: null },
      data: { endedAt: ctx.clock.now() },
    })
    if (ended.count > 0) {
      await audit(ctx, { event: 'workbook.contributor-ended', subject: { kind: 'workbook', id: workbookId } })
    }
    return ok({ id })
  })

/** Whose link a token is, with the workbook; null for one that is unknown or ended. */
export const contributorBy = async (ctx: Ctx, token: string) => {
  const found = await tables(ctx).workbookContributor.findUnique({ where: { tokenHash: hashOfLinkKey(token) } })
  const workbook = found && found.endedAt === null ? await byId(ctx, found.workbookId) : null
  return found && workbook
    ? { name: found.name, side: found.side, workbook, isSent: isSent(workbook, found.side) }
    : null
}
