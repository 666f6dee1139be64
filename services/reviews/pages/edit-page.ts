import { bankNames, themeTree } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import {
  firstMissing,
  leastKloes,
  mostKloes,
  sectionIds,
  sectionTitles,
  whatIsMissing,
} from '#services/reviews/case/completeness.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { requestPath, reviewPath } from '#services/reviews/case/mails.ts'
import { readDraft } from '#services/reviews/case/read-draft.ts'
import { modeWords, travelPayerOf } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { mostWindows, noticeWarning } from '#services/reviews/case/windows.ts'
import { changers, mayChange } from '#services/reviews/request/change-draft.ts'
import { suggestThemes } from '#services/reviews/request/suggest-themes.ts'

/**
 * A request as the service's own people write it, and around the scoping call the desk: what it says, what each section still needs, who could arrange it, and
 * whom they would rather not have. Not found for anybody else.
 */
export const editPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  if (!found || !changers(found.facts.status, 'kloes').some((side) => found.sides.includes(side))) return notFound()
  const { id } = found.facts
  const isDesk = !found.sides.some((side) => side === 'host' || side === 'lead-officer')
  const [{ request, holders, draft }, row, objections] = await Promise.all([
    readDraft(ctx, id),
    tables(ctx).reviewRequest.findUniqueOrThrow({ where: { id }, select: { status: true, checkNote: true } }),
    tables(ctx).objection.findMany({
      where: { requestId: id },
      select: { personId: true, reason: true, person: { select: { name: true } } },
      orderBy: { createdAt: 'asc' },
    }),
  ])
  const today = ctx.clock.today()
  const missing = whatIsMissing(draft, today)
  return ok({
    ...request,
    isDraft: request.status === 'draft',
    mayChangeQuestions: mayChange(request.status, 'kloes'),
    maySubmit: found.sides.includes('host'),
    /** Where what is changed around the scoping call is read. */
    home: isDesk ? requestPath(ref) : request.status === 'draft' ? `${reviewPath(ref)}/edit` : reviewPath(ref),
    modeWords: modeWords[request.mode],
    travelWords: travelPayerOf(request.travelPaidBy, request.yotName),
    // Once it is sent again, the coordinator's note is for the board.
    checkNote: row.status === 'draft' ? row.checkNote : null,
    holders,
    objections: objections.map(({ personId, reason, person }) => ({ personId, reason, name: person.name })),
    sections: sectionIds.map((section) => ({ id: section, title: sectionTitles[section], missing: missing[section] })),
    firstMissing: firstMissing(draft, today),
    warning: noticeWarning(request.windows, today),
    limits: { leastKloes, mostKloes, mostWindows },
  })
}

export type EditPage = Extract<Awaited<ReturnType<typeof editPage>>, { ok: true }>['value']

/** For one key line of enquiry: the themes its words point to, and all of them in their groups. */
export const kloeThemesPage = async (ctx: Ctx, ref: string, position: number) => {
  const page = await editPage(ctx, ref)
  if (!page.ok) return page
  const kloe = page.value.kloes.find((each) => each.position === position)
  if (!kloe) return notFound()
  const tree = await themeTree(ctx)
  const skills = tree.flatMap(({ children }) => children)
  const chosen = kloe.themes.map(({ code }) => code)
  const suggested = suggestThemes(kloe.question, skills).filter((code) => !chosen.includes(code))
  const byCode = new Map(skills.map((skill) => [skill.code, skill]))
  return ok({
    ref,
    version: page.value.version,
    mayChangeQuestions: page.value.mayChangeQuestions,
    position,
    question: kloe.question,
    chosen,
    offered: [...chosen, ...suggested].flatMap((code) => {
      const skill = byCode.get(code)
      return skill ? [{ code, name: skill.name, description: skill.description }] : []
    }),
    branches: tree.map(({ name, children }) => ({
      name,
      themes: children.map((skill) => ({ code: skill.code, name: skill.name })),
    })),
  })
}

/** People of the bank whose name contains what was typed, for "rather not have"; none for fewer than two letters. */
export const searchBankNames = async (
  ctx: Ctx,
  ref: string,
  typed: string,
): Promise<Result<{ personId: string; name: string; where: string }[]>> => {
  const found = await findReview(ctx, ref)
  if (!found?.sides.some((side) => side === 'host' || side === 'lead-officer')) return notFound()
  return ok(typed.trim().length < 2 ? [] : await bankNames(ctx, typed.trim()))
}
