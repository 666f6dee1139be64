import type { Ctx } from '#services/core/context.ts'

/** Codes of the themes that a date's offering is about. */
export const themesOfCourse = async (ctx: Ctx, dateId: string): Promise<string[]> => {
  const rows = await ctx.db.offeringTheme.findMany({
    where: { offering: { courseDates: { some: { id: dateId } } } },
    select: { themeCode: true },
    orderBy: { themeCode: 'asc' },
  })
  return rows.map(({ themeCode }) => themeCode)
}
