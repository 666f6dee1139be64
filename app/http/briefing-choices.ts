import { themeTree } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName, regions } from '#services/yots/index.ts'

/** Regions and themes that somebody can choose the briefing for. */
export const briefingChoices = async (ctx: Ctx) => ({
  regions: regions.map((value) => ({ value, label: regionName(value) })),
  themes: (await themeTree(ctx)).map(({ code, name }) => ({ value: code, label: name })),
})

/** Full names of regions by what the register calls them. */
export const regionNamesByCode = (): Record<string, string> =>
  Object.fromEntries(regions.map((region) => [region, regionName(region)]))
