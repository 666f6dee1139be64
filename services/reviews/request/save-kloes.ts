import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, refused } from '#services/core/result.ts'
import { leastKloes } from '#services/reviews/case/completeness.ts'
import {
  type Input,
  type kloeSchema,
  type kloeThemesSchema,
  mostThemesPerKloe,
  type removeKloeSchema,
} from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { changeDraft } from './change-draft.ts'

/** Saves the question of a key line of enquiry, with the themes it was taken with where it has none; the next position adds one. At most five. */
export const saveKloe = (ctx: Ctx, input: Input<typeof kloeSchema>) =>
  changeDraft(ctx, input, 'kloes', async (ctx, { id: requestId }) => {
    const { kloe } = tables(ctx)
    const count = await kloe.count({ where: { requestId } })
    if (input.position > count + 1) return invalid({ question: 'Write the earlier questions first' })
    const { position, question } = input
    const saved = await kloe.upsert({
      where: { requestId_position: { requestId, position } },
      create: { requestId, position, question },
      update: { question },
      select: { id: true, themes: { select: { themeCode: true } } },
    })
    const known = await themesByCode(ctx)
    const codes = [...new Set(input.themes ?? [])].filter((code) => known.get(code)?.parentCode)
    if (saved.themes.length === 0) {
      await tables(ctx).kloeTheme.createMany({ data: codes.map((themeCode) => ({ kloeId: saved.id, themeCode })) })
    }
    return ok(saved)
  })

/** Saves which themes a key line of enquiry belongs to: one to three skills of the list of themes. */
export const saveKloeThemes = (ctx: Ctx, input: Input<typeof kloeThemesSchema>) =>
  changeDraft(ctx, input, 'kloes', async (ctx, { id: requestId }) => {
    const known = await themesByCode(ctx)
    const codes = [...new Set([...input.themes, ...(input.more ?? [])])]
    if (codes.length === 0) return invalid({ themes: 'Choose at least one theme' })
    if (codes.length > mostThemesPerKloe)
      return invalid({
        themes: `You chose ${codes.length} themes. Choose at most ${mostThemesPerKloe}: take some away`,
      })
    if (codes.some((code) => !known.get(code)?.parentCode)) return invalid({ themes: 'Choose themes from the list' })
    const row = await tables(ctx).kloe.findUnique({
      where: { requestId_position: { requestId, position: input.position } },
    })
    if (!row) return invalid({ themes: 'Write the question first' })
    await tables(ctx).kloeTheme.deleteMany({ where: { kloeId: row.id } })
    return ok(
      await tables(ctx).kloeTheme.createMany({ data: codes.map((themeCode) => ({ kloeId: row.id, themeCode })) }),
    )
  })

/** Takes a key line of enquiry away; those after it move up. Of a request that was sent, the fewest stay. */
export const removeKloe = (ctx: Ctx, input: Input<typeof removeKloeSchema>) =>
  changeDraft(ctx, input, 'kloes', async (ctx, { id: requestId, status }) => {
    const { kloe } = tables(ctx)
    const isFewest = (await kloe.count({ where: { requestId } })) <= leastKloes
    if (status !== 'draft' && isFewest)
      return refused(`A review has at least ${leastKloes} questions: change this one.`)
    await kloe.deleteMany({ where: { requestId, position: input.position } })
    const later = await kloe.findMany({
      where: { requestId, position: { gt: input.position } },
      orderBy: { position: 'asc' },
    })
    for (const { id, position } of later) await kloe.update({ where: { id }, data: { position: position - 1 } })
    return ok(undefined)
  })
