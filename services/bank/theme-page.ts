import type { Ctx } from '#services/core/context.ts'
import { rememberEach } from '#services/core/remember.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { coverByRegion } from './search-bank.ts'
import { goldenThreads, type Theme, themesByCode, themeTree } from './themes.ts'

export type ThemePage = {
  theme: Theme
  parent: Theme | null
  children: Theme[]
  /** Covered in every peer review. */
  isGoldenThread: boolean
  /** People in the bank who cover it today, every region named. */
  cover: { region: string; count: number }[]
}

/** Counted over the whole bank, so at most a minute old. */
const recentCover = rememberEach(60, coverByRegion)

/** A theme or skill: what it is, the words people type for it, and who covers it. Anyone may read it. */
export const themePage = async (ctx: Ctx, code: string): Promise<Result<ThemePage>> => {
  const [byCode, tree] = await Promise.all([themesByCode(ctx), themeTree(ctx)])
  const theme = byCode.get(code)
  if (!theme) return notFound()
  return ok({
    theme,
    parent: theme.parentCode === null ? null : (byCode.get(theme.parentCode) ?? null),
    children: tree.find((branch) => branch.code === code)?.children ?? [],
    isGoldenThread: goldenThreads.includes(code),
    cover: await recentCover(ctx, code),
  })
}
