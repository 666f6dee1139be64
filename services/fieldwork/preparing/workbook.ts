import { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import type { Handler } from '#services/core/outbox.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { casePart, gathering } from '#services/fieldwork/case/part.ts'
import type { contributorSchema, statementSchema } from '#services/fieldwork/case/schema.ts'
import { tell } from '#services/notifications/index.ts'
import { hostOf, isLearning, lockCase, type PartIn, teamOf, themesOf, tickStepOnce } from '#services/reviews/index.ts'
import {
  type AnswerInput,
  addStatement,
  contributorBy,
  endContributor,
  inviteContributor,
  isAnswered,
  type OpenWorkbook,
  openWorkbook,
  otherViews,
  ownViews,
  type StatementView,
  saveAnswer,
  sendViews,
  versionsOf,
} from '#services/workbooks/index.ts'

type Side = 'host' | 'team'

/** What reviews say when preparation begins. */
const preparedSchema = z.object({
  reviewId: z.uuid(),
  ref: z.string(),
  yotName: z.string(),
  dueOn: z.string().nullable(),
})
const kind = 'review-self-assessment'

const sideWords: Record<Side, string> = { host: 'The service', team: 'The team' }

type At = { part: PartIn; side: Side; workbook: OpenWorkbook }

/** The self-assessment of a review with the side this reader is on, opened with the statements of its themes where there is none yet. */
const workbookAt = async (ctx: Ctx, ref: string): Promise<At | null> => {
  const part = await casePart(ctx, ref, 'self-assessment')
  if (!part) return null
  return { part, side: part.isHost ? 'host' : 'team', workbook: await opened(ctx, part.id) }
}

const opened = (ctx: Ctx, reviewId: string) =>
  openWorkbook(ctx, { kind, subjectId: reviewId, sides: ['host', 'team'] }, async () =>
    (await themesOf(ctx, reviewId)).flatMap(({ name, says }) => [
      { group: name, text: `We do this well: ${says || name}` },
      { group: name, text: `We know how well we do it, and could show it to somebody who asks: ${name}.` },
    ]),
  )

/** When preparation begins: opens the self-assessment and tells those who fill it in, the service and the team each about its own. */
export const openSelfAssessment: Handler = async (ctx, { payload }) => {
  const { reviewId, ref, yotName, dueOn } = preparedSchema.parse(payload)
  const [workbook, team, hosts] = await Promise.all([
    opened(ctx, reviewId),
    teamOf(ctx, reviewId),
    hostOf(ctx, reviewId),
  ])
  const due = dueOn === null ? '' : ` Send it by ${longDate(dueOn)}.`
  const letter = (lines: string[]) => ({
    subject: `The self-assessment is open: ${yotName} (${ref})`,
    lines: [`There are ${workbook.statements.length} statements, on the themes of the review’s questions.`, ...lines],
    action: { text: 'See the statements', path: `/reviews/${ref}/workbook` },
  })
  const of = {
    about: { kind: 'review' as const, id: reviewId, case: { kind: 'review_request' as const, id: reviewId } },
    occasion: `workbook-opened:${workbook.id}`,
    kind: 'ask' as const,
  }
  await tell(ctx, {
    ...of,
    people: hosts.map(({ personId }) => personId),
    letter: letter([`Mark each from 0 to 10 and say what shows it. You can ask others to by link.${due}`]),
  })
  await tell(ctx, {
    ...of,
    people: team.flatMap(({ personId, role }) => (isLearning(role) ? [] : [personId])),
    letter: letter([
      'Mark each as you see it from what you have read. Neither side sees the other’s view before both are in.',
    ]),
  })
}

const isSent = (workbook: OpenWorkbook, side: Side) => workbook.sent.find((one) => one.side === side) ?? null

/** The presentation opens what is in, whoever has not sent theirs. */
const isOpened = ({ status }: PartIn) => status !== 'preparing' && status !== 'on_site'

/** Observers read; everybody else on a side fills in theirs while the review is prepared and held. */
const mayWrite = ({ part, side, workbook }: At): boolean =>
  gathering.includes(part.status) && !isLearning(part.teamRole) && isSent(workbook, side) === null

const maySend = (at: At): boolean =>
  mayWrite(at) && (at.side === 'host' ? at.part.sides.includes('lead-officer') : at.part.teamRole === 'co_lead')

const progress = (views: readonly StatementView[]) => ({
  answered: views.filter(({ answer }) => isAnswered(answer ?? undefined)).length,
  of: views.length,
})

/** The self-assessment as this reader's side fills it in. What the other side says is not on it, nor whether it says anything. */
export const workbookPage = async (ctx: Ctx, ref: string) => {
  const at = await workbookAt(ctx, ref)
  if (!at) return notFound()
  const { part, side, workbook } = at
  const views = await ownViews(ctx, workbook, side)
  const sent = isSent(workbook, side)
  const isLead = side === 'host' && part.isHost
  return ok({
    ref,
    yotName: part.yotName,
    side,
    statements: views,
    ...progress(views),
    sent: sent && { by: sent.by, at: sent.sentAt },
    mayWrite: mayWrite(at),
    maySend: maySend(at),
    isOpen: (await otherViews(ctx, workbook, side, isOpened(part))) !== null,
    contributors: isLead
      ? workbook.contributors
          .filter((one) => one.side === 'host')
          .map(({ id, name, invitedAt }) => ({ id, name, invitedAt }))
      : null,
  })
}

/** One statement with what this side said of it, and said before. */
export const statementPage = async (ctx: Ctx, ref: string, position: number) => {
  const at = await workbookAt(ctx, ref)
  if (!at) return notFound()
  const views = await ownViews(ctx, at.workbook, at.side)
  const statement = views.find((one) => one.position === position)
  if (!statement) return notFound()
  return ok({
    ref,
    yotName: at.part.yotName,
    statement,
    last: views.at(-1)?.position ?? position,
    mayWrite: mayWrite(at),
    versions: await versionsOf(ctx, at.workbook, position, at.side),
  })
}

/** Says what this side makes of one statement. */
export const answerStatement = async (
  ctx: Ctx,
  ref: string,
  position: number,
  input: AnswerInput,
): Promise<Result<{ position: number }>> => {
  const at = await workbookAt(ctx, ref)
  if (!at) return notFound()
  if (!mayWrite(at)) return whyNot(at)
  const { workbook, side } = at
  return saveAnswer(ctx, { workbookId: workbook.id, position, side, by: ctx.actor.name }, input)
}

const whyNot = ({ part, side, workbook }: At) => {
  if (isLearning(part.teamRole)) return forbidden('Observers read the self-assessment, and say nothing in it.')
  return refused(
    isSent(workbook, side) ? 'This is sent: it stands as it is.' : 'The visit is over: it stands as it is.',
  )
}

/** Adds a statement of the service's own. */
export const addOwnStatement = async (
  ctx: Ctx,
  ref: string,
  input: z.output<typeof statementSchema>,
): Promise<Result<{ id: string }>> => {
  const at = await workbookAt(ctx, ref)
  if (at?.side !== 'host') return notFound()
  return mayWrite(at) ? addStatement(ctx, at.workbook.id, { ...input, side: 'host' }) : whyNot(at)
}

/**
 * Sends this side's views: the service's by its lead officer, the team's by a co-lead. The service's ticks off its step; who can read the
 * other side's from now on is told.
 */
export const sendWorkbook = async (ctx: Ctx, ref: string): Promise<Result<null>> => {
  const at = await workbookAt(ctx, ref)
  if (!at) return notFound()
  const { part, side, workbook } = at
  if (isSent(workbook, side)) return ok(null)
  if (!maySend(at)) {
    return mayWrite(at)
      ? forbidden(side === 'host' ? 'Only the lead officer can send it.' : 'Only a co-lead can send it.')
      : whyNot(at)
  }
  return sendViews(ctx, { workbookId: workbook.id, side }, async (ctx) => {
    await lockCase(ctx, part.id)
    if (side === 'host') await tickStepOnce(ctx, part.id, 'self-assessment')
    if (workbook.sent.length + 1 < workbook.sides.length) return
    const [team, hosts] = await Promise.all([teamOf(ctx, part.id), hostOf(ctx, part.id)])
    await tell(ctx, {
      people: [...team, ...hosts].map(({ personId }) => personId),
      about: { kind: 'review', id: part.id, case: { kind: 'review_request', id: part.id } },
      occasion: 'workbook-open',
      kind: 'news',
      letter: {
        subject: `Both views are in: ${part.yotName} (${ref})`,
        lines: [
          'The service and the team have each sent what they make of the statements. You can read both side by side now.',
        ],
        action: { text: 'Compare them', path: `/reviews/${ref}/compare` },
      },
    })
  })
}

/** Both views side by side; while the other is sealed, only that it is. */
export const comparePage = async (ctx: Ctx, ref: string) => {
  const at = await workbookAt(ctx, ref)
  if (!at) return notFound()
  const { part, side, workbook } = at
  const other: Side = side === 'host' ? 'team' : 'host'
  const own = isSent(workbook, side) || isOpened(part) ? await ownViews(ctx, workbook, side) : null
  const open = own && (await otherViews(ctx, workbook, side, isOpened(part)))
  const theirs = open?.get(other) ?? null
  return ok({
    ref,
    yotName: part.yotName,
    ownWords: sideWords[side],
    otherWords: sideWords[other],
    isOpen: open !== null,
    rows:
      own === null || open === null
        ? []
        : own.map(({ position, group, text, answer }) => {
            const given = theirs?.find((one) => one.position === position)?.answer ?? null
            const apart = answer?.mark == null || given?.mark == null ? null : Math.abs(answer.mark - given.mark)
            return { position, group, text, own: answer, other: given, apart }
          }),
  })
}

/** Asks somebody without an account to fill in the service's side: they get a link by mail. */
export const inviteByLink = async (
  ctx: Ctx,
  ref: string,
  { name, address }: z.output<typeof contributorSchema>,
): Promise<Result<{ id: string }>> => {
  const at = await workbookAt(ctx, ref)
  if (at?.side !== 'host') return notFound()
  if (!mayWrite(at)) return whyNot(at)
  const { part, workbook } = at
  return inviteContributor(ctx, { workbookId: workbook.id, side: 'host', name }, (ctx, { id, token }) =>
    tell(ctx, {
      people: [{ address, as: id }],
      about: { kind: 'workbook', id: workbook.id, case: { kind: 'review_request', id: part.id } },
      occasion: `link:${id}`,
      kind: 'ask',
      letter: {
        subject: `${ctx.actor.name} asks for your view of ${part.yotName}`,
        lines: [
          `${part.yotName} prepares for a peer review and marks how well it does a number of things. ${ctx.actor.name} asks you to say how you see it.`,
          'You need no account. Do not write about individual children.',
        ],
        action: { text: 'See the statements', path: `/workbooks/${token}` },
      },
    }),
  )
}

/** Ends a link; what was written by it stays. */
export const endLink = async (ctx: Ctx, ref: string, id: string): Promise<Result<{ id: string }>> => {
  const at = await workbookAt(ctx, ref)
  if (at?.side !== 'host') return notFound()
  return endContributor(ctx, at.workbook.id, id)
}

/** What somebody with a link sees: the statements, with what their side said so far. Not found for a link that is unknown or ended. */
export const linkPage = async (ctx: Ctx, token: string) => {
  const found = await contributorBy(ctx, token)
  if (!found) return notFound()
  const { name, side, workbook, isSent } = found
  return ok({ name, isSent, statements: await ownViews(ctx, workbook, side) })
}

/** Says what somebody with a link makes of one statement. */
export const answerByLink = async (
  ctx: Ctx,
  token: string,
  position: number,
  input: AnswerInput,
): Promise<Result<{ position: number }>> => {
  const found = await contributorBy(ctx, token)
  if (!found) return notFound()
  const { name, side, workbook } = found
  return saveAnswer(ctx, { workbookId: workbook.id, position, side, by: name }, input)
}
