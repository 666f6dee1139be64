import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { isOnTeamOf } from '#services/fieldwork/index.ts'
import { isAnswered, ownViews, reaches, type StatementView, versionsOf } from '#services/workbooks/index.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'
import { findOwn, readByRef, readWhere, type SelfAssessmentRow, side, workbookOf } from './keep-self-assessment.ts'
import { selfAssessmentLife } from './lifecycle.ts'
import { isSet, type SetKey, type StatementSet, sets } from './sets.ts'

const setOf = ({ set }: Pick<SelfAssessmentRow, 'set'>): StatementSet => {
  if (!isSet(set)) throw new Error(`No set of statements is called ${set}`)
  return sets[set]
}

const viewsOf = async (ctx: Ctx, row: SelfAssessmentRow): Promise<StatementView[]> =>
  ownViews(ctx, await workbookOf(ctx, row), side)

const lineOf = (row: SelfAssessmentRow) => ({
  ref: row.ref,
  title: setOf(row).title,
  begunOn: londonDate(row.begunAt),
  finishedOn: row.finishedAt && londonDate(row.finishedAt),
  shownTo: row.shownTo,
})

/** What the actor's services have marked so far, set by set, the latest first. */
export const ownSelfAssessments = async (ctx: Ctx) => {
  const codes = yotsOf(ctx.actor)
  const rows = codes.length === 0 ? [] : await readWhere(ctx, { yotCode: { in: codes } })
  const yots = await ctx.db.yot.findMany({
    where: { code: { in: codes } },
    orderBy: { name: 'asc' },
    select: { code: true, name: true },
  })
  return yots.flatMap(({ code, name }) =>
    (Object.keys(sets) as SetKey[]).map((set) => ({
      yotCode: code,
      yotName: name,
      set,
      title: sets[set].title,
      about: sets[set].about,
      all: rows.filter((row) => row.yotCode === code && row.set === set).map(lineOf),
    })),
  )
}

/** Whether the actor reads one although it is not their service's: it is finished, and shown to them. */
const isShownTo = async (ctx: Ctx, { status, shownTo, yotCode }: SelfAssessmentRow): Promise<boolean> => {
  if (status !== 'finished' || ctx.actor.personId === null) return false
  return shownTo === 'members' || (shownTo === 'teams' && (await isOnTeamOf(ctx, yotCode)))
}

/** What a service shows of itself to this reader, the latest first. */
export const shownSelfAssessments = async (ctx: Ctx, yotCode: string) => {
  if (ctx.actor.personId === null) return []
  const rows = await readWhere(ctx, { yotCode, status: 'finished', shownTo: { not: 'nobody' } })
  const isOnTeam = rows.some(({ shownTo }) => shownTo === 'teams') && (await isOnTeamOf(ctx, yotCode))
  const isOwn = yotsOf(ctx.actor).includes(yotCode)
  return rows.filter(({ shownTo }) => shownTo === 'members' || isOnTeam || isOwn).map(lineOf)
}

/**
 * A self-assessment: for the service's own people beside the one that was finished before it; for whom it is shown to, without. Not found for
 * everybody else.
 */
export const selfAssessmentPage = async (ctx: Ctx, ref: string) => {
  const row = await readByRef(ctx, ref)
  const isOwn = row !== null && yotsOf(ctx.actor).includes(row.yotCode)
  if (!row || !(isOwn || (await isShownTo(ctx, row)))) return notFound()
  const { title, about, threshold } = setOf(row)
  const { yotCode, set, begunAt } = row
  const [last] = isOwn ? await readWhere(ctx, { yotCode, set, status: 'finished', begunAt: { lt: begunAt } }) : []
  const [views, lastViews] = await Promise.all([viewsOf(ctx, row), last ? viewsOf(ctx, last) : []])
  const before = new Map(lastViews.map(({ text, answer }) => [text, answer]))
  const answers = views.flatMap(({ answer }) => answer ?? [])
  const isLead = isOwn && speaksFor(ctx.actor, row.yotCode)
  return ok({
    ...lineOf(row),
    title,
    about,
    threshold,
    yotCode,
    yotName: row.yot.name,
    version: row.version,
    stands: selfAssessmentLife.states[row.status],
    isOwn,
    mayWrite: isOwn && row.status === 'open',
    events: selfAssessmentLife.openTo(row.status, isLead ? ['member', 'lead'] : isOwn ? ['member'] : []),
    last: last ? { ref: last.ref, on: londonDate(last.finishedAt ?? last.begunAt) } : null,
    statements: views.map((view) => ({ ...view, before: before.get(view.text) ?? null })),
    answered: views.filter(({ answer }) => isAnswered(answer ?? undefined)).length,
    at: answers.filter(({ mark }) => mark !== null && mark >= threshold).length,
    isReached: answers.length === views.length && reaches(threshold, answers),
  })
}

/** One statement with what the service said of it now, said before, and said the last time. For its own people. */
export const ownStatementPage = async (ctx: Ctx, ref: string, position: number) => {
  const own = await findOwn(ctx, ref)
  const page = own && (await selfAssessmentPage(ctx, ref))
  if (!own || !page?.ok) return notFound()
  const statement = page.value.statements.find((one) => one.position === position)
  if (!statement) return notFound()
  const { title, yotName, mayWrite, last } = page.value
  return ok({
    ...{ ref, title, yotName, mayWrite, last, statement },
    versions: await versionsOf(ctx, await workbookOf(ctx, own), position, side),
  })
}
